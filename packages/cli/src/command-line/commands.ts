/**
 * The table of commands, in the order of the help.
 */
import { Argument, Option } from "commander";
import { CliError } from "../cli-error.ts";
import { nearest } from "../did-you-mean.ts";
import type { Shell } from "../completion/completion-script.ts";
import type { CommandEntry, CommandSyntax, Example } from "./command-entry.ts";
import { calibrate, check, score, sweep } from "./file-commands.ts";
import { color, config, noColor, noConfig } from "./options.ts";
import { at, explain, notebook } from "./other-commands.ts";
import { engines, sql } from "./engine-commands.ts";
import { plot } from "./plot-command.ts";

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish"];

const completion: CommandEntry = {
  name: "completion",
  args: [new Argument("<shell>", "the shell to complete in").choices(SHELLS)],
  summary: "a script that lets a shell complete commands, options and files",
  description: `Prints a completion script. Let the shell read it when it starts: its examples stand below.`,
  examples: [
    { task: "bash, from ~/.bashrc", command: 'eval "$(focal-loss completion bash)"' },
    { task: "zsh, from ~/.zshrc after compinit", command: 'eval "$(focal-loss completion zsh)"' },
    { task: "fish, from ~/.config/fish/config.fish", command: "focal-loss completion fish | source" },
  ],
  options: [],
  run: async ({ args: [shell], output }) => {
    const { completionScript } = await import("../completion/completion-script.ts");
    const options = { everywhere: [HELP_OPTION], program: PROGRAM_OPTIONS };
    output.stdout(completionScript(shell as Shell, [...COMMANDS, HELP], options));
  },
};

export const COMMANDS: readonly CommandEntry[] = [
  score,
  sweep,
  check,
  calibrate,
  plot,
  sql,
  engines,
  at,
  explain,
  notebook,
  completion,
];

const COMMAND_NAMES = [...COMMANDS.map(({ name }) => name), "help"];

/** The parser itself is what it shows. */
export const HELP: CommandSyntax = {
  name: "help",
  args: [new Argument("[command]", "the command to tell of").choices(COMMAND_NAMES).argParser(commandName)],
  summary: "show the help of a command",
  description: "Shows the help of a command, as its --help does.",
  examples: [{ task: "all about score", command: "focal-loss help score" }],
  options: [],
};

function commandName(text: string): string {
  if (COMMAND_NAMES.includes(text)) return text;
  const meant = nearest(text, COMMAND_NAMES);
  throw new CliError("usage", `unknown command '${text}'`, {
    hint: meant === undefined ? "focal-loss --help lists the commands" : `did you mean ${meant}?`,
  });
}

export const HELP_OPTION: Option = new Option("-h, --help", "show help");
export const VERSION_OPTION: Option = new Option("-V, --version", "show the version");

/** Options of the program, beside --help. */
export const PROGRAM_OPTIONS: readonly Option[] = [VERSION_OPTION, color, noColor, config, noConfig];

/** What most people come for. */
export const COMMON_TASKS: readonly Example[] = [
  ...score.examples,
  sweep.examples[0]!,
  check.examples[0]!,
  ...calibrate.examples,
  at.examples[0]!,
  explain.examples[0]!,
];

/** What the environment says, in words. */
export const ENVIRONMENT: readonly (readonly [string, string])[] = [
  [
    "FOCAL_LOSS_OPTION",
    "the value of --option where the command line does not give it, for score, sweep, check and calibrate: FOCAL_LOSS_ON_BAD=skip; not for the options that write files",
  ],
  ["NO_COLOR", "no colour, where it is set and not empty"],
  ["FORCE_COLOR", "colour also where there is no terminal; 0 and false are none"],
  ["TERM", "dumb is a terminal without colour"],
  ["XDG_CONFIG_HOME", "folder of the user's settings (default: ~/.config)"],
  ["XDG_CONFIG_DIRS", "folders of the system's settings (default: /etc/xdg)"],
  ["TMPDIR", "folder of temporary files, which pipes are copied to"],
  ["SPARK_HOME, JAVA_HOME", "where Spark and Java are, for --engine spark"],
  ["PGPASSFILE", "passwords for --engine postgres:// (default: ~/.pgpass)"],
];

/** Files of settings, from the one that wins to the one that yields. */
export const FILES: readonly (readonly [string, string])[] = [
  ["focal-loss.config.json", "settings of a project, in this folder or the nearest above"],
  ["package.json", 'the same under "focal-loss"'],
  ["$XDG_CONFIG_HOME/focal-loss/config.json", "settings of the user"],
  ["$XDG_CONFIG_DIRS/focal-loss/config.json", "settings of the system"],
];

/** Exit codes and what they mean, in words. */
export const EXIT_CODES: readonly (readonly [number, string])[] = [
  [0, "ok"],
  [1, "internal error: a bug"],
  [2, "usage"],
  [3, "data refused: bad rows, a missing column, no row"],
  [4, "file not readable or writable"],
  [5, "engine unavailable or query failed"],
  [6, "check failed"],
  [130, "interrupted"],
];
