/**
 * A line of text with its markup.
 */
import { type Attributes, type Element, element } from "./element.ts";
import { parseMarkup } from "./markup.ts";
import { SMALL } from "./measure.ts";
import { coordinate } from "./coordinate.ts";
import { fill, type Paint, stroke } from "./paint.ts";

/** Px by which a subscript goes down and a superscript up, in sizes of the text. */
const SHIFTS = { line: 0, sub: 0.2, super: -0.38 } as const;

export interface TextOptions {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly anchor?: "start" | "middle" | "end" | undefined;
  /** Degrees, around the point. */
  readonly rotate?: number | undefined;
  readonly role?: "text" | "muted" | undefined;
  /** Whether a rim in the colour of the background keeps it legible on lines. */
  readonly halo?: boolean | undefined;
  readonly class?: string | undefined;
}

export function drawText(source: string, paint: Paint, options: TextOptions): Element {
  const { size, anchor = "start", rotate, role = "text", halo = false } = options;
  const [x, y] = [coordinate(options.x, paint.precision), coordinate(options.y, paint.precision)];
  const rim: Attributes = halo
    ? {
        stroke: stroke(paint, "background")["stroke"],
        "stroke-width": 3,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      }
    : {};
  const classes = [options.class, fill(paint, role)["class"], halo ? "fl-stroke-background" : undefined];
  const pieces = parseMarkup(source);
  const plain = pieces.every(({ position }) => position === "line");
  let shifted = 0;
  const spans = pieces.map(({ text, position }) => {
    const shift = SHIFTS[position] * size;
    const dy = coordinate(shift - shifted, 2);
    shifted = shift;
    return element(
      "tspan",
      { ...(dy !== 0 && { dy }), ...(position !== "line" && { "font-size": coordinate(size * SMALL, 2) }) },
      text,
    );
  });
  return element(
    "text",
    {
      ...(rotate === undefined ? { x, y } : { transform: `translate(${x} ${y}) rotate(${rotate})` }),
      class: classes.filter((each) => each !== undefined).join(" "),
      fill: paint.theme[role],
      ...rim,
      "font-size": size,
      ...(anchor !== "start" && { "text-anchor": anchor }),
    },
    ...(plain ? [pieces[0]?.text ?? ""] : spans),
  );
}
