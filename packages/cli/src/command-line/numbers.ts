/**
 * Numbers as the command line gives them.
 */
import { InvalidArgumentError } from "commander";

/** The number that a text stands for, NaN if it stands for none; `""` and `"0x10"` stand for none. */
export function parseNumber(text: string): number {
  const number = /^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf(inity)?)$/i.exec(text.trim());
  if (number === null) return NaN;
  return number[2] === undefined ? (text.trim().startsWith("-") ? -Infinity : Infinity) : Number(text);
}

/** Reads an option's number. */
export function numberWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (value >= lowest && value <= highest) return value;
    const range = highest === Number.MAX_VALUE ? `>= ${lowest}` : `in [${lowest}, ${highest}]`;
    throw new InvalidArgumentError(`Expected a number ${range}.`);
  };
}

/** Reads an option's whole number. */
export function integerWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= lowest && value <= highest) return value;
    const range = highest === Number.MAX_SAFE_INTEGER ? `>= ${lowest}` : `from ${lowest} to ${highest}`;
    throw new InvalidArgumentError(`Expected a whole number ${range}.`);
  };
}

/** Reads an option that is given several times, or once with commas: `--gamma 0 --gamma 2`, `--gamma 0,2`. */
export function listOf<T>(
  name: string,
  parse: (text: string) => T,
): (text: string, previous?: readonly T[]) => readonly T[] {
  // A parser of two arguments is one of an option that may be repeated: see config/apply.ts.
  return (text, previous) => {
    const values = [...(previous ?? [])];
    for (const item of text.split(",")) {
      const value = parse(item);
      if (values.includes(value)) throw new InvalidArgumentError(`This ${name} is given twice.`);
      values.push(value);
    }
    return values;
  };
}
