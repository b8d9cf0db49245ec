/**
 * What the table of commands says of a command.
 */
import type { Argument, Option } from "commander";
import type { Output } from "../output.ts";

/** One call of a command, as the parser hands it over. */
interface Invocation {
  readonly args: readonly string[];
  /** The values of the entry's options, by their names in camel case; parsed and checked. */
  readonly options: object;
  readonly output: Output;
  readonly signal: AbortSignal | undefined;
}

export interface Example {
  /** What it is for, in a few words. */
  readonly task: string;
  readonly command: string;
}

/** How a command is called, and what of it the help, the completions and the man page say. */
export interface CommandSyntax {
  readonly name: string;
  readonly args: readonly Argument[];
  /** How to call it, where the arguments alone do not say it. */
  readonly usage?: string;
  /** Half a line. */
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly Example[];
  readonly options: readonly Option[];
}

export interface CommandEntry extends CommandSyntax {
  /** Whether options that are not given come from settings: files and the environment. */
  readonly hasSettings?: boolean;
  /** Loads what it needs only now: help has to be there at once. */
  readonly run: (invocation: Invocation) => Promise<void>;
}
