/**
 * Wrong charts and options: the field, what was expected, what came.
 */
import { describe, expect, it } from "vitest";

import {
  type Chart,
  dataTable,
  gradientCurves,
  lossCurves,
  modulatingFactor,
  notebookFigures,
  overview,
  reliabilityChart,
  renderSvg,
  sample,
  sweepChart,
} from "../src/index.ts";
import { renderTerminal } from "../src/terminal.ts";

const CHART: Chart = { x: {}, y: {}, series: [{ points: [[0, 1]] }] };
/** JSON may hold anything. */
const anything = (value: unknown): Chart => value as Chart;

const CHARTS: [chart: unknown, error: typeof TypeError, message: string][] = [
  [undefined, TypeError, '"chart" expected an object, got undefined'],
  [[], TypeError, '"chart" expected an object, got an array'],
  [
    { ...CHART, titel: "x" },
    RangeError,
    '"chart" expected only x, y, title, subtitle, caption, legend, palette, description, series, annotations, got "titel"',
  ],
  [
    JSON.parse('{"x":{},"y":{},"series":[],"__proto__":1}'),
    RangeError,
    '"chart" expected only x, y, title, subtitle, caption, legend, palette, description, series, annotations, got "__proto__"',
  ],
  [{ y: {}, series: [] }, TypeError, '"chart.x" expected a value, got undefined'],
  [{ ...CHART, title: 1 }, TypeError, '"chart.title" expected a string, got 1'],
  [
    { ...CHART, x: { scale: "sqrt" } },
    RangeError,
    '"chart.x.scale" expected "linear", "log", "logit" or "symlog", got "sqrt"',
  ],
  [{ ...CHART, x: { domain: [1, 0] } }, RangeError, '"chart.x.domain[1]" expected a number above 1, got 0'],
  [{ ...CHART, x: { domain: [0] } }, TypeError, '"chart.x.domain" expected two numbers, got an array'],
  [
    { ...CHART, x: { domain: [0, Infinity] } },
    RangeError,
    '"chart.x.domain[1]" expected a number from -1e+100 to 1e+100, got Infinity',
  ],
  [
    { ...CHART, y: { scale: "log", domain: [0, 1] } },
    RangeError,
    '"chart.y.domain[0]" expected a number > 0 on a log axis, got 0',
  ],
  [
    { ...CHART, y: { scale: "logit", domain: [0.1, 1] } },
    RangeError,
    '"chart.y.domain[1]" expected a number in (0, 1) on a logit axis, got 1',
  ],
  [
    { ...CHART, y: { format: "nonsense" } },
    RangeError,
    '"chart.y.format" expected a format of d3-format, as ".2f", got "nonsense"',
  ],
  [
    { ...CHART, y: { ticks: [NaN] } },
    RangeError,
    '"chart.y.ticks[0]" expected a number from -1e+100 to 1e+100, got NaN',
  ],
  [
    { ...CHART, y: { ticks: Array.from({ length: 1001 }, () => 0) } },
    RangeError,
    '"chart.y.ticks.length" expected 1000 or less, got 1001',
  ],
  [{ ...CHART, y: { constant: 0 } }, RangeError, '"chart.y.constant" expected a finite number > 0, got 0'],
  [{ ...CHART, series: {} }, TypeError, '"chart.series" expected a list of curves, got an object (Object)'],
  [{ ...CHART, series: [{}] }, TypeError, '"chart.series[0].points" expected a value, got undefined'],
  [
    { ...CHART, series: [{ points: [[0, 0], [1]] }] },
    TypeError,
    '"chart.series[0].points[1]" expected a pair [x, y], got an array',
  ],
  [
    { ...CHART, series: [{ points: [[0, NaN]] }] },
    RangeError,
    '"chart.series[0].points[0][1]" expected a number from -1e+100 to 1e+100 or null, got NaN',
  ],
  [
    { ...CHART, series: [{ points: [["0", 0]] }] },
    TypeError,
    '"chart.series[0].points[0][0]" expected a number from -1e+100 to 1e+100, got "0"',
  ],
  [
    { ...CHART, series: [{ points: [], dash: "wavy" }] },
    RangeError,
    '"chart.series[0].dash" expected "solid", "dashed", "dotted", "dashdot" or "longdash", got "wavy"',
  ],
  [
    { ...CHART, series: [{ points: [], diverges: [{ x: 0, to: Infinity }] }] },
    TypeError,
    '"chart.series[0].diverges[0].to" expected "Infinity" or "-Infinity", got Infinity',
  ],
  [
    { ...CHART, annotations: [{ type: "arrow" }] },
    RangeError,
    '"chart.annotations[0].type" expected "point", "rule" or "band", got "arrow"',
  ],
  [
    { ...CHART, annotations: [null] },
    TypeError,
    '"chart.annotations[0].type" expected "point", "rule" or "band", got undefined',
  ],
  [
    { ...CHART, annotations: [{ type: "point", x: 0 }] },
    TypeError,
    '"chart.annotations[0].y" expected a value, got undefined',
  ],
  [{ ...CHART, legend: true }, TypeError, '"chart.legend" expected "direct", "box" or "none", got true'],
  [
    { ...CHART, palette: "viridis" },
    RangeError,
    '"chart.palette" expected "ordered", "categorical" or "notebook", got "viridis"',
  ],
  [{ ...CHART, palette: [] }, RangeError, '"chart.palette.length" expected 1 or more, got 0'],
  [{ charts: [] }, RangeError, '"chart.charts.length" expected 1 or more, got 0'],
  [
    { charts: [CHART], columns: 1.5 },
    RangeError,
    '"chart.columns" expected a whole number from 1 to 100, got 1.5',
  ],
  [{ charts: [CHART, { ...CHART, y: null }] }, TypeError, '"chart.charts[1].y" expected an object, got null'],
];

