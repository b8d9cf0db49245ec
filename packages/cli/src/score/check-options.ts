/**
 * Options that make no sense together, or for these files.
 */
import { CliError } from "../cli-error.ts";
import type { ScoredColumns } from "../input/columns.ts";
import { rowFormat } from "../input/formats.ts";
import type { ScoreOptions } from "./options.ts";

/** @throws If options exclude each other. {@link CliError} */
export function checkOptions({ logits, alpha, onBad = "fail", maxBad, ...options }: ScoreOptions): void {
  if (options.engine === "js") {
    const isParquet = options.rows !== undefined && rowFormat(options.rows) === "parquet";
    const written = options.parquet === true ? "--parquet" : isParquet ? `--rows ${options.rows}` : undefined;
    if (written !== undefined)
      throw new CliError("usage", `${written}: DuckDB writes it, which --engine js goes without`);
  }
  if (options.parquet === true && options.hardest !== undefined) {
    throw new CliError("usage", "--parquet holds one table, so --hardest does not go with it");
  }
  if (alpha !== undefined && alpha.length > 1 && logits === undefined) {
    throw new CliError("usage", "--alpha: a list of weights is for the classes of --logits");
  }
  if (maxBad !== undefined && onBad === "fail") {
    throw new CliError("usage", "--max-bad: expected --on-bad skip or --on-bad null beside it");
  }
}

/** @throws If an option is not for such predictions. {@link CliError} */
export function checkOptionsFor(
  { kind, predictions }: Pick<ScoredColumns, "kind" | "predictions">,
  { clip, alpha }: ScoreOptions,
): void {
  if (clip !== undefined && kind !== "probability") {
    throw new CliError("usage", "--clip: only probabilities are clipped; logits need it not");
  }
  if (kind === "logits" && alpha !== undefined && alpha.length > 1 && alpha.length !== predictions.length) {
    throw new CliError(
      "usage",
      `--alpha: expected ${predictions.length} weights, one a class, got ${alpha.length}`,
    );
  }
}
