/**
 * `focal-loss score`: the loss of the predictions in files.
 */
import { CliError } from "../cli-error.ts";
import type { Output } from "../output.ts";
import { chooseColumns, type ScoredFile } from "../score/columns.ts";
import { Engine } from "../score/engine.ts";
import { openInput } from "../score/input-file.ts";
import type { ScoreOptions } from "../score/options.ts";
import { type FileScore, toJson, toTable } from "../score/report.ts";
import { addTotals, createScorer, emptyTotals, scanFile } from "../score/scan.ts";
import { assertOneTable, lossColumns, rowsTarget, writeRows } from "../score/write-rows.ts";

const DEFAULT_GAMMA = 2;

export async function scoreCommand(
  paths: readonly string[],
  options: ScoreOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const gammas = options.gamma ?? [DEFAULT_GAMMA];
  const target =
    options.rows === undefined ? undefined : rowsTarget(options.rows, paths, options.force === true);
  const note = (text: string): void => {
    if (options.quiet !== true && options.json !== true) output.stderr(`note: ${text}\n`);
  };

  const engine = await Engine.start(signal);
  try {
    const inputs: ScoredFile[] = [];
    for (const path of paths) {
      const file = await openInput(path, {
        format: options.inputFormat,
        everyKey: target !== undefined,
        engine,
      });
      const columns = chooseColumns(file, options);
      for (const text of columns.notes) note(`${path}: ${text}`);
      inputs.push({ file, columns });
    }
    const kinds = new Set(inputs.map(({ columns }) => columns.kind));
    if (kinds.size > 1) {
      throw new CliError(
        "data",
        "some files have logits and others probabilities: --logit or --probability chooses",
      );
    }
    if (target !== undefined) {
      assertOneTable(
        inputs.map(({ file }) => file),
        lossColumns(gammas),
        target,
      );
    }

    const scorer = createScorer(inputs[0]!.columns.kind, gammas, options);
    const scores: FileScore[] = [];
    const total = emptyTotals(gammas);
    for (const { file, columns } of inputs) {
      const totals = await scanFile(file, columns, scorer, engine);
      if (totals.rows === 0) note(`${file.path}: no rows`);
      addTotals(total, totals);
      scores.push({ file, columns, totals });
    }
    if (total.rows === 0) throw new CliError("data", `${paths.join(", ")}: no rows to score`);
    for (const [k, sum] of total.losses.entries()) {
      if (sum.infinite > 0) note(`gamma ${gammas[k]}: the loss of ${sum.infinite} rows is infinite`);
    }
    if (target !== undefined) {
      await writeRows(target, inputs, { names: lossColumns(gammas), values: scorer.losses }, engine);
      note(`wrote ${total.rows} rows to ${target.path}`);
    }
    output.stdout(
      options.json === true ? toJson(scores, total, gammas, options) : toTable(scores, total, gammas),
    );
  } finally {
    engine.close();
  }
}
