/**
 * Everybody who takes part, in the order of the report.
 */
import type { Contestant } from "../contestant.ts";
import { cAvx2 } from "./c.ts";
import { notebookLoop } from "./notebook-loop.ts";
import { ours } from "./ours.ts";
import { poolOfOne, poolOfTwo } from "./pool.ts";
import { jax, numba, numpy, pytorch, pytorchCompiled, pytorchTuned } from "./python.ts";
import { softmaxLoop } from "./softmax-loop.ts";
import { autodiffOnTfjsCpu, autodiffOnTfjsWasm } from "./tfjs-autodiff.ts";
import { tfjsCpu } from "./tfjs-cpu.ts";
import { oursOnTfjsCpu, oursOnTfjsWasm } from "./tfjs-ours.ts";
import { tfjsWasm } from "./tfjs-wasm.ts";
import { tightLoop } from "./tight-loop.ts";
import { wasm, wasmResident } from "./wasm.ts";

export const contestants: readonly Contestant[] = [
  ours,
  wasm,
  wasmResident,
  cAvx2,
  tightLoop,
  softmaxLoop,
  notebookLoop,
  tfjsCpu,
  tfjsWasm,
  autodiffOnTfjsCpu,
  autodiffOnTfjsWasm,
  oursOnTfjsCpu,
  oursOnTfjsWasm,
  numpy,
  numba,
  jax,
  pytorch,
  pytorchTuned,
  pytorchCompiled,
];

/** Of the kernels alone: what a call costs. */
export const small: readonly Contestant[] = [ours, wasm, wasmResident];

/** Of the kernels alone: arrays of the caller, of the kernels, and of one and two threads. */
export const pools: readonly Contestant[] = [wasm, wasmResident, poolOfOne, poolOfTwo];
