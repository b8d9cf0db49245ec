/**
 * The id of a picture: the given one, or a hash of all that is drawn, so that it is the same every time.
 */
import { refuse } from "./refuse.ts";

const IDENTIFIER = /^[A-Za-z][\w-]{0,63}$/;

/** Throws where it is none that is safe in a selector and in a reference. */
export function checkIdentifier(name: string, value: unknown): void {
  if (typeof value !== "string" || !IDENTIFIER.test(value)) {
    refuse(name, "a letter and up to 63 letters, digits, - and _", value, typeof value === "string");
  }
}

/** `fl-` and 53 bits of a hash (cyrb53) to the base 36. */
export function identify(content: unknown): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const character of JSON.stringify(content)) {
    const code = character.codePointAt(0)!;
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `fl-${((b & 0x1fffff) * 4294967296 + (a >>> 0)).toString(36)}`;
}
