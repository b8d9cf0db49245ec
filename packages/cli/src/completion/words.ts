/**
 * What can stand where, for every shell alike.
 */
import type { Argument, Option } from "commander";
import type { CommandSyntax } from "../command-line/command-entry.ts";

/** What an argument or the value of an option is: one of some words, a file, or something that no shell can know. */
export type Value = { readonly words: readonly string[] } | "file" | "unknown";

export interface CompletedOption {
  readonly names: readonly string[];
  readonly description: string;
  /** Nothing for a switch. */
  readonly value: Value | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly argument: Value;
}

export function completedCommands(
  commands: readonly CommandSyntax[],
  everywhere: readonly Option[],
): CompletedCommand[] {
  return commands.map(({ name, summary, options, args }) => ({
    name,
    summary,
    options: [...options, ...everywhere].map(completedOption),
    argument: args.map(valueOf)[0] ?? "unknown",
  }));
}

/** Names of the options that a value follows. */
export function valueNames({ options }: Pick<CompletedCommand, "options">): string[] {
  return options.filter(({ value }) => value !== undefined).flatMap(({ names }) => names);
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, flags, argChoices } = option;
  const placeholder = /<(.*)>/.exec(flags)?.[1];
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    value: placeholder === undefined ? undefined : value(placeholder, argChoices),
  };
}

function valueOf(argument: Argument): Value {
  return value(argument.name(), argument.argChoices);
}

function value(placeholder: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { words: choices };
  // What `explain` takes can be a file too.
  return /^(files?|prediction)$/.test(placeholder) ? "file" : "unknown";
}
