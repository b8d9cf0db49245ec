/**
 * The notebook's printed digits and plotted curves, bit for bit.
 */
import { binaryCrossEntropy, focalLoss, sum } from "@focal-loss/core/notebook";
import { loadNotebook } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { correctlyRoundedLog as log, correctlyRoundedPow as pow } from "../src/correctly-rounded.ts";
import { toHex } from "./float64.ts";

const { cases, figures } = await loadNotebook();

describe.each(cases)("cell $cell ($id)", ({ gamma, labels, probabilities, losses, printed, sum: total }) => {
  const replayed = probabilities.map((p, i) =>
    gamma === null ? binaryCrossEntropy(labels[i]!, p) : focalLoss(labels[i]!, p, { gamma }),
  );

  it(`gives the ${losses.length} printed losses bit for bit`, () => {
    expect(replayed.map(toHex)).toEqual(losses.map(toHex));
  });

  it("gives the printed text", () => {
    expect(`[${replayed.map(pythonRepr).join(", ")}]`).toBe(printed);
  });

  if (total === null) return;
  it("gives the printed sum bit for bit", () => {
    const replayedSum = sum(replayed.slice(total.from));
    expect(toHex(replayedSum)).toBe(toHex(total.value));
    expect(pythonRepr(replayedSum)).toBe(total.printed);
  });
});

it("covers all that the notebook prints: 68 losses and 6 sums", () => {
  expect(cases.flatMap((c) => c.losses).length).toBe(68);
  expect(cases.filter((c) => c.sum !== null).length).toBe(6);
});

const curves: Record<string, (x: number, gamma: number) => number> = {
  "(1-x)**3": (x) => pow(1 - x, 3),
  "x**3": (x) => pow(x, 3),
  "(-log(x))*((1-x)**gamma)": (x, gamma) => -log(x) * pow(1 - x, gamma),
  "(-log(1-x))*(x**gamma)": (x, gamma) => -log(1 - x) * pow(x, gamma),
};

describe.each(figures)("figure $id", (figure) => {
  it.each(figure.curves)("replays $formula for gamma $gamma bit for bit", ({ formula, gamma, y }) => {
    expect(figure.x.map((x) => toHex(curves[formula]!(x, gamma)))).toEqual(y.map(toHex));
  });
});

describe("notebook losses", () => {
  it("use gamma 2 by default", () => {
    expect(focalLoss(1, 0.7)).toBe(focalLoss(1, 0.7, { gamma: 2 }));
    expect(focalLoss(1, 0.7, {})).toBe(0.03210074495448593);
    expect(focalLoss(1, 0.7, { gamma: undefined })).toBe(0.03210074495448593);
  });

  it.each([
    ["binaryCrossEntropy(1, 0)", () => binaryCrossEntropy(1, 0), Infinity],
    ["binaryCrossEntropy(0, 1)", () => binaryCrossEntropy(0, 1), Infinity],
    // 0 * log(0)
    ["binaryCrossEntropy(0, 0)", () => binaryCrossEntropy(0, 0), NaN],
    ["binaryCrossEntropy(1, 1)", () => binaryCrossEntropy(1, 1), NaN],
    ["binaryCrossEntropy(1, -0.1)", () => binaryCrossEntropy(1, -0.1), NaN],
    ["binaryCrossEntropy(1, 1.1)", () => binaryCrossEntropy(1, 1.1), NaN],
    ["binaryCrossEntropy(1, NaN)", () => binaryCrossEntropy(1, NaN), NaN],
    ["focalLoss(1, 0)", () => focalLoss(1, 0), Infinity],
    ["focalLoss(0, 0)", () => focalLoss(0, 0), NaN],
    ["focalLoss(1, 0.5, { gamma: -1 })", () => focalLoss(1, 0.5, { gamma: -1 }), NaN],
    ["focalLoss(1, 0.5, { gamma: Infinity })", () => focalLoss(1, 0.5, { gamma: Infinity }), NaN],
    ["focalLoss(1, 0.5, { gamma: NaN })", () => focalLoss(1, 0.5, { gamma: NaN }), NaN],
    ["focalLoss(NaN, 0.5)", () => focalLoss(NaN, 0.5), NaN],
  ])("follow IEEE arithmetic where Python raises: %s", (_, evaluate, expected) => {
    expect(evaluate()).toBe(expected);
  });
});

describe("notebook sum", () => {
  it("adds left to right with one rounding an addition", () => {
    expect(sum([0.1, 0.2, 0.3])).toBe(0.6000000000000001);
    expect(sum([0.3, 0.2, 0.1])).toBe(0.6);
    expect(sum([1e100, 1, -1e100])).toBe(0);
  });

  it("takes any iterable, and nothing to be 0", () => {
    expect(sum(new Float64Array([1.5, 2.5]))).toBe(4);
    expect(sum(new Set([1, 2, 3]))).toBe(6);
    expect(sum([])).toBe(0);
  });
});

/** What Python prints for a float: the shortest digits, in exponent form below 1e-4 and from 1e16. */
function pythonRepr(x: number): string {
  const [digits, exponent] = x.toExponential().split("e") as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 16) return Number.isInteger(x) ? `${x}.0` : String(x);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
