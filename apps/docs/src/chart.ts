/**
 * What a live chart is: the part of `@focal-loss/svg`'s charts that a chart which follows a slider needs.
 */

export interface LiveAxis {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export interface LiveSeries {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Pattern of the line. */
  readonly dash?: "solid" | "dashed" | "dotted" | undefined;
  /** Which of the colours (default: its place among the series). */
  readonly color?: number | undefined;
  /** Whether points are joined (default `true`). */
  readonly line?: boolean | undefined;
}

export interface LiveChart {
  readonly title: string;
  readonly x: LiveAxis;
  readonly y: LiveAxis;
  readonly series: readonly LiveSeries[];
}

/** Size of a drawing and of its margins, in px of the drawing. */
export const FRAME = { width: 400, height: 250, left: 40, right: 12, top: 10, bottom: 38 } as const;

/** From a number of the axis to a place in the drawing. */
export function toX({ domain: [from, to] }: LiveAxis, x: number): number {
  return FRAME.left + ((x - from) / (to - from)) * (FRAME.width - FRAME.left - FRAME.right);
}

/** From a number of the axis to a place in the drawing. */
export function toY({ domain: [from, to] }: LiveAxis, y: number): number {
  return FRAME.height - FRAME.bottom - ((y - from) / (to - from)) * (FRAME.height - FRAME.top - FRAME.bottom);
}

/** The number of the axis at a share of the drawing's width. */
export function fromShare({ domain: [from, to] }: LiveAxis, share: number): number {
  const x = (share * FRAME.width - FRAME.left) / (FRAME.width - FRAME.left - FRAME.right);
  return from + Math.min(1, Math.max(0, x)) * (to - from);
}

/** The `d` of a curve. Far outside of the plot it stays within a height of it, where nobody sees the difference. */
export function pathOf({ x, y }: LiveChart, { points }: LiveSeries): string {
  const steps = points
    .filter((point) => !Number.isNaN(point[1]))
    .map(([px, py]) => {
      const height = Math.min(2 * FRAME.height, Math.max(-FRAME.height, toY(y, py)));
      return `${toX(x, px).toFixed(1)},${height.toFixed(1)}`;
    });
  return steps.length === 0 ? "" : `M${steps.join("L")}`;
}

/** A table of the points, as CSV: one row an x, one column a curve. */
export function toCsv({ x, series }: LiveChart): string {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => new Map(points));
  const rows = xs.map((x) => [x, ...columns.map((column) => column.get(x) ?? "")].join(","));
  const header = [x.title, ...series.map(({ label }) => label)].map((name) =>
    /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name,
  );
  return [header.join(","), ...rows, ""].join("\n");
}
