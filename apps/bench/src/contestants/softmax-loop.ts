/**
 * Softmax as a plain log-softmax loop over `Math.exp`, a row at a time: the largest logit m, the sum S of exp(z - m), then
 * the loss and the gradient of the row's class c, from the exponentials that the gradient's buffer keeps:
 *
 *     p = exp(z_c - m)/S,  q = 1 - p,  L = ln S - (z_c - m)
 *     A = q^gamma L        dA/dz_j = f (p_j - [j = c]),  f = q^gamma + gamma q^(gamma - 1) p L
 */
import { createBuffers } from "../buffers.ts";
import type { Contestant, Prepared } from "../contestant.ts";
import type { Data } from "../data.ts";
import type { Task } from "../task.ts";

type Floats = Float32Array | Float64Array;
type Power = (q: number) => number;

export const softmaxLoop: Contestant = {
  name: "softmax loop",
  description: "log-softmax loop over Math.exp, a row at a time",
  // 1 - p and ln S - (z - m) cancel, and with float32 buffers the exponentials are rounded before they are divided.
  tolerances: ({ dtype }) => ({
    mean: { relative: dtype === "f64" ? 1e-11 : 1e-7, absolute: 0 },
    derivatives: dtype === "f64" ? { relative: 1e-9, absolute: 1e-12 } : { relative: 1e-6, absolute: 1e-7 },
  }),
  declines: ({ loss, output }) => {
    if (loss === "focal") return "softmax only";
    return output === "hessian" ? "no second derivative of softmax written" : undefined;
  },
  implementation: { prepare },
};

function prepare(task: Task, { labels, logits }: Data): Prepared {
  const { gamma, classes } = task;
  const targets = labels as Int32Array;
  const buffers = createBuffers(task, logits.length);
  const { gradients } = buffers;
  const power = powerOf(gamma);
  const slope = gamma === 0 ? () => 0 : powerOf(gamma - 1);
  const run =
    gradients === undefined
      ? () => value(targets, logits, classes, power)
      : () => valueAndGradient(targets, logits, classes, gamma, power, slope, gradients);
  return { run, derivatives: () => buffers };
}

function powerOf(gamma: number): Power {
  if (gamma === 0) return () => 1;
  if (gamma === 1) return (q) => q;
  if (gamma === 2) return (q) => q * q;
  return (q) => Math.pow(q, gamma);
}

function value(targets: Int32Array, logits: Floats, classes: number, power: Power): number {
  let total = 0;
  for (let row = 0; row < targets.length; row += 1) {
    const start = row * classes;
    const end = start + classes;
    let largest = -Infinity;
    for (let i = start; i < end; i += 1) largest = Math.max(largest, logits[i]!);
    let sum = 0;
    for (let i = start; i < end; i += 1) sum += Math.exp(logits[i]! - largest);
    const margin = logits[start + targets[row]!]! - largest;
    total += power(1 - Math.exp(margin) / sum) * (Math.log(sum) - margin);
  }
  return total / targets.length;
}

function valueAndGradient(
  targets: Int32Array,
  logits: Floats,
  classes: number,
  gamma: number,
  power: Power,
  slope: Power,
  gradients: Floats,
): number {
  let total = 0;
  for (let row = 0; row < targets.length; row += 1) {
    const start = row * classes;
    const end = start + classes;
    let largest = -Infinity;
    for (let i = start; i < end; i += 1) largest = Math.max(largest, logits[i]!);
    let sum = 0;
    for (let i = start; i < end; i += 1) {
      const e = Math.exp(logits[i]! - largest);
      gradients[i] = e;
      sum += e;
    }
    const own = start + targets[row]!;
    const margin = logits[own]! - largest;
    const loss = Math.log(sum) - margin;
    const p = gradients[own]! / sum;
    const q = 1 - p;
    const f = power(q) + gamma * slope(q) * p * loss;
    total += power(q) * loss;
    const scale = f / sum;
    for (let i = start; i < end; i += 1) gradients[i]! *= scale;
    gradients[own] = -f * q;
  }
  return total / targets.length;
}
