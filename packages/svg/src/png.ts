/**
 * Charts as PNG, by resvg.
 */
import type { Chart, SmallMultiples } from "./chart.ts";
import { list, number, text } from "./check.ts";
import { refuse } from "./refuse.ts";
import { renderSvg, type RenderOptions } from "./render-svg.ts";

/** How a chart is drawn, and how large. */
export interface PngOptions extends Omit<RenderOptions, "theme" | "interactive"> {
  /** `"light"` (default), `"dark"` or one of your own. resvg knows no CSS variables, so there is no `"auto"`. */
  readonly theme?: Exclude<RenderOptions["theme"], "auto">;
  /** Pixels of the image for each px of the chart, from 0.1 to 20 (default 2). */
  readonly scale?: number | undefined;
  /**
   * Paths of font files, beside the one that this package brings: DejaVu Sans with Latin, Greek and Cyrillic letters. They
   * serve for letters that it does not have; with `fontFamily` in the theme, for all.
   */
  readonly fonts?: readonly string[] | undefined;
}

const FAMILY = "DejaVu Sans";

/**
 * A chart as a PNG image, on Node.js, Deno and Bun. It needs the package `@resvg/resvg-js`.
 *
 * The same image on every machine: fonts of the system are not used.
 *
 * @param chart - A chart or several, plain data.
 * @param options - `theme`, `width`, `height`, `precision` as for `renderSvg`; `scale` and `fonts`.
 * @returns The bytes of the file.
 * @throws If `@resvg/resvg-js` cannot be loaded ({@link Error}); if a field or an option is of the wrong type
 * ({@link TypeError}) or outside its range, or a path of `fonts` is not that of a font ({@link RangeError}).
 */
export async function renderPng(
  chart: Chart | SmallMultiples,
  options: PngOptions = {},
): Promise<Uint8Array> {
  const { scale = 2, fonts = [], theme = "light", ...others } = options;
  number(0.1, 20, "a number from 0.1 to 20")("options.scale", scale);
  list(text, "a list of paths")("options.fonts", fonts);
  fonts.forEach((path, i) => {
    if (!isFont(path)) refuse(`options.fonts[${i}]`, "the path of a TrueType or OpenType font", path, true);
  });
  if ((theme as unknown) === "auto") refuse("options.theme", '"light", "dark" or an object', theme, true);
  const svg = renderSvg(chart, { ...others, theme });
  const Resvg = await loadResvg();
  // Not by an import: this entry is to be bundled for browsers too, where it says that it cannot draw.
  const { fileURLToPath } = process.getBuiltinModule("node:url");
  const own = fileURLToPath(new URL("font/DejaVuSans.ttf", import.meta.url));
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [own, ...fonts],
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    },
    fitTo: { mode: "zoom", value: scale },
  });
  return image.render().asPng();
}

/** The first four bytes of the font files that resvg reads; others it passes over in silence. */
const SIGNATURES: ReadonlySet<string> = /* @__PURE__ */ new Set(["\0\u0001\0\0", "OTTO", "true", "ttcf"]);

function isFont(path: string): boolean {
  const { closeSync, openSync, readSync } = process.getBuiltinModule("node:fs");
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const start = new Uint8Array(4);
    readSync(file, start);
    return SIGNATURES.has(String.fromCharCode(...start));
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** No literal in an import: bundlers leave it, where they could not take in its binary. */
const RESVG: string = ["@resvg", "resvg-js"].join("/");

async function loadResvg(): Promise<typeof import("@resvg/resvg-js").Resvg> {
  try {
    const { Resvg } = (await import(
      /* @vite-ignore */ /* webpackIgnore: true */ RESVG
    )) as typeof import("@resvg/resvg-js");
    return Resvg;
  } catch (cause) {
    throw new Error('renderPng needs the package "@resvg/resvg-js": npm install @resvg/resvg-js', { cause });
  }
}
