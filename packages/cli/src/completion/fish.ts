/**
 * Completion for fish: one line an option.
 */
import type { CompletedCommand, CompletedOption, Value } from "./words.ts";

export function fishScript(commands: readonly CompletedCommand[], program: CompletedCommand): string {
  const first = "-n __fish_use_subcommand";
  const lines = [
    "# fish completion for focal-loss",
    "complete -c focal-loss -f",
    ...commands.map(
      ({ name, summary }) => `complete -c focal-loss ${first} -a ${name} -d ${quoted(summary)}`,
    ),
    ...program.options.map((option) => `complete -c focal-loss ${first} ${optionArguments(option)}`),
    ...commands.flatMap(({ name, options, argument }) => {
      const condition = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
      const of =
        argument === "unknown" ? [] : [`complete -c focal-loss ${condition} ${argumentOf(argument)}`];
      return [
        ...of,
        ...options.map((option) => `complete -c focal-loss ${condition} ${optionArguments(option)}`),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function optionArguments({ names, description, value }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const takes = value === undefined ? [] : [value === "file" ? "-r -F" : `-x${words(value)}`];
  return [...flags, ...takes, `-d ${quoted(description)}`].join(" ");
}

function argumentOf(value: Value): string {
  return value === "file" ? "-F" : words(value).trim();
}

function words(value: Value): string {
  return typeof value === "object" ? ` -a ${quoted(value.words.join(" "))}` : "";
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
