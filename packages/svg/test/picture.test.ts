/**
 * What is in a picture: names for those who do not see it, themes, curves, cues, names of curves.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type Chart,
  dataTable,
  hessianCurves,
  lossCurves,
  overview,
  type Point,
  renderSvg,
  type Series,
} from "../src/index.ts";
import { all, named, parse, textOf, texts, withClass } from "./xml.ts";

const LINE: Chart = {
  x: { domain: [0, 10] },
  y: { domain: [0, 10] },
  series: [
    {
      label: "a",
      points: [
        [0, 0],
        [10, 10],
      ],
    },
  ],
};

function linePaths(series: readonly Series[], chart: Partial<Chart> = {}): string[] {
  const svg = parse(renderSvg({ ...LINE, ...chart, series, legend: "none" }));
  return withClass(svg, "fl-line").map(({ attributes }) => attributes["d"]!);
}

describe("for those who do not see it", () => {
  const svg = parse(renderSvg(lossCurves({ gammas: [0, 2] }), { id: "loss" }));

  it("is an image with a name and a description", () => {
    expect(svg.attributes).toMatchObject({ role: "img", "aria-labelledby": "loss-title loss-desc" });
    expect(textOf(named(svg, "title")[0]!)).toBe("Focal loss, y\u00A0=\u00A01");
    expect(named(svg, "title")[0]!.attributes["id"]).toBe("loss-title");
    expect(textOf(named(svg, "desc")[0]!)).toBe(
      "Chart of loss against probability p, 2 curves: γ = 0 and γ = 2. " +
        "γ = 0 falls from 5.298 at probability p = 0.005 to 0 at probability p = 1; it grows without bound towards probability p = 0. " +
        "γ = 2 falls from 5.245 at probability p = 0.005 to 0 at probability p = 1; it grows without bound towards probability p = 0. " +
        "Marked: well classified, p_t\u00A0>\u00A00.6.",
    );
  });

  it.for<[string, Chart["series"], string]>([
    ["nothing", [], "Chart of y against x, 0 curves."],
    ["no points", [{ points: [] }], "Chart of y against x, 1 curve. curve 1 has no points."],
    ["one point", [{ points: [[1, 2]] }], "Chart of y against x, 1 curve. curve 1 is 2 at x = 1."],
    [
      "a constant",
      [
        {
          label: "c",
          points: [
            [1, 2],
            [2, 2],
          ],
        },
      ],
      "Chart of y against x, 1 curve. c stays at 2.",
    ],
    [
      "a hill",
      [
        {
          label: "h",
          points: [
            [0, 0],
            [1, 5],
            [2, 1],
          ],
        },
      ],
      "Chart of y against x, 1 curve. h goes from 0 at x = 0 to 1 at x = 2, with its least value 0 at x = 0 and its greatest 5 at x = 1.",
    ],
    [
      "a pole",
      [
        {
          label: "p",
          points: [
            [0, 0],
            [1, -5e-7],
          ],
          diverges: [{ x: 2, to: "-Infinity" }],
        },
      ],
      "Chart of y against x, 1 curve. p falls from 0 at x = 0 to −5×10⁻⁷ at x = 1; it falls without bound towards x = 2.",
    ],
  ])("says %s in words", ([, series, expected]) => {
    expect(textOf(named(parse(renderSvg({ x: {}, y: {}, series })), "desc")[0]!)).toBe(expected);
  });

  it("takes a description from the chart, and names small multiples", () => {
    expect(textOf(named(parse(renderSvg({ ...LINE, description: "mine" })), "desc")[0]!)).toBe("mine");
    const several = textOf(named(parse(renderSvg(overview({ gammas: [2] }))), "desc")[0]!);
    expect(several).toMatch(
      /^3 charts\. Loss: Chart of loss .* Modulating factor: Chart of .* Gradient by the logit: /,
    );
  });
});

describe("ids", () => {
  it("are the same for the same chart, others for another, and all begin with the id of the picture", () => {
    const id = (...[chart, options]: Parameters<typeof renderSvg>): string =>
      parse(renderSvg(chart, options)).attributes["id"]!;
    expect(id(LINE)).toBe(id(structuredClone(LINE)));
    expect(
      new Set([id(LINE), id({ ...LINE, title: "x" }), id(LINE, { width: 500 }), id(LINE, { theme: "dark" })])
        .size,
    ).toBe(4);
    expect(id(LINE)).toMatch(/^fl-[a-z\d]+$/);
    const ids = all(parse(renderSvg(LINE, { id: "mine" }))).flatMap(
      ({ attributes }) => attributes["id"] ?? [],
    );
    expect(ids).toEqual(["mine", "mine-title", "mine-desc"]);
  });
});

describe("themes", () => {
  it("light, dark and own ones are attributes alone", () => {
    for (const theme of ["light", "dark", { background: "black", palette: ["white"] }] as const) {
      const svg = renderSvg(lossCurves(), { theme });
      expect(svg).not.toMatch(/var\(|<style|@media|style=|currentColor/);
      const painted = withClass(parse(svg), "fl-fill-background")[0]!.attributes["fill"];
      expect(painted).toBe(theme === "light" ? "#ffffff" : theme === "dark" ? "#1b1b1f" : "black");
    }
  });

  it("auto has a stylesheet for dark, print, forced colours and reduced motion, and no rule for another element", () => {
    const svg = parse(renderSvg(overview(), { id: "chart" }));
    const css = textOf(named(svg, "style")[0]!);
    for (const query of [
      "prefers-color-scheme:dark",
      "print",
      "forced-colors:active",
      "prefers-reduced-motion:reduce",
    ]) {
      expect(css).toContain(query);
    }
    const selectors = css.replaceAll(/@media [^{]*\{/g, "").match(/[^{}]+(?=\{)/g)!;
    expect(selectors.length).toBeGreaterThan(15);
    for (const selector of selectors) expect(selector.trim()).toMatch(/^#chart( |$)/);
    // Each colour is one of the page's, or a literal; and each painted class has a rule.
    expect(css.match(/--_[\w-]+:var\(--focal-[\w-]+,#[\da-f]{6}\)/g)!.length).toBeGreaterThan(20);
    const classes = all(svg).flatMap(({ attributes }) => (attributes["class"] ?? "").split(" "));
    for (const name of new Set(classes.filter((each) => /^fl-(fill|stroke)-/.test(each)))) {
      expect(css).toContain(`#chart .${name}{`);
    }
  });

  it("auto looks as light where nobody reads stylesheets", () => {
    const withoutStyle = renderSvg(lossCurves(), { id: "a" }).replace(/<style>.*<\/style>/s, "");
    expect(withoutStyle).toBe(renderSvg(lossCurves(), { id: "a", theme: "light" }));
  });
});

describe("curves", () => {
  it("are short: rounded, no point twice, none in the middle of a straight run, no -0", () => {
    const straight = Array.from({ length: 100 }, (_, i): Point => [i / 10, i / 10]);
    expect(linePaths([{ points: straight }])[0]).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+$/);
    const close = [
      [0, 0],
      [1e-9, 0],
      [2e-9, 1e-9],
      [10, 3],
      [10, 3],
    ] as const;
    expect(linePaths([{ points: close }])[0]!.match(/[ML]/g)).toEqual(["M", "L"]);
    expect(
      linePaths([
        {
          points: [
            [0, 0],
            [5, 10],
            [10, 0],
          ],
        },
      ])[0]!.match(/[ML]/g),
    ).toEqual(["M", "L", "L"]);
    // A way back is no straight run.
    expect(
      linePaths([
        {
          points: [
            [0, 0],
            [8, 0],
            [4, 0],
          ],
        },
      ])[0]!.match(/[ML]/g),
    ).toEqual(["M", "L", "L"]);
    const coarse = renderSvg(lossCurves(), { precision: 0, theme: "light", id: "a" });
    expect(
      withClass(parse(coarse), "fl-line").every(({ attributes }) => !attributes["d"]!.includes(".")),
    ).toBe(true);
  });

  it("may have as many points as there are", () => {
    const points = Array.from({ length: 150_000 }, (_, i): Point => [i, (i * 7919) % 1009]);
    const chart: Chart = { x: {}, y: { domain: [100, 900] }, series: [{ points }, { points, line: false }] };
    const svg = renderSvg(chart, { precision: 0 });
    expect(svg.length).toBeGreaterThan(5e6);
    expect(dataTable({ ...chart, series: [{ points }] }).length).toBeGreaterThan(5e6);
  });

  it("break at null", () => {
    expect(
      linePaths([
        {
          points: [
            [0, 0],
            [2, 2],
            [3, null],
            [4, 4],
            [5, 6],
          ],
        },
      ])[0]!.match(/[ML]/g),
    ).toEqual(["M", "L", "M", "L"]);
  });

  it("are dots where they have one point alone, or points that lie on one another", () => {
    const dots = (series: Series, precision = 2): string[] => {
      const svg = parse(renderSvg({ ...LINE, series: [series], legend: "none" }, { precision }));
      return withClass(svg, "fl-marker").map(({ attributes }) => attributes["d"]!);
    };
    const alone = dots({ points: [[5, 5]] });
    expect(alone.length).toBe(1);
    const together: Point[] = [
      [5, 5],
      [5.001, 5],
      [5, 5.001],
    ];
    expect(dots({ points: together, dash: "dotted" })).toEqual(alone);
    expect(dots({ points: together }, 0)).toEqual(alone);
    const broken: Point[] = [
      [1, 1],
      [2, null],
      [3, 3],
      [4, 4],
      [5, null],
      [10, 10],
    ];
    expect(dots({ points: broken })).toEqual([...alone, ...alone]);
    // With its marker it is seen already.
    expect(dots({ points: broken, marker: "square" }).length).toBe(4);
    expect(dots({ points: [[50, 5]] })).toEqual([]);
    expect(dots({ points: [[5, 5]], line: false, marker: "none" })).toEqual([]);
  });

  it("never leave the plot, and no part of them is missing in it", () => {
    const inside = fc.double({ min: -30, max: 40, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(inside, inside), { minLength: 2, maxLength: 12 }), (points) => {
        const xml = renderSvg({ ...LINE, series: [{ points }] }, { theme: "light", interactive: true });
        expect(xml).not.toContain("NaN");
        const svg = parse(xml);
        const { panels } = JSON.parse(textOf(named(svg, "metadata")[0]!)) as {
          panels: { frame: number[] }[];
        };
        const [left, top, right, bottom] = panels[0]!.frame as [number, number, number, number];
        const drawn = [
          ...withClass(svg, "fl-line")[0]!.attributes["d"]!.matchAll(/([ML])([\d.-]+),([\d.-]+)/g),
        ];
        for (const [, , x, y] of drawn) {
          expect(Number(x)).toBeGreaterThanOrEqual(left - 0.01);
          expect(Number(x)).toBeLessThanOrEqual(right + 0.01);
          expect(Number(y)).toBeGreaterThanOrEqual(top - 0.01);
          expect(Number(y)).toBeLessThanOrEqual(bottom + 0.01);
        }
        // Dense points of the true line that are inside are near a drawn segment.
        const px = (x: number): number => left + (x / 10) * (right - left);
        const py = (y: number): number => bottom - (y / 10) * (bottom - top);
        for (let i = 1; i < points.length; i++) {
          const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!];
          for (const t of [0.1, 0.35, 0.5, 0.8]) {
            const [x, y] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
            if (x < 0 || x > 10 || y < 0 || y > 10) continue;
            expect(distanceTo(drawn, px(x), py(y))).toBeLessThan(0.05);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("tell themselves apart without colour: no two of 25 have the same dash and marker", () => {
    const series = Array.from({ length: 25 }, (_, i): Series => ({
      label: `${i}`,
      points: [
        [0, i],
        [10, i],
      ],
    }));
    const svg = parse(renderSvg({ ...LINE, y: {}, series }));
    const looks = withClass(svg, "fl-series").map((node) => {
      const [line] = withClass(node, "fl-line");
      return `${line!.attributes["stroke-dasharray"]} ${withClass(node, "fl-marker")[0]?.attributes["d"]}`;
    });
    expect(new Set(looks).size).toBe(25);
  });
});

/** Distance from a place to the drawn path. */
function distanceTo(path: readonly RegExpMatchArray[], x: number, y: number): number {
  let least = Infinity;
  path.forEach(([, command, bx, by], i) => {
    const [, , ax, ay] = command === "M" ? path[i]! : path[i - 1]!;
    const [x0, y0, x1, y1] = [ax, ay, bx, by].map(Number) as [number, number, number, number];
    const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
    const t =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
    least = Math.min(least, Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)));
  });
  return least;
}

