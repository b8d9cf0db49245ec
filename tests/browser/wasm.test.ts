/**
 * The kernels in a page: the same bits as here, on the main thread and on workers, under a content security policy.
 */
import type { Kernels, Pool } from "@focal-loss/wasm";
import { createKernels } from "@focal-loss/wasm";
import { expect, it } from "vitest";
import { bundle, type Files, openSite } from "./page.ts";

const SELF = "default-src 'self'; script-src 'self'";
const WASM = `${SELF} 'wasm-unsafe-eval'`;

/** Hashes of losses and derivatives in double, from logits, from probabilities and of a softmax. */
async function hashes({ focalLossWithLogitsBatch, focalLossBatch, softmaxFocalLossBatch }: Kernels) {
  const n = 30_003;
  const column = (f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i));
  const logits = column((i) => ((i * 7919) % 30_003) / 187.5 - 80);
  const probabilities = column((i) => ((i * 7919) % 30_003) / 30_002);
  const weights = column((i) => (i % 5) / 4);
  const classes = Int32Array.from({ length: n / 3 }, (_, i) => i % 3);
  const results = [0, 1.5, 2, 7.25].flatMap((gamma) =>
    [column((i) => i % 2), column((i) => (i % 7) / 6)].flatMap((labels) => {
      const arrays = () => ({
        values: new Float64Array(n),
        gradients: new Float64Array(n),
        hessians: new Float64Array(n),
      });
      const [first, second, third] = [arrays(), arrays(), arrays()];
      focalLossWithLogitsBatch(labels, logits, { gamma, alpha: 0.25 }, first);
      focalLossWithLogitsBatch(labels, logits, { gamma, weights }, second);
      focalLossBatch(labels, probabilities, { gamma }, third);
      const rows = { values: new Float64Array(n / 3), gradients: new Float64Array(n) };
      softmaxFocalLossBatch(classes, logits, { gamma, classes: 3 }, rows);
      return [first, second, third, rows].flatMap((out) => Object.values(out));
    }),
  );
  const digests = results.map((result: Float64Array<ArrayBuffer>) => crypto.subtle.digest("SHA-256", result));
  return (await Promise.all(digests)).map((digest) => String(new Uint32Array(digest)));
}

/** The threads of a pool, and a sum that it computed with gradients. */
async function parallel(createPool: (options: { threads: number }) => Promise<Pool>) {
  const pool = await createPool({ threads: 2 });
  const n = 50_000;
  const shared = () =>
    new Float64Array(
      typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(8 * n) : new SharedArrayBuffer(8 * n),
    );
  const [labels, logits, gradients] = [shared(), shared(), shared()];
  labels.forEach((_, i) => {
    labels[i] = i % 2;
    logits[i] = ((i * 7919) % 50_000) / 1000 - 25;
  });
  const { sum } = await pool.focalLossParallel(labels, logits, {}, { gradients });
  const { threads, reason } = pool;
  await pool.close();
  return { threads, reason, sum, gradient: gradients.reduce((total, x) => total + x, 0) };
}

/** A page that runs a program, which says what it found. */
async function site(program: string): Promise<Files> {
  return {
    "/": '<script type="module" src="main.js"></script>',
    "/main.js": await bundle(`
      import { createKernels, createKernelsAsync, createPool } from "@focal-loss/wasm";
      globalThis.result = (async () => ${program})();
      globalThis.result.catch(() => {});`),
    "/worker.js": await bundle(`import "../../packages/wasm/dist/worker.js";`),
  };
}

it("has in Chromium the bits it has in Node.js, under a policy that allows WebAssembly", async () => {
  const files = await site(`(${hashes.toString()})(await createKernelsAsync())`);
  await using page = await openSite(files, { headers: { "Content-Security-Policy": WASM } });
  expect(await page.page.evaluate("result")).toEqual(await hashes(createKernels()));
  expect(page.problems).toEqual([]);
});

it("says what is missing where a policy forbids WebAssembly", async () => {
  const files = await site(`[
    await createKernelsAsync().catch((error) => error.message),
    await createPool().catch((error) => error.message),
    (() => { try { createKernels(); } catch (error) { return error.message; } })(),
  ]`);
  await using page = await openSite(files, { headers: { "Content-Security-Policy": SELF } });
  const messages = await page.page.evaluate<string[]>("result");
  const expected =
    "WebAssembly expected, it is forbidden here: a content security policy has to allow 'wasm-unsafe-eval' in script-src (";
  expect(messages.map((message) => message.slice(0, expected.length))).toEqual([
    expected,
    expected,
    expected,
  ]);
});

it("shares a batch among workers in a page that is isolated", async () => {
  const { createPool } = await import("@focal-loss/wasm");
  const files = await site(`(${parallel.toString()})(createPool)`);
  await using page = await openSite(files, { isolated: true, headers: { "Content-Security-Policy": WASM } });
  const result = await page.page.evaluate("result");
  expect(result).toEqual({ ...(await parallel(createPool)), threads: 2, reason: undefined });
  expect(page.problems).toEqual([]);
});

it("computes on one thread in any other page, and says why", async () => {
  const { createPool } = await import("@focal-loss/wasm");
  const files = await site(`(${parallel.toString()})(createPool)`);
  await using page = await openSite(files, { headers: { "Content-Security-Policy": WASM } });
  const result = await page.page.evaluate("result");
  const reason = "the page is not cross-origin isolated";
  expect(result).toEqual({ ...(await parallel(createPool)), threads: 1, reason });
  expect(page.problems).toEqual([]);
});
