/**
 * Colours of everything, light and dark.
 */
import type { Palette } from "./chart.ts";
import { checkFields, color, list, oneOf } from "./check.ts";
import { refuse } from "./refuse.ts";

/** Colours as CSS writes them. */
export interface Theme {
  readonly background: string;
  /** Titles and names; at least 4.5:1 on the background. */
  readonly text: string;
  /** Tick labels, captions; at least 4.5:1. */
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  /** Shaded regions. */
  readonly band: string;
  /** The curves; at least 3:1. */
  readonly palettes: Readonly<Record<Extract<Palette, string>, readonly string[]>>;
  /** Names of fonts as CSS writes them. */
  readonly fontFamily: string;
}

/** A theme of one's own: what is not given is that of `base`. */
export interface CustomTheme {
  /** The theme to start from (default `"light"`). */
  readonly base?: "light" | "dark" | undefined;
  readonly background?: string | undefined;
  readonly text?: string | undefined;
  readonly muted?: string | undefined;
  readonly axis?: string | undefined;
  readonly grid?: string | undefined;
  readonly band?: string | undefined;
  /** Colours of the curves, for every chart that does not bring its own list. */
  readonly palette?: readonly string[] | undefined;
  readonly fontFamily?: string | undefined;
}

const FONTS = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif";

export const LIGHT: Theme = {
  background: "#ffffff",
  text: "#1b1b1f",
  muted: "#55565e",
  axis: "#6b6c75",
  grid: "#e4e4e9",
  band: "#f3f1e7",
  palettes: {
    ordered: ["#1a1551", "#6a1a91", "#ad316c", "#df4126", "#c0842d"],
    categorical: ["#0676bc", "#d86d21", "#009e73", "#c83d8e", "#6b5b00"],
    notebook: ["#ff0000", "#008000", "#0000ff", "#00bfbf", "#000000"],
  },
  fontFamily: FONTS,
};

export const DARK: Theme = {
  background: "#1b1b1f",
  text: "#e8e8ec",
  muted: "#abacb6",
  axis: "#8b8c97",
  grid: "#34353c",
  band: "#2b2a24",
  palettes: {
    ordered: ["#fdf1b3", "#ffba69", "#ff767a", "#be7eba", "#7372ff"],
    categorical: ["#48a1ef", "#e98639", "#00c094", "#e193bc", "#d8c64a"],
    notebook: ["#ff6b6b", "#4cb84c", "#8c9bff", "#00bfbf", "#e8e8ec"],
  },
  fontFamily: FONTS,
};

const FONT_FAMILY = /^[\w\-'"]+([ ,]+[\w\-'"]+)*$/u;

/** The theme of one's own, with nothing left out. */
export function completeTheme(custom: CustomTheme): Theme {
  checkFields("theme", custom, {
    base: oneOf("light", "dark"),
    background: color,
    text: color,
    muted: color,
    axis: color,
    grid: color,
    band: color,
    palette: list(color, "a list of colours"),
    fontFamily: (name, value) => {
      if (typeof value !== "string" || !FONT_FAMILY.test(value)) {
        refuse(name, "names of fonts as CSS writes them", value, typeof value === "string");
      }
    },
  });
  const { base, palette, ...own } = custom;
  if (palette?.length === 0) refuse("theme.palette.length", "1 or more", 0);
  const start = base === "dark" ? DARK : LIGHT;
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const palettes =
    palette === undefined ? start.palettes : { ordered: palette, categorical: palette, notebook: palette };
  return { ...start, ...given, palettes };
}
