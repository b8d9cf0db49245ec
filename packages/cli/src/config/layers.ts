/**
 * Where settings are: the environment, the project's file, the user's, the system's.
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import type { Command, Option } from "commander";
import { CliError } from "../cli-error.ts";
import { nearest } from "../did-you-mean.ts";
import { reason } from "../system-error.ts";

const FILE_NAME = "focal-loss.config.json";
const PACKAGE = "package.json";
const PACKAGE_KEY = "focal-loss";
const ENVIRONMENT_PREFIX = "FOCAL_LOSS_";
/** Options that say where to write, or that settings cannot have: they are for one run. */
const COMMAND_LINE_ONLY = new Set([
  "chart",
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

/** What the environment has for true and false. */
const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Readonly<Record<string, unknown>>;

/** Settings of one command from one place. */
export interface Layer {
  /** What it is called in messages. */
  readonly source: string;
  readonly settings: Settings;
  /** What a setting of it is called in messages. */
  readonly nameOf: (option: string) => string;
  readonly isEnvironment: boolean;
}

/** What the program's own options say of settings. */
export interface ConfigOptions {
  /** A file in the place of the project's and the user's; `false` for none. */
  readonly config?: string | boolean;
}

/** A run of a command, parsed, and all commands that have settings. */
export interface Configured {
  readonly command: Command;
  readonly commands: readonly Command[];
  readonly options: ConfigOptions;
  readonly env: Environment;
  readonly folder: string;
}

/** From the one that wins to the one that yields. */
export function layers(configured: Configured): readonly Layer[] {
  const {
    env,
    folder,
    options: { config },
  } = configured;
  const files =
    config === false
      ? []
      : typeof config === "string"
        ? [fileLayer(resolve(folder, config), configured)]
        : [projectLayer(configured), ...sharedFiles(env).map((file) => sharedLayer(file, configured))];
  return [environmentLayer(configured), ...files].filter((layer) => layer !== undefined);
}

/** The name of the variable that gives an option. */
function variableOf(option: string): string {
  return ENVIRONMENT_PREFIX + option.replaceAll("-", "_").toUpperCase();
}

/** @throws If it has an option of the command that is for the command line: it would have no effect. {@link CliError} */
function environmentLayer({ command, env }: Configured): Layer | undefined {
  const settings: Record<string, unknown> = {};
  for (const name of command.options.map(nameOf).filter((option) => COMMAND_LINE_ONLY.has(option))) {
    if ((env[variableOf(name)] ?? "") === "") continue;
    throw new CliError("usage", `${variableOf(name)}: --${name} is for the command line alone`);
  }
  for (const option of settingsOf(command)) {
    const value = env[variableOf(nameOf(option))];
    if (value === undefined || value === "") continue;
    settings[nameOf(option)] = option.isBoolean() ? (TRUTH.get(value.toLowerCase()) ?? value) : value;
  }
  if (Object.keys(settings).length === 0) return undefined;
  return { source: "the environment", settings, nameOf: variableOf, isEnvironment: true };
}

/** The nearest file on the way up from the folder. */
function projectLayer(configured: Configured): Layer | undefined {
  for (let at = resolve(configured.folder); ; at = dirname(at)) {
    const file = join(at, FILE_NAME);
    if (existsSync(file)) return fileLayer(file, configured);
    const packageFile = join(at, PACKAGE);
    if (existsSync(packageFile)) {
      const settings = readJson(packageFile)[PACKAGE_KEY];
      if (settings !== undefined) return layerOf(`${packageFile}#${PACKAGE_KEY}`, settings, configured);
    }
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The user's file, and those of the system.
 *
 * Source: XDG Base Directory Specification 0.8, whose folders have to be absolute.
 */
function sharedFiles(env: Environment): readonly string[] {
  const folder = (text: string | undefined): readonly string[] =>
    text !== undefined && isAbsolute(text) ? [text] : [];
  const [user = join(homedir(), ".config")] = folder(env["XDG_CONFIG_HOME"]);
  const system = env["XDG_CONFIG_DIRS"] ?? "";
  const folders = [user, ...(system === "" ? "/etc/xdg" : system).split(delimiter).flatMap(folder)];
  return folders.map((base) => join(base, "focal-loss", "config.json"));
}

function sharedLayer(file: string, configured: Configured): Layer | undefined {
  return existsSync(file) ? fileLayer(file, configured) : undefined;
}

function fileLayer(file: string, configured: Configured): Layer | undefined {
  return layerOf(file, readJson(file), configured);
}

/** @throws If any command's settings are none: a misspelt name would have no effect, and nobody would see it. {@link CliError} */
function layerOf(source: string, content: unknown, { command, commands }: Configured): Layer | undefined {
  let found: Settings | undefined;
  for (const [section, value] of Object.entries(asObject(content, source))) {
    const of = commands.find((candidate) => candidate.name() === section);
    if (of === undefined) throw unknownCommand(source, section, commands);
    const settings = asObject(value, `${source}: "${section}"`);
    const known = settingsOf(of).map(nameOf);
    const stray = Object.keys(settings).find((name) => !known.includes(name));
    if (stray !== undefined) throw unknown(source, of, stray, known);
    if (of === command) found = settings;
  }
  const name = (option: string): string => `${source}: "${option}"`;
  return found && { source, settings: found, nameOf: name, isEnvironment: false };
}

/** Options that settings can give. */
export function settingsOf(command: Command): readonly Option[] {
  return command.options.filter((option) => !COMMAND_LINE_ONLY.has(nameOf(option)));
}

export function nameOf(option: Option): string {
  return option.name();
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

function unknownCommand(source: string, section: string, commands: readonly Command[]): CliError {
  const names = commands.map((command) => command.name());
  const close = nearest(section, names);
  return new CliError("usage", `${source}: no command ${JSON.stringify(section)} has settings`, {
    hint: close === undefined ? `expected one of ${names.join(", ")}` : `did you mean "${close}"?`,
  });
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
