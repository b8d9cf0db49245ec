/**
 * The terms of the losses in float32, as functions of a shader; see `../fused` for the formulas and their sources.
 *
 * Exponentials and logarithms are our own where a GPU's would be too coarse: its `exp` may be off by units of 2|x| in the last
 * place, its `log` near 1 by 2^-21, and its `log(1 + t)` loses what t has below 2^-24.
 *
 *     exp     2^n e^r, |r| <= ln(2)/2, the Taylor series of e^r up to r^7
 *     log1p   2 atanh(t / (2 + t)), the series up to the 15th power for t in [0, 1]
 *     log     n ln 2 + 2 atanh((m - 1) / (m + 1)) of m 2^n, m in [1/sqrt(2), sqrt(2)]
 *     power   the whole part of gamma by multiplication: an exponent x costs x units in the last place
 */
import { negativeWeight, positiveWeight } from "@focal-loss/core/kernels";

import type { BinaryTerm } from "../term.ts";

/** Of a term: the value, the first or the second derivative. */
export type Order = 0 | 1 | 2;

/** Beyond it e^-x is subnormal, and GPUs take it for 0. */
const FUNCTIONS = `
fn expOfMinus(x : f32) -> f32 {
  let u = min(x, 87.0);
  let n = floor(u * 1.44269504 + 0.5);
  let r = n * 0.693359375 - u - n * 0.000212194440;
  let series = 1.0 + r * (1.0 + r * (0.5 + r * (0.16666667 + r * (0.041666668 + r * (0.0083333338 + r * (0.0013888889 + r * 0.0001984127))))));
  return select(series * powerOfTwo(-n), 0.0, x > 87.0);
}
fn twiceAtanh(s : f32) -> f32 {
  let w = s * s;
  return 2.0 * s + 2.0 * s * w * (0.33333334 + w * (0.2 + w * (0.14285715 + w * (0.11111111 + w * (0.09090909 + w * (0.07692308 + w * 0.06666667))))));
}
fn log1pOf(t : f32) -> f32 {
  return twiceAtanh(t / (2.0 + t));
}
fn logOf(x : f32) -> f32 {
  if (x < 1.17549435e-38) { return select(-1.0 / max(x, 0.0), sqrt(x), x < 0.0); }
  let n = exponentOf(x);
  let m = x * powerOfTwo(-n);
  let centered = select(m, 0.5 * m, m > 1.4142135);
  let k = select(n, n + 1.0, m > 1.4142135);
  return k * 0.693359375 + (twiceAtanh((centered - 1.0) / (centered + 1.0)) - k * 0.000212194440);
}
fn minusLog(p : f32, q : f32) -> f32 {
  if (p > 0.5) { return twiceAtanh(q / (1.0 + p)); }
  return -logOf(p);
}
fn finite(x : f32) -> f32 {
  return clamp(x, -3.4028234e38, 3.4028234e38);
}
`;

/** A function of a label, a prediction and a weight of both, by the name of `element`. */
export function elementSource(term: BinaryTerm, order: Order): string {
  const { form, fromLogits, classWeights, labelSmoothing, gamma } = term;
  const [w1, w0] = [positiveWeight(classWeights), negativeWeight(classWeights)].map(literal);
  const terms = {
    separable: fromLogits ? separableLogit(gamma, order) : separableProbability(gamma, order),
    interpolated: interpolated(gamma, order),
    clipped: clipped(gamma, order, fromLogits),
  };
  const sign = order === 1 ? "-" : "+";
  const own = fromLogits ? "x" : "x, 1.0 - x";
  const other = fromLogits ? "-x" : "1.0 - x, x";
  const combined =
    form === "separable"
      ? `term(${own}, ${w1} * y) ${sign} term(${other}, ${w0} * (1.0 - y))`
      : `weighted(y, x, ${w1} * y + ${w0} * (1.0 - y))`;
  return `${FUNCTIONS}${power(gamma)}${terms[form]}
fn element(label : f32, x : f32, coefficient : f32) -> f32 {
  if (coefficient == 0.0) { return 0.0; }
  let y = label * ${literal(1 - labelSmoothing)} + ${literal(labelSmoothing / 2)};
  return ${order === 0 ? "" : "finite"}(coefficient * (${combined}));
}
`;
}

/**
 * A at the margin s = x - ln(rest), where `rest` is at least 1 unless x is 0. e^-|s| is e^-|x| times or divided by it: an exponent s
 * costs s units in the last place.
 */
export function marginSource(gamma: number, order: Order): string {
  return `${FUNCTIONS}${power(gamma)}${separableLogit(gamma, order)}
fn element(rest : f32, x : f32, coefficient : f32) -> f32 {
  let e = expOfMinus(abs(x));
  let s = x - logOf(rest);
  let near = select(1.0 / (rest * e), rest * e, s >= 0.0);
  return termAt(s, select(near, e / rest, x < 0.0), coefficient);
}
`;
}

/** A and its derivatives at a probability. */
export function probabilitySource(gamma: number, order: Order): string {
  return `${FUNCTIONS}${power(gamma)}${separableProbability(gamma, order)}
fn element(label : f32, p : f32, coefficient : f32) -> f32 { return finite(term(p, 1.0 - p, coefficient)); }
`;
}

export const EXP_SOURCE: string = `${FUNCTIONS}
fn element(label : f32, x : f32, coefficient : f32) -> f32 { return expOfMinus(-x); }
`;

