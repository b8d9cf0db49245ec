/**
 * Multiplications and additions of floats that may be rounded once or twice: the module for relaxed SIMD leaves that to the
 * processor.
 */

/** a b + c */
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}
