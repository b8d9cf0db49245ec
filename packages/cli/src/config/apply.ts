/**
 * Settings from files and the environment, for options that the command line does not give.
 *
 * The command line wins over `FOCAL_LOSS_OPTION`, that over the project's file, that over the user's, that over the system's. A
 * file is JSON: a command, and in it the long names of options: `{ "score": { "gamma": [0, 2], "pos-weight": 3 } }`.
 */
import { withoutSecrets } from "../engines/engine-url.ts";
import type { Command, Option } from "commander";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import { type Configured, type Layer, layers, nameOf, settingsOf } from "./layers.ts";

/**
 * Gives the options of a command the values that settings have for them.
 *
 * @returns What came from where, in words.
 * @throws If a file cannot be read, or has what is no setting of any command. {@link CliError}
 */
export function applyConfig(configured: Configured): readonly string[] {
  const { command } = configured;
  const notes: string[] = [];
  const taken = command.options.filter((option) => isGiven(command, option));
  for (const layer of layers(configured)) {
    notes.push(`settings from ${layer.source}`);
    const added: Option[] = [];
    for (const [name, value] of Object.entries(layer.settings)) {
      const option = settingsOf(command).find((candidate) => nameOf(candidate) === name)!;
      // An option that excludes one from a higher layer is not wanted.
      if (taken.some((other) => other === option || excludes(other, option) || excludes(option, other)))
        continue;
      command.setOptionValueWithSource(option.attributeName(), parse(option, value, layer), "config");
      notes.push(`--${name} ${withoutSecrets(JSON.stringify(value))} from ${layer.source}`);
      added.push(option);
    }
    taken.push(...added);
  }
  return notes;
}

function isGiven(command: Command, option: Option): boolean {
  return command.getOptionValueSource(option.attributeName()) === "cli";
}

/** Commander keeps the names that `conflicts` was given, and has no method for them. */
function excludes(option: Option, other: Option): boolean {
  return (option as Option & { readonly conflictsWith: readonly string[] }).conflictsWith.includes(
    other.attributeName(),
  );
}

/** As the command line would read it; a list gives an option more than once, or is one with commas. */
function parse(option: Option, value: unknown, layer: Layer): unknown {
  const name = nameOf(option);
  const refuse = (expected: string): never => {
    throw new CliError("usage", `${layer.nameOf(name)} expected ${expected}, got ${show(value)}`, {
      // One variable is for all commands, and may not fit them all.
      hint: layer.isEnvironment ? `--${name} on the command line goes before it` : undefined,
    });
  };
  if (option.isBoolean()) {
    if (typeof value === "boolean") return value;
    return refuse(layer.isEnvironment ? "true or false, or 1 or 0" : "true or false");
  }
  const texts = (Array.isArray(value) ? value : [value]).map((part: unknown) =>
    typeof part === "string" || typeof part === "number" ? String(part) : refuse("a number or a text"),
  );
  const read = option.parseArg as ((text: string, previous: unknown) => unknown) | undefined;
  try {
    if (read === undefined) return texts.length === 1 ? texts[0] : texts.join(",");
    if (read.length === 1) return read(texts.join(","), undefined);
    return texts.reduce<unknown>((previous, text) => read(text, previous), undefined);
  } catch (error) {
    return refuse(expectation(reason(error)) ?? `what --${name} takes (${reason(error)})`);
  }
}

/** JSON has no Infinity, but texts that stand for it: 1e999. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(",")}]`;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** What the command line would say that it expects. */
function expectation(text: string): string | undefined {
  const [, choices, expected] = /^(?:Expected|(Allowed choices are)) (.*)\.$/.exec(text) ?? [];
  return choices === undefined ? expected : `one of ${expected}`;
}
