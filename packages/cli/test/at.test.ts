/**
 * `focal-loss at`
 */
import {
  focalLoss as loss,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  recoverProbabilityWithLogits,
} from "@focal-loss/core";
import { loadBinaryReference } from "@focal-loss/fixtures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss } = workspace();
const { bash } = shell();

interface Result {
  gamma: number;
  terms: { class: number; pT: number; alphaT: number; modulatingFactor: number; crossEntropy: number }[];
  loss: number | string;
  byLogit: { gradient: number; hessian: number };
  byProbability: { gradient: number; hessian: number };
  recoveredProbability: number;
}

async function json(...args: string[]): Promise<{ probability: number; logit: number; results: Result[] }> {
  const { code, stdout, stderr } = await focalLoss("at", "--json", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as { probability: number; logit: number; results: Result[] };
}

describe("focal-loss at", () => {
  it("prints a prediction term by term", () => {
    expect(bash("focal-loss at 0.9 1 --gamma 0 --gamma 2")).toEqual({
      code: 0,
      stderr: "",
      stdout: `label                    1
probability              0.9
logit                    2.1972245773362196
gamma                    0                     2
p_t                      0.9                   0.9
alpha_t                  1                     1
modulating factor        1                     0.009999999999999995
cross-entropy            0.10536051565782628   0.10536051565782628
loss                     0.10536051565782628   0.0010536051565782623
gradient by logit        -0.09999999999999998  -0.0028964892818408717
Hessian by logit         0.08999999999999998   0.0077240317791294815
gradient by probability  -1.1111111111111112   -0.03218321424267636
Hessian by probability   1.2345679012345678    0.6675111547724426
recovered probability    0.9                   0.9973785417315794
`,
    });
  });

  it("takes negative numbers, and several gammas at once", () => {
    const { stdout } = bash("focal-loss at --logit -3 1 --gamma 0,1,2 --alpha 0.25");
    expect(stdout).toMatch(/^logit +-3$/m);
    expect(stdout).toMatch(/^gamma +0 +1 +2$/m);
    expect(bash("focal-loss at --logit=-3 1 --gamma 0,1,2 --alpha=0.25").stdout).toBe(stdout);
    expect(bash("focal-loss at -- 0.5 1").code).toBe(0);
  });

  it("shows the terms of both classes for a label in between", async () => {
    const { results } = await json("0.9", "0.25", "--alpha", "0.25");
    expect(results[0]!.terms.map(({ class: side, pT, alphaT }) => [side, pT, alphaT])).toEqual([
      [1, 0.9, 0.0625],
      [0, 1 - 0.9, 0.5625],
    ]);
    expect((await focalLoss("at", "0.9", "0.25")).stdout).toMatch(/^modulating factor of class 0 +0\.81$/m);
  });

  it("has core's values, whose terms multiply to the loss", async () => {
    const gammas = fc.constantFrom(0, 0.5, 1, 2, 3.7);
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.constantFrom(0, 1, 0.3),
        gammas,
        async (z, y, gamma) => {
          const { results } = await json("--logit", String(z), String(y), "--gamma", String(gamma));
          const options = { gamma };
          const { terms, loss, byLogit, recoveredProbability } = results[0]!;
          expect(loss).toBe(focalLossWithLogits(y, z, options));
          expect(byLogit.gradient).toBe(focalLossWithLogitsGrad(y, z, options));
          // JSON has no -0.
          expect(byLogit.hessian + 0).toBe(focalLossWithLogitsHess(y, z, options) + 0);
          expect(recoveredProbability).toBe(recoverProbabilityWithLogits(z, options));
          const product = terms.reduce((sum, t) => sum + t.alphaT * t.modulatingFactor * t.crossEntropy, 0);
          expect(Math.abs(product - Number(loss))).toBeLessThanOrEqual(1e-13 * Number(loss));
        },
      ),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.constantFrom(0, 1, 0.3),
        gammas,
        async (p, y, gamma) => {
          const { probability, results } = await json(String(p), String(y), "--gamma", String(gamma));
          expect(probability).toBe(p);
          expect(results[0]!.loss).toBe(loss(y, p, { gamma }));
          expect(results[0]!.byProbability).toEqual({
            gradient: focalLossGrad(y, p, { gamma }),
            hessian: focalLossHess(y, p, { gamma }),
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is as exact as the references allow", async () => {
    const rows = (await loadBinaryReference()).filter((_, k) => k % 5 === 0);
    for (const { input, label, x, gamma, alpha, value, gradient, hessian } of rows) {
      const { results } = await json(
        ...(input === "logit" ? ["--logit", String(x)] : [String(x)]),
        String(label),
        "--gamma",
        String(gamma),
        ...(alpha === null ? [] : ["--alpha", String(alpha)]),
      );
      const { loss, byLogit, byProbability } = results[0]!;
      const derivatives = input === "logit" ? byLogit : byProbability;
      for (const [got, { exact, magnitude }] of [
        [loss, value],
        [derivatives.gradient, gradient],
        [derivatives.hessian, hessian],
      ] as const) {
        const tolerance = magnitude === null ? 0 : 8 * 2 ** -53 * magnitude * 1.0001 + 2 ** -1074;
        const error = Number(got) === exact ? 0 : Math.abs(Number(got) - exact);
        expect(error, `${input} ${x}, label ${label}, gamma ${gamma}`).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  it("writes an infinite loss as text in JSON", async () => {
    const { logit, results } = await json("0", "1");
    expect({ logit, loss: results[0]!.loss }).toEqual({ logit: "-Infinity", loss: "Infinity" });
  });

  it.each([
    [["0.5"], "expected a probability P and a label Y, got '0.5'"],
    [["0.5", "1", "2"], "expected a probability P and a label Y, got '0.5' '1' '2'"],
    [["0.5", "1", "--logit", "3"], "expected with --logit the label Y alone, got '0.5' '1'"],
    [["x", "1"], "argument P: 'x' is not a number"],
    [["0.5", "2"], "argument Y: 2 is not a label in [0, 1]"],
    [["0.5", "yes"], "argument Y: 'yes' is not a number"],
    [["--logit", "abc", "1"], "--logit: 'abc' is not a number"],
  ])("refuses %j with code 2", async (args, message) => {
    const { code, stdout, stderr } = await focalLoss("at", ...args);
    expect({ code, stdout, stderr: stderr.split("\n")[0] }).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${message}`,
    });
  });

  it("says how a logit is given where a probability cannot be", () => {
    expect(bash("focal-loss at 1.5 1")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: argument P: 1.5 is not a probability in [0, 1]\nhint: --logit 1.5 reads it as a logit\n",
    });
    expect(JSON.parse(bash("focal-loss at -0.5 1 --json").stderr)).toMatchObject({
      schemaVersion: 1,
      error: { kind: "usage", hint: "--logit -0.5 reads it as a logit" },
    });
  });
});
