/**
 * The commands that read files of predictions.
 */
import { Argument } from "commander";
import type { EngineScoreOptions } from "../engines/engine-score-options.ts";
import type { CommandEntry } from "./command-entry.ts";
import { refuseWithoutEngine } from "./engine-commands.ts";
import * as engineOptions from "./engine-options.ts";
import * as options from "./options.ts";

const FILES =
  "files of predictions: CSV, TSV, JSONL, each also .gz or .zst, and Parquet; patterns in quotes; - is standard input";
const files = new Argument("<files...>", FILES);
const filesOrTables = new Argument("<files...>", `${FILES}; with --engine, tables`);
const columns = [options.label, options.positive, options.probability, options.scoreColumn, options.logit];
const results = [
  options.json,
  options.jsonl,
  options.csv,
  options.md,
  options.plain,
  options.parquet,
  options.resultsFile,
  options.force,
];

export const score: CommandEntry = {
  name: "score",
  args: [filesOrTables],
  summary: "losses of the predictions in files, a total a file and over all",
  description: `Focal loss of the predictions in FILES.

A row is a prediction: a label in [0, 1] (or true/false) and a probability in [0, 1] or a logit; or, with --logits, \
a class index and a logit a class. Columns that are not named are found by their names. The total is exact: it does \
not depend on the order of the rows or on how they are split into files. Losses are in nats; gamma 0 is cross-entropy.`,
  examples: [
    { task: "mean and total loss of a file", command: "focal-loss score predictions.csv" },
    {
      task: "cross-entropy beside focal loss, over many files",
      command: "focal-loss score part-*.csv --gamma 0 --gamma 2",
    },
    {
      task: "the loss of every row, in a new file",
      command: "focal-loss score predictions.csv --rows scored.csv",
    },
    { task: "the rows that are predicted worst", command: "focal-loss score predictions.csv --hardest 10" },
  ],
  options: [
    ...columns,
    options.logits,
    options.weight,
    options.gammas,
    options.alphaOfScore,
    options.posWeight,
    options.clip,
    options.inputFormat,
    options.onBad,
    options.maxBad,
    options.rejects,
    options.threads,
    engineOptions.engine,
    engineOptions.master,
    engineOptions.sparkHome,
    engineOptions.passwordFile,
    engineOptions.explain,
    engineOptions.dryRun,
    options.rowsWithLoss,
    options.hardest,
    ...results,
    options.meta,
    options.failAbove,
    options.quiet,
    options.verbose,
  ],
  hasSettings: true,
  run: async ({ args, options, output, signal }) => {
    if ("engine" in options && !engineOptions.LOCAL_ENGINES.some((name) => name === options.engine)) {
      const { scoreOnEngine } = await import("../engines/score-on-engine.ts");
      return scoreOnEngine(args, options as EngineScoreOptions, output, signal);
    }
    refuseWithoutEngine(options);
    const { scoreCommand } = await import("../commands/score.ts");
    await scoreCommand(args, options, output, signal);
  },
};

export const sweep: CommandEntry = {
  name: "sweep",
  args: [files],
  summary: "a grid of gamma and alpha over files",
  description: `Loss of the predictions in FILES for every gamma and alpha of a grid, in one reading.

Losses of different gamma are not comparable: all fall as gamma grows. So no cell is the best by its loss. \
--best takes each gamma and alpha for what the model was trained with, recovers the probabilities, and names \
the cell whose recovered probabilities have the least log-loss, Brier score (brier) or expected calibration \
error (ece). Choose on rows that the model was not trained on.`,
  examples: [
    { task: "the grid of the usual values", command: "focal-loss sweep predictions.csv" },
    {
      task: "which gamma explains the probabilities best",
      command: "focal-loss sweep predictions.csv --alpha none --best log-loss",
    },
  ],
  options: [
    ...columns,
    options.gammaGrid,
    options.alphaGrid,
    options.best,
    options.inputFormat,
    options.chart,
    ...results,
    options.quiet,
    options.verbose,
  ],
  hasSettings: true,
  run: async ({ args, options, output, signal }) => {
    const { sweepCommand } = await import("../commands/sweep.ts");
    await sweepCommand(args, options, output, signal);
  },
};

export const check: CommandEntry = {
  name: "check",
  args: [files],
  summary: "what is wrong or odd about files of predictions",
  description: `Looks at FILES before they are scored: columns, empty values, what is no number, ranges, infinite losses, \
labels and their balance, saturated or constant predictions, predictions that point the wrong way, duplicates; \
and how focal loss would move the weight from easy rows to hard ones.

Exit code 6 if a check fails. A warning fails nothing, unless --strict is given.`,
  examples: [
    { task: "what is wrong with a file", command: "focal-loss check predictions.csv" },
    {
      task: "also let warnings fail, for a pipeline",
      command: "focal-loss check --strict --json predictions.csv",
    },
  ],
  options: [
    ...columns,
    options.id,
    options.gammas,
    options.strict,
    options.inputFormat,
    options.json,
    options.quiet,
    options.verbose,
  ],
  hasSettings: true,
  run: async ({ args, options, output, signal }) => {
    const { checkCommand } = await import("../commands/check.ts");
    await checkCommand(args, options, output, signal);
  },
};

export const calibrate: CommandEntry = {
  name: "calibrate",
  args: [files],
  summary: "true probabilities of a model trained with focal loss",
  description: `A model that minimises focal loss does not predict probabilities: gamma pulls them towards 1/2, and class \
weights towards a class. This undoes both exactly, given the gamma and the weights of the training, and shows \
reliability before and after: log loss, Brier score, expected calibration error (ECE), and a table of bins.`,
  examples: [
    { task: "reliability before and after", command: "focal-loss calibrate predictions.csv --gamma 2" },
    {
      task: "a file with the recovered probabilities",
      command: "focal-loss calibrate predictions.csv --gamma 2 --rows calibrated.csv",
    },
  ],
  options: [
    ...columns,
    options.gamma,
    options.alpha,
    options.posWeight,
    options.bins,
    options.inputFormat,
    options.rowsRecovered,
    options.force,
    options.json,
    options.quiet,
    options.verbose,
  ],
  hasSettings: true,
  run: async ({ args, options, output, signal }) => {
    const { calibrateCommand } = await import("../commands/calibrate.ts");
    await calibrateCommand(args, options, output, signal);
  },
};
