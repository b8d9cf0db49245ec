/**
 * Completion scripts, made from the tables. They stand alone: a key press does not start the command.
 *
 * (@bomb.sh/tab 0.0.22 was tried: it starts the command for every key press, and never completes files.)
 */
import type { Option } from "commander";
import type { CommandSyntax } from "../command-line/command-entry.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { completedCommands } from "./words.ts";
import { zshScript } from "./zsh.ts";

export type Shell = "bash" | "zsh" | "fish";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/**
 * @param everywhere - Options of every command.
 * @param program - Options that stand in the place of a command.
 */
export function completionScript(
  shell: Shell,
  commands: readonly CommandSyntax[],
  { everywhere, program }: { everywhere: readonly Option[]; program: readonly Option[] },
): string {
  const [root] = completedCommands(
    [{ name: "", args: [], summary: "", description: "", examples: [], options: program }],
    everywhere,
  );
  return SCRIPTS[shell](completedCommands(commands, everywhere), root!);
}
