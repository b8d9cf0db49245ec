/**
 * Which batches are computed in float.
 */
import type { BatchOptions, BatchOutput, Numbers } from "@focal-loss/core";

/** Whether all arrays hold floats. */
export function areFloats(labels: Numbers, logits: Numbers, out: BatchOutput): boolean {
  const outputs = [out.values, out.gradients, out.hessians].filter((array) => array !== undefined);
  return [labels, logits, ...outputs].every((array) => array instanceof Float32Array);
}

/**
 * Whether floats keep their accuracy with these options. The loss is computed as a series, which a larger gamma would need more
 * terms of. Weights come last: where q^gamma is below 2^-186 and has few digits, no weight may lift the product above 2^-126.
 */
export function fitsFloats(
  gamma: number,
  w1: number,
  w0: number,
  mode: BatchOptions["hessianMode"],
): boolean {
  const fits = (w: number): boolean => w === 0 || (w >= 2 ** -60 && w <= 2 ** 20);
  return gamma <= 3 && fits(w1) && fits(w0) && mode !== "gauss-newton";
}
