/**
 * The softmax focal losses: the contract, special values and properties.
 */
import { lossContract, type SoftmaxReference } from "@focal-loss/fixtures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { focalLossWithLogits } from "../src/focal-loss-with-logits.ts";
import {
  softmaxFocalLoss,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
} from "../src/softmax-focal-loss.ts";

const U = 2 ** -53;
const RUNS = { numRuns: 2000 };

const options = ({ gamma, alpha }: SoftmaxReference) => (alpha === null ? { gamma } : { gamma, alpha });
const target = (row: SoftmaxReference) => row.target ?? row.targets;

const logit = fc.oneof(
  fc.integer({ min: -9000, max: 9000 }).map((n) => n / 1000),
  fc.double({ min: -60, max: 60, noNaN: true }),
  fc.double({ min: -800, max: 800, noNaN: true }),
);
const logits = fc.array(logit, { minLength: 2, maxLength: 12 });
const gamma = fc.constantFrom(0, 0.5, 1, 2, 2.5, 5);

describe("core keeps the contract of the softmax focal loss", () => {
  const checks = lossContract({
    name: "core",
    softmaxFocalLoss: {
      evaluate: (row) => ({
        value: softmaxFocalLoss(target(row), row.logits, options(row)),
        gradient: softmaxFocalLossGrad(target(row), row.logits, options(row)),
        hessianDiagonal: softmaxFocalLossHess(target(row), row.logits, options(row)),
        hessianVector: softmaxFocalLossHessVec(target(row), row.logits, options(row), row.vector),
      }),
      tolerance: { value: 8, gradient: 8, hessianDiagonal: 8, hessianVector: 8 },
    },
  });
  for (const { name, run } of checks) it(name, run);
});

