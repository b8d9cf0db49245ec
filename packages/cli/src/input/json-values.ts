/**
 * Where the values of an object stand in its text.
 */

/** What a value is made of: texts, and what stands between them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/gsu;

/**
 * @param text - A JSON object, known to be one.
 * @returns The index of the value of each of its keys; of a key that comes twice that of the last one, which is what
 *   `JSON.parse` takes.
 */
export function valueStarts(text: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  let depth = 0;
  let key: string | undefined;
  let last = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (depth === 1 && key !== undefined && token !== ":") {
      starts.set(key, index);
      key = undefined;
    } else if (depth === 1 && token.startsWith('"') && (last === "{" || last === ",")) {
      key = JSON.parse(token) as string;
    }
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    last = token;
  }
  return starts;
}
