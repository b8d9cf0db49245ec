/**
 * The parser, made from the tables.
 */
import { Command } from "commander";
import { applyConfig } from "../config/apply.ts";
import type { ConfigOptions } from "../config/layers.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../print/one-line.ts";
import type { CommandSyntax } from "./command-entry.ts";
import { COMMANDS, HELP, HELP_OPTION, PROGRAM_OPTIONS, VERSION_OPTION } from "./commands.ts";
import { commandDescription, exitCodes, programDescription } from "./help.ts";

/** Where a run writes, and what stops it. */
interface Surroundings {
  readonly version: string;
  readonly output: Output;
  readonly signal: AbortSignal | undefined;
}

export function createProgram({ version, output, signal }: Surroundings): Command {
  const program = new Command("focal-loss")
    .description(programDescription())
    .version(version, VERSION_OPTION.flags, VERSION_OPTION.description)
    .helpOption(HELP_OPTION.flags, HELP_OPTION.description)
    .exitOverride()
    .configureOutput({ writeOut: output.stdout, writeErr: () => undefined })
    .showSuggestionAfterError()
    .helpCommand(false)
    .addHelpText("after", exitCodes());
  for (const option of PROGRAM_OPTIONS) if (option !== VERSION_OPTION) program.addOption(option);
  const configurable: Command[] = [];
  for (const entry of COMMANDS) {
    const command = addCommand(program, entry);
    if (entry.hasSettings === true) {
      configurable.push(command);
      command.hook("preAction", () => applySettings(command, configurable, program.opts(), output));
    }
    command.action(() => {
      const options = command.opts();
      if (waitsForTerminal(command)) output.stderr(`${command.helpInformation()}\n`);
      return entry.run({ args: command.args, options, output, signal });
    });
  }
  const help = addCommand(program, HELP);
  help.action(() => {
    const told = program.commands.find((command) => command.name() === help.args[0]) ?? program;
    told.outputHelp();
  });
  return program;
}

/** Somebody who is to type a file by hand wants to know more; the error that follows says why. */
function waitsForTerminal(command: Command): boolean {
  return command.args.includes("-") && process.stdin.isTTY && command.getOptionValue("json") !== true;
}

function applySettings(
  command: Command,
  commands: readonly Command[],
  options: ConfigOptions,
  output: Output,
): void {
  const notes = applyConfig({ command, commands, options, env: process.env, folder: process.cwd() });
  if (command.getOptionValue("verbose") !== true) return;
  for (const text of notes) output.stderr(`note: ${oneLine(text)}\n`);
}

function addCommand(program: Command, entry: CommandSyntax): Command {
  const command = program.command(entry.name).summary(entry.summary).description(commandDescription(entry));
  if (entry.usage !== undefined) command.usage(entry.usage);
  for (const argument of entry.args) command.addArgument(argument);
  for (const option of entry.options) command.addOption(option);
  return command;
}
