/**
 * The weights of the two terms of a binary loss, FL = w1 A(p) + w0 A(1 - p).
 *
 *     plain:      w1 = y              w0 = 1 - y
 *     alpha:      w1 = alpha y        w0 = (1 - alpha)(1 - y)
 *     posWeight:  w1 = posWeight y    w0 = 1 - y
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
const LARGEST_WEIGHT = 1e280;

/** w1, or NaN where the label or a class weight is outside its range. */
export function positiveWeight(label: number, options: ClassWeights | undefined): number {
  const alpha = options?.alpha;
  const posWeight = options?.posWeight;
  if (!(label >= 0 && label <= 1)) return NaN;
  if (alpha !== undefined) return alpha >= 0 && alpha <= 1 && posWeight === undefined ? alpha * label : NaN;
  if (posWeight !== undefined) return posWeight >= 0 && posWeight <= LARGEST_WEIGHT ? posWeight * label : NaN;
  return label;
}

/** w0, for a label and class weights that {@link positiveWeight} accepted. */
export function negativeWeight(label: number, options: ClassWeights | undefined): number {
  const alpha = options?.alpha;
  return alpha === undefined ? 1 - label : (1 - alpha) * (1 - label);
}
