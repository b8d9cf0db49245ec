/**
 * Properties of the losses and of ExactSum, on thousands of random arguments.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  ExactSum,
  type ExactSumJson,
  type FocalLossOptions,
  focalLoss,
  focalLossWithLogits,
} from "../src/index.ts";
import { nearestDouble, toHex, toUnits } from "./float64.ts";

const RUNS = { numRuns: 5000 };
/** Unit roundoff, and the smallest double. */
const U = 2 ** -53;
const SMALLEST = 2 ** -1074;
/** The stated error of a loss, in units of U times the sum of its terms. */
const STATED = 8;

const hardLabel = fc.constantFrom(0, 1);
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const softLabel = fc.oneof(
  fc.constantFrom(0, 0.5, 0.9, 1),
  fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
  unit,
);
/** Random bits give mostly tiny probabilities; the first two alternatives are the ones models give. */
const probability = fc.oneof(
  unit.map((p) => Math.round(p * 1000) / 1000),
  fc.integer({ min: 0, max: 2 ** 30 }).map((n) => n / 2 ** 30),
  unit,
  unit.map((p) => 1 - p),
);
const logit = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -800_000, max: 800_000 }).map((n) => n / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const gamma = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 2, 3, 5, 128),
  fc.integer({ min: 0, max: 128_000 }).map((n) => n / 1000),
  fc.double({ min: 0, max: 128, noNaN: true }),
);
const weights: fc.Arbitrary<FocalLossOptions> = fc.oneof(
  fc.constant({}),
  softLabel.map((alpha) => ({ alpha })),
  fc.integer({ min: 0, max: 100_000 }).map((n) => ({ posWeight: n / 1000 })),
  fc.double({ min: 0, max: 1e280, noNaN: true }).map((posWeight) => ({ posWeight })),
);

/** Both forms of a loss, with an input of the right kind. */
const focalForms = [
  ["focalLoss", focalLoss, probability],
  ["focalLossWithLogits", focalLossWithLogits, logit],
] as const;
const allForms = [
  ...focalForms,
  ["binaryCrossEntropy", binaryCrossEntropy, probability],
  ["binaryCrossEntropyWithLogits", binaryCrossEntropyWithLogits, logit],
] as const;

function expectNear(out: number, wanted: number, tolerance: number): void {
  if (out === wanted) return;
  expect(Math.abs(out - wanted), `${out} against ${wanted}`).toBeLessThanOrEqual(tolerance);
}

