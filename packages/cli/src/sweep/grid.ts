/**
 * Losses over a grid of gammas and alphas, in one pass over the rows.
 */
import { ExactSum, type FocalLossOptions } from "@focal-loss/core";
import { recovery } from "../calibration/recover.ts";
import { Reliability, type Scores } from "../calibration/reliability.ts";
import { chunkLosses, isEasy } from "../read/kernels.ts";
import type { Predictions } from "../read/predictions.ts";

export interface Cell {
  readonly gamma: number;
  /** `undefined` for no weights. */
  readonly alpha: number | undefined;
  readonly loss: ExactSum;
  /** Sum over the rows that are predicted right. */
  readonly easyLoss: ExactSum;
  /** How well gamma and alpha explain the predictions, where that was asked for. */
  readonly scores: Scores | undefined;
}

export interface Grid {
  readonly rows: number;
  readonly positives: number;
  readonly easyRows: number;
  /** For each gamma, each alpha. */
  readonly cells: readonly Cell[];
}

/** Bins of the expected calibration error that a sweep compares by. */
const BINS = 10;

export async function sweepGrid(
  { kind, eachChunk }: Pick<Predictions, "kind" | "eachChunk">,
  {
    gammas,
    alphas,
    scored,
  }: { gammas: readonly number[]; alphas: readonly (number | undefined)[]; scored: boolean },
): Promise<Grid> {
  const losses = chunkLosses(kind);
  const cells = gammas.flatMap((gamma) =>
    alphas.map((alpha) => {
      const options: FocalLossOptions = alpha === undefined ? { gamma } : { gamma, alpha };
      return {
        gamma,
        alpha,
        options,
        loss: new ExactSum(),
        easyLoss: new ExactSum(),
        recover: recovery(kind, options),
        reliability: new Reliability(BINS),
      };
    }),
  );
  let positives = 0;
  let easyRows = 0;
  const rows = await eachChunk((labels, predictions) => {
    const easy = labels.map((label, i) => Number(isEasy(label, predictions[i]!, kind)));
    for (const [i, label] of labels.entries()) {
      if (label >= 0.5) positives += 1;
      easyRows += easy[i]!;
    }
    for (const { options, loss, easyLoss, recover, reliability } of cells) {
      const values = losses(labels, predictions, options);
      loss.addAll(values);
      // The loss of an easy row is finite.
      easyLoss.addAll(values.map((value, i) => (easy[i] === 1 ? value : 0)));
      if (scored) for (const [i, label] of labels.entries()) reliability.add(label, predictions[i]!, recover);
    }
  });
  return {
    rows,
    positives,
    easyRows,
    cells: cells.map(({ gamma, alpha, loss, easyLoss, reliability }) => ({
      gamma,
      alpha,
      loss,
      easyLoss,
      scores: scored ? reliability.scores() : undefined,
    })),
  };
}
