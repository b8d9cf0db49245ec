/**
 * One row of a file.
 */
import { CliError } from "../cli-error.ts";
import { type Point, pointOfLogit, pointOfProbability } from "../point/point.ts";
import type { PredictionOptions, Surroundings } from "./prediction-file.ts";
import { withPredictions } from "./predictions.ts";

/**
 * The prediction in a row of a file.
 *
 * @param row - Its number, from 1, without the header.
 * @throws If the file does not have that row. {@link CliError}
 */
export function readRow(
  path: string,
  row: number,
  options: PredictionOptions,
  surroundings: Surroundings,
): Promise<Point> {
  return withPredictions([path], options, surroundings, async ({ kind, eachChunk }) => {
    let rows = 0;
    let point: Point | undefined;
    await eachChunk((labels, predictions) => {
      const i = row - 1 - rows;
      if (i >= 0 && i < labels.length) {
        const of = kind === "logit" ? pointOfLogit : pointOfProbability;
        point = of(predictions[i]!, labels[i]!);
      }
      rows += labels.length;
    });
    if (point === undefined) throw new CliError("data", `${path}: has ${rows} rows, --row asks for ${row}`);
    return point;
  });
}
