/**
 * Measures how long the kernels take to be ready, and then the kernels and core: nanoseconds an element for values and gradients,
 * the least of many interleaved runs, on arrays in
 * the memory of the kernels (resident) and others. `node packages/wasm/test/speed.mjs [elements] [rounds] [gamma]`, after
 * `npm run build`.
 */
import { execFileSync } from "node:child_process";

import * as core from "@focal-loss/core";
import { createKernels } from "@focal-loss/wasm";

const [n = 1e5, rounds = 50, gamma = 2] = process.argv.slice(2).map(Number);
const CLASSES = 10;
const kernels = createKernels({ capacity: 60 * n + 65_536 });

// What starts a process that never had kernels.
const program = `import { createKernels } from "@focal-loss/wasm";
const start = performance.now();
createKernels();
console.log(performance.now() - start);`;
const starts = Array.from({ length: 9 }, () =>
  Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    }),
  ),
).sort((a, b) => a - b);
console.log(
  `ready in a new process: ${starts[4]?.toFixed(1)} ms (${starts[0]?.toFixed(1)} to ${starts[8]?.toFixed(1)})`,
);

const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const logits = Float64Array.from({ length: n }, () => Math.fround(3 * normal()));
const labels = logits.map(() => (Math.random() < 0.01 ? 1 : 0));
const probabilities = logits.map((z) => 1 / (1 + Math.exp(-z)));
const weights = logits.map(() => Math.random());
const targets = Int32Array.from({ length: n / CLASSES }, () => Math.floor(CLASSES * Math.random()));

/** @typedef {Float32ArrayConstructor | Float64ArrayConstructor} Type */
/** @typedef {{ y: core.Numbers, z: core.Numbers, p: core.Numbers, out: core.BatchOutput }} Data */

/** @type {(type: Type) => Data} */
const ordinary = (type) => ({
  y: type.from(labels),
  z: type.from(logits),
  p: type.from(probabilities),
  out: { values: new type(n), gradients: new type(n) },
});

/** @type {(type: Type) => Data} */
const resident = (type) => {
  const take = () => (type === Float32Array ? kernels.allocate(n, type) : kernels.allocate(n));
  const [y, z, values, gradients] = [take(), take(), take(), take()];
  y.set(labels);
  z.set(logits);
  return { y, z, p: z, out: { values, gradients } };
};

const options = { gamma, alpha: 0.25 };
/** @typedef {(batches: Pick<typeof core, "focalLossBatch" | "focalLossWithLogitsBatch" | "softmaxFocalLossBatch">, data: Data) => unknown} Call */
/** @type {Call} */
const fromLogits = (batches, { y, z, out }) => batches.focalLossWithLogitsBatch(y, z, options, out);
/** @type {Call} */
const weighted = (batches, { y, z, out }) =>
  batches.focalLossWithLogitsBatch(y, z, { ...options, weights }, out);
/** @type {Call} */
const fromProbabilities = (batches, { y, p, out }) => batches.focalLossBatch(y, p, options, out);
/** @type {Call} */
const softmax = (batches, { z, out: { gradients } }) =>
  batches.softmaxFocalLossBatch(targets, z, { gamma, classes: CLASSES }, { gradients });

/** @type {[string, Call, Type, boolean][]} */
const cells = [
  ["from logits, float", fromLogits, Float32Array, true],
  ["from logits, double", fromLogits, Float64Array, true],
  ["from logits, double, weights", weighted, Float64Array, false],
  ["from probabilities, double", fromProbabilities, Float64Array, false],
  [`softmax of ${CLASSES} classes, double`, softmax, Float64Array, false],
];

for (const [title, call, type, isResident] of cells) {
  const data = ordinary(type);
  const own = isResident ? resident(type) : undefined;
  /** @type {Record<string, () => unknown>} */
  const contestants = {
    ...(own && { resident: () => call(kernels, own) }),
    ordinary: () => call(kernels, data),
    core: () => call(core, data),
  };
  /** @type {Record<string, number>} */
  const best = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now();
      run();
      best[name] = Math.min(best[name] ?? Infinity, (1e6 * (performance.now() - start)) / n);
    }
  }
  const figures = Object.entries(best).map(
    ([name, time]) => `${name} ${time.toFixed(1)} (${((best["core"] ?? NaN) / time).toFixed(1)}x)`,
  );
  console.log(`${title}: ${figures.join(", ")}`);
}
