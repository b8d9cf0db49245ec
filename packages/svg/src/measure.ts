/**
 * How wide a text is, without a font at hand: the advance widths of DejaVu Sans, the widest of the common sans serif fonts.
 * In another font a text is narrower, so nothing is cut off.
 */
import { parseMarkup } from "./markup.ts";

/** Of the characters from the space to the tilde, in hundredths of the font size. */
const WIDTHS: readonly number[] = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
  34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73,
  68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63,
  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/** Size of subscripts and superscripts beside the text's own. */
export const SMALL = 0.72;

/** Width in px, not narrower than the text is drawn. */
export function textWidth(source: string, size: number): number {
  let hundredths = 0;
  for (const { text, position } of parseMarkup(source)) {
    const scale = position === "line" ? 1 : SMALL;
    for (const character of text) hundredths += scale * characterWidth(character.codePointAt(0)!);
  }
  return (hundredths * size) / 100;
}

/** Æ æ Ĳ Œ œ Ŵ and the fractions. */
const WIDE: ReadonlySet<number> = new Set([0xc6, 0xe6, 0x132, 0x152, 0x153, 0x174, 0xbc, 0xbd, 0xbe]);

function characterWidth(code: number): number {
  if (code >= 32 && code < 127) return WIDTHS[code - 32]!;
  if (code >= 0x300 && code <= 0x36f) return 0; // combining marks
  if ((code >= 0x2070 && code <= 0x208e) || [0xb2, 0xb3, 0xb9].includes(code)) return 54; // raised and lowered digits
  if (code === 0xa0) return WIDTHS[0]!;
  if (code >= 0x3b1 && code <= 0x3c1) return 66; // alpha to rho
  if (code > 0xa0 && code < 0x250 && !WIDE.has(code)) return 80; // Latin
  if (code >= 0x370 && code < 0x400) return 86; // Greek
  if (code >= 0x250 && code < 0x590) return 110; // Cyrillic
  return 108;
}

/** Characters below which the beginning of a text says nothing. */
const FEWEST = 4;

/** The text where it fits, otherwise its beginning and an ellipsis; nothing where that would be next to nothing. */
export function truncate(source: string, size: number, width: number): string {
  if (textWidth(source, size) <= width) return source;
  let kept = "";
  let count = 0;
  let used = textWidth("…", size);
  // Whole pieces of markup stay whole.
  for (const [part] of source.matchAll(/\\[\\_^{}]|[_^]\{[^{}]*\}|[^]/gu)) {
    used += textWidth(part, size);
    if (used > width) break;
    kept += part;
    if (part !== " ") count += 1;
  }
  return count < FEWEST ? "" : `${kept.trimEnd()}…`;
}

/** The text in lines that fit. A word that does not fit alone is truncated. */
export function wrap(source: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of source.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/ +/)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line === "" || textWidth(longer, size) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    lines.push(line);
  }
  return lines.map((line) => truncate(line, size, width));
}
