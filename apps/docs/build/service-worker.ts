/**
 * Keeps the site for readers without a network. The build takes the types away and writes VERSION and FILES above this.
 *
 * Pages come from the network while there is one, so that they are never old; what they load is named by its content, so
 * that a kept file is the right one.
 */
declare const VERSION: string;
declare const FILES: readonly string[];

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** What is used of a worker's global scope; the types of pages and of workers exclude each other. */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const cacheName = `focal-loss-${VERSION}`;

scope.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  // What the browser still has of the version before is asked for again.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
}

/** Forgets other versions, and serves the page that is open already. */
async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("focal-loss-") && name !== cacheName) await caches.delete(name);
  }
  await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    // The state of the playground is in the query, which the page reads itself.
    const found = (await kept(request)) ?? (await kept(new URL("404.html", scope.registration.scope)));
    if (found === undefined) throw error;
    return found;
  }
}

async function file(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

async function kept(address: Request | URL): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return cache.match(address, { ignoreSearch: true });
}