describe("losses", () => {
  it.each(allForms)("%s is never NaN and never negative", (_, loss, input) => {
    fc.assert(
      fc.property(softLabel, input, gamma, weights, (y, x, g, options) => {
        const value = loss(y, x, { gamma: g, ...options });
        expect(value).toBeGreaterThanOrEqual(0);
        expect(Object.is(value, -0)).toBe(false);
      }),
      RUNS,
    );
  });

  it("from logits are finite wherever the logit is", () => {
    fc.assert(
      fc.property(softLabel, logit, gamma, softLabel, (y, z, g, alpha) => {
        expect(focalLossWithLogits(y, z, { gamma: g, alpha })).toBeLessThan(Infinity);
        expect(binaryCrossEntropyWithLogits(y, z)).toBeLessThan(Infinity);
      }),
      RUNS,
    );
  });

  it("from logits are symmetric: L(y, z) = L(1 - y, -z) bit for bit for hard labels", () => {
    fc.assert(
      fc.property(hardLabel, logit, gamma, (y, z, g) => {
        expect(focalLossWithLogits(y, z, { gamma: g })).toBe(focalLossWithLogits(1 - y, -z, { gamma: g }));
        expect(binaryCrossEntropyWithLogits(y, z)).toBe(binaryCrossEntropyWithLogits(1 - y, -z));
      }),
      RUNS,
    );
  });

  it("from probabilities are symmetric: L(y, p) = L(1 - y, 1 - p) bit for bit where 1 - p is exact", () => {
    const grid = fc.oneof(
      fc.maxSafeInteger().map((n) => Math.abs(n) / 2 ** 53),
      fc.integer({ min: 0, max: 4096 }).map((n) => n / 2 ** 53),
      fc.integer({ min: 0, max: 4096 }).map((n) => n / 4096),
    );
    fc.assert(
      fc.property(hardLabel, grid, gamma, (y, p, g) => {
        expect(focalLoss(y, p, { gamma: g })).toBe(focalLoss(1 - y, 1 - p, { gamma: g }));
        expect(binaryCrossEntropy(y, p)).toBe(binaryCrossEntropy(1 - y, 1 - p));
      }),
      RUNS,
    );
  });

  it("with gamma 0 are binary cross-entropy bit for bit", () => {
    fc.assert(
      fc.property(softLabel, probability, logit, weights, (y, p, z, options) => {
        expect(focalLoss(y, p, { ...options, gamma: 0 })).toBe(binaryCrossEntropy(y, p, options));
        expect(focalLossWithLogits(y, z, { ...options, gamma: 0 })).toBe(
          binaryCrossEntropyWithLogits(y, z, options),
        );
      }),
      RUNS,
    );
  });

  it("from a logit and from its sigmoid agree as far as the rounded probability allows", () => {
    fc.assert(
      fc.property(hardLabel, fc.double({ min: -30, max: 30, noNaN: true }), gamma, (y, z, g) => {
        const s = y === 1 ? z : -z;
        // Moving p by 4 U p moves ln A by 4 U times -p A'(p)/A = g p/q + 1/(-ln p).
        const condition = g * Math.exp(s) + 1 / Math.log1p(Math.exp(-s));
        // For y = 0 it is 1 - p that matters, and what rounding p does to it.
        const shift = y === 1 ? condition : condition * Math.max(1, Math.exp(z));
        fc.pre(shift < 1e12);
        const fromLogit = focalLossWithLogits(y, z, { gamma: g });
        const fromProbability = focalLoss(y, 1 / (1 + Math.exp(-z)), { gamma: g });
        const relative = 4 * U * shift * 1.01 + 2 * STATED * U;
        expectNear(fromProbability, fromLogit, relative * fromLogit + SMALLEST);
      }),
      RUNS,
    );
  });

  it.each(focalForms)(
    "%s falls as the prediction moves to the label, within the stated error",
    (_, loss, input) => {
      fc.assert(
        fc.property(input, input, gamma, (a, b, g) => {
          const [lower, upper] = a < b ? [a, b] : [b, a];
          const rounding = 1 + 2 * STATED * U;
          const falling = [loss(1, lower, { gamma: g }), loss(1, upper, { gamma: g })] as const;
          expect(falling[1]).toBeLessThanOrEqual(falling[0] * rounding + SMALLEST);
          const rising = [loss(0, lower, { gamma: g }), loss(0, upper, { gamma: g })] as const;
          expect(rising[0]).toBeLessThanOrEqual(rising[1] * rounding + SMALLEST);
        }),
        RUNS,
      );
    },
  );

  it.each(focalForms)("%s falls as gamma grows, within the stated error", (_, loss, input) => {
    fc.assert(
      fc.property(softLabel, input, gamma, gamma, (y, x, a, b) => {
        const lower = loss(y, x, { gamma: Math.min(a, b) });
        const upper = loss(y, x, { gamma: Math.max(a, b) });
        expect(upper).toBeLessThanOrEqual(lower * (1 + 2 * STATED * U) + 2 * SMALLEST);
      }),
      RUNS,
    );
  });
});

describe.each(allForms)("weights of %s", (_, loss, input) => {
  it("alpha 1 keeps the positive term alone, alpha 0 the negative one", () => {
    fc.assert(
      fc.property(softLabel, input, gamma, (y, x, g) => {
        expect(loss(1, x, { gamma: g, alpha: 1 })).toBe(loss(1, x, { gamma: g }));
        expect(loss(0, x, { gamma: g, alpha: 1 })).toBe(0);
        expect(loss(0, x, { gamma: g, alpha: 0 })).toBe(loss(0, x, { gamma: g }));
        expect(loss(1, x, { gamma: g, alpha: 0 })).toBe(0);
        // A soft label with alpha 1 is a weight of the positive term.
        const weighted = loss(1, x, { gamma: g, posWeight: y });
        expectNear(loss(y, x, { gamma: g, alpha: 1 }), weighted, 2 * STATED * U * weighted + 2 * SMALLEST);
      }),
      RUNS,
    );
  });

  it("alpha 1/2 halves a loss with a hard label exactly", () => {
    fc.assert(
      fc.property(hardLabel, input, gamma, (y, x, g) => {
        const plain = loss(y, x, { gamma: g });
        // Below, half of a double may not be a double.
        fc.pre(plain === 0 || plain >= 2 ** -1021);
        const half = loss(y, x, { gamma: g, alpha: 0.5 });
        expect(half).toBe(plain / 2);
      }),
      RUNS,
    );
  });

  it("posWeight scales the positive term and leaves the negative one", () => {
    fc.assert(
      fc.property(input, gamma, fc.double({ min: 0, max: 1e6, noNaN: true }), (x, g, posWeight) => {
        const negative = loss(0, x, { gamma: g });
        expectNear(loss(0, x, { gamma: g, posWeight }), negative, 2 * STATED * U * negative + SMALLEST);
        const plain = loss(1, x, { gamma: g });
        const wanted = posWeight === 0 ? 0 : posWeight * plain;
        const tolerance = 2 * STATED * U * wanted + (1 + posWeight) * SMALLEST;
        expectNear(loss(1, x, { gamma: g, posWeight }), wanted, tolerance);
      }),
      RUNS,
    );
  });

  it("is linear in the label", () => {
    fc.assert(
      fc.property(softLabel, input, gamma, (y, x, g) => {
        const positive = y === 0 ? 0 : y * loss(1, x, { gamma: g });
        const negative = y === 1 ? 0 : (1 - y) * loss(0, x, { gamma: g });
        const wanted = positive + negative;
        expectNear(loss(y, x, { gamma: g }), wanted, 2 * STATED * U * wanted + 3 * SMALLEST);
      }),
      RUNS,
    );
  });
});

