/**
 * What is measured: a cell of the grid, and in it how much of the loss is wanted.
 */

type Loss = "focal" | "softmax";
export type DType = "f32" | "f64";

/** The mean loss; also the gradient of every logit; also the second derivative. */
export const OUTPUTS = ["value", "gradient", "hessian"] as const;
export type Output = (typeof OUTPUTS)[number];

/** One batch: everybody in a cell computes the same numbers, and everybody's samples are interleaved. */
export interface Cell {
  readonly loss: Loss;
  readonly dtype: DType;
  readonly gamma: number;
  /** Elements are logits: a softmax batch has `elements / classes` rows. */
  readonly elements: number;
  /** Logits in a row; 1 for the binary loss. */
  readonly classes: number;
}

export interface Task extends Cell {
  readonly output: Output;
}

/** Weight of class 1 in the binary loss; class 0 has 1 - ALPHA. */
export const ALPHA = 0.25;

/** For people: "focal f64, gamma 2, n = 10^5". */
export function cellName({ loss, dtype, gamma, elements, classes }: Cell): string {
  const shape = classes === 1 ? `n = ${sizeName(elements)}` : `[${sizeName(elements / classes)}, ${classes}]`;
  return `${loss} ${dtype}, gamma ${gamma}, ${shape}`;
}

/** Powers of ten as such, other numbers in full. */
export function sizeName(size: number): string {
  const power = Math.round(Math.log10(size));
  return size >= 1000 && 10 ** power === size ? `10^${power}` : String(size);
}
