/**
 * Random floats on the current backend against core's doubles, which are exact to 8 of their own units.
 */
import * as core from "@focal-loss/core";

import type * as Losses from "../../src/index.ts";
import { elementwise, softmaxRow } from "./contract.ts";

/** The largest errors, in units of 2^-24 of the sum of the terms (of the gradient's, for second derivatives). */
export type Errors = Record<"value" | "gradient" | "hessian", number>;

const UNIT = 2 ** -24;
const GAMMAS = [0, 0.5, 1, 1.5, 2, 3, 0.3, 2.2, 5];

/** Deterministic, in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Errors over `n` elements of each gamma; results below `floor` may be 0. */
export async function measureElements(
  losses: typeof Losses,
  { fromLogits, n, floor, spread = 20 }: { fromLogits: boolean; n: number; floor: number; spread?: number },
): Promise<Errors> {
  const random = uniform(20261125);
  const errors: Errors = { value: 0, gradient: 0, hessian: 0 };
  for (const gamma of GAMMAS) {
    const labels = Array.from({ length: n }, () =>
      random() < 0.7 ? Math.round(random()) : Math.fround(random()),
    );
    const inputs = labels.map(() => Math.fround(fromLogits ? spread * (2 * random() - 1) : random()));
    const options = { gamma, alpha: 0.25 };
    const got = await elementwise(losses, labels, inputs, { ...options, fromLogits });
    for (let i = 0; i < n; i++) {
      const [y, x] = [labels[i]!, inputs[i]!];
      const [value, slope, curvature] = fromLogits
        ? ([core.focalLossWithLogits, core.focalLossWithLogitsGrad, core.focalLossWithLogitsHess] as const)
        : ([core.focalLoss, core.focalLossGrad, core.focalLossHess] as const);
      const terms = y * Math.abs(slope(1, x, options)) + (1 - y) * Math.abs(slope(0, x, options));
      const curvatures =
        y * Math.abs(curvature(1, x, options)) + (1 - y) * Math.abs(curvature(0, x, options));
      note(errors, "value", got.value[i]!, value(y, x, options), value(y, x, options), floor);
      note(errors, "gradient", got.gradient[i]!, slope(y, x, options), terms, floor);
      note(errors, "hessian", got.hessian[i]!, curvature(y, x, options), Math.max(terms, curvatures), floor);
    }
  }
  return errors;
}

/** Errors over `n` rows of logits for each gamma, of classes and of distributions. */
export async function measureRows(
  losses: typeof Losses,
  { n, floor, classes = 5, spread = 12 }: { n: number; floor: number; classes?: number; spread?: number },
): Promise<Errors> {
  const random = uniform(20261126);
  const errors: Errors = { value: 0, gradient: 0, hessian: 0 };
  const numbers = (make: () => number): number[] =>
    Array.from({ length: classes }, () => Math.fround(make()));
  for (const gamma of GAMMAS) {
    for (let i = 0; i < n; i++) {
      const logits = numbers(() => spread * (2 * random() - 1));
      const vector = numbers(() => 2 * random() - 1);
      const target = i % 2 === 0 ? Math.floor(classes * random()) : null;
      const targets = target === null ? numbers(random) : numbers(() => 0).fill(1, target, target + 1);
      const got = await softmaxRow(losses, { logits, target, targets, gamma, alpha: null, vector });
      const value = core.softmaxFocalLoss(targets, logits, { gamma });
      const gradient = core.softmaxFocalLossGrad(targets, logits, { gamma });
      const product = core.softmaxFocalLossHessVec(targets, logits, { gamma }, vector);
      const scale = Math.max(...gradient.map(Math.abs));
      note(errors, "value", got.value, value, value, floor);
      gradient.forEach((want, k) => note(errors, "gradient", got.gradient[k]!, want, scale, floor));
      product.forEach((want, k) => note(errors, "hessian", got.hessianVector[k]!, want, scale, floor));
    }
  }
  return errors;
}

function note(
  errors: Errors,
  name: keyof Errors,
  got: number,
  want: number,
  scale: number,
  floor: number,
): void {
  const off = Math.max(0, Math.abs(got - want) - floor);
  const error = off === 0 ? 0 : off / (UNIT * scale);
  // Not `>`, which NaN would pass.
  if (!(error <= errors[name])) errors[name] = error;
}