describe("ExactSum", () => {
  /** Doubles of every size, and sets that cancel. */
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const terms = fc.oneof(
    fc.array(finite, { maxLength: 40 }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 40 }),
    fc
      .tuple(fc.array(finite, { maxLength: 20 }), fc.array(finite, { maxLength: 3 }))
      .map(([most, rest]) => [...most, ...rest, ...most.map((x) => -x)]),
    fc.array(
      fc.integer({ min: -1000, max: 1000 }).map((n) => n * SMALLEST),
      { maxLength: 40 },
    ),
    // Sums of some 53 to 60 bits, where the remainder of a mean decides its rounding.
    fc.array(
      fc.maxSafeInteger().map((n) => n * 2 ** -1070),
      { maxLength: 40 },
    ),
  );
  const RUNS_OF_SUMS = { numRuns: 2000 };

  it("is the exact sum, rounded once", () => {
    fc.assert(
      fc.property(terms, (values) => {
        const units = values.reduce((total, x) => total + toUnits(x), 0n);
        const total = new ExactSum().addAll(values);
        expect(toHex(total.sum())).toBe(toHex(units === 0n ? 0 : nearestDouble(units)));
        expect(total.toJSON().units).toBe(units.toString());
      }),
      RUNS_OF_SUMS,
    );
  });

  it("has the exact mean, rounded once", () => {
    fc.assert(
      fc.property(
        terms.filter((values) => values.length > 0),
        (values) => {
          const units = values.reduce((total, x) => total + toUnits(x), 0n);
          const wanted = nearestDouble(units, BigInt(values.length));
          expect(new ExactSum().addAll(values).mean()).toBe(units === 0n ? 0 : wanted);
        },
      ),
      RUNS_OF_SUMS,
    );
  });

  it("gives the same bits for any order and any split, merged", () => {
    const anyTerms = fc.oneof(terms, fc.array(fc.double(), { maxLength: 10 }));
    const arrangement = anyTerms.chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.shuffledSubarray(values, { minLength: values.length }),
        fc.array(fc.nat({ max: 4 }), { minLength: values.length, maxLength: values.length }),
      ),
    );
    fc.assert(
      fc.property(arrangement, ([values, shuffled, chunkOf]) => {
        const whole = new ExactSum().addAll(values);
        const chunks = Array.from({ length: 5 }, () => new ExactSum());
        shuffled.forEach((x, i) => chunks[chunkOf[i]!]!.add(x));
        const merged = chunks.reduce((total, chunk) => total.merge(chunk), new ExactSum());
        expect(merged.toJSON()).toEqual(whole.toJSON());
        expect(toHex(merged.sum())).toBe(toHex(whole.sum()));
        expect(toHex(merged.mean())).toBe(toHex(whole.mean()));
      }),
      RUNS_OF_SUMS,
    );
  });

  it("survives JSON, and goes on", () => {
    fc.assert(
      fc.property(fc.oneof(terms, fc.array(fc.double(), { maxLength: 10 })), terms, (values, more) => {
        const total = new ExactSum().addAll(values);
        const copy = ExactSum.fromJSON(JSON.parse(JSON.stringify(total)) as ExactSumJson);
        expect(copy.toJSON()).toEqual(total.toJSON());
        expect(copy.addAll(more).toJSON()).toEqual(total.addAll(more).toJSON());
        expect(toHex(copy.sum())).toBe(toHex(total.sum()));
      }),
      RUNS_OF_SUMS,
    );
  });
});
