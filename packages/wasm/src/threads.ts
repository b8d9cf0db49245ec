/**
 * Threads: worker_threads in Node.js and what has its modules, Web Workers elsewhere.
 */

/** A thread that runs worker.js. */
export interface Thread {
  readonly post: (message: unknown) => void;
  /** Resolves with its next message, rejects with its error. */
  readonly next: () => Promise<void>;
  /** Whether the process waits for the thread before it ends. */
  readonly keepAlive: (keep: boolean) => void;
  readonly end: () => Promise<void>;
}

/** In a thread: the way back. */
export interface Port {
  readonly post: (message: unknown) => void;
  readonly onMessage: (take: (message: unknown) => void) => void;
}

interface NodePort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: string, take: (value: unknown) => void) => void;
}

interface NodeWorker extends NodePort {
  readonly ref: () => void;
  readonly unref: () => void;
  readonly terminate: () => Promise<number>;
}

interface WorkerThreads {
  readonly Worker: new (url: URL, options: { execArgv: [] }) => NodeWorker;
  readonly parentPort: NodePort | null;
}

interface WebPort {
  readonly postMessage: (message: unknown) => void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

interface WebWorker extends WebPort {
  readonly terminate: () => void;
}

interface Platform {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly document?: unknown;
  readonly crossOriginIsolated?: boolean;
}

declare const Worker: undefined | (new (url: URL, options: { type: "module" }) => WebWorker);

const platform = globalThis as Platform;
const builtin = (name: string): unknown => platform.process?.getBuiltinModule?.(name);

/** Whether this is the main thread of a page, which has to stay responsive. */
export const inPage: boolean =
  platform.document !== undefined && builtin("node:worker_threads") === undefined;

/** How many threads run at the same time here. */
export function processors(): number {
  const os = builtin("node:os") as { availableParallelism: () => number } | undefined;
  return os?.availableParallelism() ?? platform.navigator?.hardwareConcurrency ?? 1;
}

/** Why there can be no threads; undefined if there can be. */
export function whyNoThreads(): string | undefined {
  if (platform.crossOriginIsolated === false) return "the page is not cross-origin isolated";
  if (typeof SharedArrayBuffer === "undefined") return "there is no SharedArrayBuffer";
  if (builtin("node:worker_threads") === undefined && typeof Worker === "undefined")
    return "there are no workers";
  return undefined;
}

/** Starts a thread. */
export function startThread(): Thread {
  const threads = builtin("node:worker_threads") as WorkerThreads | undefined;
  if (threads !== undefined) {
    // Options of the process, such as --input-type, are not for the thread.
    return nodeThread(new threads.Worker(new URL("./worker.js", import.meta.url), { execArgv: [] }));
  }
  return webThread(new Worker!(new URL("./worker.js", import.meta.url), { type: "module" }));
}

function nodeThread(worker: NodeWorker): Thread {
  const { next, resolve, reject } = messages();
  worker.on("message", resolve);
  worker.on("error", reject);
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    next,
    keepAlive: (keep) => {
      if (keep) worker.ref();
      else worker.unref();
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function webThread(worker: WebWorker): Thread {
  const { next, resolve, reject } = messages();
  worker.onmessage = resolve;
  worker.onerror = ({ message }) => {
    reject(new Error(message ?? "a worker failed"));
  };
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    next,
    keepAlive: () => {},
    end: async () => {
      worker.terminate();
    },
  };
}

/** Makes a promise of each message, for one who waits for one at a time. */
function messages(): { next: () => Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  return {
    next: () =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
      }),
    resolve: () => settle?.resolve(),
    reject: (error) => settle?.reject(error),
  };
}

/** In a thread: the way back. */
export function parentPort(): Port {
  const port = (builtin("node:worker_threads") as WorkerThreads | undefined)?.parentPort;
  const web = globalThis as unknown as WebPort;
  if (port) {
    return {
      post: (message) => {
        port.postMessage(message);
      },
      onMessage: (take) => {
        port.on("message", take);
      },
    };
  }
  return {
    post: (message) => {
      web.postMessage(message);
    },
    onMessage: (take) => {
      web.onmessage = ({ data }) => {
        take(data);
      };
    },
  };
}
