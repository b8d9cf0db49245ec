/**
 * The command line: options, help, and the exit code.
 */
import { createRequire } from "node:module";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { CliError, ExitCode } from "./cli-error.ts";
import { INPUT_FORMATS } from "./score/formats.ts";
import type { ScoreOptions } from "./score/options.ts";

const packageJson = createRequire(import.meta.url)("../package.json") as {
  readonly version: string;
  readonly bugs: { readonly url: string };
};

/** Where a run writes. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/**
 * Runs the `focal-loss` command.
 *
 * @param args - The arguments after the command's name.
 * @param output - Takes what would go to standard output and standard error.
 * @param signal - Stops the run when it is aborted.
 * @returns The exit code: 0 ok, 1 internal error, 2 usage, 3 data refused, 4 file, 5 engine, 6 check failed,
 *   130 interrupted.
 */
export async function run(args: readonly string[], output: Output, signal?: AbortSignal): Promise<number> {
  const program = createProgram(output, signal);
  if (args.length === 0) {
    program.outputHelp();
    return ExitCode.ok;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return ExitCode.ok;
  } catch (error) {
    if (signal?.aborted === true) return ExitCode.interrupted;
    // Help and the version end in an "error" too.
    if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.ok;
    const known = error instanceof CommanderError ? usageError(error) : error;
    if (known instanceof CliError) {
      output.stderr(args.includes("--json") ? known.toJson() : known.toText());
      return known.exitCode;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    output.stderr(`error: internal error, please report it at ${packageJson.bugs.url}\n${detail}\n`);
    return ExitCode.internal;
  }
}

/** What the parser says, in our form: "error: unknown option '--gama'", "(Did you mean --gamma?)". */
function usageError(error: CommanderError): CliError {
  if (error.code === "commander.help") {
    return new CliError("usage", "unknown command", { hint: "focal-loss --help lists the commands" });
  }
  const [message = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const hint = suggestion?.replace(/^\(Did you mean (.*)\?\)$/, "did you mean $1?");
  return new CliError("usage", message, { hint });
}

function createProgram(output: Output, signal: AbortSignal | undefined): Command {
  const program = new Command("focal-loss")
    .description(
      "Binary cross-entropy and focal loss of real predictions: exact, the same digits everywhere.",
    )
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: output.stdout, writeErr: () => undefined })
    .showSuggestionAfterError()
    .helpCommand("help [command]", "show the help of a command");
  program.addHelpText(
    "after",
    `
Examples:
  focal-loss score predictions.csv
  focal-loss score part-*.parquet --logit z --label y --gamma 0 --gamma 2 --alpha 0.25
  focal-loss score predictions.csv --rows scored.parquet
  focal-loss notebook

Exit codes: 0 ok, 1 internal error, 2 usage, 3 data refused, 4 file not readable or writable,
5 engine failed, 6 check failed, 130 interrupted.`,
  );

  program
    .command("score")
    .summary("loss of the predictions in files, a total a file and over all")
    .description(
      `Binary focal loss of the predictions in FILES (CSV, TSV, JSONL or Parquet; also .gz for the text formats).

A row is a prediction: a label in [0, 1] (or true/false) and a probability in [0, 1] or a logit. \
Columns that are not named are found by their names. The total is exact: it does not depend on the \
order of the rows or on how they are split into files. Losses are in nats; gamma 0 is binary cross-entropy.`,
    )
    .argument("<files...>", "files of predictions")
    .addOption(new Option("--label <column>", "column of the labels"))
    .addOption(new Option("--probability <column>", "column of the probabilities").conflicts("logit"))
    .addOption(new Option("--logit <column>", "column of the logits"))
    .addOption(
      new Option(
        "--gamma <number>",
        "focusing exponent, repeatable: one result a gamma (default: 2)",
      ).argParser(collectGamma),
    )
    .addOption(
      new Option(
        "--alpha <number>",
        "weight of class 1, in [0, 1]; class 0 gets 1 - alpha (default: no weights)",
      )
        .argParser(numberWithin(0, 1))
        .conflicts("posWeight"),
    )
    .addOption(
      new Option("--pos-weight <number>", "weight of class 1; class 0 keeps 1 (default: 1)").argParser(
        numberWithin(0, 1e280),
      ),
    )
    .addOption(
      new Option("--input-format <format>", "format of the files (default: by their names)").choices(
        INPUT_FORMATS,
      ),
    )
    .addOption(new Option("--rows <out>", "write every row and its loss to this .csv, .tsv or .parquet file"))
    .addOption(new Option("--force", "overwrite the file of --rows"))
    .addOption(new Option("--json", "print one JSON document"))
    .addOption(new Option("-q, --quiet", "no notes on standard error"))
    .action(async (files: string[], options: ScoreOptions) => {
      const { scoreCommand } = await import("./commands/score.ts");
      await scoreCommand(files, options, output, signal);
    });

  program
    .command("notebook")
    .summary("replay the notebook, digit for digit")
    .description(
      "Computes the cells of the notebook again and prints them as it did. Exit code 6 if any digit differs.",
    )
    .addOption(new Option("--json", "print one JSON document"))
    .action(async (options: { json?: boolean }) => {
      const [{ notebookCommand }, { loadNotebook }] = await Promise.all([
        import("./commands/notebook.ts"),
        import("@focal-loss/fixtures/notebook"),
      ]);
      notebookCommand(await loadNotebook(), options, output);
    });

  return program;
}

function parseNumber(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

function numberWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (value >= lowest && value <= highest) return value;
    const range = highest === Number.MAX_VALUE ? `>= ${lowest}` : `in [${lowest}, ${highest}]`;
    throw new InvalidArgumentError(`Expected a number ${range}.`);
  };
}

function collectGamma(text: string, previous: readonly number[] = []): readonly number[] {
  const gamma = numberWithin(0, Number.MAX_VALUE)(text);
  if (previous.includes(gamma)) throw new InvalidArgumentError("This gamma is given twice.");
  return [...previous, gamma];
}