describe("special values", () => {
  const all = (t: number | number[], z: number[], o = {}) => {
    const vector = z.map((_, i) => i + 1);
    return [
      softmaxFocalLoss(t, z, o),
      ...softmaxFocalLossGrad(t, z, o),
      ...softmaxFocalLossHess(t, z, o),
      ...softmaxFocalLossHessVec(t, z, o, vector),
    ];
  };
  const isZero = (values: number[]) => values.every((value) => value === 0);
  const isNaNs = (values: number[]) => values.every((value) => Number.isNaN(value));

  it("has no loss where all other classes are masked", () => {
    expect(isZero(all(0, [3]))).toBe(true);
    expect(isZero(all(1, [-Infinity, 3, -Infinity]))).toBe(true);
    expect(isZero(all([0, 1, 0], [-Infinity, -700, -Infinity]))).toBe(true);
    expect(isZero(all([0.2, 0.3], [-Infinity, -Infinity]))).toBe(true);
    expect(isZero(all(1, [-Infinity, -Infinity]))).toBe(true);
  });

  it("takes the limit where the target is masked", () => {
    expect(softmaxFocalLoss(0, [-Infinity, 0, 0])).toBe(Infinity);
    expect(softmaxFocalLossGrad(0, [-Infinity, 0, 0])).toEqual(Float64Array.of(-1, 0.5, 0.5));
    expect(softmaxFocalLoss([0.5, 0.5, 0], [-Infinity, 0, 0])).toBe(Infinity);
    expect(softmaxFocalLossGrad([0.5, 0.5, 0], [-Infinity, 0, -Infinity])[0]).toBe(-0.5);
  });

  it("gives a masked class no derivatives", () => {
    const masked = [0.3, -Infinity, -1, 0.25];
    const without = [0.3, -1, 0.25];
    expect(softmaxFocalLoss(0, masked)).toBe(softmaxFocalLoss(0, without));
    const drop = (values: Float64Array) => {
      expect(values[1]).toBe(0);
      return values.filter((_, i) => i !== 1);
    };
    expect(drop(softmaxFocalLossGrad(0, masked))).toEqual(softmaxFocalLossGrad(0, without));
    expect(drop(softmaxFocalLossHess(0, masked))).toEqual(softmaxFocalLossHess(0, without));
    expect(drop(softmaxFocalLossGrad([0.5, 0, 0.25, 0.25], masked))).toEqual(
      softmaxFocalLossGrad([0.5, 0.25, 0.25], without),
    );
  });

  it("takes the limit at one logit of Infinity", () => {
    expect(isZero(all(0, [Infinity, 3, 4]).slice(0, 4))).toBe(true);
    expect(softmaxFocalLoss(1, [Infinity, 3, 4])).toBe(Infinity);
    expect(softmaxFocalLossGrad(1, [Infinity, 3, 4])).toEqual(Float64Array.of(1, -1, 0));
    expect(softmaxFocalLossGrad([0, 0.5, 0.5], [Infinity, 3, 4])).toEqual(Float64Array.of(1, -0.5, -0.5));
    expect(softmaxFocalLoss(2, [Infinity, Infinity, 4])).toBe(NaN);
    expect(softmaxFocalLoss(1, [Infinity, Infinity, 4])).toBe(NaN);
    expect(softmaxFocalLoss([0.5, 0.5, 0], [Infinity, Infinity, 4])).toBe(NaN);
  });

  it("shares ties alike", () => {
    expect(softmaxFocalLoss(0, [7, 7], { gamma: 0 })).toBe(Math.LN2);
    expect(softmaxFocalLossGrad(0, [7, 7], { gamma: 0 })).toEqual(Float64Array.of(-0.5, 0.5));
    expect(softmaxFocalLossHess(0, [7, 7], { gamma: 0 })).toEqual(Float64Array.of(0.25, 0.25));
    expect(softmaxFocalLoss(2, [1e6, 1e6, 1e6, 1e6], { gamma: 0 })).toBe(2 * Math.LN2);
  });

  it("gives NaN for NaN and for arguments outside their range, and never throws", () => {
    expect(isNaNs(all(0, [NaN, 0]))).toBe(true);
    expect(isNaNs(all(1, [NaN, 0]))).toBe(true);
    expect(isNaNs(all([0.5, 0.5], [NaN, 0]))).toBe(true);
    expect(isNaNs(all([0.5, 0.5], [0, NaN]))).toBe(true);
    expect(isNaNs(all([0.5, NaN], [0, 0]))).toBe(true);
    for (const t of [-1, 2, 0.5, NaN, Infinity]) expect(isNaNs(all(t, [0, 0])), String(t)).toBe(true);
    for (const t of [[1], [0.5, 1.5], [0.5, -0.5], [0, 0, 1]]) expect(isNaNs(all(t, [0, 0]))).toBe(true);
    for (const o of [
      { gamma: -1 },
      { gamma: NaN },
      { gamma: Infinity },
      { alpha: -1 },
      { alpha: 1e281 },
      { alpha: [1] },
      { alpha: [1, NaN] },
    ]) {
      expect(isNaNs(all(0, [0, 0], o)), JSON.stringify(o)).toBe(true);
      expect(isNaNs(all([0.5, 0.5], [0, 0], o)), JSON.stringify(o)).toBe(true);
    }
    for (const t of [null, undefined])
      expect(isNaNs(all(t as unknown as number, [0, 0])), String(t)).toBe(true);
    // As in the rows of fixtures, and in the binary losses, null is no alpha.
    const none = { alpha: null as unknown as undefined };
    expect(softmaxFocalLoss(0, [1, 2], none)).toBe(softmaxFocalLoss(0, [1, 2]));
    expect(softmaxFocalLoss(0, [])).toBe(NaN);
    expect(softmaxFocalLoss([], [])).toBe(NaN);
    expect(softmaxFocalLossHessVec(0, [0, 0], {}, [1])).toEqual(Float64Array.of(NaN, NaN));
  });

  it("drops terms without weight", () => {
    expect(isZero(all(0, [-Infinity, 0], { alpha: 0 }))).toBe(true);
    expect(isZero(all(0, [-Infinity, 0], { alpha: [0, 1] }))).toBe(true);
    expect(isZero(all([0, 0], [1, 2]))).toBe(true);
    expect(softmaxFocalLoss([0, 0.5, 0.5], [-Infinity, 1, 2])).toBeLessThan(1);
  });

  it("does not underflow before the result does", () => {
    expect(softmaxFocalLossGrad(0, [-5, 0, -720])[2]).toBeCloseTo(0, 300);
    expect(softmaxFocalLossGrad(0, [-5, 0, -720])[2]).toBeGreaterThan(0);
    expect(softmaxFocalLoss(0, [800, 0, 0], { gamma: 0 })).toBe(0);
    expect(softmaxFocalLoss(0, [740, 0, 0], { gamma: 0 })).toBeGreaterThan(0);
    expect(softmaxFocalLoss(0, [-1e308, 1e308, 0])).toBe(Infinity);
  });

  it("fills the array that is given, which may be the input", () => {
    const z = [0.5, -0.25, 3];
    const out = new Float32Array(3);
    expect(softmaxFocalLossGrad(0, z, {}, out)).toBe(out);
    expect(out).toEqual(Float32Array.from(softmaxFocalLossGrad(0, z)));
    for (const t of [0, [0.5, 0.25, 0.25]]) {
      const expected = [...softmaxFocalLossHessVec(t, z, undefined, z)];
      const both = [...z];
      expect(softmaxFocalLossHessVec(t, both, undefined, both, both)).toEqual(expected);
    }
  });

  it("takes thousands of classes", () => {
    const z = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5000) / 1000);
    const cross = softmaxFocalLoss(4, z, { gamma: 0 });
    const mean = z.reduce((sum, x) => sum + Math.exp(x), 0);
    expect(cross).toBeCloseTo(Math.log(mean) - z[4]!, 12);
    expect(softmaxFocalLoss(new Float64Array(5000).fill(1 / 5000), z, { gamma: 0 })).toBeCloseTo(
      Math.log(mean) - 2.4995,
      12,
    );
  });
});

