/**
 * A chart of each kind, for the golden files and for the engines. No file is read: it runs in every engine.
 */
import {
  type Chart,
  gradientCurves,
  hessianCurves,
  lossCurves,
  modulatingFactor,
  notebookFigures,
  overview,
  reliabilityChart,
  renderSvg,
  type RenderOptions,
  type SmallMultiples,
  sweepChart,
} from "../src/index.ts";

export interface Example {
  readonly chart: Chart | SmallMultiples;
  readonly options: RenderOptions;
}

/** Predictions as JSON brings them. */
export interface Predictions {
  readonly labels: readonly number[];
  readonly logits: readonly number[];
}

const FIFTEEN: readonly number[] = Array.from({ length: 15 }, (_, i) => i / 2);

/** Every kind of axis, annotation, marker, dash and text. */
export const EVERYTHING: Chart = {
  title: "Every part of a chart: p_{t}, 10^{3}, a_b",
  subtitle: "Two gaps, a cut, a reversed sign",
  caption:
    "Source: none of this is real. A caption that is long enough to need a second line where the picture is narrow.",
  x: { title: "x", unit: "m", arrow: true, domain: [0, 10], ticks: [0, 2.5, 5, 10] },
  y: { title: "y", scale: "symlog", domain: [-100, 100], format: "+.0f", grid: false },
  series: [
    {
      label: "broken",
      points: [
        [0, 0],
        [2, 30],
        [3, null],
        [5, -20],
        [10, 60],
      ],
    },
    {
      label: "markers",
      points: [
        [1, 5],
        [4, 8],
        [9, -70],
      ],
      line: false,
      marker: "diamond",
    },
    {
      label: "cut",
      points: [
        [0, -50],
        [6, 400],
        [7, -3000],
        [10, 0],
      ],
      color: "teal",
      dash: "dotted",
    },
    {
      label: "limit",
      points: [
        [8, 1],
        [9.5, 40],
      ],
      diverges: [{ x: 10, to: "Infinity" }],
    },
    { points: [[3, 3]], marker: "triangle", line: false },
  ],
  annotations: [
    { type: "band", x: [4, 6], y: [-50, 0], label: "region" },
    { type: "rule", x: 7.5, label: "rule" },
    { type: "rule", y: 10 },
    { type: "point", x: 2, y: 30, label: "(2, 30)" },
  ],
  palette: "categorical",
};

export function examples(predictions: Predictions): Record<string, Example> {
  const auto: RenderOptions = {};
  const light: RenderOptions = { theme: "light" };
  const dark: RenderOptions = { theme: "dark" };
  const figures = (look: "notebook" | "default"): [string, Example][] =>
    notebookFigures({ look }).map((chart, i) => [`notebook-${i + 1}-${look}`, { chart, options: light }]);
  return {
    ...Object.fromEntries([...figures("notebook"), ...figures("default")]),
    "loss-curves": { chart: lossCurves(), options: auto },
    "loss-curves-logit": { chart: lossCurves({ over: "logit", label: 0 }), options: dark },
    "loss-curves-alpha": { chart: lossCurves({ gammas: [0, 2], alphas: [0.25, 0.75] }), options: light },
    "loss-curves-log-log": {
      chart: lossCurves({ x: { scale: "log" }, y: { scale: "log" } }),
      options: { ...light, width: 480, height: 360 },
    },
    "loss-curves-logit-axis": {
      chart: lossCurves({ x: { scale: "logit" }, y: { scale: "log", domain: [1e-8, 10] } }),
      options: dark,
    },
    "modulating-factor": { chart: modulatingFactor(), options: auto },
    "modulating-factor-fifteen": { chart: modulatingFactor({ label: 0, gammas: FIFTEEN }), options: light },
    "gradient-curves": { chart: gradientCurves(), options: light },
    "gradient-curves-probability": { chart: gradientCurves({ over: "probability" }), options: dark },
    "hessian-curves": { chart: hessianCurves(), options: light },
    "hessian-curves-narrow": {
      chart: hessianCurves({ label: 0 }),
      options: { ...dark, width: 320, height: 240 },
    },
    "sweep-chart": { chart: sweepChart(predictions), options: light },
    "sweep-chart-alpha": {
      chart: sweepChart({ ...predictions, alphas: [0.1, 0.25, 0.5, 0.75, 0.9], reduction: "sum" }),
      options: dark,
    },
    "reliability-chart": { chart: reliabilityChart(predictions), options: light },
    "reliability-chart-recovered": {
      chart: reliabilityChart({ ...predictions, gamma: 2, bins: 8 }),
      options: auto,
    },
    overview: { chart: overview(), options: { ...auto, width: 1000, interactive: true } },
    everything: { chart: EVERYTHING, options: { ...light, interactive: true } },
    "everything-narrow": {
      chart: EVERYTHING,
      options: { id: "narrow", width: 300, height: 260, precision: 0 },
    },
  };
}

/** All of them, drawn. */
export function render(predictions: Predictions): Record<string, string> {
  const all = Object.entries(examples(predictions));
  return Object.fromEntries(all.map(([name, { chart, options }]) => [name, renderSvg(chart, options)]));
}
