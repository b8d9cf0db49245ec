/**
 * Axes: lines of the grid, tick labels, titles.
 */
import type { Axis } from "./chart.ts";
import type { Rectangle } from "./clip.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate } from "./measure.ts";
import { coordinate } from "./coordinate.ts";
import { type Paint, stroke } from "./paint.ts";
import { drawText } from "./text.ts";
import type { Tick } from "./ticks.ts";

const TICK_SIZE = 11;
const AXIS_TITLE_SIZE = 12;
const TICK_LENGTH = 4;
/** Px between the plot and the tick labels. */
export const TICK_GAP = 7;

export function labelSize({ labelSize }: Axis): number {
  return labelSize ?? TICK_SIZE;
}

/** The title with its unit and its arrow: `loss (nats) →`. */
export function axisTitle({ title, unit, arrow }: Axis): string {
  const parts = [title, unit === undefined ? undefined : `(${unit})`, arrow === true ? "→" : undefined];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

/** Px that the title takes across the axis. */
export function titleRow(axis: Axis): number {
  return axisTitle(axis) === "" ? 0 : AXIS_TITLE_SIZE + 7;
}

/** Px that the tick labels of a horizontal axis take. */
export function tickRow(axis: Axis): number {
  return TICK_GAP + labelSize(axis) + 2;
}

export function drawGrid(
  x: readonly Tick[],
  y: readonly Tick[],
  axes: { x: Axis; y: Axis },
  frame: Rectangle,
  paint: Paint,
): Element {
  const c = (value: number): number => coordinate(value, paint.precision);
  const lines = (
    axis: Axis,
    ticks: readonly Tick[],
    line: (position: number) => string,
  ): Element | undefined =>
    axis.grid === false || ticks.length === 0
      ? undefined
      : element("path", {
          ...stroke(paint, "grid"),
          fill: "none",
          d: ticks.map(({ position }) => line(c(position))).join(""),
        });
  return element(
    "g",
    { class: "fl-grid" },
    lines(axes.x, x, (px) => `M${px},${c(frame.top)}V${c(frame.bottom)}`),
    lines(axes.y, y, (py) => `M${c(frame.left)},${py}H${c(frame.right)}`),
  );
}

/** @param area - What the chart may cover: the title stands at its edge. */
export function drawXAxis(
  axis: Axis,
  ticks: readonly Tick[],
  frame: Rectangle,
  area: Rectangle,
  paint: Paint,
): Element {
  const c = (value: number): number => coordinate(value, paint.precision);
  const marks = ticks.map(({ position }) => `M${c(position)},${c(frame.bottom)}v${TICK_LENGTH}`).join("");
  const size = labelSize(axis);
  const middle = (frame.left + frame.right) / 2;
  const labels = ticks.map(({ label, position }) =>
    label === undefined
      ? undefined
      : drawText(label, paint, {
          x: position,
          y: frame.bottom + TICK_GAP + size * 0.85,
          size,
          anchor: "middle",
          role: "muted",
        }),
  );
  return element(
    "g",
    { class: "fl-axis fl-axis-x" },
    element("path", {
      ...stroke(paint, "axis"),
      fill: "none",
      d: `M${c(frame.left)},${c(frame.bottom)}H${c(frame.right)}${marks}`,
    }),
    ...labels,
    drawTitle(axis, paint, middle, area.bottom - 4, 2 * Math.min(middle - area.left, area.right - middle)),
  );
}

export function drawYAxis(
  axis: Axis,
  ticks: readonly Tick[],
  frame: Rectangle,
  area: Rectangle,
  paint: Paint,
): Element {
  const c = (value: number): number => coordinate(value, paint.precision);
  const marks = ticks.map(({ position }) => `M${c(frame.left)},${c(position)}h${-TICK_LENGTH}`).join("");
  const size = labelSize(axis);
  const labels = ticks.map(({ label, position }) =>
    label === undefined
      ? undefined
      : drawText(label, paint, {
          x: frame.left - TICK_GAP,
          y: position + size * 0.36,
          size,
          anchor: "end",
          role: "muted",
        }),
  );
  return element(
    "g",
    { class: "fl-axis fl-axis-y" },
    element("path", {
      ...stroke(paint, "axis"),
      fill: "none",
      d: `M${c(frame.left)},${c(frame.top)}V${c(frame.bottom)}${marks}`,
    }),
    ...labels,
    drawTitle(
      axis,
      paint,
      area.left + AXIS_TITLE_SIZE,
      (frame.top + frame.bottom) / 2,
      frame.bottom - frame.top,
      -90,
    ),
  );
}

function drawTitle(
  axis: Axis,
  paint: Paint,
  x: number,
  y: number,
  length: number,
  rotate?: number,
): Element | undefined {
  const whole = axisTitle(axis);
  if (whole === "") return undefined;
  // Smaller before it is cut.
  const size = Math.max(
    9,
    Math.min(AXIS_TITLE_SIZE, Math.floor((AXIS_TITLE_SIZE * length) / textWidth(whole, AXIS_TITLE_SIZE))),
  );
  const title = truncate(whole, size, length);
  if (title === "") return undefined;
  return drawText(title, paint, {
    x,
    y,
    size,
    anchor: "middle",
    rotate,
    class: "fl-axis-title",
  });
}
