/**
 * `focal-loss score`: the loss of the predictions in files.
 */
import { CliError } from "../cli-error.ts";
import { note, type Output } from "../output.ts";
import { BadRows } from "../score/bad-rows.ts";
import { type StartEngine, withEngine } from "../input/engine.ts";
import { Hardest } from "../score/hardest.ts";
import { checkOptions, checkOptionsFor } from "../score/check-options.ts";
import { openInputs } from "../input/open-inputs.ts";
import type { ScoreOptions } from "../score/options.ts";
import { createProgress } from "../input/progress.ts";
import { rejectsWriter } from "../score/rejects.ts";
import { deliver } from "../score/report/deliver.ts";
import { failAbove, noteFindings } from "../score/report/findings.ts";
import { metaOf } from "../score/report/meta.ts";
import type { FileScore, Results } from "../score/report/results.ts";
import { assertOneTable, lossColumns } from "../score/rows/rows-target.ts";
import { RowsWriter } from "../score/rows/rows-writer.ts";
import { scanFiles } from "../score/scan.ts";
import { createScorer, type Scorer } from "../score/scorer.ts";
import { expandPatterns } from "../input/sources.ts";
import { checkTargets, type Targets } from "../score/targets.ts";
import { addTotals, badRows, emptyTotals, type Totals } from "../score/totals.ts";
import { OutputFile } from "../temporary-files.ts";

const DEFAULT_GAMMA = 2;

export async function scoreCommand(
  patterns: readonly string[],
  options: ScoreOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  checkOptions(options);
  const paths = await expandPatterns(patterns);
  const targets = checkTargets(options, paths);
  const score = (engine: StartEngine): Promise<void> =>
    scoreFiles(paths, targets, options, { engine, output, signal });
  await withEngine(signal, score, options.engine !== "js");
}

interface Surroundings {
  readonly engine: StartEngine;
  readonly output: Output;
  readonly signal: AbortSignal | undefined;
}

async function scoreFiles(
  paths: readonly string[],
  targets: Targets,
  options: ScoreOptions,
  { engine, output, signal }: Surroundings,
): Promise<void> {
  const say = (text: string): void => note(text, options, output);
  const inputs = await openInputs(paths, options, { everyKey: targets.rows !== undefined, signal }, say);
  const { columns } = inputs[0]!;
  checkOptionsFor(columns, options);
  const { gamma: gammas = [DEFAULT_GAMMA], alpha, posWeight, clip } = options;
  const weights = { alpha, posWeight, clip };
  const scorer = createScorer(columns, gammas, weights);
  const opened: OpenFile[] = [];
  const open = <T extends OpenFile>(file: T | undefined): T | undefined => {
    if (file !== undefined) opened.push(file);
    return file;
  };
  try {
    const added = { names: lossColumns(scorer.gammas), values: scorer.losses };
    if (targets.rows !== undefined) assertOneTable(inputs, added, targets.rows);
    const rejects = open(targets.rejects && new OutputFile(targets.rejects));
    const rows = open(targets.rows && new RowsWriter(targets.rows, inputs, added));
    const report = open(targets.output && new OutputFile(targets.output));

    const { onBad: policy, maxBad: limit } = options;
    const bad = new BadRows({ policy, limit, hint: "--on-bad skip leaves such rows out" });
    const hardest = options.hardest === undefined ? undefined : new Hardest(options.hardest);
    const rejected = rejects && rejectsWriter(rejects);
    const progress = createProgress(inputs, options, output, signal);
    const terms = options.json === true || options.jsonl === true;
    const wishes = {
      terms,
      hardest: options.hardest,
      lines: rows?.lines,
      rejects: rejects !== undefined,
    };
    const { threads } = options;
    let scores: readonly FileScore[];
    try {
      const totals = await scanFiles(
        { inputs, gammas, weights, wishes, engine, progress, threads },
        (tally, input) => {
          bad.addAll(tally.badRows, tally.totals.bad, input);
          hardest?.add(tally, input);
          rejected?.(tally, input);
          rows?.write(tally);
        },
        (input) => rows?.begin(input),
      );
      scores = inputs.map((input, k) => ({ ...input, totals: totals[k]! }));
    } finally {
      progress.stop();
    }
    const total = addUp(scores, scorer);
    for (const { file, totals } of scores)
      if (totals.rows + badRows(totals) === 0) say(`${file.path}: no rows`);
    rejects?.commit();
    if (rejects !== undefined) say(`wrote ${bad.count} bad rows to ${targets.rejects!.path}`);
    bad.check();
    if (total.rows === 0) {
      const names = inputs.map(({ file }) => file.path).join(", ");
      const why = bad.count === 0 ? "no rows to score" : `none of ${bad.count} rows can be scored`;
      throw new CliError("data", `${names}: ${why}`);
    }
    noteFindings(total, scorer, options, say);
    const results: Results = {
      files: scores,
      total,
      gammas: scorer.gammas,
      options,
      hardest: await hardest?.rows(engine),
      meta: options.meta === true ? metaOf() : undefined,
    };
    await rows?.finish(engine);
    if (rows !== undefined) say(`wrote ${rows.written(total)} rows to ${targets.rows!.path}`);
    await deliver(results, report, output);
    if (report !== undefined) say(`wrote the results to ${targets.output!.path}`);
    failAbove(results);
  } finally {
    for (const file of opened) file.discard();
  }
}

/** A file that is being written. */
interface OpenFile {
  /** Leaves nothing behind, unless all of it was written. */
  readonly discard: () => void;
}

function addUp(scores: readonly FileScore[], { gammas }: Scorer): Totals {
  const { weight, classes } = scores[0]!.totals;
  const total = emptyTotals(gammas, weight !== undefined, classes.length);
  for (const { totals } of scores) addTotals(total, totals);
  return total;
}
