/**
 * The man page, made from the tables, in the man macros of roff.
 */
import type { Option } from "commander";
import type { CommandSyntax, Example } from "./command-line/command-entry.ts";
import {
  COMMANDS,
  COMMON_TASKS,
  ENVIRONMENT,
  EXIT_CODES,
  FILES,
  HELP,
  HELP_OPTION,
  PROGRAM_OPTIONS,
} from "./command-line/commands.ts";
import { DESCRIPTION } from "./command-line/help.ts";

/** The source of `focal-loss.1`. It has no date, so that it is the same whenever it is made. */
export function manPage(version: string): string {
  return `${[
    `.TH FOCAL-LOSS 1 "" "focal-loss ${version}" "User Commands"`,
    // Commands are not hyphenated.
    ".nh",
    ".SH NAME",
    String.raw`focal\-loss \- binary cross\-entropy and focal loss of real predictions`,
    ".SH SYNOPSIS",
    String.raw`.B focal\-loss`,
    String.raw`.I COMMAND`,
    "[options]",
    ".SH DESCRIPTION",
    escaped(DESCRIPTION),
    ".SH COMMON TASKS",
    ...COMMON_TASKS.flatMap(exampleLines),
    ".SH COMMANDS",
    ...[...COMMANDS, HELP].flatMap(commandLines),
    ".SH OPTIONS",
    ...[HELP_OPTION, ...PROGRAM_OPTIONS].flatMap(optionLines),
    ".SH EXIT STATUS",
    ...EXIT_CODES.flatMap(termLines),
    ".SH ENVIRONMENT",
    ...ENVIRONMENT.flatMap(termLines),
    ".SH FILES",
    "A file of settings is JSON: commands, and in them the long names of options, such as",
    escaped('{ "score": { "gamma": [0, 2], "on-bad": "skip" } }'),
    ...FILES.flatMap(termLines),
  ].join("\n")}\n`;
}

function commandLines({ name, usage, args, description, examples, options }: CommandSyntax): string[] {
  const called = usage ?? ["[options]", ...args.map((argument) => argumentText(argument))].join(" ");
  return [
    `.SS ${escaped(`focal-loss ${name} ${called}`)}`,
    ...description.split(/\n+/).flatMap((paragraph) => [escaped(paragraph), ".PP"]),
    ...options.flatMap(optionLines),
    ".PP",
    "Examples:",
    ...examples.flatMap(exampleLines),
  ];
}

function argumentText(argument: CommandSyntax["args"][number]): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function optionLines({ flags, description }: Option): string[] {
  return [".TP", `.B ${escaped(flags)}`, escaped(description)];
}

function termLines([term, meaning]: readonly [number | string, string]): string[] {
  return [".TP", `.B ${escaped(String(term))}`, escaped(meaning)];
}

function exampleLines({ task, command }: Example): string[] {
  return [".TP", escaped(task), `.B ${escaped(command)}`];
}

/** Text as roff text: a hyphen that stays a hyphen, no escapes, and no line that starts with a request. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", String.raw`\e`)
    .replaceAll("-", String.raw`\-`)
    .replaceAll('"', String.raw`\(dq`)
    .replace(/^[.']/, String.raw`\&$&`);
}
