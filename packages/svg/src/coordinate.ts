/** A coordinate: short, never -0. The nudge puts halves up in every engine, whatever its logarithm rounds to. */
export function coordinate(value: number, precision: number): number {
  const unit = 10 ** precision;
  return Math.round(value * unit + 1e-6) / unit + 0;
}
