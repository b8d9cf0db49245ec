/**
 * The physical limit: our own kernel in C, eight floats or four doubles at a time. Its code is in the folder `c`.
 */
import type { Contestant, Tolerances } from "../contestant.ts";
import type { Cell } from "../task.ts";

export const cAvx2: Contestant = {
  name: "C AVX2",
  description: "our own kernel in C with AVX2 and FMA intrinsics, one fused pass: the limit of the machine",
  tolerances,
  declines: ({ loss }) => (loss === "softmax" ? "binary loss only" : undefined),
  implementation: { c: true },
};

/**
 * Measured with nine gammas: gradients within 3e-6 (float32) and 2e-14 (float64) of themselves, but for powers by exp below the
 * smallest normal number; second derivatives, which are differences of terms below 1, within 3e-7 and 6e-16.
 */
function tolerances({ dtype }: Cell): Tolerances {
  return dtype === "f64"
    ? { mean: { relative: 1e-13, absolute: 0 }, derivatives: { relative: 1e-13, absolute: 1e-15 } }
    : { mean: { relative: 1e-6, absolute: 0 }, derivatives: { relative: 1e-5, absolute: 5e-7 } };
}
