/**
 * The plot of a chart: its axes as scales, its edges, its curves, and which places are taken by texts.
 */
import type { Place, Rectangle } from "./clip.ts";
import { contains, crossings, least, touch } from "./collisions.ts";
import type { Curve } from "./curve.ts";
import type { Element } from "./element.ts";
import { textWidth } from "./measure.ts";
import type { Paint } from "./paint.ts";
import type { Scale } from "./scale.ts";
import { drawText } from "./text.ts";

export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly frame: Rectangle;
  readonly curves: readonly Curve[];
  /** What the legend and the texts so far cover. It grows. */
  readonly taken: Rectangle[];
}

/** Size of the texts on the plot. */
export const NOTE_SIZE = 11;

/** What lies in the rectangle: pieces of curves, and, which is worse, texts. */
export function clutter(area: Rectangle, { curves, taken }: Plot): number {
  return crossings(area, curves) + 1000 * taken.filter((other) => touch(area, other)).length;
}

/** A text where least is in its way; none where there is no place without another. */
export function drawNote(
  text: string,
  starts: readonly Place[],
  plot: Plot,
  paint: Paint,
  style: { readonly role: "text" | "muted"; readonly class?: string | undefined },
): Element | undefined {
  if (text === "") return undefined;
  const width = textWidth(text, NOTE_SIZE);
  const boxes = starts.map(({ x, y }): Rectangle => ({
    left: x,
    right: x + width,
    top: y - NOTE_SIZE,
    bottom: y + 3,
  }));
  const best = least(
    boxes.filter((box) => contains(plot.frame, box) && !plot.taken.some((other) => touch(box, other))),
    (box) => clutter(box, plot),
  );
  if (best === undefined) return undefined;
  plot.taken.push(best);
  return drawText(text, paint, { x: best.left, y: best.bottom - 3, size: NOTE_SIZE, halo: true, ...style });
}
