/**
 * The markup of texts: `p_{t}` and `10^{3}`.
 */

/** A piece of text on, below or above the line. */
export interface Piece {
  readonly text: string;
  readonly position: "line" | "sub" | "super";
}

const PATTERN = /\\([\\_^{}])|([_^])\{([^{}]*)\}/gu;

/** The pieces of a text. What is not markup is text: `a_b` has no subscript. */
export function parseMarkup(source: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (text: string, position: Piece["position"]): void => {
    const last = pieces.at(-1);
    if (text === "") return;
    if (last?.position === position) pieces[pieces.length - 1] = { text: last.text + text, position };
    else pieces.push({ text, position });
  };
  let end = 0;
  for (const match of source.matchAll(PATTERN)) {
    add(source.slice(end, match.index), "line");
    const [whole, escaped, sign, content = ""] = match;
    if (escaped !== undefined) add(escaped, "line");
    else add(content, sign === "_" ? "sub" : "super");
    end = match.index + whole.length;
  }
  add(source.slice(end), "line");
  return pieces;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A whole number in superscript digits: `⁻³`. */
export function superscript(exponent: number | string): string {
  return String(exponent)
    .replace(/[-−]/, "⁻")
    .replace(/\d/g, (digit) => RAISED[Number(digit)]!);
}

/** The text without markup, as it is read out and as terminals show it: `10³`, `p_t`, `(1 - p)^γ`. */
export function plainText(source: string): string {
  return parseMarkup(source)
    .map(({ text, position }) => {
      if (position === "line") return text;
      if (position === "super") return /^[-−]?\d+$/.test(text) ? superscript(text) : `^${text}`;
      return `_${text}`;
    })
    .join("");
}