describe("cues", () => {
  const cues = (series: Series, chart: Partial<Chart> = {}): { arrows: number; labels: string[] } => {
    const svg = parse(renderSvg({ ...LINE, ...chart, series: [series] }));
    return { arrows: withClass(svg, "fl-cue").length, labels: withClass(svg, "fl-cue-label").map(textOf) };
  };

  it("stand where a curve leaves the plot, and say where it goes", () => {
    expect(
      cues({
        points: [
          [0, 0],
          [5, 30],
          [10, 0],
        ],
      }),
    ).toEqual({ arrows: 2, labels: ["→ 30", "→ 30"] });
    expect(
      cues({
        points: [
          [0, 5],
          [10, -1e-5],
        ],
      }),
    ).toEqual({ arrows: 1, labels: ["→ −10⁻⁵"] });
    expect(
      cues({
        points: [
          [0, 5],
          [10, 9],
        ],
      }),
    ).toEqual({ arrows: 0, labels: [] });
    const growing: Series = {
      points: [
        [1, 2],
        [2, 40],
      ],
      diverges: [{ x: 3, to: "Infinity" }],
    };
    expect(cues(growing)).toEqual({ arrows: 1, labels: ["→ ∞"] });
    expect(
      cues({
        points: [
          [1, -2],
          [2, 4],
        ],
        diverges: [{ x: 0, to: "-Infinity" }],
      }),
    ).toEqual({ arrows: 1, labels: ["→ −∞"] });
    // It is nowhere in the plot.
    expect(
      cues({
        points: [
          [1, 20],
          [9, 30],
        ],
      }),
    ).toEqual({ arrows: 1, labels: ["→ 30"] });
    expect(
      cues({
        points: [
          [-9, 20],
          [-1, 30],
        ],
      }),
    ).toEqual({ arrows: 0, labels: [] });
    // It would leave the plot, if it had more points.
    expect(
      cues({
        points: [
          [1, 2],
          [2, 4],
        ],
        diverges: [{ x: 3, to: "Infinity" }],
      }),
    ).toEqual({ arrows: 1, labels: ["→ ∞"] });
  });

  it("do not stand for what is outside the axis, and for each of two limits", () => {
    const chart = hessianCurves({ over: "probability", label: 0, gammas: [0.5] });
    const labels = (given: Chart): string[] => withClass(parse(renderSvg(given)), "fl-cue-label").map(textOf);
    expect(labels(chart)).toEqual(["→ ∞", "→ ∞"]);
    expect(labels({ ...chart, x: { domain: [0.2, 0.8] }, y: { domain: [0, 100] } })).toEqual([]);
  });

  it("share a text where they are near, and none is silent", () => {
    const svg = parse(renderSvg(lossCurves()));
    expect(withClass(svg, "fl-cue").length).toBe(5);
    expect(withClass(svg, "fl-cue-label").map(textOf)).toEqual(["→ ∞"]);
  });
});

