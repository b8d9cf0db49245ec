/**
 * What a pass over a file finds out: all that the checks ask of it.
 */
import { ExactSum } from "@focal-loss/core";
import type { Problem } from "../cli-error.ts";

/** Rows that a failed check lists. */
const LISTED = 5;
/** Rows of one kind: how many, and where the first are. */
export class Rows {
  count: number = 0;
  readonly first: Problem[] = [];

  add(place: () => Problem): void {
    this.count += 1;
    if (this.first.length < LISTED) this.first.push(place());
  }
}

/** The rows of one class. */
class Side {
  rows = 0;
  readonly probability: ExactSum = new ExactSum();
}

export class Survey {
  rows = 0;
  readonly malformed: Rows = new Rows();
  readonly empty: Rows = new Rows();
  readonly notNumbers: Rows = new Rows();
  readonly outside: Rows = new Rows();
  labelsOutside = 0;
  predictionsOutside = 0;
  readonly infiniteLosses: Rows = new Rows();
  readonly duplicates: Rows = new Rows();
  /** The first different texts in the place of labels, and how often they came. */
  readonly labelTexts: Map<string, number> = new Map();
  moreLabelTexts = false;

  // Of the rows that have a label and a prediction:
  readonly negatives: Side = new Side();
  readonly positives: Side = new Side();
  softLabels = 0;
  /** Predictions that are exactly 0 or 1, as numbers. */
  zerosAndOnes = 0;
  withinUnit = 0;
  saturated = 0;
  beyondFloat32 = 0;
  least: number = Infinity;
  greatest: number = -Infinity;

  // Of those with a finite loss:
  easyRows = 0;
  finiteRows = 0;
  readonly losses: readonly {
    readonly gamma: number;
    readonly all: ExactSum;
    readonly easy: ExactSum;
    readonly positive: ExactSum;
  }[];

  constructor(gammas: readonly number[]) {
    this.losses = gammas.map((gamma) => ({
      gamma,
      all: new ExactSum(),
      easy: new ExactSum(),
      positive: new ExactSum(),
    }));
  }

  get valid(): number {
    return this.negatives.rows + this.positives.rows;
  }
}
