/**
 * recoverProbability, recoverProbabilityWithLogits, initialLogit: the stationary point of the expected focal loss.
 */
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { initialLogit, recoverProbability, recoverProbabilityWithLogits } from "../src/calibration.ts";
import type { ClassWeights } from "../src/class-weights.ts";
import type { FocalLossOptions } from "../src/focal-loss.ts";
import { fromHex } from "./float64.ts";

const U = 2 ** -53;
const SMALLEST = 2 ** -1074;
/** The stated errors, in units of U. */
const STATED = 16;
const STATED_LOGIT = 3;

const golden = JSON.parse(
  readFileSync(new URL("fixtures/calibration.json", import.meta.url), "utf8"),
) as Readonly<Record<string, readonly (readonly string[])[]>>;

/** "name(x, options)" of each row whose error is beyond the bound, with what it gave and what is exact. */
function beyond(
  name: string,
  evaluate: (x: number, options: FocalLossOptions) => number,
  bound: (exact: number, gamma: number) => number,
): string[] {
  return golden[name]!.flatMap(([x, gamma, alpha, posWeight, exact]) => {
    const weights: ClassWeights =
      alpha !== "none"
        ? { alpha: fromHex(alpha!) }
        : posWeight !== "none"
          ? { posWeight: fromHex(posWeight!) }
          : {};
    const options = { gamma: fromHex(gamma!), ...weights };
    const [got, wanted] = [evaluate(fromHex(x!), options), fromHex(exact!)];
    const near = Math.abs(got - wanted) <= bound(wanted, fromHex(gamma!));
    return near ? [] : [`${name}(${fromHex(x!)}, ${JSON.stringify(options)}): ${got} against ${wanted}`];
  });
}

describe("against the stationarity condition at 2,500 bits", () => {
  const ofProbability = (exact: number) => STATED * U * exact + SMALLEST;

  it.each([
    ["recoverProbability", recoverProbability],
    ["recoverProbabilityWithLogits", recoverProbabilityWithLogits],
  ])("%s is within 16 units of 2^-53 at 700 points", (name, recover) => {
    expect(golden[name]!.length).toBe(700);
    expect(beyond(name, recover, ofProbability)).toEqual([]);
  });

  it("initialLogit is within 3 units of 2^-53, plus 2^-51 / (1 + gamma), at 150 points", () => {
    expect(golden["initialLogit"]!.length).toBe(150);
    const bound = (exact: number, gamma: number) =>
      STATED_LOGIT * U * Math.abs(exact) + 2 ** -51 / (1 + gamma);
    expect(beyond("initialLogit", initialLogit, bound)).toEqual([]);
  });
});

describe("what a model says for a true probability of .01, .3, .9", () => {
  it.each<[FocalLossOptions, string[]]>([
    [{ alpha: 0.5 }, ["0.154", "0.422", "0.694"]],
    [{}, ["0.154", "0.422", "0.694"]],
    [{ alpha: 0.25 }, ["0.108", "0.326", "0.601"]],
    [{ gamma: 0.5, alpha: 0.75 }, ["0.0740", "0.546", "0.916"]],
    [{ gamma: 0, alpha: 0.25 }, ["0.00336", "0.125", "0.750"]],
    [{ gamma: 0, posWeight: 3 }, ["0.0294", "0.563", "0.964"]],
  ])("with %o is %o", (options, fitted) => {
    const logits = [0.01, 0.3, 0.9].map((eta) => initialLogit(eta, options));
    expect(logits.map((z) => (1 / (1 + Math.exp(-z))).toPrecision(3))).toEqual(fitted);
  });

  it("starts RetinaNet's focal loss at -2.107 for a prior of .01, and binary cross-entropy at the log-odds", () => {
    expect(initialLogit(0.01, { alpha: 0.25 })).toBe(-2.1073983398030633);
    expect(initialLogit(0.01, { gamma: 0 })).toBe(-4.59511985013459);
  });
});

