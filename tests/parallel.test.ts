/**
 * The pool of `@focal-loss/wasm`, whose threads run a file of the built package: core's bits on any number of threads, those
 * of the kernels for floats, and one total.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { type BatchOptions, focalLossWithLogitsBatch } from "@focal-loss/core";
import { createKernels, createPool, type Pool } from "@focal-loss/wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../scripts/packages.mjs";

const N = 100_003;
const doubles = (n = N) => new Float64Array(new SharedArrayBuffer(8 * n));
const floats = (n = N) => new Float32Array(new SharedArrayBuffer(4 * n));

const labels = doubles().map((_, i) => (i % 97 === 0 ? 1 : 0));
const logits = doubles();
logits.forEach((_, i) => (logits[i] = ((i * 7919) % 90_001) / 1000 - 45));
const shared = doubles();
shared.set(labels);

describe.each([1, 2, 5])("%d threads", (threads) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await createPool({ threads });
  });
  afterAll(() => pool.close());

  it("are all there", () => {
    expect(pool.threads).toBe(threads);
    expect(pool.reason).toBeUndefined();
  });

  it.each<[string, BatchOptions]>([
    ["gamma 0", { gamma: 0 }],
    ["gamma 2, alpha", { gamma: 2, alpha: 0.25 }],
    ["label smoothing", { gamma: 1.5, labelSmoothing: 0.1, reduction: "sum" }],
    ["Gauss-Newton", { gamma: 3, hessianMode: "gauss-newton", reduction: "positives" }],
    ["weights", { gamma: 2, weights: Array.from(labels, (_, i) => i % 3) }],
  ])("give core's bits and total: %s", async (_, options) => {
    const out = { values: doubles(), gradients: doubles(), hessians: doubles() };
    const expected = {
      values: new Float64Array(N),
      gradients: new Float64Array(N),
      hessians: new Float64Array(N),
    };
    const result = await pool.focalLossParallel(shared, logits, options, out);
    expect(result).toEqual(focalLossWithLogitsBatch(shared, logits, options, expected));
    for (const name of ["values", "gradients", "hessians"] as const) {
      expect(
        out[name].every((x, i) => Object.is(x, expected[name][i])),
        name,
      ).toBe(true);
    }
  });

  it("give core's bits and sum of labels where some are soft", async () => {
    const soft = doubles();
    soft.forEach((_, i) => (soft[i] = i > 50_000 && i % 3 === 0 ? (i % 101) / 100 : labels[i]!));
    const gradients = doubles();
    const expected = new Float64Array(N);
    const options = { reduction: "positives" } as const;
    const result = await pool.focalLossParallel(soft, logits, options, { gradients });
    expect(result).toEqual(focalLossWithLogitsBatch(soft, logits, options, { gradients: expected }));
    expect(gradients.every((x, i) => Object.is(x, expected[i]))).toBe(true);
  });

  it("take float32 arrays, short ones and empty ones", async () => {
    const kernels = createKernels();
    for (const n of [0, 1, 8192, 8193]) {
      const [y, z, gradients] = [floats(n), floats(n), floats(n)];
      z.forEach((_, i) => (z[i] = logits[i]!));
      const expected = new Float32Array(n);
      const result = await pool.focalLossParallel(y, z, {}, { gradients });
      expect(result).toEqual(kernels.focalLossWithLogitsBatch(y, z, {}, { gradients: expected }));
      expect([...gradients]).toEqual([...expected]);
    }
  });

  it("compute batches that are asked for at the same time", async () => {
    const alone = focalLossWithLogitsBatch(shared, logits);
    const results = await Promise.all([1, 2, 3].map(() => pool.focalLossParallel(shared, logits)));
    expect(results).toEqual([alone, alone, alone]);
  });

  it("refuse wrong labels before anything is written", async () => {
    const values = doubles().fill(7);
    const wrong = doubles();
    wrong[N - 1] = 2;
    await expect(pool.focalLossParallel(wrong, logits, {}, { values })).rejects.toThrow(
      new RangeError(`"labels[${N - 1}]" expected a number in [0, 1], got 2`),
    );
    expect(values.every((x) => x === 7)).toBe(true);
  });

  it("refuse arrays that are not shared", async () => {
    const message = '"logits" expected a Float64Array or a Float32Array over a SharedArrayBuffer, got ';
    await expect(pool.focalLossParallel(doubles(1), Float64Array.of(1))).rejects.toThrow(
      new TypeError(`${message}one over an ArrayBuffer`),
    );
    await expect(pool.focalLossParallel(doubles(1), [1] as never)).rejects.toThrow(
      new TypeError(`${message}an array`),
    );
  });
});

it("takes options that cannot be cloned, and those that are inherited", async () => {
  const pool = await createPool({ threads: 2 });
  const own = { note: () => {}, reduction: "sum" } as const;
  const options: BatchOptions = Object.assign(Object.create({ gamma: 5 }) as object, own);
  const result = await pool.focalLossParallel(shared, logits, options);
  expect(result).toEqual(focalLossWithLogitsBatch(shared, logits, options));
  await pool.close();
});

it("computes what was asked for before it was closed, and refuses the rest", async () => {
  const pool = await createPool({ threads: 2 });
  const calls: BatchOptions[] = [{}, { weights: labels }, { gamma: 1 }];
  const results = Promise.all(calls.map((options) => pool.focalLossParallel(shared, logits, options)));
  const closed = pool.close();
  for (const options of calls) {
    await expect(pool.focalLossParallel(shared, logits, options)).rejects.toThrow(
      new Error("the pool is closed"),
    );
  }
  expect(await results).toEqual(calls.map((options) => focalLossWithLogitsBatch(shared, logits, options)));
  await closed;
});

it.each([
  [{ threads: 0 }, new RangeError('"threads" expected a whole number >= 1, got 0')],
  [{ threads: 1.5 }, new TypeError('"threads" expected a whole number >= 1, got 1.5')],
  [{ threads: "2" }, new TypeError('"threads" expected a whole number >= 1, got "2"')],
  [null, new TypeError('"options" expected an object, got null')],
])("throws for %j", async (options, error) => {
  await expect(createPool(options as never)).rejects.toThrow(error);
});

it.each([
  ["node", ["--input-type=module", "-e"]],
  ["bun", ["-e"]],
  ["deno", ["eval"]],
])("a process of %s ends while a pool is open, after its batch", (runtime, args) => {
  const program = `
    import { createPool } from "@focal-loss/wasm";
    const pool = await createPool({ threads: 2 });
    const array = () => new Float64Array(new SharedArrayBuffer(8 * 50000));
    const { loss } = await pool.focalLossParallel(array(), array(), { gamma: 0 });
    console.log(pool.threads, loss);
  `;
  const command = runtime === "node" ? process.execPath : join(root, "node_modules/.bin", runtime);
  const { stdout, stderr, status } = spawnSync(command, [...args, program], {
    cwd: join(root, "packages/cli"),
    encoding: "utf8",
    timeout: 60_000,
  });
  expect({ stdout, status }, stderr).toEqual({ stdout: "2 0.6931471805599453\n", status: 0 });
});
