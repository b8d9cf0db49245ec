/**
 * Losses from logits against the definition, and the derivatives against differences of the value formulas, both with 80
 * decimal digits.
 *
 *     f' = (f(x + h) - f(x - h))/2h,  f'' = (f(x + h) - 2 f(x) + f(x - h))/h^2,  h = 1e-14 of the scale of x
 *
 * They are wrong by about h^2 and what rounding leaves of 80 digits: nothing that a double sees. The formulas are those of
 * the definition, in p alone.
 */
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { expect, it } from "vitest";

import {
  binaryCrossEntropyGrad,
  binaryCrossEntropyHess,
  binaryCrossEntropyWithLogitsGrad,
  binaryCrossEntropyWithLogitsHess,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
} from "../src/index.ts";
import { toUnits } from "./float64.ts";

const Real = Decimal.clone({ precision: 80, toExpNeg: -9e15, minE: -9e15, maxE: 9e15 });
const H = new Real("1e-14");
const ROUNDOFF = 2 ** -53;
const SMALLEST = 2 ** -1074;
const UNIT = new Real(2).pow(-1074);

type Function = (x: Decimal) => Decimal;

/** A double as it is; the constructor takes its shortest decimal form. */
const exact = (x: number): Decimal => new Real(toUnits(x).toString()).times(UNIT);

/** The first and second derivative of f at x. */
function differentiate(f: Function, x: number, scale: number): [Decimal, Decimal] {
  const h = H.times(scale);
  const at = exact(x);
  const above = f(at.plus(h));
  const below = f(at.minus(h));
  const bend = above.plus(below).minus(f(at).times(2));
  return [above.minus(below).div(h.times(2)), bend.div(h.times(h))];
}

/** -w (1 - p)^gamma ln p */
const termOf = (w: number, p: Decimal, gamma: number): Decimal =>
  w === 0 ? new Real(0) : p.neg().plus(1).ln().times(exact(gamma)).exp().times(p.ln()).times(exact(-w));

interface Case {
  readonly y: number;
  readonly gamma: number;
  readonly w1: number;
  readonly w0: number;
}

const lossOf =
  ({ y, gamma, w1, w0 }: Case): Function =>
  (p) =>
    termOf(w1, p, gamma)
      .times(exact(y))
      .plus(termOf(w0, p.neg().plus(1), gamma).times(exact(1 - y)));

const sigmoid: Function = (z) => z.neg().exp().plus(1).pow(-1);

/** The sizes of A' and A'' in the margin s, in doubles: they only scale the tolerance. */
function sizesAtMargin(s: number, gamma: number): [number, number] {
  const p = 1 / (1 + Math.exp(-s));
  const q = 1 / (1 + Math.exp(s));
  const L = s > 0 ? Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s)) - s;
  const power = q ** gamma;
  const bent = gamma * L * Math.abs((gamma + 1) * p - 1) + (2 * gamma + 1) * q;
  return [power * (gamma * p * L + q), power * p * bent];
}

/** The same in the probability. */
function sizesAtProbability(p: number, q: number, gamma: number): [number, number] {
  const L = p < 0.5 ? -Math.log(p) : -Math.log1p(-q);
  const power = q ** gamma;
  const rate = (gamma * power) / q;
  return [power / p + rate * L, power / p / p + rate * (2 / p + (Math.abs(gamma - 1) * L) / q)];
}

function expectWithin(actual: number, truth: Decimal, units: number, terms: number): void {
  const error = truth.minus(exact(actual)).abs().toNumber();
  // In doubles, the sum of the terms may underflow before the derivative does.
  const size = Math.max(terms, truth.abs().toNumber());
  if (error <= units * ROUNDOFF * size + SMALLEST) return;
  expect.fail(
    `${actual} is ${error / ROUNDOFF / size} units from ${truth.toSignificantDigits(20).toString()}`,
  );
}

const label = fc.oneof(
  fc.constantFrom(0, 1),
  fc.integer({ min: 1, max: 1023 }).map((n) => n / 1024),
);
const gamma = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 5, 128),
  fc.integer({ min: 1, max: 131_072 }).map((n) => n / 1024),
  fc.integer({ min: -300, max: -1 }).map((n) => 10 ** n),
);
const weights = fc.oneof(
  fc.constant({ w1: 1, w0: 1, options: {} }),
  fc.integer({ min: 0, max: 8 }).map((n) => ({ w1: n / 8, w0: 1 - n / 8, options: { alpha: n / 8 } })),
  fc.integer({ min: 1, max: 9999 }).map((n) => ({ w1: n / 128, w0: 1, options: { posWeight: n / 128 } })),
);
const logit = fc.integer({ min: -40_960, max: 40_960 }).map((n) => n / 1024);
const RUNS = { numRuns: 300 };

/** Where the rounding errors of a large power and of its factors add up: a Hessian was 8.4 units off. */
const LARGE_GAMMA: [number, number, number, { w1: number; w0: number; options: object }] = [
  0,
  -0.14197257643396166,
  119.09026766539677,
  { w1: 1, w0: 1, options: {} },
];

