/**
 * The query of the playground, apart from its other code: the writer of SQL is loaded when somebody wants it.
 */
import { lossTotalsQuery } from "@focal-loss/sql";
import type { PlaygroundState } from "./state.ts";

/** A query for the totals of a table `predictions`. */
export function sqlCode({
  gamma,
  alpha,
  dialect,
}: Pick<PlaygroundState, "gamma" | "alpha" | "dialect">): string {
  const columns = { label: "label", probability: "probability" };
  return `${lossTotalsQuery({ dialect, table: "predictions", ...columns, gammas: [gamma], alpha })}\n`;
}
