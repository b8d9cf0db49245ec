/**
 * The built site for the tests in Chromium.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { openSite, type Site } from "./page.ts";

const folder = join(import.meta.dirname, "../../apps/docs/dist");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(join(folder, name)).isFile(),
);

/** Addresses of all pages. */
export const pages: readonly string[] = names
  .filter((name) => name.endsWith(".html") && !name.startsWith("offline"))
  .map((name) => `/${name}`);

const files: Readonly<Record<string, Uint8Array>> = Object.fromEntries([
  ...names.map((name) => [`/${name}`, readFileSync(join(folder, name))] as const),
  ["/", readFileSync(join(folder, "index.html"))] as const,
]);

/** A file of the site. */
export function fileOf(path: string): Uint8Array | undefined {
  return files[path];
}

/** Opens the site at its first page; without its service worker, which would fetch all of it for each test. */
export function openDocs(context: BrowserContextOptions = {}): Promise<Site> {
  return openSite(files, { context: { serviceWorkers: "block", ...context } });
}

/** Opens a page, and waits until it lives, and until it has loaded all that it loads by itself. */
export async function visit(
  { page, address }: Site,
  path: string,
  state: "load" | "networkidle" = "networkidle",
): Promise<void> {
  await page.goto(address + path, { waitUntil: "load" });
  await page.waitForFunction("document.querySelector('#app').__vue_app__");
  await page.waitForLoadState(state);
}