it("the loss and its derivatives in the logit are those of the definition", () => {
  fc.assert(
    fc.property(label, logit, gamma, weights, (y, z, g, { w1, w0, options }) => {
      const f: Function = (x) => lossOf({ y, gamma: g, w1, w0 })(sigmoid(x));
      const value = f(exact(z));
      const [slope1, bent1] = sizesAtMargin(z, g);
      const [slope0, bent0] = sizesAtMargin(-z, g);
      const [slope, curvature] = differentiate(f, z, 1);
      const slopeSize = y * w1 * slope1 + (1 - y) * w0 * slope0;
      const bentSize = y * w1 * bent1 + (1 - y) * w0 * bent0;
      expectWithin(focalLossWithLogits(y, z, { gamma: g, ...options }), value, 8, value.toNumber());
      expectWithin(focalLossWithLogitsGrad(y, z, { gamma: g, ...options }), slope, 8, slopeSize);
      expectWithin(focalLossWithLogitsHess(y, z, { gamma: g, ...options }), curvature, 8, bentSize);
      if (g !== 0) return;
      expectWithin(binaryCrossEntropyWithLogitsGrad(y, z, options), slope, 8, slopeSize);
      expectWithin(binaryCrossEntropyWithLogitsHess(y, z, options), curvature, 8, bentSize);
    }),
    { ...RUNS, examples: [LARGE_GAMMA] },
  );
});

it("the derivatives in the probability are those of the definition", () => {
  const probability = fc.oneof(
    fc.integer({ min: 1, max: 1023 }).map((n) => n / 1024),
    logit.map((z) => 1 / (1 + Math.exp(z))).filter((p) => p < 1),
  );
  fc.assert(
    fc.property(label, probability, gamma, weights, (y, p, g, { w1, w0, options }) => {
      const f = lossOf({ y, gamma: g, w1, w0 });
      const scale = Math.min(p, 1 - p);
      const [slope1, bent1] = sizesAtProbability(p, 1 - p, g);
      const [slope0, bent0] = sizesAtProbability(1 - p, p, g);
      const [slope, curvature] = differentiate(f, p, scale);
      const slopeSize = y * w1 * slope1 + (1 - y) * w0 * slope0;
      const bentSize = y * w1 * bent1 + (1 - y) * w0 * bent0;
      expectWithin(focalLossGrad(y, p, { gamma: g, ...options }), slope, 8, slopeSize);
      expectWithin(focalLossHess(y, p, { gamma: g, ...options }), curvature, 8, bentSize);
      if (g !== 0) return;
      expectWithin(binaryCrossEntropyGrad(y, p, options), slope, 8, slopeSize);
      expectWithin(binaryCrossEntropyHess(y, p, options), curvature, 8, bentSize);
    }),
    RUNS,
  );
});

it("the derivatives of the softmax focal loss are those of the definition", () => {
  const row = fc.integer({ min: 2, max: 5 }).chain((n) =>
    fc.record({
      c: fc.nat({ max: n - 1 }),
      i: fc.nat({ max: n - 1 }),
      z: fc.array(
        logit.map((z) => z / 4),
        { minLength: n, maxLength: n },
      ),
      x: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(row, gamma, fc.integer({ min: 1, max: 16 }), ({ c, i, z, x }, g, eighths) => {
      const alpha = eighths / 8;
      /** The loss at z + t along the logit i + u along x. */
      const f = (t: Decimal, u: Decimal): Decimal => {
        const terms = z.map((zj, j) =>
          u
            .times(x[j]!)
            .plus(j === i ? t : 0)
            .plus(exact(zj))
            .exp(),
        );
        return termOf(alpha, terms[c]!.div(Real.sum(...terms)), g);
      };
      const zero = new Real(0);
      const others = z.filter((_, j) => j !== c);
      const top = Math.max(...others);
      const sum = others.reduce((total, zj) => total + Math.exp(zj - top), 0);
      const [slopeSize, bentSize] = sizesAtMargin(z[c]! - top - Math.log(sum), g).map(
        (size) => alpha * size,
      ) as [number, number];
      const r = z.map((zj, j) => (j === c ? 1 : Math.exp(zj - top) / sum));
      const rest = (sum - Math.exp(z[i]! - top)) / sum;
      const mean = x.reduce((total, xj, j) => total + (j === c ? 0 : Math.abs(r[j]! * xj)), 0);
      const diagonalSize = bentSize * r[i]! ** 2 + (i === c ? 0 : slopeSize * r[i]! * rest);
      const spreadSize = i === c ? 0 : slopeSize * (Math.abs(x[i]!) + mean);
      const productSize = r[i]! * (bentSize * (Math.abs(x[c]!) + mean) + spreadSize);
      const options = { gamma: g, alpha };
      const [slope, curvature] = differentiate((t) => f(t, zero), 0, 1);
      const [product] = differentiate((u) => differentiate((t) => f(t, u), 0, 1)[0], 0, 1);
      expectWithin(softmaxFocalLossGrad(c, z, options)[i]!, slope, 16, slopeSize * r[i]!);
      expectWithin(softmaxFocalLossHess(c, z, options)[i]!, curvature, 16, diagonalSize);
      expectWithin(softmaxFocalLossHessVec(c, z, options, x)[i]!, product, 16, productSize);
    }),
    { numRuns: 80 },
  );
});
