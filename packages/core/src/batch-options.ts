/**
 * Options, output arrays and results of the batches, and their validation: once, before anything is computed.
 */
import { type ClassWeights, LARGEST_WEIGHT } from "./class-weights.ts";
import { DEFAULT_GAMMA } from "./focal-loss.ts";
import { show } from "./show.ts";

/** Numbers in, of any kind: a typed array or a plain one. */
export type Numbers = ArrayLike<number>;

/** Numbers out, owned by the caller. */
export type OutputArray = Float64Array | Float32Array | number[];

/**
 * What `loss` is. Ignored elements count nowhere.
 *
 * - `"mean"`: sum / number of elements
 * - `"sum"`: sum
 * - `"weights"`: sum / sum of the weights
 * - `"positives"`: sum / sum of the labels, at least 1 (RetinaNet)
 * - `"none"`: NaN; read the values
 */
export type Reduction = "mean" | "sum" | "weights" | "positives" | "none";

/**
 * What `hessians` holds, for boosting, which needs a positive curvature where the exact one is negative on hard examples.
 *
 * - `"exact"`: the second derivative
 * - `"clamp"`: it, or 0 where it is negative
 * - `"absolute"`: its absolute value
 * - `"gauss-newton"`: the second derivative in the probability times `(dp/dz)^2`, never negative since the loss is convex in `p`
 */
export type HessianMode = "exact" | "clamp" | "absolute" | "gauss-newton";

/** Options of every batch. */
export interface ReductionOptions {
  /** Focusing exponent, finite and `>= 0` (default 2). */
  readonly gamma?: number | undefined;
  /** Moves a label `y` to `y (1 - labelSmoothing) + labelSmoothing / 2`, before anything else; in [0, 1] (default 0). */
  readonly labelSmoothing?: number | undefined;
  /** One weight `>= 0` an element; it multiplies the loss and its derivatives. */
  readonly weights?: Numbers | undefined;
  /** Elements that are 0 or `false` here are ignored. */
  readonly mask?: ArrayLike<number | boolean> | undefined;
  /** Elements with this label are ignored. */
  readonly ignoreLabel?: number | undefined;
  readonly reduction?: Reduction | undefined;
}

/** Options of the binary batches. */
export type BatchOptions = ClassWeights &
  ReductionOptions & {
    readonly hessianMode?: HessianMode | undefined;
  };

/**
 * Arrays that a batch fills, as long as its input. Each element gets its own loss and derivatives, times its weight and not
 * divided by anything; 0 where it is ignored.
 */
export interface BatchOutput {
  readonly values?: OutputArray | undefined;
  readonly gradients?: OutputArray | undefined;
  readonly hessians?: OutputArray | undefined;
}

/** What a batch returns. */
export interface BatchResult {
  /** The reduced loss. */
  readonly loss: number;
  /** Sum of the weighted losses, in nats: carried in two words and rounded once. */
  readonly sum: number;
  /** How many elements are not ignored. */
  readonly count: number;
  /** Sum of their weights. */
  readonly weight: number;
  /** Sum of their labels, before smoothing: the number of positives where labels are 0 or 1. */
  readonly positives: number;
  /** How many of them have a loss that is NaN. */
  readonly nan: number;
}

const REDUCTIONS: readonly string[] = ["mean", "sum", "weights", "positives", "none"];
const HESSIAN_MODES: readonly string[] = ["exact", "clamp", "absolute", "gauss-newton"];

/** Throws where an option of the binary batches is not what it should be. Returns gamma. */
export function checkBatchOptions(options: BatchOptions): number {
  checkObject("options", options);
  const { alpha, posWeight } = options as { alpha?: unknown; posWeight?: unknown };
  if (alpha !== undefined && posWeight !== undefined) {
    throw new TypeError(
      `"alpha" and "posWeight" exclude each other: expected one of them, got ${show(alpha)} and ${show(posWeight)}`,
    );
  }
  checkNumber("alpha", alpha, 0, 1);
  checkNumber("posWeight", posWeight, 0, LARGEST_WEIGHT);
  checkChoice("hessianMode", options.hessianMode, HESSIAN_MODES);
  return checkReductionOptions(options);
}

