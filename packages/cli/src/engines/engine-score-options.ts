/**
 * The options of `focal-loss score --engine`, and which of `score` it cannot have.
 */
import { CliError } from "../cli-error.ts";
import type { ScoreOptions } from "../score/options.ts";
import type { EngineOptions } from "./sql-engine.ts";

export interface EngineScoreOptions extends Omit<ScoreOptions, "inputFormat" | "engine">, EngineOptions {
  readonly engine: string;
  readonly dryRun?: boolean;
  readonly explain?: boolean;
}

/** Options that need every row here. */
const LOCAL_ONLY = {
  rejects: "rejects",
  hardest: "hardest",
  maxBad: "max-bad",
  clip: "clip",
  positive: "positive",
  logits: "logits",
  threads: "threads",
} as const;

/** @throws If an option needs the rows here, or options exclude each other. {@link CliError} */
export function checkEngineOptions(options: EngineScoreOptions): void {
  for (const [name, flag] of Object.entries(LOCAL_ONLY)) {
    if (options[name as keyof typeof LOCAL_ONLY] === undefined) continue;
    throw new CliError("usage", `--${flag} needs the rows here, so it does not go with --engine`, {
      hint: "--rows FILE fetches them with their losses",
    });
  }
  if ((options.alpha?.length ?? 0) > 1) {
    throw new CliError("usage", "--alpha: a list of weights is for the classes of --logits");
  }
}
