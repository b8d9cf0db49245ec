/**
 * Examples to learn from, and others to be measured on.
 */
export interface Examples {
  /** 0 or 1. */
  readonly labels: Float64Array;
  /** Row-major [n, features]. */
  readonly inputs: Float64Array;
  readonly features: number;
}

export interface Split<E extends Examples = Examples> {
  readonly train: E;
  readonly test: E;
}

export function positivesOf({ labels }: Examples): number {
  return labels.reduce((sum, label) => sum + label, 0);
}
