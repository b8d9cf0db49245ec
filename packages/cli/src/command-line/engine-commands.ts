/**
 * The commands about engines that score data where it lies.
 */
import { Argument } from "commander";
import { CliError } from "../cli-error.ts";
import type { SqlOptions } from "../commands/sql.ts";
import { ENGINE_FORMS } from "../engines/engine-url.ts";
import type { EngineScoreOptions } from "../engines/engine-score-options.ts";
import type { CommandEntry } from "./command-entry.ts";
import * as engineOptions from "./engine-options.ts";
import * as options from "./options.ts";

const access = [engineOptions.master, engineOptions.sparkHome, engineOptions.passwordFile];

export const sql: CommandEntry = {
  name: "sql",
  args: [],
  summary: "print the SQL that scores a table",
  description:
    "Prints SQL for an engine and runs nothing. Its totals do not depend on how the table is partitioned.",
  examples: [
    {
      task: "totals of a table in Spark",
      command: "focal-loss sql --dialect spark --table lake.predictions --logit logit",
    },
    { task: "the loss of a row, to build on", command: "focal-loss sql --query expression" },
  ],
  options: [
    engineOptions.dialect,
    engineOptions.query,
    engineOptions.table,
    engineOptions.labelOfSql,
    engineOptions.probabilityOfSql,
    options.logit,
    options.weight,
    options.gammas,
    options.alpha,
    options.posWeight,
    engineOptions.by,
  ],
  run: async ({ options, output }) => {
    const { sqlCommand } = await import("../commands/sql.ts");
    sqlCommand(options as SqlOptions, output);
  },
};

export const engines: CommandEntry = {
  name: "engines",
  args: [new Argument("[engines...]", "spark, or URLs")],
  summary: "list the engines that can score, and what is missing",
  description: `Lists the engines. With names, spark or a URL as for score --engine, connects to each and asks for its version; \
exit code 5 if one does not answer.`,
  examples: [
    { task: "what can be used here", command: "focal-loss engines" },
    { task: "whether a server answers", command: "focal-loss engines postgres://me@db.example/scores" },
  ],
  options: [...access, options.json],
  run: async ({ args, options, output, signal }) => {
    const { enginesCommand } = await import("../commands/engines.ts");
    await enginesCommand(args, options, output, signal);
  },
};

/** @throws If an option for an engine is given and no engine that takes it. {@link CliError} */
export function refuseWithoutEngine({
  engine,
  master,
  sparkHome,
  passwordFile,
  explain,
  dryRun,
}: Omit<EngineScoreOptions, "engine"> & { readonly engine?: string }): void {
  const given = Object.entries({
    master,
    "spark-home": sparkHome,
    "password-file": passwordFile,
    explain,
    "dry-run": dryRun,
  });
  const [stray] = given.find(([, value]) => value !== undefined) ?? [];
  if (stray === undefined) return;
  if (engine === undefined) throw new CliError("usage", `--${stray} goes with --engine, which is not there`);
  throw new CliError("usage", `--${stray} does not go with --engine ${engine}, which reads files here`, {
    hint: `it goes with --engine ${ENGINE_FORMS}`,
  });
}
