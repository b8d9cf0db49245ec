/**
 * The help: examples first.
 */
import { COMMANDS, COMMON_TASKS, EXIT_CODES, HELP } from "./commands.ts";
import type { CommandSyntax, Example } from "./command-entry.ts";

export const DESCRIPTION =
  "Binary cross-entropy and focal loss of real predictions: exact, the same digits everywhere.";

/** What `focal-loss` alone prints. */
export function conciseHelp(): string {
  const shown = ["score", "check", "at"].map(
    (name) => COMMANDS.find((entry) => entry.name === name)!.examples[0]!,
  );
  const width = Math.max(...shown.map(({ command }) => command.length));
  const names = [...COMMANDS, HELP].map(({ name }) => name).join(", ");
  return `Usage: focal-loss COMMAND [options]

${DESCRIPTION}

${shown.map(({ command, task }) => `  ${command.padEnd(width)}  ${task}`).join("\n")}

Commands: ${names}
focal-loss --help shows the ten most common tasks, focal-loss help COMMAND all of a command.
`;
}

/** What stands between the usage and the options of a command. */
export function commandDescription({ description, examples }: CommandSyntax): string {
  return `${description}\n\nExamples:\n${listExamples(examples)}`;
}

/** What stands between the usage and the commands of `focal-loss --help`. */
export function programDescription(): string {
  return `${DESCRIPTION}\n\nThe ten most common tasks:\n${listExamples(COMMON_TASKS)}`;
}

/** What stands at the end of `focal-loss --help`. */
export function exitCodes(): string {
  return `\nExit codes:\n${EXIT_CODES.map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`).join("\n")}`;
}

function listExamples(examples: readonly Example[]): string {
  return examples.map(({ task, command }) => `  ${task}:\n    ${command}`).join("\n");
}
