/**
 * Colours that can be seen and told apart: on both backgrounds, and with the common kinds of colour blindness.
 */
import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse as parseColor,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";

import { type Palette, renderSvg, type Series } from "../src/index.ts";
import { parse, withClass } from "./xml.ts";

/** The colours of that many curves, and the background. */
function colors(
  palette: Palette,
  theme: "light" | "dark",
  count: number,
): { background: string; curves: string[] } {
  const series = Array.from({ length: count }, (_, i): Series => ({
    points: [
      [0, i],
      [1, i],
    ],
  }));
  const svg = parse(renderSvg({ x: {}, y: {}, series, palette }, { theme }));
  return {
    background: withClass(svg, "fl-fill-background")[0]!.attributes["fill"]!,
    curves: withClass(svg, "fl-line").map(({ attributes }) => attributes["stroke"]!),
  };
}

const PALETTES = ["ordered", "categorical", "notebook"] as const;
const EYES = {
  "full colour": (color: string) => parseColor(color)!,
  deuteranopia: filterDeficiencyDeuter(1),
  protanopia: filterDeficiencyProt(1),
  tritanopia: filterDeficiencyTrit(1),
} as const;

describe.each(["light", "dark"] as const)("on the %s background", (theme) => {
  it.for(PALETTES)("every colour of the palette %s has a contrast of 3:1", (palette) => {
    for (const count of [1, 2, 3, 5, 15, 40]) {
      const { background, curves } = colors(palette, theme, count);
      expect(curves.length).toBe(count);
      for (const color of curves) {
        // The notebook's own cyan has 2.28:1 on white: it is kept, because it is the notebook's.
        const least = palette === "notebook" && color === "#00bfbf" && theme === "light" ? 2.2 : 3;
        expect(wcagContrast(color, background), color).toBeGreaterThanOrEqual(least);
      }
    }
  });

  it("texts have 4.5:1, also on shaded regions, and axes 3:1", () => {
    const chart = {
      x: {},
      y: {},
      series: [],
      annotations: [{ type: "band", x: [0, 1] } as const],
      title: "t",
    };
    const svg = parse(renderSvg(chart, { theme }));
    const attribute = (name: string, key: string): string => withClass(svg, name)[0]!.attributes[key]!;
    for (const background of [attribute("fl-fill-background", "fill"), attribute("fl-band", "fill")]) {
      expect(
        wcagContrast(attribute("fl-title", "fill") ?? attribute("fl-fill-text", "fill"), background),
      ).toBeGreaterThan(4.5);
      expect(wcagContrast(attribute("fl-fill-muted", "fill"), background)).toBeGreaterThan(4.5);
      expect(wcagContrast(attribute("fl-stroke-axis", "stroke"), background)).toBeGreaterThan(3);
    }
  });

  it.for(
    (["ordered", "categorical"] as const).flatMap((palette) =>
      Object.keys(EYES).map((eye) => [palette, eye as keyof typeof EYES] as const),
    ),
  )("five colours of the palette %s are distinct with %s", ([palette, eye]) => {
    const seen = colors(palette, theme, 5).curves.map((color) => EYES[eye](color as never));
    const difference = differenceCiede2000();
    for (const [i, a] of seen.entries()) {
      for (const b of seen.slice(i + 1)) expect(difference(a, b)).toBeGreaterThan(10);
    }
  });

  it("the ordered palette goes one way in lightness", () => {
    const lightness = colors("ordered", theme, 9).curves.map((color) => converter("oklab")(color)!.l);
    const sorted = [...lightness].sort((a, b) => (theme === "light" ? a - b : b - a));
    expect(lightness).toEqual(sorted);
  });
});

it("the notebook's palette is r, g, b, c, k, and begins again", () => {
  expect(colors("notebook", "light", 6).curves).toEqual([
    "#ff0000",
    "#008000",
    "#0000ff",
    "#00bfbf",
    "#000000",
    "#ff0000",
  ]);
});

it("a chart's own colours stay what they are", () => {
  expect(colors(["teal", "#123"], "dark", 3).curves).toEqual(["teal", "#123", "teal"]);
});
