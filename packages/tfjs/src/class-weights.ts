/**
 * The weights of the classes that `alpha` and `applyClassBalancing` stand for.
 */
import { refuse } from "@focal-loss/core/kernels";
import type { ClassWeights } from "@focal-loss/core";

import { DEFAULT_ALPHA, isIn, type BinaryFocalCrossentropyOptions, type Convention } from "./options.ts";

/** Weights of the two classes: core's, times a factor for both. */
interface BinaryWeights {
  readonly classWeights: ClassWeights;
  readonly factor: number;
}

const NONE: BinaryWeights = { classWeights: {}, factor: 1 };
const LARGEST = 1e30;

/** @throws If alpha is not what the convention knows, or contradicts `applyClassBalancing`. */
export function binaryWeights({
  alpha,
  applyClassBalancing,
  convention = "exact",
}: Pick<BinaryFocalCrossentropyOptions, "alpha" | "applyClassBalancing" | "convention">): BinaryWeights {
  if (convention === "torchvision") {
    if (applyClassBalancing !== undefined) {
      refuse(
        "applyClassBalancing",
        'none with convention "torchvision", whose alpha -1 means none',
        applyClassBalancing,
      );
    }
    if (alpha === -1) return NONE;
    if (Array.isArray(alpha)) refuse("alpha", `a number with convention "${convention}"`, alpha);
    return balanced(unit(alpha ?? DEFAULT_ALPHA, "a number in [0, 1], or -1 for none"));
  }
  if (convention !== "exact") {
    if (Array.isArray(alpha)) refuse("alpha", `a number with convention "${convention}"`, alpha);
    // Keras takes an alpha without using it.
    const weight = unit(alpha ?? DEFAULT_ALPHA);
    return applyClassBalancing === true ? balanced(weight) : NONE;
  }
  checkBalancing(alpha, applyClassBalancing);
  if (Array.isArray(alpha)) return fromPair(alpha as readonly unknown[]);
  if (alpha !== undefined) return balanced(unit(alpha));
  return applyClassBalancing === true ? balanced(DEFAULT_ALPHA) : NONE;
}

/**
 * One weight a class, or one for all, which is `factor`.
 *
 * @throws If alpha is no weight, not one a class, or contradicts `applyClassBalancing`.
 */
export function categoricalWeights(
  {
    alpha,
    applyClassBalancing,
    convention = "exact",
  }: {
    readonly alpha?: number | readonly number[] | undefined;
    readonly applyClassBalancing?: boolean | undefined;
    readonly convention?: Convention | undefined;
  },
  classes: number,
): { readonly alpha?: readonly number[]; readonly factor: number } {
  checkBalancing(alpha, applyClassBalancing);
  if (applyClassBalancing === true && alpha === undefined)
    refuse("alpha", "weights to balance with", alpha, false);
  if (alpha === undefined) return { factor: convention === "exact" ? 1 : DEFAULT_ALPHA };
  if (typeof alpha === "number") return { factor: weight("alpha", alpha) };
  if (!Array.isArray(alpha)) refuse("alpha", "a number or an array of numbers", alpha, false);
  if (alpha.length !== classes) refuse("alpha", `one weight for each of ${classes} classes`, alpha.length);
  return { alpha: alpha.map((w: unknown, k: number) => weight(`alpha[${k}]`, w)), factor: 1 };
}

function checkBalancing(alpha: unknown, applyClassBalancing: boolean | undefined): void {
  if (applyClassBalancing === false && alpha !== undefined) {
    refuse("alpha", 'none beside "applyClassBalancing": false', alpha, false);
  }
}

function balanced(alpha: number): BinaryWeights {
  return { classWeights: { alpha }, factor: 1 };
}

function fromPair(pair: readonly unknown[]): BinaryWeights {
  if (pair.length !== 2) refuse("alpha", "the weights of class 0 and class 1", pair.length);
  const [w0, w1] = pair.map((w, k) => weight(`alpha[${k}]`, w)) as [number, number];
  return w0 === 0
    ? { classWeights: { alpha: 1 }, factor: w1 }
    : { classWeights: { posWeight: w1 / w0 }, factor: w0 };
}

function weight(name: string, value: unknown): number {
  return isIn(value, 0, LARGEST) ? value : refuse(name, `a number in [0, ${LARGEST}]`, value);
}

function unit(value: unknown, expected = "a number in [0, 1]"): number {
  return isIn(value, 0, 1) ? value : refuse("alpha", expected, value);
}
