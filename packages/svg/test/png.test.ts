/**
 * What is to be seen: pictures drawn by resvg, pixel by pixel.
 */
import { fileURLToPath } from "node:url";
import { focalLoss } from "@focal-loss/core";
import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";

import {
  type Chart,
  dataTable,
  lossCurves,
  modulatingFactor,
  renderSvg,
  type RenderOptions,
  type SmallMultiples,
} from "../src/index.ts";
import { textWidth } from "../src/measure.ts";
import { renderPng } from "../src/png.ts";
import { examples } from "./charts.ts";
import { digits } from "./predictions.ts";
import { named, parse, textOf, withClass } from "./xml.ts";

const font = {
  loadSystemFonts: false,
  fontFiles: [fileURLToPath(new URL("../src/font/DejaVuSans.ttf", import.meta.url))],
  defaultFontFamily: "DejaVu Sans",
  sansSerifFamily: "DejaVu Sans",
};

type Color = readonly [red: number, green: number, blue: number];

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => Color;
}

function draw(svg: string): Picture {
  const image = new Resvg(svg, { font }).render();
  const { pixels, width, height } = image;
  const at = (x: number, y: number): Color => {
    const i = 4 * (Math.round(y) * width + Math.round(x));
    return [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
  };
  return { width, height, at };
}

function rgb(color: string): Color {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as unknown as Color;
}

function isNear(a: Color, b: Color, tolerance: number): boolean {
  return a.every((channel, i) => Math.abs(channel - b[i]!) <= tolerance);
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function frameOf(chart: Chart, options: RenderOptions): Frame {
  const [metadata] = named(parse(renderSvg(chart, { ...options, interactive: true })), "metadata");
  const { panels } = JSON.parse(textOf(metadata!)) as {
    panels: { frame: [number, number, number, number] }[];
  };
  const [left, top, right, bottom] = panels[0]!.frame;
  return { left, top, right, bottom };
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it("a curve is where its function is, in the colour of the palette", () => {
    const chart = lossCurves({ gammas: [2] });
    const options = { theme, width: 640, height: 400 };
    const svg = renderSvg(chart, options);
    const picture = draw(svg);
    const { left, top, right, bottom } = frameOf(chart, options);
    const color = rgb(withClass(parse(svg), "fl-line")[0]!.attributes["stroke"]!);
    let seen = 0;
    for (let p = 0.05; p < 0.995; p += 0.01) {
      const x = left + p * (right - left);
      const y =
        bottom - (focalLoss(1, Math.round(x - left) / (right - left), { gamma: 2 }) / 5) * (bottom - top);
      const near = [-1, 0, 1].some((down) => isNear(picture.at(x, y + down), color, 60));
      expect(near, `at p = ${p}`).toBe(true);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(90);
  });

  it.for(["solid", "dashed", "dotted"] as const)("a point alone is seen, %s", (dash) => {
    const chart: Chart = {
      x: { domain: [0, 2], grid: false },
      y: { domain: [0, 2], grid: false },
      series: [{ points: [[1, 1]], dash, color: "#ff00ff" }],
    };
    const picture = draw(renderSvg(chart, { theme, width: 300, height: 200 }));
    let seen = 0;
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) if (isNear(picture.at(x, y), [255, 0, 255], 40)) seen += 1;
    }
    expect(seen).toBeGreaterThan(15);
  });

  it("nothing of a curve is outside the plot", () => {
    const chart: Chart = {
      x: { domain: [0, 1], grid: false },
      y: { domain: [0, 1], grid: false },
      series: [
        {
          points: [
            [0.2, -5],
            [0.5, 6],
            [0.8, -5],
          ],
          color: "#ff00ff",
        },
      ],
    };
    const options = { theme, width: 300, height: 200 };
    const picture = draw(renderSvg(chart, options));
    const { left, top, right, bottom } = frameOf(chart, options);
    let inside = 0;
    let outside = 0;
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        if (!isNear(picture.at(x, y), [255, 0, 255], 40)) continue;
        // But for the arrowheads, which stand on the edges.
        if (x > left && x < right && y > top - 9 && y < bottom + 9) inside += 1;
        else outside += 1;
      }
    }
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(300);
  });

  it("the edges of every picture are empty: no text is cut off", () => {
    for (const [name, { chart, options }] of Object.entries(examples(digits))) {
      for (const [width, height] of [
        [undefined, undefined],
        [320, "charts" in chart ? undefined : 240],
        ...(theme === "light" ? [[1200, 500]] : []),
      ]) {
        const svg = renderSvg(chart, { ...options, theme, width, height });
        const picture = draw(svg);
        const background = rgb(withClass(parse(svg), "fl-fill-background")[0]!.attributes["fill"]!);
        const rim: [x: number, y: number][] = [];
        for (let x = 0; x < picture.width; x++) {
          for (const y of [0, 1, picture.height - 2, picture.height - 1]) rim.push([x, y]);
        }
        for (let y = 0; y < picture.height; y++) {
          for (const x of [0, 1, picture.width - 2, picture.width - 1]) rim.push([x, y]);
        }
        expect(
          rim.find(([x, y]) => !isNear(picture.at(x, y), background, 4)),
          `${name}, ${width} wide`,
        ).toBeUndefined();
      }
    }
  });
});

