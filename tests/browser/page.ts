/**
 * Pages for the tests in Chromium: a site of a few files in memory on this machine's loopback, opened in a browser context of
 * its own, that keeps what went wrong.
 *
 *     const code = await bundle(`import { focalLoss } from "@focal-loss/core"; globalThis.focalLoss = focalLoss;`);
 *     await using site = await openSite({ "/": '<script type="module" src="main.js"></script>', "/main.js": code });
 *     await site.page.evaluate(() => focalLoss(1, 0.9));
 *     expect(site.problems).toEqual([]);
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { build } from "esbuild";
import { chromium, type BrowserContextOptions, type Page } from "playwright-core";
import { inject } from "vitest";

/** The files of a site: paths from its root and what they hold; "/" is the page. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** How a site is served and seen. */
export interface SiteOptions {
  /** Headers of every answer, for instance a content security policy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the page may share memory with its workers. */
  readonly isolated?: boolean;
  /** What the browser is to be: its window, colour scheme, motion, scripting. */
  readonly context?: BrowserContextOptions;
}

export interface Site extends AsyncDisposable {
  readonly page: Page;
  readonly address: string;
  /** Errors of the page, of its console, answers that are none, and requests to anywhere else. */
  readonly problems: string[];
  /** Ends the server, as for a reader who has lost the network. */
  readonly stop: () => Promise<void>;
}

const ISOLATION: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const TYPES: Readonly<Record<string, string>> = {
  "": "text/html",
  ".css": "text/css",
  ".csv": "text/csv",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves the files and opens the page. */
export async function openSite(
  files: Files,
  { headers = {}, isolated = false, context = {} }: SiteOptions = {},
): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const found = files[path];
    const type =
      path === "/favicon.ico" ? "image/x-icon" : (TYPES[extname(path)] ?? "application/octet-stream");
    response.writeHead(found !== undefined || path === "/favicon.ico" ? 200 : 404, {
      "Content-Type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
      ...(isolated ? ISOLATION : {}),
      ...headers,
    });
    response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  // A name, since the loopback's address alone is no secure context for every interface.
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.connect(inject("chromium"));
  const page = await (await browser.newContext(context)).newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) problems.push(`${answer.status()}: ${answer.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (/^(https?|wss?):/.test(url) && !url.startsWith(`${address}/`)) problems.push(`request: ${url}`);
  });
  await page.goto(`${address}/`);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    page,
    address,
    problems,
    stop,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await stop();
    },
  };
}

/**
 * Bundles a program for a page as its users would, from the built packages and with no plugin.
 *
 * @param source - A module in TypeScript; packages are found from this folder.
 */
export async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}
