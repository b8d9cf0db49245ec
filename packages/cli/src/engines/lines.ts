/**
 * Text that comes in pieces, as lines. Only a line feed ends one: what JSON leaves as it is, as U+2028, does not.
 */

/** The lines of the text, without their ends; an empty last one is none. */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
