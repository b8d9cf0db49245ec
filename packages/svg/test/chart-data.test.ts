/**
 * What the charts of this field hold: numbers of core and of the batches, and nothing else.
 */
import {
  focalLoss,
  focalLossBatch,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsBatch,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  recoverProbability,
} from "@focal-loss/core";
import { describe, expect, it } from "vitest";

import {
  type Chart,
  gradientCurves,
  hessianCurves,
  lossCurves,
  modulatingFactor,
  overview,
  reliabilityChart,
  renderSvg,
  sweepChart,
} from "../src/index.ts";
import { digits } from "./predictions.ts";

const KINDS = [
  ["lossCurves", lossCurves, focalLoss, focalLossWithLogits],
  ["gradientCurves", gradientCurves, focalLossGrad, focalLossWithLogitsGrad],
  ["hessianCurves", hessianCurves, focalLossHess, focalLossWithLogitsHess],
] as const;

describe.each(KINDS)("%s", (_, build, ofProbability, ofLogit) => {
  it.for([
    { over: "probability", fn: ofProbability, domain: [0, 1] },
    { over: "logit", fn: ofLogit, domain: [-6, 6] },
  ] as const)("holds core's values over the $over", ({ over, fn, domain }) => {
    for (const label of [0, 0.3, 1]) {
      const chart = build({ over, label, gammas: [0, 0.5, 2], alphas: [0.25, 0.5] });
      expect(chart.series.map((series) => series.label)).toEqual(
        [0, 0.5, 2].flatMap((gamma) => [0.25, 0.5].map((alpha) => `γ = ${gamma}, α = ${alpha}`)),
      );
      expect(chart.x.domain).toEqual(domain);
      chart.series.forEach(({ points }, i) => {
        const options = { gamma: [0, 0.5, 2][i >> 1]!, alpha: [0.25, 0.5][i & 1]! };
        expect(points.length).toBeGreaterThan(90);
        for (const [x, y] of points) if (y !== null) expect(y).toBe(fn(label, x, options) + 0);
      });
    }
  });

  it("weighs no class unless asked to", () => {
    const [series] = build({ over: "logit", gammas: [2] }).series;
    for (const [x, y] of series!.points) expect(y).toBe(ofLogit(1, x, { gamma: 2 }) + 0);
    expect(series!.label).toBe("γ = 2");
  });
});

it("lossCurves says where the loss has no bound, and leaves the plot there", () => {
  for (const [label, x] of [
    [1, 0],
    [0, 1],
  ] as const) {
    const chart = lossCurves({ label });
    for (const { diverges, points } of chart.series) {
      expect(diverges).toEqual([{ x, to: "Infinity" }]);
      expect(Math.max(...points.map(([, y]) => y!))).toBeGreaterThan(chart.y.domain![1]);
    }
  }
});

it("lossCurves shades where p_t is above 0.6, and nothing for a soft label", () => {
  const region = (options: Parameters<typeof lossCurves>[0]): Chart["annotations"] =>
    lossCurves(options).annotations;
  expect(region({})).toMatchObject([{ type: "band", x: [0.6, 1] }]);
  expect(region({ label: 0 })).toMatchObject([{ type: "band", x: [0, 0.4] }]);
  expect(region({ over: "logit" })).toMatchObject([{ type: "band", x: [Math.log(0.6 / 0.4), 1e6] }]);
  expect(region({ label: 0.5 })).toEqual([]);
});

it("modulatingFactor holds (1 - p)^gamma and p^gamma", () => {
  for (const label of [0, 1]) {
    const gammas = [0, 0.5, 1, 2, 5];
    modulatingFactor({ label, gammas }).series.forEach(({ points }, i) => {
      for (const [p, y] of points) {
        const expected = (label === 1 ? 1 - p : p) ** gammas[i]!;
        expect(Math.abs(y! - expected)).toBeLessThanOrEqual(4e-15 * expected);
      }
      expect(points[0]![0]).toBe(0);
      expect(points.at(-1)![0]).toBe(1);
    });
  }
});

it("sweepChart holds the losses of the batches, and the shares of the classes", () => {
  const { labels, logits } = digits;
  const gammas = [0, 0.5, 2];
  const total = sweepChart({ labels, logits, gammas, reduction: "sum" });
  const mean = sweepChart({ labels, logits, gammas });
  const at = (chart: Chart, i: number): (number | null)[] => chart.series[i]!.points.map(([, y]) => y);
  for (const [reduction, chart] of [
    ["sum", total],
    ["mean", mean],
  ] as const) {
    expect(chart.series.map(({ label }) => label)).toEqual(["all", "positives", "negatives"]);
    expect(at(chart, 0)).toEqual(
      gammas.map((gamma) => focalLossWithLogitsBatch(labels, logits, { gamma, reduction }).loss),
    );
    at(chart, 0).forEach((all, i) => expect(at(chart, 1)[i]! + at(chart, 2)[i]!).toBeCloseTo(all!, 10));
  }
  // The notebook of record of this data set: see the root README.
  expect(at(total, 0)[0]).toBe(196.42850660368399);
  expect(total.subtitle).toBe("1,797 predictions, 174 positives");

  const probabilities = logits.map((z) => 1 / (1 + Math.exp(-z)));
  const weighted = sweepChart({ labels, probabilities, gammas, alphas: [0.25, 0.75] });
  expect(weighted.series.map(({ label }) => label)).toEqual(["α = 0.25", "α = 0.75"]);
  expect(at(weighted, 1)[2]).toBe(focalLossBatch(labels, probabilities, { gamma: 2, alpha: 0.75 }).loss);
});