describe("special values", () => {
  const all = [recoverProbability, recoverProbabilityWithLogits, initialLogit];

  it.each<[number, number, number]>([
    [0, -Infinity, 0],
    [-0, -Infinity, 0],
    [1, Infinity, 1],
    [0.5, 0, 0.5],
  ])("p = %d, z = %d: eta = %d, with any gamma", (p, z, eta) => {
    for (const gamma of [0, 5e-324, 0.5, 2, 128, 1e300, Number.MAX_VALUE]) {
      expect(recoverProbability(p, { gamma })).toBe(eta);
      expect(recoverProbabilityWithLogits(z, { gamma })).toBe(eta);
      expect(initialLogit(eta, { gamma })).toBe(z);
    }
  });

  it("with gamma 0 and no weights is the probability itself", () => {
    for (const p of [5e-324, 1e-300, 0.1, 0.3, 0.7, 1 - U])
      expect(recoverProbability(p, { gamma: 0 })).toBe(p);
  });

  it("at p = 1/2 is the share of class 0 in the weights", () => {
    expect(recoverProbability(0.5, { alpha: 0.25 })).toBe(0.75);
    expect(recoverProbabilityWithLogits(0, { alpha: 0.25 })).toBe(0.75);
    expect(recoverProbability(0.5, { gamma: 0, posWeight: 3 })).toBe(0.25);
    expect(recoverProbability(0.5, { gamma: 5, posWeight: 3 })).toBe(0.25);
  });

  it("far out neither overflows nor becomes NaN", () => {
    expect(recoverProbabilityWithLogits(-700, { gamma: 5 })).toBe(0);
    expect(recoverProbabilityWithLogits(700, { gamma: 5 })).toBe(1);
    expect(recoverProbabilityWithLogits(-Number.MAX_VALUE, { gamma: 1e308 })).toBe(0);
    expect(recoverProbabilityWithLogits(Number.MAX_VALUE, { posWeight: 1e280 })).toBe(1);
    expect(recoverProbabilityWithLogits(-5e-324)).toBe(0.5);
    expect(initialLogit(5e-324, { gamma: 0 })).toBe(-744.4400719213812);
    expect(recoverProbabilityWithLogits(-1, { posWeight: 5e-324 })).toBe(1);
  });

  it("gamma is 2 by default", () => {
    for (const f of all) expect(f(0.3)).toBe(f(0.3, { gamma: 2 }));
  });

  it.each<[string, FocalLossOptions, number, number, number]>([
    ["alpha 0", { alpha: 0 }, 1, -Infinity, 1],
    ["posWeight 0", { posWeight: 0 }, 1, -Infinity, 1],
    ["alpha 1", { alpha: 1 }, 0, Infinity, 0],
  ])("with %s, where one class never counts", (_, weights, eta, best, undecided) => {
    for (const gamma of [0, 2]) {
      const options = { gamma, ...weights };
      for (const p of [1e-300, 0.01, 0.5, 1 - U]) expect(recoverProbability(p, options)).toBe(eta);
      for (const z of [-800, -1, 0, 1, 800]) expect(recoverProbabilityWithLogits(z, options)).toBe(eta);
      for (const prior of [5e-324, 0.01, 0.5, 1 - U]) expect(initialLogit(prior, options)).toBe(best);
      // The class that counts is certain not to occur, so that the loss is 0 everywhere.
      expect(initialLogit(undecided, options)).toBe(NaN);
      expect(initialLogit(1 - undecided, options)).toBe(best);
      expect(recoverProbabilityWithLogits(best, options)).toBe(NaN);
      expect(recoverProbabilityWithLogits(-best, options)).toBe(eta);
      expect(recoverProbability(1 - eta, options)).toBe(NaN);
      expect(recoverProbability(eta, options)).toBe(eta);
    }
  });

  it.each<[string, number, object]>([
    ["NaN", NaN, {}],
    ["NaN with gamma 0", NaN, { gamma: 0 }],
    ["a negative gamma", 0.3, { gamma: -1 }],
    ["an infinite gamma", 0.3, { gamma: Infinity }],
    ["a gamma of NaN", 0.3, { gamma: NaN }],
    ["an alpha below 0", 0.3, { alpha: -0.1 }],
    ["an alpha above 1", 0.3, { gamma: 0, alpha: 1.1 }],
    ["a posWeight above 1e280", 0.3, { posWeight: 1e281 }],
    ["alpha with posWeight", 0.3, { alpha: 0.25, posWeight: 2 }],
    ["alpha with posWeight and gamma 0", 0.3, { gamma: 0, alpha: 0.25, posWeight: 2 }],
    ["NaN with alpha 0", NaN, { alpha: 0 }],
    ["NaN with alpha 1", NaN, { alpha: 1 }],
  ])("%s gives NaN", (_, x, options) => {
    for (const f of all) expect(f(x, options as FocalLossOptions)).toBe(NaN);
    // The end of the range is no way out.
    expect(recoverProbabilityWithLogits(1e5 * x, options as FocalLossOptions)).toBe(NaN);
  });

  it.each([-0.1, -5e-324, 1 + 2 ** -52, Infinity, -Infinity])("the probability %d gives NaN", (p) => {
    for (const gamma of [0, 2]) {
      expect(recoverProbability(p, { gamma })).toBe(NaN);
      expect(initialLogit(p, { gamma })).toBe(NaN);
    }
  });
});

