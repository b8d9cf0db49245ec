/**
 * Batches of floats are within 4 units of the last place of core's doubles, which are exact to 5 units of theirs: over the exact
 * references and random elements of all kinds, by each module that this engine takes.
 */
import { type BatchOptions, focalLossWithLogitsBatch } from "@focal-loss/core";
import { loadBinaryReference } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { instantiate } from "../src/instance.ts";
import { makeLogitsBatch } from "../src/logits-batch.ts";
import { moduleBytes, plainBytes, relaxedBytes } from "../src/module.ts";
import { webAssembly } from "../src/webassembly.ts";
import { uniform } from "./random-rows.ts";

const NAMES = ["values", "gradients", "hessians"] as const;
const GAMMAS = [0, 1, 2, 3, 0.5, 1.5, 2.5, 2.2, 0.999, 2.9, 5, 17];
const WEIGHTS = [{}, { alpha: 0.25 }, { alpha: 0.9 }, { posWeight: 7.7 }];

const random = uniform(20261125);
const sign = () => (random() < 0.5 ? -1 : 1);

/** Logits of all sizes. */
const STRATA: Readonly<Record<string, () => number>> = {
  ordinary: () => 12 * (random() + random() + random() - 1.5),
  wide: () => 160 * (random() - 0.5),
  "nearly underflowing": () => sign() * (80 + 30 * random()),
  huge: () => sign() * 10 ** (3 + 35.5 * random()),
  small: () => sign() * 2 ** (-30 * random()),
  subnormal: () => sign() * 2 ** -149 * Math.floor(2 ** (24 * random())),
  zero: () => (random() < 0.5 ? 0 : -0),
};

function rows(n: number, soft: boolean, strata: readonly string[] = Object.keys(STRATA)) {
  const labels = new Float32Array(n);
  const logits = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    labels[i] = soft && random() < 0.8 ? random() : random() < 0.4 ? 1 : 0;
    logits[i] = STRATA[strata[Math.floor(random() * strata.length)]!]!();
  }
  return { labels, logits };
}

const floats = (n: number) => ({
  values: new Float32Array(n),
  gradients: new Float32Array(n),
  hessians: new Float32Array(n),
});

/** core's values and derivatives. */
function truth(labels: Float32Array, logits: Float32Array, options: BatchOptions) {
  const n = labels.length;
  const out = {
    values: new Float64Array(n),
    gradients: new Float64Array(n),
    hessians: new Float64Array(n),
  };
  const result = focalLossWithLogitsBatch(Float64Array.from(labels), Float64Array.from(logits), options, out);
  return { ...out, result };
}

/** The unit of the last place of a float. */
function ulp(x: number): number {
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(x), 2 ** -126)));
  return 2 ** (exponent - 23);
}

/**
 * What may cancel: the sums of the absolute terms of the gradient and the Hessian.
 *
 *     G: y w1 |A'(z)| + (1 - y) w0 |A'(-z)|
 *     H: the same of q^g p (g L ((g + 1) p + 1) + (2g + 1) q)
 *     N: the same of q^g (g |g - 1| p^2 L + q (2 g p + q))
 *
 * Where e^-|z| is subnormal, its last unit counts as often as a result holds it: `rest`.
 */
function magnitudes(y: number, z: number, options: BatchOptions) {
  const { gamma: g = 2, alpha, posWeight, labelSmoothing: c = 0 } = options;
  const [w1, w0] = [alpha ?? posWeight ?? 1, 1 - (alpha ?? 0)];
  const rest = Math.abs(z) > 80 ? 2 ** -148 * Math.max(w1, w0) * (g + 1) : 0;
  let [gradient, hessian, gaussNewton] = [0, 0, 0];
  for (const [share, w, s] of [
    [y, w1, z],
    [1 - y, w0, -z],
  ] as const) {
    const weight = w * (share * (1 - c) + c / 2);
    if (weight === 0) continue;
    const e = Math.exp(-Math.abs(s));
    const [p, q] = s < 0 ? [e / (1 + e), 1 / (1 + e)] : [1 / (1 + e), e / (1 + e)];
    const L = Math.min(Math.max(-s, 0), 1000) + Math.log1p(e);
    const factor = weight * q ** g;
    gradient += factor * (g * p * L + q);
    hessian += factor * p * (g * L * ((g + 1) * p + 1) + (2 * g + 1) * q);
    gaussNewton += factor * (g * Math.abs(g - 1) * p * p * L + q * (2 * g * p + q));
  }
  return { gradient, hessian, gaussNewton, rest };
}

const modules = Object.entries({ plain: plainBytes(), relaxed: relaxedBytes(plainBytes()) }).map(
  ([name, bytes]) => {
    const isValid = webAssembly().validate(bytes);
    const title = isValid ? name : `${name}: this engine has no relaxed SIMD`;
    if (!isValid) console.warn(`skipped: ${title}`);
    return { title, bytes, isValid };
  },
);

