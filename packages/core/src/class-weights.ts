/**
 * The weights of the two terms of a binary loss, FL = w1 y A(p) + w0 (1 - y) A(1 - p).
 *
 *     plain:      w1 = 1             w0 = 1
 *     alpha:      w1 = alpha         w0 = 1 - alpha
 *     posWeight:  w1 = posWeight     w0 = 1
 */

/**
 * At most one of the two class weights.
 *
 * - `alpha`: weight of class 1 in [0, 1]; class 0 gets `1 - alpha` (Lin et al. 2017). None by default.
 * - `posWeight`: weight of class 1 in [0, 1e280]; class 0 keeps 1 (PyTorch's `pos_weight`).
 */
export type ClassWeights =
  | { readonly alpha?: number | undefined; readonly posWeight?: undefined }
  | { readonly alpha?: undefined; readonly posWeight?: number | undefined };

/** Beyond it, a weight could lift out of underflow what the losses take for 0. */
export const LARGEST_WEIGHT = 1e280;

/** w1, or NaN where a class weight is outside its range or both are given. */
export function positiveWeight(options: ClassWeights | undefined): number {
  const alpha = options?.alpha;
  const posWeight = options?.posWeight;
  const largest = alpha === undefined ? LARGEST_WEIGHT : posWeight === undefined ? 1 : NaN;
  const weight = alpha ?? posWeight ?? 1;
  return weight >= 0 && weight <= largest ? weight : NaN;
}

/** w0, for class weights that {@link positiveWeight} accepted. */
export function negativeWeight(options: ClassWeights | undefined): number {
  return 1 - (options?.alpha ?? 0);
}
