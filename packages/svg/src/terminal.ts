/**
 * Charts as text: curves of braille dots, or of ASCII characters, between axes, with the names below.
 */
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import { boolean, checkFields, wholeNumber } from "./check.ts";
import { checkFigure } from "./check-chart.ts";
import { axisTitle } from "./axes.ts";
import { nameOfSeries } from "./describe.ts";
import { type Cell, lettersOf, rasterize } from "./raster.ts";
import { createScale, domainOf } from "./scale.ts";
import { columnsOf, printable, textOf, wrapColumns } from "./terminal-text.ts";
import { createTicks } from "./ticks.ts";

/** How a chart is written. */
export interface TerminalOptions {
  /** Columns of text, which no line exceeds, a whole number from 30 to 1,000 (default 80). */
  readonly width?: number | undefined;
  /** Rows of text of each chart without its names, a whole number from 8 to 500 (default 20). */
  readonly height?: number | undefined;
  /** Whether ANSI escapes colour the curves (default `false`). */
  readonly color?: boolean | undefined;
  /** Whether only ASCII characters are used (default `false`): a letter for each curve instead of dots. */
  readonly ascii?: boolean | undefined;
}

/** Colours of ANSI terminals that both light and dark backgrounds show. */
const COLORS: readonly number[] = [34, 31, 32, 35, 36, 33];
/** Of the plot, however long the tick labels are. */
const FEWEST_COLUMNS = 8;

/**
 * A chart as lines of text, for terminals.
 *
 * Control characters in its texts are left out, so that nothing but the escapes of `color` reaches the terminal.
 *
 * @param chart - A chart or several, plain data: several stand one below the other.
 * @param options - `width`, `height`, `color`, `ascii`.
 * @returns Lines that end in a line feed.
 * @throws If a field or an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function renderTerminal(chart: Chart | SmallMultiples, options: TerminalOptions = {}): string {
  checkFigure(chart);
  checkFields("options", options, {
    width: wholeNumber(30, 1000),
    height: wholeNumber(8, 500),
    color: boolean,
    ascii: boolean,
  });
  const title = "charts" in chart ? heading(chart, options) : [];
  const parts = chartsOf(chart).map((each) => [...heading(each, options), ...plot(each, options)].join("\n"));
  return `${[...title, parts.join("\n\n")].join("\n")}\n`;
}

/** The plot, its axes, and the names of its curves. */
function plot({ x, y, series }: Chart, options: TerminalOptions): string[] {
  const { width = 80, height = 20, ascii = false } = options;
  const points = series.flatMap((each) => each.points);
  const yDomain = domainOf(
    y,
    points.flatMap(([, value]) => (value === null ? [] : [value])),
  );
  const xDomain = domainOf(
    x,
    points.map(([value]) => value),
  );
  const label = (tick: { label: string | undefined; value: number }): string => {
    const text = tick.label === undefined ? "" : ascii ? asciiNumber(tick) : printable(tick.label);
    // Half a number would be another.
    return text.length > width - FEWEST_COLUMNS - 3 ? "" : text;
  };
  const rows = createTicks(y, createScale(y, yDomain, [height - 1, 0]), 4, () => 2);
  const gutter = Math.max(0, ...rows.map((tick) => label(tick).length)) + 1;
  const columns = width - gutter - 2;
  const steps = createTicks(x, createScale(x, xDomain, [0, columns - 1]), 10, (text) => text.length + 2);

  const cells = rasterize(
    series,
    { x: { axis: x, domain: xDomain }, y: { axis: y, domain: yDomain } },
    {
      columns,
      rows: height,
      across: ascii ? 1 : 2,
      down: ascii ? 1 : 4,
    },
  );
  const letters = ascii ? new Map<Cell, number>() : lettersOf(cells, series.length);
  const body = cells.map((row, r) => {
    const tick = rows.find(({ position }) => Math.round(position) === r);
    const edge = tick === undefined ? (ascii ? "|" : "│") : ascii ? "+" : "┤";
    return `${(tick === undefined ? "" : label(tick)).padStart(gutter)} ${edge}${row.map((cell) => draw(cell, letters.get(cell), options)).join("")}`.trimEnd();
  });
  const marks = new Set(steps.map(({ position }) => Math.round(position)));
  const [corner, flat, mark] = ascii ? ["+", "-", "+"] : ["└", "─", "┬"];
  const base = Array.from({ length: columns }, (_, c) => (marks.has(c) ? mark : flat)).join("");
  let labels = "";
  for (const tick of steps) {
    const text = label(tick);
    const middle = gutter + 2 + Math.round(tick.position) - Math.floor(text.length / 2);
    const start = Math.max(0, Math.min(middle, width - text.length));
    if (text !== "" && start > labels.length - (labels === "" ? 1 : 0)) labels = labels.padEnd(start) + text;
  }
  const [above, below] = [y, x].map((axis) => wrapColumns(textOf(axisTitle(axis), ascii), width));
  return [
    ...above!,
    ...body,
    `${" ".repeat(gutter + 1)}${corner}${base}`,
    labels,
    ...below!.map((line) => " ".repeat(width - columnsOf(line)) + line),
    ...namesOf(series, width, options),
  ];
}

function draw({ dots, curves }: Cell, letter: number | undefined, options: TerminalOptions): string {
  const last = curves.at(-1);
  if (last === undefined) return " ";
  if (letter !== undefined) return paint(letterOf(letter), letter, options);
  return paint(options.ascii === true ? letterOf(last) : String.fromCodePoint(0x2800 + dots), last, options);
}

function letterOf(i: number): string {
  return String.fromCodePoint(97 + (i % 26));
}

function paint(text: string, i: number, { color = false }: TerminalOptions): string {
  return color ? `\u001B[${COLORS[i % COLORS.length]}m${text}\u001B[39m` : text;
}

/** The names of the curves beside their letters, in as many lines as they need. */
function namesOf(series: Chart["series"], width: number, options: TerminalOptions): string[] {
  const lines: string[] = [];
  let used = Infinity;
  series.forEach((each, i) => {
    if (each.label === undefined || each.label === "") return;
    const [name = "", ...more] = wrapColumns(
      textOf(nameOfSeries(each, i), options.ascii === true),
      width - 2,
    );
    const text = `${paint(letterOf(i), i, options)} ${name}`;
    const length = columnsOf(name) + 2;
    if (used + 3 + length > width) {
      lines.push(text);
      used = length;
    } else {
      lines.push(`${lines.pop()}   ${text}`);
      used += 3 + length;
    }
    if (more.length > 0) {
      for (const line of more) lines.push(`  ${line}`);
      used = Infinity;
    }
  });
  return lines;
}

function asciiNumber({ label, value }: { label: string | undefined; value: number }): string {
  const text = (label ?? "").replace("−", "-");
  return /^[ -~]*$/.test(text) ? text : String(Number(value.toPrecision(6)));
}

function heading(
  { title = "", subtitle = "" }: { title?: string | undefined; subtitle?: string | undefined },
  { width = 80, ascii = false }: TerminalOptions,
): string[] {
  return [title, subtitle].flatMap((line) => wrapColumns(textOf(line, ascii), width));
}
