/**
 * The cells of the notebook that this project started from, to be computed again.
 */
import { binaryCrossEntropy, focalLoss, sum } from "@focal-loss/core/notebook";
import { focalLoss as accurateFocalLoss } from "@focal-loss/core";

/** A cell as the page gets it. */
export interface NotebookCell {
  readonly cell: number;
  readonly gamma: number | null;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  /** What Python printed. */
  readonly printed: string;
  readonly sum: { readonly cell: number; readonly from: number; readonly printed: string } | null;
}

export interface Replay {
  readonly losses: readonly number[];
  readonly printed: string;
  readonly sum: string | undefined;
  /** The accurate losses. */
  readonly accurate: readonly number[];
}

/** Computes a cell, operation by operation as Python does. */
export function replay({ gamma, labels, probabilities, sum: part }: NotebookCell): Replay {
  const losses = labels.map((label, i) =>
    gamma === null
      ? binaryCrossEntropy(label, probabilities[i]!)
      : focalLoss(label, probabilities[i]!, { gamma }),
  );
  return {
    losses,
    printed: `[${losses.map(toPython).join(", ")}]`,
    sum: part === null ? undefined : toPython(sum(losses.slice(part.from))),
    accurate: labels.map((label, i) => accurateFocalLoss(label, probabilities[i]!, { gamma: gamma ?? 0 })),
  };
}

/** The expression, as the notebook has it. */
export function sourceOf({ gamma }: NotebookCell): string {
  return gamma === null
    ? "-y*log(p) - (1-y)*log(1-p)"
    : `-y*log(p)*(1-p)**${gamma} - (1-y)*log(1-p)*p**${gamma}`;
}

/** A float as Python prints it. */
export function toPython(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.includes(".") ? text : `${text}.0`;
}
