/**
 * A run of the command: its arguments in, its exit code out.
 */
import { createRequire } from "node:module";
import { type Command, CommanderError } from "commander";
import { CliError, ExitCode } from "./cli-error.ts";
import { COMMANDS } from "./command-line/commands.ts";
import { conciseHelp } from "./command-line/help.ts";
import { createProgram } from "./command-line/program.ts";
import { colorMessages, type Output } from "./output.ts";

const packageJson = createRequire(import.meta.url)("../package.json") as {
  readonly version: string;
  readonly bugs: { readonly url: string };
};

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
  if (args.length === 0) {
    output.stdout(conciseHelp());
    return ExitCode.ok;
  }
  const styled: Output = {
    ...output,
    stderr: (text) => output.stderr(output.colors?.stderr === true ? colorMessages(text) : text),
  };
  const program = createProgram({ version: packageJson.version, output: styled, signal });
  try {
    await program.parseAsync(args, { from: "user" });
    return ExitCode.ok;
  } catch (error) {
    if (signal?.aborted === true) return ExitCode.interrupted;
    // Help and the version end in an "error" too.
    if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.ok;
    const known = error instanceof CommanderError ? usageError(error, args) : error;
    if (known instanceof CliError) {
      if (asksForJson(program, args)) output.stderr(known.toJson());
      else styled.stderr(known.toText());
      return known.exitCode;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    styled.stderr(`error: internal error, please report it at ${packageJson.bugs.url}\n${detail}\n`);
    return ExitCode.internal;
  }
}

/** Whether the command line does, which may be wrong otherwise, or a setting. */
function asksForJson({ commands }: Command, args: readonly string[]): boolean {
  return ["json", "jsonl"].some(
    (name) => args.includes(`--${name}`) || commands.some((command) => command.getOptionValue(name) === true),
  );
}

/** What the parser says, in our form: "error: unknown option '--gama'", "(Did you mean --gamma?)". */
function usageError(error: CommanderError, args: readonly string[]): CliError {
  // Options, and no command.
  if (error.code === "commander.help") {
    return new CliError("usage", "expected a command", { hint: "focal-loss --help lists the commands" });
  }
  const [message = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const called = COMMANDS.find(({ name }) => args.includes(name));
  const hint =
    error.code === "commander.missingArgument" && called !== undefined
      ? `for example: ${called.examples[0]!.command}; focal-loss help ${called.name} tells more`
      : suggestion?.replace(/^\(Did you mean (.*)\?\)$/, "did you mean $1?");
  return new CliError("usage", message, { hint });
}
