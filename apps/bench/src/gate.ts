/**
 * Nobody is timed before being right: the mean loss over everything, and derivatives at a thousand positions, against the
 * scalar functions of the library.
 */
import type { Tolerance, Tolerances } from "./contestant.ts";
import type { Outcome } from "./protocol.ts";
import type { Reference } from "./reference.ts";
import type { Output } from "./task.ts";

/** What is wrong with an outcome, in words; undefined if nothing is. */
export function findError(
  outcome: Outcome,
  reference: Reference,
  tolerances: Tolerances,
  output: Output,
): string | undefined {
  const meanError = deviation("mean loss", outcome.loss, reference.loss, tolerances.mean);
  if (meanError !== undefined || output === "value") return meanError;
  const names = output === "gradient" ? (["gradients"] as const) : (["gradients", "hessians"] as const);
  for (const name of names) {
    const got = outcome[name];
    if (got?.length !== reference.positions.length) {
      return `${name}: got ${got?.length ?? "none"}, expected ${reference.positions.length}`;
    }
    for (const [k, position] of reference.positions.entries()) {
      const what = `${name}[${position}]`;
      const error = deviation(what, got[k]!, reference[name][k]!, tolerances.derivatives);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function deviation(
  what: string,
  got: number | null,
  want: number,
  { relative, absolute }: Tolerance,
): string | undefined {
  // Not `>`, which NaN would pass.
  if (got !== null && Math.abs(got - want) <= absolute + relative * Math.abs(want)) return undefined;
  return `${what} is ${got ?? "not finite"}, expected ${want} within ${absolute} + ${relative} of it`;
}