it("no text is wider than was measured, nor half as wide", () => {
  const letters =
    "Focal loss, y = 1; γ = 0.5 → ∞ ∂²L/∂z² 10⁻³ p̂ (nats) ÄÖÜ ß é — “quoted” 1,797 predictions WWWiiilll@#%&";
  for (const text of [
    ...letters.split(" "),
    letters,
    "M".repeat(40),
    "i".repeat(40),
    "0123456789",
    "ЖЩЮ",
    "αβγδεζηθικλμνξοπρστυφχψω",
  ]) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="60"><text x="0" y="40" font-size="20" font-family="sans-serif">${text.replaceAll("&", "&amp;")}</text></svg>`;
    const drawn = new Resvg(svg, { font }).getBBox()!.width;
    expect(textWidth(text, 20), text).toBeGreaterThanOrEqual(drawn - 1);
    expect(textWidth(text, 20), text).toBeLessThan(2.2 * drawn + 12);
  }
});

it("every text is there: its letters leave ink", () => {
  const chart = { ...modulatingFactor(), title: "γ ∞ → ∂ ⁻³ ₜ", subtitle: "Жы äöü", caption: "“x” ≥ 1" };
  const svg = renderSvg(chart, { theme: "light" });
  const texts = named(parse(svg), "text");
  expect(texts.length).toBeGreaterThan(15);
  const without = draw(svg.replaceAll(/<text .*?<\/text>/gs, ""));
  const picture = draw(svg);
  for (const node of texts) {
    const { x, y, transform } = node.attributes;
    const [cx, cy] =
      transform === undefined ? [Number(x), Number(y)] : transform.match(/[\d.]+/g)!.map(Number);
    let ink = 0;
    for (let dy = -14; dy <= 8; dy++) {
      for (let dx = -40; dx <= 40; dx++) {
        const [px, py] = [Math.round(cx! + dx), Math.round(cy! + dy)];
        if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
        if (!isNear(picture.at(px, py), without.at(px, py), 20)) ink += 1;
      }
    }
    expect(ink, textOf(node)).toBeGreaterThan(5);
  }
});

describe("renderPng", () => {
  it("gives a PNG of the wanted size, the same every time", async () => {
    const png = await renderPng(lossCurves(), { width: 300, height: 200, scale: 1.5 });
    expect(Array.from(png.slice(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([450, 300]);
    expect(await renderPng(lossCurves(), { width: 300, height: 200, scale: 1.5 })).toEqual(png);
  });

  it("draws texts, by its own font, and the theme", async () => {
    const chart: Chart | SmallMultiples = { title: "MMMM", x: {}, y: {}, series: [] };
    const light = await renderPng(chart);
    expect(await renderPng({ ...chart, title: "" })).not.toEqual(light);
    expect(await renderPng(chart, { theme: "dark" })).not.toEqual(light);
    expect(await renderPng(chart, { theme: undefined, fonts: [] })).toEqual(light);
  });

  it("refuses what it cannot do", async () => {
    const chart = lossCurves();
    await expect(renderPng(chart, { theme: "auto" as never })).rejects.toThrow(
      new RangeError('"options.theme" expected "light", "dark" or an object, got "auto"'),
    );
    await expect(renderPng(chart, { scale: 0 })).rejects.toThrow(
      new RangeError('"options.scale" expected a number from 0.1 to 20, got 0'),
    );
    await expect(renderPng(chart, { fonts: [1] as never })).rejects.toThrow(
      new TypeError('"options.fonts[0]" expected a string, got 1'),
    );
    for (const path of ["/nonexist.ttf", ".", fileURLToPath(import.meta.url)]) {
      await expect(renderPng(chart, { fonts: [...font.fontFiles, path] })).rejects.toThrow(
        new RangeError(
          `"options.fonts[1]" expected the path of a TrueType or OpenType font, got ${JSON.stringify(path)}`,
        ),
      );
    }
    await expect(renderPng({} as never)).rejects.toThrow(TypeError);
  });
});

it("dataTable has every number with all its digits, in order", () => {
  const chart: Chart = {
    title: "t",
    x: { title: "p_{t}", unit: "1", arrow: true },
    y: {},
    series: [
      {
        label: "a",
        points: [
          [0.1, 0.30000000000000004],
          [0.3, null],
          [0.5, 1e-300],
        ],
      },
      {
        points: [
          [0.5, 2],
          [0.1, 3],
          [0.5, 4],
        ],
      },
    ],
  };
  expect(dataTable(chart)).toBe(
    '<table class="fl-data"><caption>t</caption><thead><tr><th scope="col">p_t (1)</th><th scope="col">a</th><th scope="col">curve 2</th></tr></thead>' +
      '<tbody><tr><th scope="row">0.1</th><td>0.30000000000000004</td><td>3</td></tr>' +
      '<tr><th scope="row">0.5</th><td>1e-300</td><td>2, 4</td></tr></tbody></table>',
  );
  expect(dataTable({ charts: [chart, chart] })).toBe(`${dataTable(chart)}\n${dataTable(chart)}`);
});