describe("properties", () => {
  it("is the ordinary cross-entropy for gamma 0", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 9 }),
        (z) => {
          const top = Math.max(...z);
          const expected = Math.log(z.reduce((sum, x) => sum + Math.exp(x - top), 0)) + top - z[0]!;
          expect(Math.abs(softmaxFocalLoss(0, z, { gamma: 0 }) - expected)).toBeLessThan(1e-13);
        },
      ),
      RUNS,
    );
  });

  it("is the binary focal loss of the difference for two classes", () => {
    fc.assert(
      // Multiples of 2^-20: their difference is exact.
      fc.property(fc.integer(), fc.integer(), gamma, (a, b, gamma) => {
        const z = [a / 2 ** 24, b / 2 ** 24];
        const binary = focalLossWithLogits(1, z[1]! - z[0]!, { gamma });
        expect(Math.abs(softmaxFocalLoss(1, z, { gamma }) - binary)).toBeLessThanOrEqual(
          8 * U * binary + 2 ** -1073,
        );
      }),
      RUNS,
    );
  });

  it("has a gradient and a Hessian without a component along (1, ..., 1)", () => {
    fc.assert(
      fc.property(logits, gamma, (z, gamma) => {
        const t = z.map((_, i) => (i + 1) / 16);
        const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
        const scale = 64 * U * (gamma + 1) ** 2 * 16 * z.length;
        expect(Math.abs(sum(softmaxFocalLossGrad(0, z, { gamma })))).toBeLessThan(scale);
        expect(Math.abs(sum(softmaxFocalLossGrad(t, z, { gamma })))).toBeLessThan(scale);
        for (const h of softmaxFocalLossHessVec(
          t,
          z,
          { gamma },
          t.map(() => 1),
        )) {
          expect(Math.abs(h)).toBeLessThan(scale);
        }
      }),
      RUNS,
    );
  });

  it("does not change where all logits are shifted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 2, maxLength: 9 }),
        gamma,
        (n, gamma) => {
          const z = n.map((x) => x / 8);
          const shifted = z.map((x) => x + 1024);
          expect(softmaxFocalLoss(0, shifted, { gamma })).toBe(softmaxFocalLoss(0, z, { gamma }));
          expect(softmaxFocalLossGrad(0, shifted, { gamma })).toEqual(softmaxFocalLossGrad(0, z, { gamma }));
        },
      ),
      RUNS,
    );
  });

  it("takes a class as the distribution of that class, to the bit", () => {
    fc.assert(
      fc.property(logits, gamma, (z, gamma) => {
        const oneHot = z.map((_, i) => (i === 1 ? 1 : 0));
        expect(softmaxFocalLoss(oneHot, z, { gamma })).toBe(softmaxFocalLoss(1, z, { gamma }));
        expect(softmaxFocalLossGrad(oneHot, z, { gamma })).toEqual(softmaxFocalLossGrad(1, z, { gamma }));
        expect(softmaxFocalLossHess(oneHot, z, { gamma })).toEqual(softmaxFocalLossHess(1, z, { gamma }));
      }),
      RUNS,
    );
  });

  it("is linear in the target", () => {
    fc.assert(
      fc.property(logits, gamma, (z, gamma) => {
        const t = z.map((_, i) => ((i * 5) % 7) / 8);
        const of = (k: number) => softmaxFocalLoss(k, z, { gamma });
        const value = t.reduce((sum, w, k) => sum + w * of(k), 0);
        expect(Math.abs(softmaxFocalLoss(t, z, { gamma }) - value)).toBeLessThanOrEqual(
          32 * U * value + 2 ** -1070,
        );
        const size = new Float64Array(z.length);
        const sum = new Float64Array(z.length);
        for (const [k, w] of t.entries()) {
          for (const [i, g] of softmaxFocalLossGrad(k, z, { gamma }).entries()) {
            sum[i]! += w * g;
            size[i]! += w * Math.abs(g);
          }
        }
        for (const [i, g] of softmaxFocalLossGrad(t, z, { gamma }).entries()) {
          expect(Math.abs(g - sum[i]!)).toBeLessThanOrEqual(32 * U * size[i]! + 2 ** -1070);
        }
      }),
      RUNS,
    );
  });
});
