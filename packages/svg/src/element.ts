/**
 * Elements, and the one place where text becomes markup: whatever a text or an attribute holds, it stays in it.
 */

/** An element of SVG or HTML. Names are the program's own; texts and values may come from anywhere. */
export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A text is a string; `undefined` is nothing. */
export type Child = Element | string | undefined;

export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Element {
  return { name, attributes, children };
}

/** What XML cannot hold even escaped: control characters, lone surrogates, two noncharacters. */
const INVALID = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // A parser would make a space of each in an attribute, and a line feed of the last in a text.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Elements that HTML, too, lets end in `/>`: those of SVG. */
const SHAPES: ReadonlySet<string> = new Set(["circle", "line", "path", "rect"]);

/** The element as text: well-formed XML, and HTML where the element is one of HTML. */
export function serialize({ name, attributes, children }: Element): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${escapeText(String(value))}"`,
  );
  const content = children.map((child) =>
    child === undefined ? "" : typeof child === "string" ? escapeText(child) : serialize(child),
  );
  const start = `<${name}${written.join("")}`;
  return content.length === 0 && SHAPES.has(name) ? `${start}/>` : `${start}>${content.join("")}</${name}>`;
}

function escapeText(text: string): string {
  return text.replace(INVALID, "\uFFFD").replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character]!);
}