/** Throws where an option that all batches share is not what it should be. Returns gamma. */
export function checkReductionOptions(options: ReductionOptions): number {
  const { gamma = DEFAULT_GAMMA } = options;
  checkNumber("gamma", gamma, 0, Infinity);
  checkNumber("labelSmoothing", options.labelSmoothing, 0, 1);
  checkChoice("reduction", options.reduction, REDUCTIONS);
  if (options.ignoreLabel !== undefined && typeof options.ignoreLabel !== "number") {
    throw new TypeError(`"ignoreLabel" expected a number, got ${show(options.ignoreLabel)}`);
  }
  return gamma;
}

/** Throws where an option is given and not a number from `lowest` to `highest` (below it, if that is Infinity). */
export function checkNumber(name: string, value: unknown, lowest: number, highest: number): void {
  if (value === undefined) return;
  const range = highest === Infinity ? `a finite number >= ${lowest}` : `a number in [${lowest}, ${highest}]`;
  if (typeof value !== "number") throw new TypeError(`"${name}" expected ${range}, got ${show(value)}`);
  if (!(value >= lowest && value <= highest && value < Infinity)) {
    throw new RangeError(`"${name}" expected ${range}, got ${value}`);
  }
}

/** Throws where `value` is not an object. */
function checkObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`"${name}" expected an object, got ${show(value)}`);
  }
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value as string)) return;
  const quoted = choices.map((choice) => JSON.stringify(choice));
  const list = `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
  throw new (typeof value === "string" ? RangeError : TypeError)(
    `"${name}" expected ${list}, got ${show(value)}`,
  );
}

/** Throws where `value` is not an array of numbers of that length. */
export function checkArray(name: string, value: unknown, length?: number): void {
  const typed =
    ArrayBuffer.isView(value) && !(value instanceof DataView) && !value.constructor.name.startsWith("Big");
  if (!typed && !Array.isArray(value)) {
    throw new TypeError(`"${name}" expected an array of numbers, got ${show(value)}`);
  }
  const array = value as ArrayLike<unknown>;
  if (length !== undefined && array.length !== length) {
    throw new RangeError(`"${name}" expected length ${length}, got ${array.length}`);
  }
}

/** Throws where a plain array holds something else than numbers (or booleans, in a mask). */
export function checkElements(
  name: string,
  array: ArrayLike<unknown>,
  type: "number" | "mask" = "number",
): void {
  if (ArrayBuffer.isView(array)) return;
  for (let i = 0; i < array.length; i++) {
    const element = array[i];
    if (typeof element === "number" || (type === "mask" && typeof element === "boolean")) continue;
    const expected = type === "mask" ? "a boolean or a number" : "a number";
    throw new TypeError(`"${name}[${i}]" expected ${expected}, got ${show(element)}`);
  }
}

/** Throws where an array to be filled is given and is none, or has another length. */
function checkOutput(name: string, value: unknown, length: number): void {
  if (value === undefined) return;
  if (!(value instanceof Float64Array || value instanceof Float32Array || Array.isArray(value))) {
    throw new TypeError(`"${name}" expected a Float64Array, a Float32Array or an array, got ${show(value)}`);
  }
  if (value.length !== length)
    throw new RangeError(`"${name}" expected length ${length}, got ${value.length}`);
}

/** Throws where the weights, the mask or an output array is not what it should be. */
export function checkArrays(
  options: ReductionOptions,
  out: BatchOutput,
  elements: number,
  width: number,
): void {
  const { weights, mask } = options;
  if (weights !== undefined) {
    checkArray("weights", weights, elements);
    checkElements("weights", weights);
    for (let i = 0; i < elements; i++) {
      if (weights[i]! < 0 || weights[i] === Infinity) {
        throw new RangeError(`"weights[${i}]" expected a finite number >= 0, got ${weights[i]}`);
      }
    }
  }
  if (mask !== undefined) {
    checkArray("mask", mask, elements);
    checkElements("mask", mask, "mask");
  }
  if (typeof out !== "object" || out === null)
    throw new TypeError(`"out" expected an object, got ${show(out)}`);
  checkOutput("out.values", out.values, elements);
  checkOutput("out.gradients", out.gradients, elements * width);
  checkOutput("out.hessians", out.hessians, elements * width);
}

/** The loss of a batch by its reduction. */
export function reduce(reduction: Reduction | undefined, result: Omit<BatchResult, "loss">): BatchResult {
  const { sum, count, weight, positives } = result;
  const divisors = { mean: count, sum: 1, weights: weight, positives: Math.max(1, positives), none: NaN };
  return { loss: sum / divisors[reduction ?? "mean"], ...result };
}
