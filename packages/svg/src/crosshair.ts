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
  const hairs = draw(group, "path", { ...colors(svg, { stroke: "axis" }), fill: "none", "stroke-width": 1 });
  const dot = draw(group, "circle", { r: 4.5, "stroke-width": 2.5 });
  const box = draw(group, "rect", { rx: 4, ...colors(svg, { fill: "background", stroke: "axis" }) });
  const text = draw(group, "text", { "font-size": SIZE, ...colors(svg, { fill: "text" }) });

  const show = (place: Place): void => {
    const { frame, series } = data.panels[place.panel]!;
    const [left, top, right, bottom] = frame;
    const [, , x, y] = series[place.series]!.points[place.point]!;
    hairs.setAttribute("d", `M${x},${top}V${bottom}M${left},${y}H${right}`);
    set(dot, { cx: x, cy: y, ...colorsOfCurve(svg, place) });

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

/** Colours by their roles: the classes, which the stylesheet of the picture gives a colour, and the colours that the picture has. */
function colors(svg: SVGSVGElement, roles: Readonly<Record<string, string>>): Attributes {
  const attributes: Record<string, string> = {};
  for (const [property, role] of Object.entries(roles)) {
    const color = ["fill", "stroke"]
      .map((each) => svg.querySelector(`.fl-${each}-${role}`)?.getAttribute(each))
      .find((each) => typeof each === "string");
    if (color) attributes[property] = color;
  }
  const classes = Object.entries(roles).map(([property, role]) => `fl-${property}-${role}`);
  return { ...attributes, class: classes.join(" ") };
}

/** As a marker of the curve: in a role of the stylesheet where the palette has coloured it, else as the series says. */
function colorsOfCurve(svg: SVGSVGElement, { panel, series }: Place): Attributes {
  const drawn = svg.querySelector(`[data-panel="${panel}"] .fl-series[data-series="${series}"] > *`)!;
  const role = /\bfl-(?:stroke|fill)-(\d+)\b/.exec(drawn.getAttribute("class")!)?.[1] ?? "own";
  const stroke = drawn.getAttribute("stroke") ?? drawn.getAttribute("fill")!;
  return { ...colors(svg, { fill: "background", stroke: role }), stroke };
}

function lengthOf(span: Element): number {
  return (span as SVGTSpanElement).getComputedTextLength();
}
