/**
 * Settings from files and the environment, for options that the command line does not give.
 *
 * The command line wins over `FOCAL_LOSS_OPTION`, that over the project's file, that over the user's. A file is JSON: a command,
 * and in it the long names of options: `{ "score": { "gamma": [0, 2], "pos-weight": 3 } }`.
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Command, Option } from "commander";
import { CliError } from "./cli-error.ts";
import { nearest } from "./did-you-mean.ts";
import { reason } from "./system-error.ts";

const FILE_NAME = "focal-loss.config.json";
const PACKAGE = "package.json";
const PACKAGE_KEY = "focal-loss";
const ENVIRONMENT_PREFIX = "FOCAL_LOSS_";
/** Options that say where to write, or that settings cannot have: they are for one run. */
const COMMAND_LINE_ONLY = new Set([
  "config",
  "no-config",
  "color",
  "force",
  "output",
  "rows",
  "rejects",
  "help",
  "version",
]);

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Readonly<Record<string, unknown>>;

interface Layer {
  /** What it is called in messages. */
  readonly source: string;
  readonly settings: Settings;
}

export interface ConfigOptions {
  /** A file in the place of the project's and the user's; `false` for none. */
  readonly config?: string | boolean;
}

/**
 * Gives the options of a command, as parsed, the values that settings have for them.
 *
 * @returns What came from where, in words.
 * @throws If a file cannot be read, or has what is no setting. {@link CliError}
 */
export function applyConfig(
  command: Command,
  options: ConfigOptions,
  env: Environment,
  folder: string,
): readonly string[] {
  const notes: string[] = [];
  const taken = command.options.filter((option) => isGiven(command, option));
  for (const { source, settings } of layers(command, options, env, folder)) {
    notes.push(`settings from ${source}`);
    const known = command.options.filter((option) => !COMMAND_LINE_ONLY.has(nameOf(option)));
    const added: Option[] = [];
    for (const [name, value] of Object.entries(settings)) {
      const option = known.find((candidate) => nameOf(candidate) === name);
      if (option === undefined) throw unknown(source, command, name, known.map(nameOf));
      // An option that excludes one from a higher layer is not wanted.
      if (taken.some((other) => other === option || excludes(other, option) || excludes(option, other)))
        continue;
      command.setOptionValueWithSource(option.attributeName(), parse(option, value, source), "config");
      notes.push(`--${name} ${JSON.stringify(value)} from ${source}`);
      added.push(option);
    }
    taken.push(...added);
  }
  return notes;
}

function isGiven(command: Command, option: Option): boolean {
  return command.getOptionValueSource(option.attributeName()) === "cli";
}

function nameOf(option: Option): string {
  return option.name();
}

/** Commander keeps the names that `conflicts` was given, and has no method for them. */
function excludes(option: Option, other: Option): boolean {
  return (option as Option & { readonly conflictsWith: readonly string[] }).conflictsWith.includes(
    other.attributeName(),
  );
}

/** From the one that wins to the one that yields. */
function layers(
  command: Command,
  { config }: ConfigOptions,
  env: Environment,
  folder: string,
): readonly Layer[] {
  const name = command.name();
  const environment = environmentLayer(command, env);
  const files =
    config === false
      ? []
      : typeof config === "string"
        ? [fileLayer(resolve(folder, config), name)]
        : [projectLayer(folder, name), userLayer(env, name)];
  return [environment, ...files].filter((layer) => layer !== undefined);
}

function environmentLayer(command: Command, env: Environment): Layer | undefined {
  const settings: Record<string, unknown> = {};
  for (const option of command.options) {
    const value = env[ENVIRONMENT_PREFIX + nameOf(option).replaceAll("-", "_").toUpperCase()];
    if (value === undefined || value === "" || COMMAND_LINE_ONLY.has(nameOf(option))) continue;
    settings[nameOf(option)] = option.isBoolean() ? value !== "0" && value !== "false" : value;
  }
  return Object.keys(settings).length === 0 ? undefined : { source: "the environment", settings };
}

/** The nearest file on the way up from the folder. */
function projectLayer(folder: string, command: string): Layer | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, FILE_NAME);
    if (existsSync(file)) return fileLayer(file, command);
    const packageFile = join(at, PACKAGE);
    if (existsSync(packageFile)) {
      const settings = readJson(packageFile)[PACKAGE_KEY];
      if (settings !== undefined) return layerOf(`${packageFile}#${PACKAGE_KEY}`, settings, command);
    }
    if (dirname(at) === at) return undefined;
  }
}

function userLayer(env: Environment, command: string): Layer | undefined {
  const base = env["XDG_CONFIG_HOME"];
  const file = join(
    base === undefined || base === "" ? join(homedir(), ".config") : base,
    "focal-loss",
    "config.json",
  );
  return existsSync(file) ? fileLayer(file, command) : undefined;
}

function fileLayer(file: string, command: string): Layer | undefined {
  return layerOf(file, readJson(file), command);
}

function layerOf(source: string, settings: unknown, command: string): Layer | undefined {
  const ofCommand = asObject(settings, source)[command];
  return ofCommand === undefined
    ? undefined
    : { source, settings: asObject(ofCommand, `${source}: "${command}"`) };
}

function readJson(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CliError("file", `${file}: cannot be read: ${reason(error)}`);
  }
  try {
    return asObject(JSON.parse(text), file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError("usage", `${file}: not valid JSON: ${reason(error)}`);
  }
}

function asObject(value: unknown, source: string): Settings {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Settings;
  throw new CliError("usage", `${source}: expected an object, got ${JSON.stringify(value)}`);
}

function unknown(source: string, command: Command, name: string, names: readonly string[]): CliError {
  const close = nearest(name, names);
  const message = COMMAND_LINE_ONLY.has(name)
    ? `${source}: "${name}" is for the command line alone`
    : `${source}: "${command.name()}" has no option "${name}"`;
  return new CliError("usage", message, {
    hint: close === undefined ? undefined : `did you mean "${close}"?`,
  });
}

/** As the command line would read it; a list gives an option more than once, or is one with commas. */
function parse(option: Option, value: unknown, source: string): unknown {
  const refuse = (expected: string): never => {
    throw new CliError(
      "usage",
      `${source}: "${nameOf(option)}" expected ${expected}, got ${JSON.stringify(value)}`,
    );
  };
  if (option.isBoolean()) return typeof value === "boolean" ? value : refuse("true or false");
  const texts = (Array.isArray(value) ? value : [value]).map((part: unknown) =>
    typeof part === "string" || typeof part === "number" ? String(part) : refuse("a number or a text"),
  );
  const read = option.parseArg as ((text: string, previous: unknown) => unknown) | undefined;
  try {
    if (read === undefined) return texts.length === 1 ? texts[0] : texts.join(",");
    if (read.length === 1) return read(texts.join(","), undefined);
    return texts.reduce<unknown>((previous, text) => read(text, previous), undefined);
  } catch (error) {
    return refuse(`what --${nameOf(option)} takes (${reason(error)})`);
  }
}
