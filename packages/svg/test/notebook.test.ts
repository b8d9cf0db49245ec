/**
 * The four figures of the notebook: every plotted point, and how they look.
 */
import { loadNotebook } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { notebookFigures, renderSvg } from "../src/index.ts";
import { named, parse, texts, withClass } from "./xml.ts";

const { figures } = await loadNotebook();

describe.each(["notebook", "default"] as const)("in the %s look", (look) => {
  const charts = notebookFigures({ look });

  it.for(figures.map((figure, i) => [figure.id, i] as const))(
    "%s has every point that was plotted",
    ([, i]) => {
      const { x, curves } = figures[i]!;
      const { series } = charts[i]!;
      expect(series.length).toBe(curves.length);
      series.forEach(({ points }, k) => {
        expect(points.map(([px]) => px)).toEqual(x);
        // The notebook's last loss is -0, which JSON does not know.
        expect(points.map(([, py]) => py)).toEqual(curves[k]!.y.map((value) => value + 0));
      });
    },
  );

  it("survives JSON", () => {
    for (const chart of charts) {
      const copy = JSON.parse(JSON.stringify(chart)) as typeof chart;
      expect(renderSvg(copy, { id: "a" })).toBe(renderSvg(chart, { id: "a" }));
    }
  });
});

it("has the notebook's titles, names, colours and sizes", () => {
  notebookFigures().forEach((chart, i) => {
    const { title, curves, tickLabelSize, legend } = figures[i]!;
    const svg = parse(renderSvg(chart, { theme: "light" }));
    expect(texts(svg)[0]).toBe(title);
    expect(withClass(svg, "fl-series").map((node) => named(node, "path")[0]!.attributes["stroke"])).toEqual(
      curves.map(({ color }) => color),
    );
    expect(withClass(svg, "fl-key").flatMap(texts)).toEqual(curves.flatMap(({ label }) => label ?? []));
    expect(withClass(svg, "fl-legend-box").length).toBe(legend ? 1 : 0);
    for (const axis of withClass(svg, "fl-axis")) {
      const labels = named(axis, "text");
      expect(labels.length).toBeGreaterThan(2);
      for (const label of labels) expect(label.attributes["font-size"]).toBe(String(tickLabelSize));
    }
    // All grids are on in the notebook.
    expect(withClass(svg, "fl-grid").flatMap((grid) => named(grid, "path")).length).toBe(2);
    expect(withClass(svg, "fl-axis-title")).toEqual([]);
  });
});

it("names axes, curves and the region of the paper in the default look", () => {
  const [, , positive, negative] = notebookFigures({ look: "default" });
  const svg = parse(renderSvg(positive!));
  expect(withClass(svg, "fl-axis-title").flatMap(texts)).toEqual(["probability p →", "loss (nats)"]);
  expect(withClass(svg, "fl-key").flatMap(texts)).toEqual([0, 1, 2, 3, 4].map((gamma) => `γ = ${gamma}`));
  expect(positive!.annotations).toMatchObject([{ type: "band", x: [0.6, 1] }]);
  expect(negative!.annotations).toMatchObject([{ type: "band", x: [0, 0.4] }]);
});
