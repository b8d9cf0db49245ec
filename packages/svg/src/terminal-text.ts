/**
 * Texts of charts as terminals show them: without markup and control characters, in lines that fit.
 */
import { plainText } from "./markup.ts";

const ASCII: Readonly<Record<string, string>> = {
  γ: "gamma",
  α: "alpha",
  "∂": "d",
  "−": "-",
  "→": "->",
  "∞": "inf",
  "×": "x",
  "\u00A0": " ",
};

/** A text without markup and control characters; in ASCII where that is wanted. */
export function textOf(source: string, ascii: boolean): string {
  const plain = printable(plainText(source).replace(/[\t\n\r]/g, " "));
  if (!ascii) return plain;
  return plain
    .normalize("NFKD")
    .replace(/[^ -~]/gu, (character) => ASCII[character] ?? (/\p{M}/u.test(character) ? "" : "?"));
}

export function printable(text: string): string {
  return text.replace(/\p{C}/gu, "");
}

/** Characters that take two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303E\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/gu;

/** How many columns a text takes, at most. */
export function columnsOf(text: string): number {
  return Array.from(text).length + (text.match(WIDE)?.length ?? 0);
}

/** The text in lines of at most `width` columns: parted at spaces, and in words that are longer than a line. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (columnsOf(line + character) > width) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}