describe.each([
  ["renderSvg", (chart: unknown) => renderSvg(anything(chart))],
  ["dataTable", (chart: unknown) => dataTable(anything(chart))],
  ["renderTerminal", (chart: unknown) => renderTerminal(anything(chart))],
])("%s refuses", (_, draw) => {
  it.for(CHARTS)("%j", ([chart, type, message]) => {
    expect(() => draw(chart)).toThrow(new type(message));
  });
});

it.for<[options: unknown, error: typeof TypeError, message: string]>([
  [
    { theme: "blue" },
    RangeError,
    '"options.theme" expected "auto", "light", "dark" or an object, got "blue"',
  ],
  [{ theme: null }, TypeError, '"options.theme" expected "auto", "light", "dark" or an object, got null'],
  [{ theme: { base: "auto" } }, RangeError, '"theme.base" expected "light" or "dark", got "auto"'],
  [
    { theme: { fontFamily: "a;b" } },
    RangeError,
    '"theme.fontFamily" expected names of fonts as CSS writes them, got "a;b"',
  ],
  [{ theme: { palette: [] } }, RangeError, '"theme.palette.length" expected 1 or more, got 0'],
  [{ width: 10 }, RangeError, '"options.width" expected a number from 120 to 10000, got 10'],
  [{ height: "400" }, TypeError, '"options.height" expected a number from 90 to 10000, got "400"'],
  [
    { id: "1 2" },
    RangeError,
    '"options.id" expected a letter and up to 63 letters, digits, - and _, got "1 2"',
  ],
  [{ id: 7 }, TypeError, '"options.id" expected a letter and up to 63 letters, digits, - and _, got 7'],
  [{ precision: 7 }, RangeError, '"options.precision" expected a whole number from 0 to 6, got 7'],
  [{ interactive: 1 }, TypeError, '"options.interactive" expected a boolean, got 1'],
  [
    { colour: "red" },
    RangeError,
    '"options" expected only theme, width, height, id, precision, interactive, got "colour"',
  ],
  [null, TypeError, '"options" expected an object, got null'],
])("renderSvg refuses the options %j", ([options, type, message]) => {
  expect(() => renderSvg(CHART, options as never)).toThrow(new type(message));
});

