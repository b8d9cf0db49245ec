/**
 * Passes of a shader that the losses over classes are made of. All tensors are flat.
 */
import { reshape, type Tensor } from "@tensorflow/tfjs-core";

import { runTerm } from "./program.ts";
import { EXP_SOURCE, marginSource, type Order, probabilitySource } from "./source.ts";

/** The focal term A at the margins `x - ln rest`, or a derivative of it, times coefficients. */
export function atMargin(
  { gamma, order }: { readonly gamma: number; readonly order: Order },
  x: Tensor,
  rest: Tensor,
  coefficients?: Tensor,
): Tensor {
  return runTerm(marginSource(gamma, order), { labels: rest, predictions: x, coefficients });
}

/** The same at probabilities. */
export function atProbability(
  { gamma, order }: { readonly gamma: number; readonly order: Order },
  p: Tensor,
  coefficients: Tensor,
): Tensor {
  return runTerm(probabilitySource(gamma, order), { predictions: p, coefficients });
}

/** e^x of x <= 0, of any shape. */
export function expOf(x: Tensor): Tensor {
  return reshape(runTerm(EXP_SOURCE, { predictions: reshape(x, [x.size]) }), x.shape);
}
