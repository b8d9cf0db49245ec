/**
 * Measures the kernels on floats and doubles, and core: nanoseconds an element, the least of many interleaved runs. All arrays
 * are in the memory of the kernels. `node packages/wasm/test/speed.mjs [elements] [rounds]`, after `npm run build`.
 */
import { focalLossWithLogitsBatch } from "@focal-loss/core";
import { createKernels } from "@focal-loss/wasm";

const n = Number(process.argv[2] ?? 1e7);
const rounds = Number(process.argv[3] ?? 9);
const { allocate, focalLossWithLogitsBatch: kernels } = createKernels({ capacity: 64 * n + 65_536 });

/** @param {(n: number) => Float32Array | Float64Array} make */
const arrays = (make) => ({
  labels: make(n),
  logits: make(n),
  values: make(n),
  gradients: make(n),
  hessians: make(n),
});
const floats = arrays((n) => allocate(n, Float32Array));
const doubles = arrays((n) => allocate(n));
for (let i = 0; i < n; i++) {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  floats.labels[i] = doubles.labels[i] = Math.random() < 0.01 ? 1 : 0;
  floats.logits[i] = doubles.logits[i] = Math.fround(3 * normal);
}

const contestants = {
  "kernels, float": { batch: kernels, data: floats },
  "kernels, double": { batch: kernels, data: doubles },
  "core, float": { batch: focalLossWithLogitsBatch, data: floats },
  "core, double": { batch: focalLossWithLogitsBatch, data: doubles },
};

/** @type {[string, number, ("values" | "gradients" | "hessians")[]][]} */
const cells = [
  ["value", 2, ["values"]],
  ["value and gradient", 2, ["values", "gradients"]],
  ["value, gradient and Hessian", 2, ["values", "gradients", "hessians"]],
  ["value and gradient", 0, ["values", "gradients"]],
  ["value and gradient", 1.5, ["values", "gradients"]],
  ["value and gradient", 2.2, ["values", "gradients"]],
];

for (const [title, gamma, names] of cells) {
  /** @type {Record<string, number>} */
  const best = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, { batch, data }] of Object.entries(contestants)) {
      const out = Object.fromEntries(names.map((name) => [name, data[name]]));
      const start = performance.now();
      batch(data.labels, data.logits, { gamma, alpha: 0.25 }, out);
      best[name] = Math.min(best[name] ?? Infinity, (1e6 * (performance.now() - start)) / n);
    }
  }
  const figures = Object.entries(best).map(([name, time]) => `${name} ${time.toFixed(2)}`);
  console.log(`gamma ${gamma}, ${title}: ${figures.join("; ")}`);
}