it("has a module for every engine", () => {
  expect(modules[0]!.isValid).toBe(true);
  expect(moduleBytes()).toEqual(modules.findLast(({ isValid }) => isValid)!.bytes);
});

for (const { title, bytes, isValid } of modules) {
  describe.runIf(isValid)(`a batch of floats, ${title}`, () => {
    const { Module } = webAssembly();
    const kernels = isValid ? makeLogitsBatch(instantiate(new Module(bytes), 0)) : undefined;
    const batch: typeof focalLossWithLogitsBatch = (...call) => kernels!.focalLossWithLogitsBatch(...call);

    /** Computes, and compares with core, element by element. */
    function expectAccurate(labels: Float32Array, logits: Float32Array, options: BatchOptions) {
      const n = labels.length;
      const out = floats(n);
      const result = batch(labels, logits, options, out);
      const { result: expected, ...exact } = truth(labels, logits, options);
      expect({ ...result, loss: 0, sum: 0 }).toEqual({ ...expected, loss: 0, sum: 0 });
      for (let i = 0; i < n; i++) {
        const { gradient, hessian, rest } = magnitudes(labels[i]!, logits[i]!, options);
        const bounds = {
          values: 4 * ulp(exact.values[i]!) + rest,
          gradients: 4 * ulp(gradient) + rest,
          hessians: 4 * (2 ** -24 * hessian + 2 ** -149) + 110 * rest,
        };
        for (const name of NAMES) {
          const [actual, wanted] = [out[name][i]!, Math.fround(exact[name][i]!)];
          if (Object.is(actual, wanted) || Math.abs(actual - exact[name][i]!) <= bounds[name]) continue;
          expect.fail(
            `${name}, ${JSON.stringify(options)}, label ${labels[i]}, logit ${logits[i]}: ${actual}, exactly ${wanted}`,
          );
        }
      }
    }

    it("is accurate over the exact references", async () => {
      const all = await loadBinaryReference();
      const fitting = all.filter(
        ({ input, label, x }) => input === "logit" && Math.fround(label) === label && Math.fround(x) === x,
      );
      expect(fitting.length).toBeGreaterThan(150);
      for (const { label, x, gamma, alpha } of fitting) {
        const options = alpha === null ? { gamma } : { gamma, alpha };
        expectAccurate(Float32Array.of(label), Float32Array.of(x), options);
      }
    });

    it.each(GAMMAS)("is accurate for gamma %d", (gamma) => {
      for (const weights of WEIGHTS) {
        for (const soft of [false, true]) {
          const { labels, logits } = rows(5001, soft);
          expectAccurate(labels, logits, { gamma, ...weights });
        }
        const { labels, logits } = rows(1001, true, ["ordinary", "wide", "nearly underflowing"]);
        expectAccurate(labels, logits, { gamma, ...weights, labelSmoothing: 0.1 });
      }
    });

    it("is accurate for weights of any size", () => {
      for (const posWeight of [0, 1e-200, 1e-30, 2 ** -60, 1e-9, 1000, 2 ** 20, 3e6, 1e30]) {
        for (const gamma of [0, 1.5, 2, 5]) {
          const { labels, logits } = rows(501, false);
          expectAccurate(labels, logits, { gamma, posWeight });
        }
      }
    });

    it("is accurate for every length, and writes no further", () => {
      for (let n = 0; n < 68; n++) {
        const { labels, logits } = rows(n, n % 2 === 0);
        expectAccurate(labels, logits, { gamma: 1.5 });
        const values = new Float32Array(n + 8).fill(7);
        batch(labels, logits, {}, { values: values.subarray(4, n + 4) });
        expect([...values.subarray(0, 4), ...values.subarray(n + 4)]).toEqual(Array(8).fill(7));
      }
      for (const n of [255, 256, 257, 8191, 8192, 8193]) {
        const { labels, logits } = rows(n, false);
        expectAccurate(labels, logits, { alpha: 0.25 });
      }
    });

    it("goes to the limits", () => {
      const { values, gradients, hessians } = floats(8);
      const labels = Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0);
      const logits = Float32Array.of(-Infinity, Infinity, Infinity, -Infinity, -3e38, 3e38, 3e38, -3e38);
      for (const gamma of [0, 0.3, 0.5, 2, 3]) {
        batch(labels, logits, { gamma }, { values, gradients, hessians });
        const far = Math.fround(3e38);
        expect([...values]).toEqual([Infinity, Infinity, 0, 0, far, far, 0, 0]);
        expect([...gradients].map((x) => x + 0)).toEqual([-1, 1, 0, 0, -1, 1, 0, 0]);
        expect([...hessians]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      }
      batch(Float32Array.of(1, 0), Float32Array.of(-126, 126), {}, { hessians: hessians.subarray(0, 2) });
      expect([...hessians.subarray(0, 2)]).toEqual([0, 0]);
      // A weight of 0 drops the term, however large.
      batch(labels, logits, { alpha: 1 }, { values });
      expect([...values]).toEqual([Infinity, 0, 0, 0, Math.fround(3e38), 0, 0, 0]);
      batch(
        Float32Array.of(0.5, 0, 1),
        Float32Array.of(Infinity, Infinity, Infinity),
        {},
        { values: values.subarray(0, 3) },
      );
      expect([...values.subarray(0, 3)]).toEqual([Infinity, Infinity, 0]);
    });

    it("gives NaN for NaN, and counts it", () => {
      for (const soft of [false, true]) {
        const { labels, logits } = rows(1003, soft);
        for (const i of [0, 5, 255, 256, 600, 1001, 1002]) logits[i] = NaN;
        if (soft) labels[77] = NaN;
        const out = floats(1003);
        const { nan, loss, count } = batch(labels, logits, { gamma: 2.2 }, out);
        expect([nan, loss, count]).toEqual([soft ? 8 : 7, NaN, 1003]);
        for (const name of NAMES) expect(out[name].filter(Number.isNaN)).toHaveLength(soft ? 8 : 7);
      }
    });

    it("has the total of the doubles", () => {
      for (const options of [{}, { alpha: 0.9 }, { gamma: 0, posWeight: 3.3 }, { gamma: 2.2, alpha: 0.1 }]) {
        for (const soft of [false, true]) {
          const { labels, logits } = rows(200_001, soft, ["ordinary", "wide"]);
          const { sum, ...rest } = batch(labels, logits, options);
          const expected = focalLossWithLogitsBatch(labels, logits, options);
          expect(Math.abs(sum / expected.sum - 1)).toBeLessThan(1e-9);
          expect({ ...rest, loss: 0 }).toEqual({ ...expected, loss: 0, sum: undefined });
        }
      }
    });

    it.each(["clamp", "absolute", "gauss-newton"] as const)("has the Hessians of mode %s", (hessianMode) => {
      for (const gamma of [0, 0.5, 2, 3]) {
        const { labels, logits } = rows(1003, true);
        const { hessians } = floats(1003);
        batch(labels, logits, { gamma, hessianMode }, { hessians });
        const exact = truth(labels, logits, { gamma, hessianMode }).hessians;
        for (let i = 0; i < 1003; i++) {
          const { hessian, gaussNewton, rest } = magnitudes(labels[i]!, logits[i]!, { gamma });
          const magnitude = hessianMode === "gauss-newton" ? gaussNewton : hessian;
          const bound = 4 * (2 ** -24 * magnitude + 2 ** -149) + 110 * rest;
          expect(Math.abs(hessians[i]! - exact[i]!)).toBeLessThanOrEqual(bound);
          expect(hessians[i]).toBeGreaterThanOrEqual(0);
        }
      }
    });

    it("has the same bits whatever was computed before", () => {
      const { labels, logits } = rows(2001, false, ["ordinary", "wide", "huge"]);
      const gammas = [2, 0.7, 0, 3];
      const whole = gammas.map((gamma) => {
        const out = floats(2001);
        batch(labels, logits, { gamma }, out);
        return out;
      });
      const parts = gammas.map(() => floats(2001));
      for (let start = 0; start < 2001; start += 29) {
        for (const [i, gamma] of gammas.entries()) {
          const part = (array: Float32Array) => array.subarray(start, start + 29);
          const { values, gradients, hessians } = parts[i]!;
          const out = { values: part(values), gradients: part(gradients), hessians: part(hessians) };
          batch(part(labels), part(logits), { gamma }, out);
        }
      }
      expect(parts).toEqual(whole);
      for (const [i, gamma] of gammas.entries()) {
        const { values, gradients } = floats(2001);
        batch(labels, logits, { gamma }, { values, gradients });
        expect({ values, gradients }).toEqual({ values: whole[i]!.values, gradients: whole[i]!.gradients });
        batch(labels, logits, { gamma }, { values });
        expect(values).toEqual(whole[i]!.values);
      }
    });

    it("computes in double if one array is not of floats", () => {
      const { labels, logits } = rows(300, false);
      const gradients = new Float64Array(300);
      const result = batch(labels, logits, { gamma: 1.5 }, { gradients });
      const exact = truth(labels, logits, { gamma: 1.5 });
      expect(result).toEqual(exact.result);
      expect([...gradients]).toEqual([...exact.gradients]);
    });
  });
}
