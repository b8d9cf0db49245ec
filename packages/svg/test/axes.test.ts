/**
 * What stands on the axes: right numbers, none on another.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Axis, type Chart, renderSvg, type RenderOptions } from "../src/index.ts";
import { named, parse, texts, withClass } from "./xml.ts";

function draw(x: Axis, y: Axis = {}, options: RenderOptions = {}): ReturnType<typeof parse> {
  const chart: Chart = { x, y, series: [{ points: [[0.5, 0.5]] }] };
  return parse(renderSvg(chart, { theme: "light", ...options }));
}

function labels(axis: Axis, options: RenderOptions = {}): string[] {
  return texts(withClass(draw(axis, {}, options), "fl-axis-x")[0]!);
}

describe("tick labels", () => {
  it.for<[string, Axis, string[]]>([
    [
      "tenths, never milli",
      { domain: [0, 1] },
      ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"],
    ],
    ["no -0", { domain: [-0.3, 0.3], ticks: 6 }, ["−0.3", "−0.2", "−0.1", "0.0", "0.1", "0.2", "0.3"]],
    ["no 0.30000000000000004", { domain: [0, 0.3], ticks: [0, 0.1, 0.1 + 0.2] }, ["0.0", "0.1"]],
    ["thousands", { domain: [0, 5000], ticks: 5 }, ["0", "1000", "2000", "3000", "4000", "5000"]],
    ["large numbers", { domain: [0, 5e7], ticks: 5 }, ["0", "10⁷", "2×10⁷", "3×10⁷", "4×10⁷", "5×10⁷"]],
    ["small numbers", { domain: [0, 2e-6], ticks: 2 }, ["0", "10⁻⁶", "2×10⁻⁶"]],
    ["a few given", { domain: [0, 1], ticks: [0, 0.25, 1] }, ["0.00", "0.25", "1.00"]],
    ["given ones outside", { domain: [0, 1], ticks: [-1, 0.5, 2] }, ["0.5"]],
    ["a format", { domain: [0, 1], ticks: 2, format: ".0%" }, ["0%", "50%", "100%"]],
    ["powers of ten", { scale: "log", domain: [1e-4, 1] }, ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]],
    ["a decade", { scale: "log", domain: [0.1, 1] }, ["0.1", "0.2", "0.5", "1"]],
    [
      "a part of a decade",
      { scale: "log", domain: [0.3, 0.4] },
      ["0.3", "0.31", "0.32", "0.33", "0.34", "0.35", "0.36", "0.37", "0.38", "0.39", "0.4"],
    ],
    [
      "probabilities",
      { scale: "logit", domain: [1e-3, 0.999] },
      ["0.001", "0.01", "0.1", "0.5", "0.9", "0.99", "0.999"],
    ],
    [
      "extreme probabilities",
      { scale: "logit", domain: [1e-5, 1 - 1e-5] },
      ["10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "0.5", "0.9", "0.99", "0.999", "1−10⁻⁴", "1−10⁻⁵"],
    ],
    ["both signs", { scale: "symlog", domain: [-100, 100] }, ["−100", "−10", "−1", "0", "1", "10", "100"]],
  ])("%s", ([, axis, expected]) => {
    expect(labels(axis, { width: 1000 })).toEqual(expected);
  });

  it("leaves labels out where they would touch, the roundest last, and keeps the lines", () => {
    const narrow = draw({ domain: [0, 1], ticks: 10 }, {}, { width: 130 });
    expect(texts(withClass(narrow, "fl-axis-x")[0]!)).toEqual(["0.0", "0.5", "1.0"]);
    const [vertical] = named(withClass(narrow, "fl-grid")[0]!, "path");
    expect(vertical!.attributes["d"]!.match(/M/g)!.length).toBe(11);
    expect(labels({ scale: "log", domain: [1e-12, 1], ticks: 12 }, { width: 150 })).toEqual([
      "10⁻¹²",
      "10⁻⁶",
      "10⁰",
    ]);
  });

  it("are numbers that read back as the ticks' values, in every linear domain", () => {
    const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(bound, fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (first, length) => {
        const last = first + length;
        fc.pre(last - first > 1e-9 * Math.abs(first));
        const shown = labels({ domain: [first, last] });
        for (const label of shown) {
          expect(label).toMatch(/^−?(\d+(\.\d+)?(×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/);
          expect(label).not.toMatch(/^−0(\.0*)?$/);
          expect(label.length).toBeLessThan(20);
        }
        expect(new Set(shown).size).toBe(shown.length);
      }),
      { numRuns: 200 },
    );
  });

  it("do not touch, on any axis at any width", () => {
    const axis = fc.oneof(
      fc
        .tuple(
          fc.double({ min: -1e6, max: 1e6, noNaN: true }),
          fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        )
        .map(([first, length]): Axis => ({ domain: [first, first + length] })),
      fc
        .tuple(fc.integer({ min: -12, max: 3 }), fc.integer({ min: 1, max: 15 }))
        .map(([first, decades]): Axis => ({ scale: "log", domain: [10 ** first, 10 ** (first + decades)] })),
      fc
        .integer({ min: 1, max: 12 })
        .map((tail): Axis => ({ scale: "logit", domain: [10 ** -tail, 1 - 10 ** -tail] })),
      fc
        .integer({ min: 1, max: 9 })
        .map((tail): Axis => ({ scale: "symlog", domain: [-(10 ** tail), 10 ** tail] })),
    );
    fc.assert(
      fc.property(axis, fc.integer({ min: 150, max: 1200 }), (x, width) => {
        const places = named(withClass(draw(x, {}, { width }), "fl-axis-x")[0]!, "text").map((node) => ({
          middle: Number(node.attributes["x"]),
          // Not less than half of what DejaVu Sans takes.
          half: (texts(node)[0]!.length * 0.5 * 11) / 2,
        }));
        for (const [i, place] of places.slice(1).entries()) {
          expect(place.middle - places[i]!.middle).toBeGreaterThan(place.half + places[i]!.half);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("titles of axes", () => {
  it("have units and arrows", () => {
    const title = (axis: Axis): string[] => withClass(draw(axis), "fl-axis-title").flatMap(texts);
    expect(title({ title: "loss", unit: "nats" })).toEqual(["loss (nats)"]);
    expect(title({ title: "p_{t}", arrow: true })).toEqual(["pt →"]);
    expect(title({ unit: "s", arrow: true })).toEqual(["(s) →"]);
    expect(title({})).toEqual([]);
  });

  it("raise and lower what is marked", () => {
    const [node] = withClass(draw({ title: "a_{b}c^{2} \\_{x} d_e" }), "fl-axis-title");
    expect(
      named(node!, "tspan").map((span) => [texts({ ...span, name: "text" })[0], span.attributes["dy"]]),
    ).toEqual([
      ["a", undefined],
      ["b", "2.4"],
      ["c", "-2.4"],
      ["2", "-4.56"],
      [" _{x} d_e", "4.56"],
    ]);
  });
});

describe("grids", () => {
  it("are drawn unless not wanted", () => {
    const lines = (x: Axis, y: Axis): number => named(withClass(draw(x, y), "fl-grid")[0]!, "path").length;
    expect(lines({}, {})).toBe(2);
    expect(lines({ grid: false }, {})).toBe(1);
    expect(lines({ grid: false }, { grid: false })).toBe(0);
  });
});

describe("domains", () => {
  it("hold the data, rounded outwards, whatever they are", () => {
    const finite = fc.double({ min: -1e100, max: 1e100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(finite, finite), { maxLength: 6 }),
        fc.constantFrom("linear", "symlog", "log", "logit"),
        (points, scale) => {
          const svg = renderSvg({ x: { scale }, y: { scale }, series: [{ label: "a", points }] });
          expect(svg).not.toMatch(/NaN|Infinity|undefined|[",\s]-0[",\s]/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
