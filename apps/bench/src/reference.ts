/**
 * What is right: the scalar functions of the library, which its tests hold against correctly rounded references.
 */
import {
  ExactSum,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  softmaxFocalLoss,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
} from "@focal-loss/core";
import type { Data } from "./data.ts";
import { ALPHA, type Cell } from "./task.ts";

const POSITIONS = 1000;

export interface Reference {
  /** Mean over the whole batch. */
  readonly loss: number;
  /** Where derivatives are compared: all of a small batch, evenly spread in a large one. */
  readonly positions: readonly number[];
  readonly gradients: readonly number[];
  /** The second derivative by each logit alone. */
  readonly hessians: readonly number[];
}

export function createReference(cell: Cell, data: Data): Reference {
  return cell.loss === "softmax" ? softmaxReference(cell, data) : focalReference(cell, data);
}

/** At most 1000 of `0 ... elements - 1`, both ends among them. */
export function positionsOf(elements: number): number[] {
  const count = Math.min(elements, POSITIONS);
  return Array.from({ length: count }, (_, k) => Math.round((k * (elements - 1)) / Math.max(count - 1, 1)));
}

function focalReference({ gamma, elements }: Cell, { labels, logits }: Data): Reference {
  const options = { gamma, alpha: ALPHA };
  const positions = positionsOf(elements);
  const sum = new ExactSum();
  for (let i = 0; i < elements; i += 1) sum.add(focalLossWithLogits(labels[i]!, logits[i]!, options));
  return {
    loss: sum.mean(),
    positions,
    gradients: positions.map((i) => focalLossWithLogitsGrad(labels[i]!, logits[i]!, options)),
    hessians: positions.map((i) => focalLossWithLogitsHess(labels[i]!, logits[i]!, options)),
  };
}

function softmaxReference({ gamma, elements, classes }: Cell, { labels, logits }: Data): Reference {
  const options = { gamma };
  const positions = positionsOf(elements);
  const rowOf = (row: number): Float32Array | Float64Array =>
    logits.subarray(row * classes, (row + 1) * classes);
  const sum = new ExactSum();
  for (let row = 0; row < labels.length; row += 1) {
    sum.add(softmaxFocalLoss(labels[row]!, rowOf(row), options));
  }
  const derivative = (of: typeof softmaxFocalLossGrad): number[] => {
    const perClass = new Float64Array(classes);
    return positions.map((position) => {
      const row = Math.floor(position / classes);
      return of(labels[row]!, rowOf(row), options, perClass)[position % classes]!;
    });
  };
  return {
    loss: sum.mean(),
    positions,
    gradients: derivative(softmaxFocalLossGrad),
    hessians: derivative(softmaxFocalLossHess),
  };
}
