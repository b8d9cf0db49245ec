/**
 * Title, subtitle and caption: lines across the whole width.
 */
import { type Element, element } from "./element.ts";
import { wrap } from "./measure.ts";
import type { Paint } from "./paint.ts";
import { drawText } from "./text.ts";

/** Lines of one kind. */
interface Style {
  readonly class: string;
  readonly size: number;
  readonly lineHeight: number;
  readonly role: "text" | "muted";
}

const TITLE: Style = { class: "fl-title", size: 15, lineHeight: 20, role: "text" };
const PANEL_TITLE: Style = { class: "fl-title", size: 13, lineHeight: 18, role: "text" };
const SUBTITLE: Style = { class: "fl-subtitle", size: 12, lineHeight: 16, role: "muted" };
const CAPTION: Style = { class: "fl-caption", size: 10.5, lineHeight: 14, role: "muted" };

/** Lines that know their height before their place. */
export interface Lines {
  readonly height: number;
  readonly draw: (left: number, top: number, paint: Paint) => Element[];
}

type Heading = { readonly title?: string | undefined; readonly subtitle?: string | undefined };

/** Title and subtitle. */
export function heading({ title, subtitle }: Heading, width: number, panel: boolean = false): Lines {
  return stack([lines(title, panel ? PANEL_TITLE : TITLE, width), lines(subtitle, SUBTITLE, width)]);
}

export function caption(text: string | undefined, width: number): Lines {
  return lines(text, CAPTION, width);
}

function lines(text: string | undefined, style: Style, width: number): Lines {
  const all = text === undefined || text.trim() === "" ? [] : wrap(text, style.size, width);
  const wrapped = all.every((line) => line === "") ? [] : all;
  return {
    height: wrapped.length * style.lineHeight,
    draw: (left, top, paint) =>
      wrapped.length === 0
        ? []
        : [
            element(
              "g",
              { class: style.class },
              ...wrapped.map((line, i) =>
                drawText(line, paint, {
                  x: left,
                  y: top + i * style.lineHeight + style.size,
                  size: style.size,
                  role: style.role,
                }),
              ),
            ),
          ],
  };
}

function stack(parts: readonly Lines[]): Lines {
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  return {
    height: height === 0 ? 0 : height + 4,
    draw: (left, top, paint) => {
      let y = top;
      return parts.flatMap((part) => {
        const drawn = part.draw(left, y, paint);
        y += part.height;
        return drawn;
      });
    },
  };
}
