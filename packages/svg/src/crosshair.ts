/// <reference lib="dom" />
/**
 * The crosshair of an interactive picture: two hairs, a dot on the curve, and the numbers beside it.
 */
import type { InteractiveData } from "./interactive-data.ts";
import { describeReading, readingAt, type Place } from "./readings.ts";

/** What shows a place in the picture. */
export interface Crosshair {
  show(place: Place): void;
  hide(): void;
  remove(): void;
}

const SIZE = 12;
const LINE = 16;
const PADDING = 7;
const GAP = 10;
const MARGIN = 2;

/** Draws nothing yet. */
export function createCrosshair(svg: SVGSVGElement, data: InteractiveData): Crosshair {
  const group = draw(svg, "g", { class: "fl-crosshair", "pointer-events": "none", "aria-hidden": "true" });
  group.style.display = "none";
  const hairs = draw(group, "path", { ...colorOf(svg, "stroke", "axis"), fill: "none", "stroke-width": 1 });
  const dot = draw(group, "circle", { r: 4.5, ...colorOf(svg, "fill", "background"), "stroke-width": 2.5 });
  const box = draw(group, "rect", {
    rx: 4,
    ...colorOf(svg, "fill", "background"),
    ...colorOf(svg, "stroke", "axis"),
  });
  const text = draw(group, "text", { "font-size": SIZE, ...colorOf(svg, "fill", "text") });

  const show = (place: Place): void => {
    const { frame, series } = data.panels[place.panel]!;
    const [left, top, right, bottom] = frame;
    const [, , x, y] = series[place.series]!.points[place.point]!;
    hairs.setAttribute("d", `M${x},${top}V${bottom}M${left},${y}H${right}`);
    set(dot, { cx: x, cy: y, ...strokeOfCurve(svg, place) });

    const lines = describeReading(data, readingAt(data, place));
    text.replaceChildren(
      ...lines.map((line, i) => {
        const span = draw(text, "tspan", i === 0 ? { "font-weight": "bold" } : {});
        span.textContent = line;
        return span;
      }),
    );
    group.style.display = "";
    const width = 2 * PADDING + Math.max(...[...text.children].map(lengthOf));
    const height = 2 * PADDING + LINE * lines.length - (LINE - SIZE);
    const view = svg.viewBox.baseVal;
    // Beside the dot where there is room, else as far as the picture goes; above it, else below.
    const boxLeft = x + GAP + width <= view.width - MARGIN ? x + GAP : Math.max(MARGIN, x - GAP - width);
    const boxTop =
      y - GAP - height >= MARGIN ? y - GAP - height : Math.min(y + GAP, view.height - MARGIN - height);
    set(box, { x: boxLeft, y: boxTop, width, height });
    for (const [i, span] of [...text.children].entries()) {
      set(span, { x: boxLeft + PADDING, y: boxTop + PADDING + SIZE - 1 + LINE * i });
    }
  };

  return {
    show,
    hide: () => {
      group.style.display = "none";
    },
    remove: () => group.remove(),
  };
}

type Attributes = Readonly<Record<string, string | number>>;

function draw<K extends keyof SVGElementTagNameMap>(
  parent: Element,
  name: K,
  attributes: Attributes,
): SVGElementTagNameMap[K] {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(drawn, attributes);
  parent.append(drawn);
  return drawn;
}

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** The colour of a role: its class, which the stylesheet of the picture or the page may change, and what the picture has in it. */
function colorOf(svg: SVGSVGElement, property: "fill" | "stroke", role: string): Attributes {
  const name = `fl-${property}-${role}`;
  const color = ["fill", "stroke"]
    .map((each) => svg.querySelector(`.fl-${each}-${role}`)?.getAttribute(each))
    .find((each) => each !== null && each !== undefined);
  return { class: name, ...(color ? { [property]: color } : {}) };
}

function strokeOfCurve(svg: SVGSVGElement, { panel, series }: Place): Attributes {
  const drawn = svg.querySelector(`[data-panel="${panel}"] .fl-series[data-series="${series}"] > *`);
  const name = /\bfl-(?:stroke|fill)-(\d+)\b/.exec(drawn?.getAttribute("class") ?? "")?.[1];
  const colors = ["stroke", "fill"].map((each) => drawn?.getAttribute(each));
  const color =
    colors.find((each) => each !== null && each !== undefined && each !== "none") ?? "currentColor";
  return { stroke: color, class: `fl-fill-background${name === undefined ? "" : ` fl-stroke-${name}`}` };
}

function lengthOf(span: Element): number {
  return (span as SVGTSpanElement).getComputedTextLength();
}
