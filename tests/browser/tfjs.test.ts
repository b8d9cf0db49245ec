/**
 * `@focal-loss/tfjs` on the backends of a browser.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bundle, openSite, type Site } from "./page.ts";
import type { Checks } from "./tfjs-page.ts";

declare const checks: Checks;

let site: Site;

beforeAll(async () => {
  const code = await bundle('import "./tfjs-page.ts";');
  site = await openSite({ "/": '<script type="module" src="main.js"></script>', "/main.js": code });
  await site.page.waitForFunction("globalThis.checks");
});

afterAll(() => site[Symbol.asyncDispose]());

for (const backend of ["webgl", "webgpu"]) {
  describe(backend, () => {
    beforeAll(async () => {
      expect(await site.page.evaluate((backend) => checks.start(backend), backend)).toBe(true);
    });

    it("golden cases of Keras and torchvision", async () => {
      const { cases, failures, worst } = await site.page.evaluate((tolerances) => checks.golden(tolerances), {
        loss: { relative: 1e-6, absolute: 0 },
        gradient: { relative: 1e-6, absolute: 1e-7 },
        hessian: { relative: 1e-5, absolute: 1e-6 },
      });
      console.log(worst);
      expect(cases).toBe(78);
      expect(failures).toEqual([]);
      expect(site.problems).toEqual([]);
    });

    it("contract", async () => {
      const floor = 2 ** -120;
      const claim = { value: 20, gradient: 20, hessian: 20, floor };
      console.log(await site.page.evaluate(([b, s]) => checks.contract(b!, s!), [claim, claim]));
      console.log(await site.page.evaluate((options) => checks.elements(options), { fromLogits: true, n: 2000, floor }));
      console.log(await site.page.evaluate((options) => checks.elements(options), { fromLogits: true, n: 2000, floor, spread: 1000 }));
      console.log(await site.page.evaluate((options) => checks.elements(options), { fromLogits: false, n: 2000, floor }));
      console.log(await site.page.evaluate((options) => checks.rows(options), { n: 10, floor }));
    });
  });
}
