/**
 * What `score` is asked to write, checked before anything is read.
 */
import { outputTarget } from "../print/deliver.ts";
import { checkDistinct, checkTarget, type Target } from "../temporary-files.ts";
import type { ScoreOptions } from "./options.ts";
import { rowsTarget, type RowsTarget } from "./rows/rows-target.ts";

export interface Targets {
  readonly rows: RowsTarget | undefined;
  readonly rejects: Target | undefined;
  readonly output: Target | undefined;
}

/** @throws If a file may not be written. {@link CliError} */
export function checkTargets(options: ScoreOptions, paths: readonly string[]): Targets {
  const force = options.force === true;
  const keepBad = options.onBad === "null";
  const target = (path: string | undefined, option: string): Target | undefined => {
    if (path === undefined) return undefined;
    checkTarget({ path, force }, option, paths);
    return { path, force };
  };
  const targets = {
    rows: options.rows === undefined ? undefined : rowsTarget({ path: options.rows, force, keepBad }, paths),
    rejects: target(options.rejects, "--rejects"),
    output: outputTarget(options, paths),
  };
  checkDistinct(Object.values(targets).flatMap((found) => (found === undefined ? [] : [found.path])));
  return targets;
}
