/**
 * Text to numbers: decimal notation, infinities, true and false.
 */

/** JavaScript also reads 0x10 and "". */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const INFINITE = /^\s*([+-]?)inf(inity)?\s*$/i;
const TRUTH = /^\s*(?:(true)|false)\s*$/i;

/** The number that a text stands for; NaN if none. */
export function numberOf(text: string): number {
  if (NUMBER.test(text)) return Number(text);
  const truth = TRUTH.exec(text);
  if (truth !== null) return truth[1] === undefined ? 0 : 1;
  const infinite = INFINITE.exec(text);
  return infinite === null ? NaN : infinite[1] === "-" ? -Infinity : Infinity;
}
