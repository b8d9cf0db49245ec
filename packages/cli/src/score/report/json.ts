/**
 * Results for machines.
 */
import { formatJson, formatJsonLine } from "../../print/json.ts";
import { BAD_KINDS } from "../../input/complaint.ts";
import type { HardRow } from "../hardest.ts";
import { badRows, meanOf, type Totals } from "../totals.ts";
import type { FileScore, Results } from "./results.ts";

/** One document. */
export function toJson(results: Results): string {
  const { files, total, gammas, options, hardest, meta } = results;
  return formatJson({
    options: {
      gammas,
      alpha: alphaOf(results),
      posWeight: options.posWeight ?? null,
      ...(options.clip === undefined ? {} : { clip: options.clip }),
      ...(options.onBad === undefined ? {} : { onBad: options.onBad }),
    },
    files: files.map((score) => ({ ...describe(score), ...summary(score.totals, gammas) })),
    total: summary(total, gammas),
    ...(hardest === undefined ? {} : { hardest: hardest.map(hardRow) }),
    ...(meta === undefined ? {} : { meta }),
  });
}

/** A line a file and gamma, then of the total, then of the hardest rows. */
export function toJsonl({ files, total, gammas, hardest = [] }: Results): string {
  const sets = [
    ...files.map((score) => ({ ...describe(score), totals: score.totals })),
    { file: null, totals: total },
  ];
  const lines = sets.flatMap(({ totals, ...names }) => {
    const { losses, ...counts } = summary(totals, gammas);
    return losses.map((loss) => formatJsonLine({ ...names, ...counts, ...loss }));
  });
  return [...lines, ...hardest.map((row) => formatJsonLine({ hardest: hardRow(row) }))].join("");
}

function hardRow({ file, at, loss, columns }: HardRow): object {
  return { file, ...at, loss, columns };
}

function alphaOf({ options: { alpha }, total }: Results): number | readonly number[] | null {
  if (alpha === undefined) return null;
  return total.classes.length === 0 ? alpha[0]! : alpha;
}

function describe({ file, columns }: FileScore): object {
  const name = (column: number): string => file.columns[column]!.name;
  const predictions = columns.predictions.map(name);
  return {
    file: file.path,
    format: file.format,
    label: name(columns.label),
    [columns.kind]: columns.kind === "logits" ? predictions : predictions[0],
    ...(columns.weight === undefined ? {} : { weightColumn: name(columns.weight) }),
  };
}

interface Summary {
  readonly rows: number;
  readonly positives?: number;
  readonly softLabels?: number;
  readonly classes?: readonly number[];
  readonly weight?: number;
  readonly badRows: Readonly<Record<string, number>>;
  readonly losses: readonly Loss[];
}

interface Loss {
  readonly gamma: number;
  readonly mean: number;
  readonly total: number;
  readonly plainTotal: number | null;
  readonly quantisedTotal: number;
  readonly infinite: number;
}

function summary(totals: Totals, gammas: readonly number[]): Summary {
  const { rows, positives, classes, softLabels, weight, bad } = totals;
  return {
    rows,
    ...(classes.length > 0 ? { classes } : { positives, softLabels }),
    ...(weight === undefined ? {} : { weight: weight.sum() }),
    badRows: { rows: badRows(totals), ...Object.fromEntries(BAD_KINDS.map((kind) => [kind, bad[kind]])) },
    losses: gammas.map((gamma, k) => {
      const sum = totals.losses[k]!;
      return {
        gamma,
        mean: meanOf(totals, k),
        total: sum.sum(),
        plainTotal: totals.plainSums[k] ?? null,
        quantisedTotal: sum.infinite > 0 ? Infinity : totals.quantised[k]!.sum(),
        infinite: sum.infinite,
      };
    }),
  };
}