describe("names of curves", () => {
  const parallel = (count: number, gap: number): Series[] =>
    Array.from({ length: count }, (_, i): Series => ({
      label: `curve ${i}`,
      points: [
        [0, i * gap],
        [10, i * gap],
      ],
    }));
  const keys = (chart: Chart, width = 640, height = 400): { name: string; x: number; y: number }[] =>
    withClass(parse(renderSvg(chart, { theme: "light", width, height })), "fl-key").map((key) => {
      const [text] = named(key, "text");
      return { name: textOf(text!), x: Number(text!.attributes["x"]), y: Number(text!.attributes["y"]) };
    });

  it("stand at the ends of their curves, from top to bottom", () => {
    const svg = parse(renderSvg({ ...LINE, series: parallel(4, 2) }));
    expect(withClass(svg, "fl-leader").length).toBe(4);
    expect(keys({ ...LINE, series: parallel(4, 2) }).map(({ name }) => name)).toEqual([
      "curve 3",
      "curve 2",
      "curve 1",
      "curve 0",
    ]);
  });

  it("do not touch, however near the ends are", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 0, max: 60 }).map((y) => y / 6),
          { minLength: 2, maxLength: 6 },
        ),
        (ends) => {
          const series = ends.map((y, i): Series => ({
            label: `curve ${i}`,
            points: [
              [0, 5],
              [10, y],
            ],
          }));
          const shown = keys({ ...LINE, series });
          expect(shown.map(({ name }) => name).sort()).toEqual(ends.map((_, i) => `curve ${i}`).sort());
          const sorted = [...shown].sort((a, b) => a.x - b.x || a.y - b.y);
          for (const [i, key] of sorted.slice(1).entries()) {
            if (key.x === sorted[i]!.x) expect(key.y - sorted[i]!.y).toBeGreaterThanOrEqual(11);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("stand beside the plot where the ends meet, in the order of the curves", () => {
    const names = keys(lossCurves({ gammas: [5, 0, 2] })).map(({ name }) => name);
    expect(names).toEqual(["γ = 0", "γ = 2", "γ = 5"]);
  });

  it("stand in a box where no curve is, or else beside the plot", () => {
    const boxed = parse(renderSvg({ ...LINE, legend: "box" }));
    const [box] = withClass(boxed, "fl-legend-box");
    const { x, y, width, height } = box!.attributes;
    const path = withClass(boxed, "fl-line")[0]!
      .attributes["d"]!.match(/[\d.]+/g)!
      .map(Number) as [number, number, number, number];
    for (let t = 0; t <= 1; t += 0.01) {
      const [px, py] = [path[0] + t * (path[2] - path[0]), path[1] + t * (path[3] - path[1])];
      const inBox =
        px > Number(x) && px < Number(x) + Number(width) && py > Number(y) && py < Number(y) + Number(height);
      expect(inBox).toBe(false);
    }
    const crowded: Chart = { ...LINE, legend: "box", series: parallel(21, 0.5) };
    expect(withClass(parse(renderSvg(crowded)), "fl-legend-box")).toEqual([]);
    expect(keys(crowded).length).toBe(21);
    expect(keys({ ...LINE, legend: "none" })).toEqual([]);
  });

  it("are left out where they would say nothing, or leave the plot too little", () => {
    expect(keys({ ...LINE, series: parallel(3, 3) }, 200, 150).map(({ name }) => name)).toHaveLength(3);
    expect(keys({ ...LINE, series: parallel(3, 3) }, 120, 90)).toEqual([]);
    // Cut, they would be the same.
    const alike = parallel(2, 3).map((each) => ({ ...each, label: `${"long ".repeat(30)}${each.label}` }));
    expect(keys({ ...LINE, series: alike })).toEqual([]);
    expect(keys({ ...LINE, series: alike }, 2400)).toHaveLength(2);
  });

  it("of small multiples are there once where they are the same", () => {
    const svg = parse(renderSvg(overview({ gammas: [0, 2] }), { width: 1000 }));
    expect(withClass(svg, "fl-key").flatMap(texts)).toEqual(["γ = 0", "γ = 2"]);
    const different = { charts: [LINE, { ...LINE, series: parallel(2, 3) }] };
    expect(withClass(parse(renderSvg(different)), "fl-key").length).toBe(3);
  });
});
