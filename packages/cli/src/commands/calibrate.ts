/**
 * `focal-loss calibrate`: the true probabilities of a model that was trained with focal loss.
 */
import type { FocalLossOptions } from "@focal-loss/core";
import { recovery, statement } from "../calibration/recover.ts";
import { type Bin, Reliability, type Scores } from "../calibration/reliability.ts";
import { lossOptions, type WeightOptions, weightsDocument } from "../command-line/weights.ts";
import { note, type Output } from "../output.ts";
import { formatJson } from "../print/json.ts";
import { formatTable } from "../print/table.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";
import { withPredictions } from "../read/predictions.ts";
import { assertRecoverable, recoveredTarget, writeRecovered } from "../read/write-recovered.ts";
import { expandPatterns } from "../input/sources.ts";

export interface CalibrateOptions extends PredictionOptions, WeightOptions {
  readonly gamma?: number;
  readonly bins?: number;
  readonly rows?: string;
  readonly force?: boolean;
}

const DEFAULT_BINS = 10;

export async function calibrateCommand(
  patterns: readonly string[],
  options: CalibrateOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const { gamma = 2, bins = DEFAULT_BINS } = options;
  const training = lossOptions(gamma, options);
  const paths = await expandPatterns(patterns);
  const target = recoveredTarget(paths, options);
  const surroundings = { output, signal, everyKey: target !== undefined };
  await withPredictions(paths, options, surroundings, async (predictions) => {
    const { kind, files, eachChunk } = predictions;
    if (target !== undefined) assertRecoverable(target, predictions);
    const stated = statement(kind);
    const recovered = recovery(kind, training);
    const before = new Reliability(bins);
    const after = new Reliability(bins);
    const rows = await eachChunk((labels, values) => {
      for (const [i, label] of labels.entries()) {
        before.add(label, values[i]!, stated);
        after.add(label, values[i]!, recovered);
      }
    });
    if (target !== undefined) {
      await writeRecovered(target, predictions, recovered);
      note(`wrote ${rows} rows to ${target.path}`, options, output);
    }
    const results = { before: toResult(before), after: toResult(after) };
    if (results.after.logLoss > results.before.logLoss) {
      note(`the log loss is larger afterwards: was the model trained with gamma ${gamma}?`, options, output);
    }
    output.stdout(
      options.json === true
        ? formatJson({
            files: files.map(({ path }) => path),
            rows,
            options: { gamma, ...weightsDocument(options), bins },
            ...results,
          })
        : toText(rows, results, training),
    );
  });
}

interface Result extends Scores {
  readonly bins: readonly Bin[];
}

function toResult(reliability: Reliability): Result {
  return { ...reliability.scores(), bins: reliability.bins() };
}

function toText(
  rows: number,
  { before, after }: { before: Result; after: Result },
  { gamma, alpha, posWeight }: FocalLossOptions,
): string {
  const scores = [
    ["", "before", "after"],
    ["log loss", before.logLoss, after.logLoss],
    ["Brier", before.brier, after.brier],
    ["ECE", before.ece, after.ece],
  ].map((row) => row.map(String));
  const bins = before.bins.flatMap((bin, k) => {
    const recovered = after.bins[k]!;
    const last = k === before.bins.length - 1;
    const range = `[${bound(bin.from)}, ${bound(bin.to)}${last ? "]" : ")"}`;
    return bin.rows + recovered.rows === 0 ? [] : [[range, ...cells(bin), ...cells(recovered)]];
  });
  const weights =
    alpha !== undefined ? `alpha ${alpha}` : posWeight !== undefined ? `weight ${posWeight}` : "no weights";
  const header = ["probability", "rows", "predicted", "observed", "rows after", "predicted", "observed"];
  return `${formatTable(scores)}\n${formatTable([header, ...bins])}\n${rows} rows, recovered for gamma ${gamma}, ${weights}; bins without rows are left out\n`;
}

/** Four digits are enough to see a gap; `--json` has them all. */
function cells({ rows, predicted, observed }: Bin): string[] {
  return rows === 0 ? ["0", "", ""] : [String(rows), predicted.toFixed(4), observed.toFixed(4)];
}

function bound(x: number): string {
  return String(Number(x.toFixed(4)));
}
