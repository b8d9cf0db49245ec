const LARGEST = 3.4028234663852886e38;

/** Takes infinite derivatives, as at p = 0 with label 1, for the largest float: infinity times a later 0 would be NaN. */
export function toFinite(derivatives: Float32Array): void {
  for (let i = 0; i < derivatives.length; i++) {
    const x = derivatives[i]!;
    if (x === Infinity) derivatives[i] = LARGEST;
    else if (x === -Infinity) derivatives[i] = -LARGEST;
  }
}
