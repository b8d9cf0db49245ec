/**
 * Where the values of an object stand in its text.
 */

/** What a value is made of: texts, and what stands between them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/gsu;

/** Where a value starts, and where it ends. */
interface ValuePlace {
  readonly from: number;
  readonly to: number;
}

/**
 * @param text - A JSON object, known to be one.
 * @returns The place of the value of each of its keys; of a key that comes twice that of the last one, which is what
 *   `JSON.parse` takes.
 */
export function valuePlaces(text: string): ReadonlyMap<string, ValuePlace> {
  const places = new Map<string, ValuePlace>();
  let depth = 0;
  let key: string | undefined;
  let from: number | undefined;
  let last = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (depth === 1 && key !== undefined && token !== ":") from ??= index;
    else if (depth === 1 && token.startsWith('"') && (last === "{" || last === ",")) {
      key = JSON.parse(token) as string;
    }
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth === 1 && key !== undefined && from !== undefined) {
      places.set(key, { from, to: index + token.length });
      key = from = undefined;
    }
    last = token;
  }
  return places;
}

/**
 * The value of a key of a JSON object, as it is written there.
 *
 * @param text - A JSON object, known to have that key.
 */
export function writtenValue(text: string, key: string): string {
  const quoted = JSON.stringify(key);
  const at = text.indexOf(quoted);
  // Without an escape, and where it comes once, it is no text and no key of a nested object.
  if (at >= 0 && !text.includes("\\") && text.indexOf(quoted, at + 1) < 0) {
    const scalar = /\s*:\s*([\d.eE+-]+)/y;
    scalar.lastIndex = at + quoted.length;
    const [, digits] = scalar.exec(text) ?? [];
    if (digits !== undefined) return digits;
  }
  const { from, to } = valuePlaces(text).get(key)!;
  return text.slice(from, to);
}
