/**
 * An instance of the module, its memory, and what it asks of core.
 */
import {
  addFocalTerm,
  fillExpTable,
  fillLogisticTable,
  fillLogTable,
  gaussNewtonTerm,
  logisticTable,
  logTable,
  loss,
  probabilityLosses,
  probabilityTerms,
  steps,
} from "@focal-loss/core/kernels";

import { type Memory, PAGE, webAssembly } from "./webassembly.ts";

/** A pointer that the module exports. */
interface Pointer {
  readonly value: number;
}

interface Exports {
  readonly memory: Memory;
  readonly CHUNK: Pointer;
  readonly labels: Pointer;
  readonly input: Pointer;
  readonly weights: Pointer;
  readonly values: Pointer;
  readonly gradients: Pointer;
  readonly hessians: Pointer;
  readonly logisticTable: Pointer;
  readonly logTable: Pointer;
  readonly steps: Pointer;
  readonly rowOff: Pointer;
  readonly targets: Pointer;
  readonly term: Pointer;
  readonly total: Pointer;
  readonly areHard: (labels: number, n: number, single: number) => number;
  readonly clearTotal: () => void;
  readonly addToTotal: (values: number, n: number) => void;
  readonly addWeighted: (values: number, weights: number, n: number) => void;
  readonly softmaxFocalLoss: (
    rows: number,
    classes: number,
    targets: number,
    weights: number,
    logits: number,
    lows: number,
    values: number,
    gradients: number,
    hessians: number,
    gamma: number,
    limit: number,
    kind: number,
  ) => number;
  /** Whether numbers are in [0, 1] or NaN. */
  readonly areIn: (array: number, n: number, single: number) => number;
  readonly focalLoss: (
    n: number,
    labels: number,
    input: number,
    values: number,
    gradients: number,
    hessians: number,
    single: number,
    weights: number,
    gamma: number,
    w1: number,
    w0: number,
    kind: number,
    labelSmoothing: number,
    soft: number,
    mode: number,
    fromProbabilities: number,
    limit: number,
  ) => void;
  readonly focalLossWithLogitsFloats: (
    n: number,
    labels: number,
    logits: number,
    values: number,
    gradients: number,
    hessians: number,
    gamma: number,
    w1: number,
    w0: number,
    kind: number,
    labelSmoothing: number,
    soft: number,
    mode: number,
  ) => void;
}

/** What the module computes: each kind is the one before and one more, but for the last, which takes another Hessian. */
export const VALUE = 0;
export const GRADIENT = 1;
export const HESSIAN = 2;
export const GAUSS_NEWTON = 3;

export interface Kernel extends Exports {
  /** The memory as doubles. */
  readonly doubles: Float64Array;
  /** Where memory begins that is the caller's. */
  readonly free: number;
  /** Copies core's tables, once. Core fills them at their first use, which takes longer than all else here. */
  readonly prepare: () => void;
}

/** An instance with `capacity` bytes of memory that it does not use itself. */
export function instantiate(module: object, capacity: number): Kernel {
  const imports = {
    host: {
      focalTerm: (s = NaN, gamma = NaN, w = NaN, limit = NaN, kind = VALUE): void => {
        loss.fill(s === s ? 0 : NaN);
        if (s === s) addFocalTerm(s, 0, gamma, w, limit, 1);
        result.set(loss);
        if (kind === GAUSS_NEWTON) result[2] = gaussNewtonTerm(s, gamma);
      },
      probabilityTerms: (w1 = NaN, w0 = NaN, p = NaN, gamma = NaN): void => {
        probabilityTerms(w1, w0, p, gamma);
        result.set(probabilityLosses);
      },
    },
  };
  const { Instance } = webAssembly();
  const exports = new Instance(module, imports).exports as Exports;
  const { memory } = exports;
  const free = memory.buffer.byteLength;
  if (capacity > 0) memory.grow(Math.ceil(capacity / PAGE));
  const doubles = new Float64Array(memory.buffer);
  const result = doubles.subarray(exports.term.value / 8, exports.term.value / 8 + 3);
  let prepared = false;
  const prepare = (): void => {
    if (prepared) return;
    fillLogisticTable();
    doubles.set(logisticTable, exports.logisticTable.value / 8);
    fillLogTable();
    doubles.set(logTable, exports.logTable.value / 8);
    fillExpTable();
    doubles.set(steps, exports.steps.value / 8);
    prepared = true;
  };
  return { ...exports, doubles, free, prepare };
}
