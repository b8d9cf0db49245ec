/**
 * Which batches are computed in float.
 */
import type { BatchOutput, Numbers } from "@focal-loss/core";

/** Whether all arrays hold floats. */
export function areFloats(labels: Numbers, logits: Numbers, out: BatchOutput): boolean {
  const outputs = [out.values, out.gradients, out.hessians].filter((array) => array !== undefined);
  return [labels, logits, ...outputs].every((array) => array instanceof Float32Array);
}

/**
 * Whether floats keep their accuracy with these options. Errors grow with gamma. Weights come last: where q^gamma is below
 * 2^-126 and has few digits, no weight may lift the product above.
 */
export function fitsFloats(gamma: number, w1: number, w0: number): boolean {
  const fits = (w: number): boolean => w === 0 || (w >= 2 ** -60 && w <= 2 ** 20);
  return gamma <= 3 && fits(w1) && fits(w0);
}
