/**
 * The notebook's formula as written, on ordinary arrays, from a logit by way of its probability:
 *
 *     p = 1 / (1 + exp(-z))    FL = -alpha y (1 - p)^gamma ln p - (1 - alpha) (1 - y) p^gamma ln(1 - p)
 *
 * and the gradient by the chain rule, dFL/dp p (1 - p). 1 - p cancels: it has lost all its digits at z = 37, and the result
 * is not a number beyond. That far no logit of this data goes (six deviations are 18); up to there the error in 1 - p is
 * 2^-53 e^z, against which the tolerance stands.
 */
import type { Contestant, Prepared } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";

export const notebookLoop: Contestant = {
  name: "notebook",
  description: "the notebook's formula on number[] in doubles: sigmoid, Math.log, Math.pow, both terms",
  tolerances: () => ({
    mean: { relative: 1e-8, absolute: 0 },
    derivatives: { relative: 1e-6, absolute: 1e-7 },
  }),
  declines: ({ loss, output }) => {
    if (loss === "softmax") return "binary loss only";
    return output === "hessian" ? "no second derivative in the notebook" : undefined;
  },
  implementation: { prepare },
};

function prepare({ gamma, output }: Task, data: Data): Prepared {
  const labels = Array.from(data.labels);
  const logits = Array.from(data.logits);
  if (output === "value") {
    return { run: () => value(labels, logits, gamma), derivatives: () => ({}) };
  }
  const gradients = Array.from(data.logits);
  return {
    run: () => valueAndGradient(labels, logits, gamma, gradients),
    derivatives: () => ({ gradients }),
  };
}

function value(labels: readonly number[], logits: readonly number[], gamma: number): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    const y = labels[i]!;
    const p = 1 / (1 + Math.exp(-logits[i]!));
    sum +=
      -ALPHA * y * Math.pow(1 - p, gamma) * Math.log(p) -
      (1 - ALPHA) * (1 - y) * Math.pow(p, gamma) * Math.log(1 - p);
  }
  return sum / logits.length;
}

function valueAndGradient(
  labels: readonly number[],
  logits: readonly number[],
  gamma: number,
  gradients: number[],
): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    const y = labels[i]!;
    const p = 1 / (1 + Math.exp(-logits[i]!));
    const q = 1 - p;
    const positive = ALPHA * y * Math.pow(q, gamma);
    const negative = (1 - ALPHA) * (1 - y) * Math.pow(p, gamma);
    sum += -positive * Math.log(p) - negative * Math.log(q);
    const slope =
      positive * ((gamma * Math.log(p)) / q - 1 / p) - negative * ((gamma * Math.log(q)) / p - 1 / q);
    gradients[i] = slope * p * q;
  }
  return sum / logits.length;
}
