/**
 * What `check` prints.
 */
import type { Problem } from "../cli-error.ts";
import { oneLine } from "../print/one-line.ts";
import { formatTable } from "../print/table.ts";
import type { Check } from "./checks.ts";
import type { Survey } from "./survey.ts";

/** A check and where the rows stand that it is about. */
export interface PlacedCheck extends Omit<Check, "rows"> {
  /** How many rows it is about, 0 if it is about the file. */
  readonly count: number;
  readonly places: readonly Problem[];
}

/** What focal loss does to the weight of easy rows: those whose prediction is on the side of their label. */
export interface Effect {
  /** Rows with a finite loss. */
  readonly rows: number;
  readonly easyRows: number;
  /** Shares are of the loss; `null` where the loss is 0. */
  readonly byGamma: readonly {
    readonly gamma: number;
    readonly mean: number;
    readonly easyShare: number | null;
    readonly positiveShare: number | null;
  }[];
}

export interface FileReport {
  readonly file: string;
  readonly rows: number;
  readonly checks: readonly PlacedCheck[];
  /** `null` where no row could be scored. */
  readonly focalLoss: Effect | null;
}

export function effectOf({ easyRows, finiteRows, losses }: Survey): Effect | null {
  if (finiteRows === 0) return null;
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  return {
    rows: finiteRows,
    easyRows,
    byGamma: losses.map(({ gamma, all, easy, positive }) => ({
      gamma,
      mean: all.mean(),
      easyShare: share(easy.sum(), all.sum()),
      positiveShare: share(positive.sum(), all.sum()),
    })),
  };
}

export function toText(reports: readonly FileReport[]): string {
  return reports.map(fileText).join("\n");
}

function fileText({ file, checks, focalLoss }: FileReport): string {
  const table = formatTable(checks.map(({ status, name, message }) => [`  ${status}`, name, message]));
  const lines = table.split("\n").slice(0, -1);
  const details = checks.map(({ places, hint }) => [
    ...places.flatMap(({ message, excerpt }) => [
      oneLine(message),
      ...(excerpt?.split("\n").map((line) => `  ${line}`) ?? []),
    ]),
    ...(hint === undefined ? [] : [`hint: ${oneLine(hint)}`]),
  ]);
  const body = lines.flatMap((line, k) => [line, ...details[k]!.map((detail) => `             ${detail}`)]);
  return `${oneLine(file)}\n${body.join("\n")}\n${focalLoss === null ? "" : effectText(focalLoss)}`;
}

function effectText({ rows, easyRows, byGamma }: Effect): string {
  const percent = (share: number | null): string => (share === null ? "" : `${(100 * share).toFixed(1)} %`);
  const table = formatTable([
    ["  gamma", "mean loss", "easy share", "positive share"],
    ...byGamma.map(({ gamma, mean, easyShare, positiveShare }) => [
      `  ${gamma}`,
      String(mean),
      percent(easyShare),
      percent(positiveShare),
    ]),
  ]);
  return `  focal loss: easy are the ${easyRows} of ${rows} scored rows that are predicted right; shares of the loss\n${table}`;
}
