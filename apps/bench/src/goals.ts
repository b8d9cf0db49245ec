/**
 * Whether a run shows what the library is meant to reach: judged at the worst cell that a goal is about.
 */
import type { Bound, Measurements } from "./goal.ts";
import { CORE_GOALS } from "./goals-core.ts";
import { KERNEL_GOALS } from "./goals-kernels.ts";
import { TFJS_GOALS } from "./goals-tfjs.ts";

export interface Verdict {
  readonly goal: string;
  readonly wanted: string;
  readonly aim: string | undefined;
  /** The best and the worst quotient, and where the worst was; undefined if nothing was measured. */
  readonly measured: { readonly best: number; readonly worst: number; readonly where: string } | undefined;
  /** What is reached: nothing, what must be, or what is aimed at. */
  readonly met: "no" | "must" | "aim" | "not measured";
}

export function judge(results: Measurements): Verdict[] {
  return [...CORE_GOALS, ...KERNEL_GOALS, ...TFJS_GOALS].map(({ name, bound, points }) => {
    const { kind, must, aim } = bound;
    const sorted = [...points(results)].sort((a, b) => a.quotient - b.quotient);
    const [worst, best] = kind === "at least" ? [sorted[0], sorted.at(-1)] : [sorted.at(-1), sorted[0]];
    return {
      goal: name,
      wanted: `${kind} ${must}x`,
      aim: aim === undefined ? undefined : `${aim}x`,
      measured: worst && best && { best: best.quotient, worst: worst.quotient, where: worst.where },
      met: worst === undefined ? "not measured" : reached(bound, worst.quotient),
    };
  });
}

function reached({ kind, must, aim }: Bound, quotient: number): Verdict["met"] {
  const meets = (bound: number): boolean => (kind === "at least" ? quotient >= bound : quotient <= bound);
  if (!meets(must)) return "no";
  return aim !== undefined && meets(aim) ? "aim" : "must";
}