/** b^gamma, of a base that is given with minus its logarithm. */
function power(gamma: number): string {
  const whole = Math.min(Math.floor(gamma), MOST_FACTORS);
  const rest = gamma - whole;
  const factors = Array.from({ length: whole }, () => "b");
  if (rest === 0.5) factors.push("sqrt(b)");
  else if (rest > 0) factors.push(`expOfMinus(${literal(rest)} * minusLogOfB)`);
  return `fn powerOf(b : f32, minusLogOfB : f32) -> f32 { return ${factors.join(" * ") || "1.0"}; }\n`;
}

const MOST_FACTORS = 16;

function separableLogit(gamma: number, order: Order): string {
  const g = literal(gamma);
  const results = [
    "power * L",
    `-power * (${g} * p * finiteL + q)`,
    `power * p * (${g} * finiteL * (${literal(gamma + 1)} * p - 1.0) + ${literal(2 * gamma + 1)} * q)`,
  ];
  return `fn termAt(s : f32, t : f32, w : f32) -> f32 {
  if (w == 0.0) { return 0.0; }
  let large = 1.0 / (1.0 + t);
  let p = select(large, t * large, s < 0.0);
  let q = select(t * large, large, s < 0.0);
  let l = log1pOf(t);
  let L = max(-s, 0.0) + l;
  let finiteL = min(L, 1e30);
  let power = powerOf(q, max(s, 0.0) + l);
  return w * (${results[order]});
}
fn term(s : f32, w : f32) -> f32 { return termAt(s, expOfMinus(abs(s)), w); }`;
}

function separableProbability(gamma: number, order: Order): string {
  const g = literal(gamma);
  // Of the derivatives at q = 0.
  const slope = gamma === 0 ? -1 : 0;
  const curvature = gamma > 0 && gamma < 1 ? "1.0 / q" : literal(gamma === 0 ? 1 : gamma === 1 ? 2 : 0);
  const results = [
    "power * L",
    `select(-power * (${g} * L / q + 1.0 / p), ${literal(slope)}, q == 0.0)`,
    `select(power * (${g} / q * (${literal(gamma - 1)} * min(L, 1e30) / q + 2.0 / p) + 1.0 / p / p), ${curvature}, q == 0.0)`,
  ];
  return `fn term(p : f32, q : f32, w : f32) -> f32 {
  if (w == 0.0) { return 0.0; }
  let L = minusLog(p, q);
  let power = powerOf(q, minusLog(q, p));
  return w * (${results[order]});
}`;
}

function interpolated(gamma: number, order: Order): string {
  const g = literal(gamma);
  const results = [
    "power * CE",
    `power * (${g} * r * finiteCE + slope)`,
    `power * (${g} * r * (${literal(gamma - 1)} * r + q - p) * finiteCE + 2.0 * ${g} * r * slope + p * q)`,
  ];
  return `fn weighted(y : f32, x : f32, w : f32) -> f32 {
  if (w == 0.0) { return 0.0; }
  let t = expOfMinus(abs(x));
  let large = 1.0 / (1.0 + t);
  let p = select(large, t * large, x < 0.0);
  let q = select(t * large, large, x < 0.0);
  let l = log1pOf(t);
  let right = select(y * (max(-x, 0.0) + l), 0.0, y == 0.0);
  let wrong = select((1.0 - y) * (max(x, 0.0) + l), 0.0, y == 1.0);
  let CE = right + wrong;
  let finiteCE = min(CE, 1e30);
  let m = y * q + (1.0 - y) * p;
  let soft = select((1.0 - 2.0 * y) * p * q / m, 0.0, m == 0.0);
  let r = select(select(soft, q, y == 0.0), -p, y == 1.0);
  let slope = select(p - y, -q, y == 1.0);
  let minusLogM = select(select(minusLog(m, 1.0 - m), max(-x, 0.0) + l, y == 0.0), max(x, 0.0) + l, y == 1.0);
  let power = powerOf(m, minusLogM);
  return w * select(${results[order]}, 0.0, power == 0.0);
}`;
}

function clipped(gamma: number, order: Order, fromLogits: boolean): string {
  const g = literal(gamma);
  const byP = "(first * CE + power * d1)";
  const byPP = "(second * CE + 2.0 * first * d1 + power * d2)";
  const results = fromLogits
    ? ["power * CE", `${byP} * p * q`, `${byPP} * p * q * p * q + ${byP} * p * q * (q - p)`]
    : ["power * CE", byP, byPP];
  const large = `let t = expOfMinus(abs(x));
  let large = 1.0 / (1.0 + t);
  let p = select(large, t * large, x < 0.0);`;
  return `fn weighted(y : f32, x : f32, w : f32) -> f32 {
  if (w == 0.0) { return 0.0; }
  ${fromLogits ? large : "let p = x;"}
  let q = 1.0 - p;
  let o = clamp(p, 1e-7, 0.99999988);
  let u = 1.0 - o;
  let m = 1.0 - (y * p + (1.0 - y) * q);
  let CE = y * minusLog(o, u) + (1.0 - y) * minusLog(u, o);
  let passes = select(0.0, 1.0, o == p);
  let d1 = passes * (-y / o + (1.0 - y) / u);
  let d2 = passes * (y / o / o + (1.0 - y) / u / u);
  let power = select(powerOf(m, minusLog(m, 1.0 - m)), ${literal(gamma === 0 ? 1 : 0)}, m <= 0.0);
  let step = 1.0 - 2.0 * y;
  let first = select(${g} * power / m * step, 0.0, m <= 0.0);
  let second = select(${literal(gamma * (gamma - 1))} * power / m / m * step * step, 0.0, m <= 0.0);
  return w * (${results[order]});
}`;
}

/** A number as both languages write it. */
function literal(x: number): string {
  const text = String(Math.fround(x));
  return /[.e]/.test(text) ? text : `${text}.0`;
}
