/**
 * A chart in words, for those who do not see it.
 */
import { axisTitle } from "./axes.ts";
import { type Axis, type Chart, chartsOf, type Point, type Series, type SmallMultiples } from "./chart.ts";
import { plainText } from "./markup.ts";
import { shortNumber } from "./number-text.ts";

/** Curves of which the numbers are told: the first and the last. */
const TOLD = 2;

/** The name of a chart: its title, or what it has on its axes. */
export function nameOf(figure: Chart | SmallMultiples): string {
  if (figure.title !== undefined && figure.title !== "") return plainText(figure.title);
  const names = chartsOf(figure).map(({ title, x, y }) =>
    plainText(title ?? `${nameOfAxis(y, "y")} against ${nameOfAxis(x, "x")}`),
  );
  return names.join("; ");
}

/** What the chart shows: its curves, its axes, and how the first and the last curve run. */
export function describe(figure: Chart | SmallMultiples): string {
  if (figure.description !== undefined) return figure.description;
  const charts = chartsOf(figure);
  if (!("charts" in figure)) return describeChart(figure);
  const parts = charts.map((chart) => {
    const title = plainText(chart.title ?? "");
    return `${title === "" ? "" : `${title}: `}${chart.description ?? describeChart(chart)}`;
  });
  return `${charts.length} ${charts.length === 1 ? "chart" : "charts"}. ${parts.join(" ")}`;
}

function describeChart({ x, y, series, annotations = [] }: Chart): string {
  const names = series.map(nameOfSeries);
  const curves = series.length === 1 ? "1 curve" : `${series.length} curves`;
  const listed = names.length > 1 ? `: ${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : "";
  const told = series.length <= TOLD ? series : [series[0]!, series.at(-1)!];
  const sentences = told.map((each) => describeSeries(each, x, series.indexOf(each)));
  const marked = annotations.flatMap(({ label = "" }) => (label === "" ? [] : [plainText(label)]));
  const subject = `${nameOfAxis(y, "y")} against ${nameOfAxis(x, "x")}`;
  return [
    `Chart of ${subject}, ${curves}${listed}.`,
    ...sentences,
    ...(marked.length === 0 ? [] : [`Marked: ${marked.join("; ")}.`]),
  ].join(" ");
}

function describeSeries(series: Series, axis: Axis, i: number): string {
  const points = series.points.filter((point): point is readonly [number, number] => point[1] !== null);
  const [first, last] = [points[0], points.at(-1)];
  const name = nameOfSeries(series, i);
  const limits = (series.diverges ?? []).map(
    ({ x, to }) =>
      `; it ${to === "Infinity" ? "grows" : "falls"} without bound towards ${nameOfAxis(axis, "x")} = ${shortNumber(x)}`,
  );
  if (first === undefined || last === undefined) return `${name} has no points${limits.join("")}.`;
  const at = ([x, y]: Point): string =>
    `${shortNumber(y ?? NaN)} at ${nameOfAxis(axis, "x")} = ${shortNumber(x)}`;
  if (points.length === 1) return `${name} is ${at(first)}${limits.join("")}.`;
  const steps = points.slice(1).map(([, y], k) => Math.sign(y - points[k]![1]));
  const [rises, falls] = [steps.includes(1), steps.includes(-1)];
  const least = points.reduce((best, point) => (point[1] < best[1] ? point : best));
  const greatest = points.reduce((best, point) => (point[1] > best[1] ? point : best));
  const course =
    rises && falls
      ? `goes from ${at(first)} to ${at(last)}, with its least value ${at(least)} and its greatest ${at(greatest)}`
      : rises || falls
        ? `${rises ? "rises" : "falls"} from ${at(first)} to ${at(last)}`
        : `stays at ${shortNumber(first[1])}`;
  return `${name} ${course}${limits.join("")}.`;
}

export function nameOfSeries({ label = "" }: Series, i: number): string {
  return label === "" ? `curve ${i + 1}` : plainText(label);
}

export function nameOfAxis(axis: Axis, otherwise: string): string {
  const title = plainText(axisTitle({ ...axis, unit: undefined, arrow: false }));
  return title === "" ? otherwise : title;
}
