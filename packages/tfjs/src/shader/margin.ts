import type { Tensor } from "@tensorflow/tfjs-core";

import { runTerm } from "./program.ts";
import { elementSource, type Order } from "./source.ts";

/** The focal term A at margins, or a derivative of it, times coefficients. */
export function margin(gamma: number, order: Order, margins: Tensor, coefficients?: Tensor): Tensor {
  const term = {
    kind: "binary",
    form: "separable",
    fromLogits: true,
    gamma,
    classWeights: {},
    labelSmoothing: 0,
  } as const;
  return runTerm(elementSource(term, order), { predictions: margins, coefficients });
}

/** The same at probabilities. */
export function atProbability(gamma: number, order: Order, probabilities: Tensor, coefficients: Tensor): Tensor {
  const term = {
    kind: "binary",
    form: "separable",
    fromLogits: false,
    gamma,
    classWeights: {},
    labelSmoothing: 0,
  } as const;
  return runTerm(elementSource(term, order), { predictions: probabilities, coefficients });
}
