/**
 * `@focal-loss/tfjs` on the backends of a browser: the golden cases, the tolerances that its README states, and a model.
 */
/* oxlint-disable vitest/no-standalone-expect -- check() makes tests */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bundle, openSite, type Site } from "./page.ts";
import type { Checks } from "./tfjs-page.ts";

declare const checks: Checks;

/** SwiftShader computes what a graphics card would. */
const TIMEOUT = 600_000;

/** GPUs take numbers below 2^-126 for 0, and so lose products of them. */
const floor = 2 ** -120;
const ELEMENTS = { value: 24, gradient: 24, hessian: 24 };
const ROWS = { value: 40, gradient: 40, hessian: 250 };

let site: Site;

beforeAll(async () => {
  const code = await bundle('import "./tfjs-page.ts";');
  site = await openSite({ "/": '<script type="module" src="main.js"></script>', "/main.js": code });
  await site.page.waitForFunction("globalThis.checks");
}, TIMEOUT);

afterAll(() => site[Symbol.asyncDispose]());

describe.each(["webgl", "webgpu"])("%s", { timeout: TIMEOUT }, (backend) => {
  let starts = false;

  beforeAll(async () => {
    starts = await site.page.evaluate((backend) => checks.start(backend), backend);
    if (!starts && backend === "webgl") throw new Error("this Chromium has no WebGL");
  });

  /** Where there is no WebGPU adapter, that is said. */
  function check(name: string, run: () => Promise<void>): void {
    it(name, async ({ skip }) => {
      if (!starts) {
        const reason = "this Chromium has no WebGPU adapter";
        console.warn(`skipped: ${reason}`);
        return skip(reason);
      }
      await run();
      expect(site.problems).toEqual([]);
    });
  }

  check("golden cases of Keras and torchvision: loss, gradient and curvature", async () => {
    const { cases, failures } = await site.page.evaluate((tolerances) => checks.golden(tolerances), {
      loss: { relative: 1e-6, absolute: 0 },
      gradient: { relative: 1e-6, absolute: 1e-7 },
      hessian: { relative: 2e-6, absolute: 5e-7 },
    });
    expect(failures).toEqual([]);
    expect(cases).toBe(78);
  });

  check("keeps the loss contract", async () => {
    const claims = [
      { ...ELEMENTS, floor },
      { ...ROWS, floor },
    ] as const;
    expect(await site.page.evaluate(([binary, softmax]) => checks.contract(binary, softmax), claims)).toEqual(
      [],
    );
  });

  check("random logits and probabilities", async () => {
    for (const options of [
      { fromLogits: true, n: 1000, floor },
      { fromLogits: true, n: 1000, floor, spread: 1000 },
      { fromLogits: false, n: 1000, floor },
    ]) {
      const errors = await site.page.evaluate((options) => checks.elements(options), options);
      for (const name of ["value", "gradient", "hessian"] as const) {
        expect(errors[name], `${name} of ${JSON.stringify(options)}`).toBeLessThanOrEqual(ELEMENTS[name]);
      }
    }
  });

  check("random rows of logits", async () => {
    for (const spread of [12, 1000]) {
      const errors = await site.page.evaluate((options) => checks.rows(options), { n: 6, floor, spread });
      for (const name of ["value", "gradient", "hessian"] as const) {
        expect(errors[name], `${name} up to ${spread}`).toBeLessThanOrEqual(ROWS[name]);
      }
    }
  });

  check("properties of random shapes, weights, masks and options", async () => {
    // A softmax gradient, and roundings of weights and divisors.
    const tolerance = { units: ROWS.gradient + 4, floor };
    const failures = await site.page.evaluate(
      ([tolerance, parameters]) => checks.properties(tolerance, parameters),
      [tolerance, { numRuns: 5, seed: 20261126 }] as const,
    );
    expect(failures).toEqual([]);
  });

  check("integer labels as distributions, with rows that do not count", async () => {
    expect(await site.page.evaluate((relative) => checks.sparse(relative), 5e-6)).toEqual([]);
  });

  check("accuracy at a threshold, and of NaN", async () => {
    expect(await site.page.evaluate(() => checks.accuracy())).toEqual([1, 0, NaN, NaN]);
  });

  check("a model compiles, fits, is saved, loaded and asked", async () => {
    await site.page.evaluate((backend) => checks.train(backend), backend);
  });

  check("leaves no tensor behind", async () => {
    expect(await site.page.evaluate((steps) => checks.leaks(steps), 1000)).toBe(0);
  });
});
