/**
 * Everybody who takes part, in the order of the report.
 */
import type { Contestant } from "../contestant.ts";
import { notebookLoop } from "./notebook-loop.ts";
import { ours } from "./ours.ts";
import { numpy, pytorch } from "./python.ts";
import { softmaxLoop } from "./softmax-loop.ts";
import { tfjsCpu } from "./tfjs-cpu.ts";
import { tfjsWasm } from "./tfjs-wasm.ts";
import { tightLoop } from "./tight-loop.ts";

export const contestants: readonly Contestant[] = [
  ours,
  tightLoop,
  softmaxLoop,
  notebookLoop,
  tfjsCpu,
  tfjsWasm,
  numpy,
  pytorch,
];
