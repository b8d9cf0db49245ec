/**
 * Options and arrays of the batches.
 */
import type { ClassWeights } from "./class-weights.ts";
import type { Reduction } from "./reduction.ts";

/** Numbers in, of any kind: a typed array or a plain one. */
export type Numbers = ArrayLike<number>;

/** Numbers out, owned by the caller. */
export type OutputArray = Float64Array | Float32Array | number[];

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
  /** Elements that are 0, NaN or `false` here are ignored. */
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
