/**
 * Small pictures: what does not fit is left out, and nothing is cut or lies on another text.
 */
import { expect, it } from "vitest";

import { type Chart, renderSvg, type SmallMultiples } from "../src/index.ts";
import { textWidth } from "../src/measure.ts";
import { examples } from "./charts.ts";
import { digits } from "./predictions.ts";
import { named, type Node, parse, textOf, withClass } from "./xml.ts";

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a text covers, without its descenders and the room above its letters. */
function boxOf(node: Node): Box {
  const { x, y, transform, "font-size": size, "text-anchor": anchor = "start" } = node.attributes;
  const text = textOf(node);
  const width = node.children.some((child) => typeof child !== "string") ? 0 : textWidth(text, Number(size));
  const before = anchor === "start" ? 0 : anchor === "end" ? width : width / 2;
  const [up, down] = [0.75 * Number(size), 0.1 * Number(size)];
  if (transform === undefined) {
    const left = Number(x) - before;
    return { text, left, right: left + width, top: Number(y) - up, bottom: Number(y) + down };
  }
  // The title of the y axis, which goes upwards.
  const [cx, cy] = transform.match(/[\d.]+/g)!.map(Number) as [number, number];
  return { text, left: cx - up, right: cx + down, top: cy - before, bottom: cy + before };
}

const wide: Chart = {
  title: "A title that is very much longer than a small picture is wide, and then some",
  x: { title: "a long title of an axis", labelSize: 40 },
  y: { title: "loss", unit: "nats", labelSize: 20 },
  series: [0, 1].map((i) => ({
    label: `a curve with a long name, ${i}`,
    points: [
      [0, i * 1e5],
      [5e6, 3e4],
    ],
  })),
};
const many: SmallMultiples = { title: "Many", charts: Array.from({ length: 12 }, () => wide) };

const all: Readonly<Record<string, Chart | SmallMultiples>> = {
  ...Object.fromEntries(Object.entries(examples(digits)).map(([name, { chart }]) => [name, chart])),
  wide,
  many,
  columns: { ...many, columns: 12 },
};

it.for([
  [120, 90],
  [160, 120],
  [200, 150],
  [260, 200],
  [120, 400],
  [640, 90],
] as const)("%i by %i", ([width, height]) => {
  for (const [name, chart] of Object.entries(all)) {
    const svg = renderSvg(chart, { theme: "light", width, height });
    expect(svg, name).not.toMatch(/NaN|Infinity|undefined|(width|height)="-/);
    const boxes = named(parse(svg), "text").map(boxOf);
    boxes.forEach((a, i) => {
      expect(a.text, name).not.toMatch(/^.{0,3}…$/u);
      expect(
        Math.min(a.left, a.top, width - a.right, height - a.bottom),
        `${name}: ${a.text}`,
      ).toBeGreaterThan(0);
      const other = boxes
        .slice(i + 1)
        .find((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
      expect(other, `${name}: on ${a.text}`).toBeUndefined();
    });
  }
});

it("leaves out names, then titles, then numbers", () => {
  const chart = examples(digits)["loss-curves"]!.chart;
  const shown = (width: number, height: number): boolean[] => {
    const svg = parse(renderSvg(chart, { theme: "light", width, height }));
    const ticks = withClass(svg, "fl-axis").flatMap((axis) => named(axis, "text"));
    const titles = withClass(svg, "fl-axis-title");
    const parts = [withClass(svg, "fl-key"), withClass(svg, "fl-title"), titles];
    return [...parts.map((part) => part.length > 0), ticks.length > titles.length];
  };
  expect(shown(320, 240)).toEqual([true, true, true, true]);
  expect(shown(150, 240)).toEqual([false, true, true, true]);
  expect(shown(160, 120)).toEqual([false, false, true, true]);
  expect(shown(120, 90)).toEqual([false, false, false, true]);
});
