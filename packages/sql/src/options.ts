/**
 * The options of expressions and queries, and their validation: nothing is printed before everything is checked.
 */
import { type Dialect, type DialectName, dialectOf } from "./dialect.ts";
import { checkName } from "./identifier.ts";
import { refuse } from "./refuse.ts";

/**
 * The columns that are scored, and what beside gamma the loss depends on.
 *
 * Exactly one of `probability` and `logit`, at most one of `alpha` and `posWeight`.
 */
export interface ScoreOptions {
  readonly dialect: DialectName;
  /** Column of the labels, numbers in [0, 1]. */
  readonly label: string;
  /** Column of the probabilities, in [0, 1]. */
  readonly probability?: string | undefined;
  /** Column of the logits. */
  readonly logit?: string | undefined;
  /** Column of the weights of the rows, in [0, 1e9]; one below 1e-100 counts as 0 (default: none). */
  readonly weight?: string | undefined;
  /** Weight of class 1, 0 or in [1e-100, 1]; class 0 gets `1 - alpha` (default: none). */
  readonly alpha?: number | undefined;
  /** Weight of class 1, 0 or in [1e-100, 1e100]; class 0 keeps 1 (default 1). */
  readonly posWeight?: number | undefined;
}

/** What gamma is when none is given (Lin et al. 2017). */
const DEFAULT_GAMMA = 2;
/** With a larger one, products underflow before the loss does. */
const LARGEST_GAMMA = 128;
/** Weights in between leave room for products that neither underflow nor overflow. */
export const SMALLEST_WEIGHT = 1e-100;
const LARGEST_CLASS_WEIGHT = 1e100;
/** Of a row: whole numbers of 64 bits hold it in units of 2^-30. */
export const LARGEST_WEIGHT = 1e9;
/** Below it `q^gamma` is 1 in double precision for every q. */
const SMALLEST_GAMMA = 2 ** -64;

/** The columns and class weights of checked options. */
export interface Scoring {
  readonly dialect: Dialect;
  readonly label: string;
  readonly kind: "probability" | "logit";
  readonly prediction: string;
  readonly weight: string | undefined;
  readonly positiveWeight: number;
  readonly negativeWeight: number;
}

/** @throws If an option is missing or wrong. {@link TypeError} {@link RangeError} */
export function checkScoreOptions(options: ScoreOptions): Scoring {
  if (typeof options !== "object" || options === null) refuse("options", "an object", options, false);
  const { label, probability, logit, weight, alpha, posWeight } = options;
  const dialect = dialectOf(options.dialect);
  checkName("label", label);
  if (probability !== undefined && logit !== undefined)
    refuse("logit", 'none beside "probability"', logit, false);
  const kind = logit === undefined ? "probability" : "logit";
  const prediction = logit ?? probability;
  checkName(kind, prediction);
  if (weight !== undefined) checkName("weight", weight);
  if (alpha !== undefined) checkWeight("alpha", alpha, 1);
  if (posWeight !== undefined) checkWeight("posWeight", posWeight, LARGEST_CLASS_WEIGHT);
  if (alpha !== undefined && posWeight !== undefined)
    refuse("posWeight", 'none beside "alpha"', posWeight, false);
  return {
    dialect,
    label,
    kind,
    prediction: prediction!,
    weight,
    positiveWeight: alpha ?? posWeight ?? 1,
    negativeWeight: 1 - (alpha ?? 0),
  };
}

/** The exponent to compute with. */
export function checkGamma(gamma: number = DEFAULT_GAMMA, name: string = "gamma"): number {
  if (!isWithin(gamma, 0, LARGEST_GAMMA)) refuse(name, `a number in [0, ${LARGEST_GAMMA}]`, gamma);
  return gamma < SMALLEST_GAMMA ? 0 : gamma;
}

/** Distinct exponents, at least one. */
export function checkGammas(gammas: readonly number[] = [DEFAULT_GAMMA]): readonly number[] {
  if (!Array.isArray(gammas)) refuse("gammas", "an array of numbers", gammas, false);
  if (gammas.length === 0) refuse("gammas", "at least one number", gammas, true);
  for (const [k, gamma] of gammas.entries()) {
    checkGamma(gamma as number, `gammas[${k}]`);
    if (gammas.indexOf(gamma) < k) refuse(`gammas[${k}]`, "a number that is not there yet", gamma);
  }
  return gammas as readonly number[];
}

function checkWeight(name: string, value: unknown, highest: number): void {
  if (value === 0 || isWithin(value, SMALLEST_WEIGHT, highest)) return;
  refuse(name, `0 or a number in [${SMALLEST_WEIGHT}, ${highest}]`, value);
}

function isWithin(value: unknown, lowest: number, highest: number): boolean {
  return typeof value === "number" && value >= lowest && value <= highest;
}