it.for<[call: () => unknown, error: typeof TypeError, message: string]>([
  [() => lossCurves({ label: 2 }), RangeError, '"options.label" expected a number in [0, 1], got 2'],
  [
    () => lossCurves({ gammas: [-1] }),
    RangeError,
    '"options.gammas[0]" expected a finite number >= 0, got -1',
  ],
  [() => lossCurves({ gammas: [] }), RangeError, '"options.gammas.length" expected 1 or more, got 0'],
  [() => lossCurves({ alphas: [2] }), RangeError, '"options.alphas[0]" expected a number in [0, 1], got 2'],
  [
    () => gradientCurves({ over: "odds" as never }),
    RangeError,
    '"options.over" expected "probability" or "logit", got "odds"',
  ],
  [
    () => lossCurves({ x: { domain: [1, 1] } }),
    RangeError,
    '"options.x.domain[1]" expected a number above 1, got 1',
  ],
  [
    () => modulatingFactor({ legend: "left" as never }),
    RangeError,
    '"options.legend" expected "direct", "box" or "none", got "left"',
  ],
  ...["over", "alphas"].map((name): [() => unknown, typeof RangeError, string] => [
    () => modulatingFactor({ [name]: [0.5] }),
    RangeError,
    `"options" expected only label, gammas, x, y, title, subtitle, caption, legend, palette, got "${name}"`,
  ]),
  [
    () => notebookFigures({ look: "mine" as never }),
    RangeError,
    '"options.look" expected "notebook" or "default", got "mine"',
  ],
  [() => overview({ label: NaN }), RangeError, '"options.label" expected a number in [0, 1], got NaN'],
  [
    () => sample(Math.sin, { domain: [0, 1] } as never),
    TypeError,
    '"options.range" expected a value, got undefined',
  ],
  [
    () => sample(Math.sin, { domain: [0, 1], scale: "log", range: [0, 1] }),
    RangeError,
    '"options.domain[0]" expected a number > 0 on a log axis, got 0',
  ],
  [
    () => sweepChart({ labels: [], logits: [] }),
    RangeError,
    '"options.labels.length" expected 1 or more, got 0',
  ],
  [
    () => sweepChart({ labels: [1] }),
    TypeError,
    '"options.probabilities" expected an array of numbers, got undefined',
  ],
  [
    () => sweepChart({ labels: [1], logits: [1, 2] }),
    RangeError,
    '"options.logits" expected length 1, got 2',
  ],
  [
    () => sweepChart({ labels: [1], logits: [1], probabilities: [1] }),
    TypeError,
    '"options.logits" expected none beside "probabilities", got an array',
  ],
  [
    () => sweepChart({ labels: [2], logits: [1] }),
    RangeError,
    '"options.labels[0]" expected a number in [0, 1], got 2',
  ],
  [
    () => sweepChart({ labels: [1], probabilities: [1.5] }),
    RangeError,
    '"options.probabilities[0]" expected a number in [0, 1], got 1.5',
  ],
  [
    () => sweepChart({ labels: [1, NaN], logits: [1, 1] }),
    RangeError,
    '"options.labels[1]" expected a number in [0, 1], got NaN',
  ],
  [
    () => sweepChart({ labels: [1], logits: [NaN] }),
    RangeError,
    '"options.logits[0]" expected a number, got NaN',
  ],
  [
    () => sweepChart({ labels: [1], logits: [1], gammas: [1e200] }),
    RangeError,
    '"options.gammas[0]" expected a number from 0 to 1e+100, got 1e+200',
  ],
  [
    () => sweepChart({ labels: [1], logits: [0], gammas: [] }),
    RangeError,
    '"options.gammas.length" expected 1 or more, got 0',
  ],
  [
    () => reliabilityChart({ labels: [1], probabilities: [1], bins: 0 }),
    RangeError,
    '"options.bins" expected a whole number from 1 to 1000, got 0',
  ],
  [
    () => reliabilityChart({ labels: [1], probabilities: [NaN] }),
    RangeError,
    '"options.probabilities[0]" expected a number in [0, 1], got NaN',
  ],
  [
    () => reliabilityChart({ labels: [-1], probabilities: [0] }),
    RangeError,
    '"options.labels[0]" expected a number in [0, 1], got -1',
  ],
  [
    () => reliabilityChart({ labels: ["1", "1"] as never, probabilities: [0.15, 0.12] }),
    TypeError,
    '"options.labels[0]" expected a number in [0, 1], got "1"',
  ],
  [
    () => reliabilityChart({ labels: [1, 1], probabilities: [0.15, "0.12"] as never }),
    TypeError,
    '"options.probabilities[1]" expected a number in [0, 1], got "0.12"',
  ],
  [
    () => reliabilityChart({ labels: [true] as never, probabilities: [0.5] }),
    TypeError,
    '"options.labels[0]" expected a number in [0, 1], got true',
  ],
  [
    () => reliabilityChart({ labels: [1], logits: [NaN] }),
    RangeError,
    '"options.logits[0]" expected a number, got NaN',
  ],
  [
    () => renderTerminal(CHART, { width: 5 }),
    RangeError,
    '"options.width" expected a whole number from 30 to 1000, got 5',
  ],
])("%s", ([call, type, message]) => {
  expect(call).toThrow(new type(message));
});