describe("properties", () => {
  const RUNS = { numRuns: 5000 };
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const inside = fc
    .oneof(
      fc.integer({ min: 1, max: 999 }).map((n) => n / 1000),
      fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((n) => n / 2 ** 30),
      unit,
      unit.map((p) => 1 - p),
    )
    .filter((p) => p > 0 && p < 1);
  const logit = fc.oneof(
    fc.double({ min: -40, max: 40, noNaN: true }),
    fc.integer({ min: -800_000, max: 800_000 }).map((n) => n / 1000),
    fc.double({ noNaN: true }),
  );
  const gamma = fc.oneof(
    fc.constantFrom(0, 0.5, 1, 2, 3, 5, 128),
    fc.integer({ min: 0, max: 128_000 }).map((n) => n / 1000),
    fc.double({ min: 0, max: 1e308, noNaN: true }),
  );
  const options: fc.Arbitrary<FocalLossOptions> = fc.oneof(
    gamma.map((gamma) => ({ gamma })),
    fc
      .tuple(
        gamma,
        inside.filter((alpha) => alpha >= 1e-280),
      )
      .map(([gamma, alpha]) => ({ gamma, alpha })),
    fc
      .tuple(gamma, fc.integer({ min: 1, max: 100_000 }))
      .map(([gamma, n]) => ({ gamma, posWeight: n / 1000 })),
    fc.tuple(gamma, fc.integer({ min: -280, max: 280 })).map(([gamma, n]) => ({ gamma, posWeight: 10 ** n })),
  );
  const up = (eta: number) => eta * (1 + 2 * STATED * U) + SMALLEST;

  it("recoverProbabilityWithLogits undoes initialLogit, but for the rounding of the logit", () => {
    fc.assert(
      fc.property(inside, options, (prior, options) => {
        const back = recoverProbabilityWithLogits(initialLogit(prior, options), options);
        const weight = options.posWeight ?? (options.alpha ?? 0.5) / (1 - (options.alpha ?? 0.5));
        // A relative error of the logit is one of the log-odds, and ln eta' = 1 - eta there.
        const logOdds = Math.abs(Math.log(prior) - Math.log1p(-prior) + Math.log(weight));
        const tolerance = 6 * U * (1 + (1 - prior) * logOdds) * prior + SMALLEST;
        expect(Math.abs(back - prior), `${back} against ${prior}`).toBeLessThanOrEqual(tolerance);
      }),
      { ...RUNS, numRuns: 20_000 },
    );
  });

  it("both increase, within the stated error, and stay in [0, 1]", () => {
    fc.assert(
      fc.property(logit, logit, unit, unit, options, (a, b, p, q, options) => {
        const lower = recoverProbabilityWithLogits(Math.min(a, b), options);
        const upper = recoverProbabilityWithLogits(Math.max(a, b), options);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(up(upper));
        const fromLower = recoverProbability(Math.min(p, q), options);
        const fromUpper = recoverProbability(Math.max(p, q), options);
        expect(fromLower).toBeGreaterThanOrEqual(0);
        expect(fromUpper).toBeLessThanOrEqual(1);
        expect(fromLower).toBeLessThanOrEqual(up(fromUpper));
      }),
      RUNS,
    );
  });

  it("initialLogit increases with the prior and is finite", () => {
    fc.assert(
      fc.property(inside, inside, options, (a, b, options) => {
        const lower = initialLogit(Math.min(a, b), options);
        const upper = initialLogit(Math.max(a, b), options);
        const rounding = 2 * STATED_LOGIT * U * Math.abs(lower) + 2 ** -50 / (1 + options.gamma!);
        expect(lower).toBeLessThanOrEqual(upper + rounding);
        expect(Math.max(-lower, upper)).toBeLessThan(1500);
      }),
      RUNS,
    );
  });

  it("gamma pulls towards 1/2: what is recovered lies beyond the output", () => {
    fc.assert(
      fc.property(inside, gamma, (p, gamma) => {
        const eta = recoverProbability(p, { gamma });
        if (p <= 0.5) expect(eta).toBeLessThanOrEqual(up(p));
        else expect(up(eta)).toBeGreaterThanOrEqual(p);
      }),
      RUNS,
    );
  });

  it("without weights initialLogit is odd about 1/2", () => {
    const grid = fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((n) => n / 2 ** 30);
    fc.assert(
      fc.property(grid, gamma, (prior, gamma) => {
        expect(initialLogit(1 - prior, { gamma }) + initialLogit(prior, { gamma })).toBe(0);
      }),
      RUNS,
    );
  });
});