it("sweepChart says where the loss is infinite, or larger than a chart can hold", () => {
  for (const logit of [-Infinity, -1e300]) {
    const chart = sweepChart({ labels: [1, 0, 1], logits: [logit, 1, 2], gammas: [0, 1, 2] });
    const nowhere = {
      points: [
        [0, null],
        [1, null],
        [2, null],
      ],
      diverges: [
        { x: 0, to: "Infinity" },
        { x: 2, to: "Infinity" },
      ],
    };
    expect(chart.series).toMatchObject([nowhere, nowhere, { label: "negatives" }]);
    expect(chart.series[2]!.diverges).toBeUndefined();
    expect(chart.caption).toBe("Infinite, or above 10^{100}: all, positives.");
    const svg = renderSvg(chart);
    expect(svg.match(/"fl-cue /g)!.length).toBe(4);
    expect(svg).toContain("→ ∞");
    expect(svg).toContain(
      "all has no points; it grows without bound towards γ = 0; it grows without bound towards γ = 2.",
    );
  }
  const alone = sweepChart({ labels: [1], logits: [-Infinity], gammas: [2] });
  expect(alone.y.domain).toEqual([0, 1]);
  expect(alone.series[0]!.diverges).toEqual([{ x: 2, to: "Infinity" }]);
  expect(sweepChart({ labels: [1], logits: [-Infinity], caption: "mine" }).caption).toBe("mine");
  expect(sweepChart({ labels: [1, 0], logits: [Infinity, -Infinity] }).caption).toBeUndefined();
});

it("sweepChart breaks the curve where the loss is infinite, and knows no shares of soft labels", () => {
  expect(sweepChart({ labels: [1, 0], probabilities: [0, 0.5], gammas: [0, 1] }).series[0]!.points).toEqual([
    [0, null],
    [1, null],
  ]);
  expect(sweepChart({ labels: [0.5, 0], logits: [0, 1] }).series.length).toBe(1);
  expect(sweepChart({ labels: [1, 1], logits: [0, 1] }).series.length).toBe(1);
});

it("reliabilityChart holds means of bins, the map, and calibration errors", () => {
  const chart = reliabilityChart({
    labels: [0, 1, 1, 1],
    probabilities: [0.1, 0.3, 0.8, 1],
    bins: 2,
    gamma: 2,
    alpha: 0.25,
  });
  const [predicted, recovered, map] = chart.series;
  expect(predicted!.points).toEqual([
    [0.2, 0.5],
    [0.9, 1],
  ]);
  const raised = [0.1, 0.3, 0.8, 1].map((p) => recoverProbability(p, { gamma: 2, alpha: 0.25 }));
  expect(recovered!.label).toBe("recovered, γ = 2, α = 0.25");
  expect(recovered!.points.length).toBeGreaterThan(0);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
  expect(mean(recovered!.points.map(([x]) => x))).toBeGreaterThan(0);
  expect(recovered!.points[0]![0]).toBe(mean(raised.filter((p) => p < 0.5)));
  for (const [p, y] of map!.points) expect(y).toBe(recoverProbability(p, { gamma: 2, alpha: 0.25 }));
  // (2 |0.2 - 0.5| + 2 |0.9 - 1|) / 4
  expect(chart.caption).toMatch(/^Expected calibration error, 2 bins: 0\.2; recovered: 0\.\d+\.$/);
  expect(reliabilityChart({ labels: [0, 1], logits: [-1, 1] }).series.length).toBe(1);
});

it("reliabilityChart of logits is that of their probabilities", () => {
  const { labels, logits } = digits;
  const fromLogits = reliabilityChart({ labels, logits }).series[0]!.points;
  const fromProbabilities = reliabilityChart({
    labels,
    probabilities: logits.map((z) => 1 / (1 + Math.exp(-z))),
  }).series[0]!.points;
  expect(fromLogits.length).toBe(10);
  fromLogits.forEach(([x, y], i) => {
    expect(x).toBeCloseTo(fromProbabilities[i]![0], 12);
    expect(y).toBe(fromProbabilities[i]![1]);
  });
});

it("overview has loss, factor and gradient of the same curves", () => {
  const { charts } = overview({ label: 0, gammas: [0, 3] });
  expect(charts.map(({ title }) => title)).toEqual(["Loss", "Modulating factor", "Gradient by the logit"]);
  for (const { series } of charts) expect(series.map(({ label }) => label)).toEqual(["γ = 0", "γ = 3"]);
});

it("takes axes, titles, legend and palette from its caller", () => {
  const own = {
    title: "t",
    subtitle: "s",
    caption: "c",
    legend: "box",
    palette: ["red"],
    x: { domain: [0.2, 0.8], title: "x" },
    y: { domain: [0, 1], unit: "bits" },
  } as const;
  for (const chart of [
    lossCurves(own),
    gradientCurves(own),
    hessianCurves(own),
    modulatingFactor(own),
    sweepChart({ ...own, labels: [0, 1], logits: [0, 1] }),
    reliabilityChart({ ...own, labels: [0, 1], logits: [0, 1] }),
  ]) {
    const { x, y, ...rest } = own;
    expect(chart).toMatchObject({ ...rest, x, y });
  }
});
