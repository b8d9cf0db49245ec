/**
 * Whether values are what they should be. A check throws where its value is not, and names it.
 */
import { isColor } from "./color.ts";
import { refuse } from "./refuse.ts";

export type Check = (name: string, value: unknown) => void;
export type Fields = Readonly<Record<string, Check>>;

/** Throws where a field that is given is wrong, or none of these. */
export function checkFields(
  name: string,
  value: unknown,
  fields: Fields,
  required: readonly string[] = [],
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse(name, "an object", value, false);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [key, field] of given) {
    const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (check === undefined) refuse(name, `only ${Object.keys(fields).join(", ")}`, key, true);
    check(`${name}.${key}`, field);
  }
  for (const key of required) {
    if (!given.some(([other]) => other === key)) refuse(`${name}.${key}`, "a value", undefined);
  }
}

export const text: Check = (name, value) => {
  if (typeof value !== "string") refuse(name, "a string", value, false);
};

export const boolean: Check = (name, value) => {
  if (typeof value !== "boolean") refuse(name, "a boolean", value, false);
};

export const color: Check = (name, value) => {
  if (!isColor(value))
    refuse(name, 'a colour as "#4477aa", "rgb(68, 119, 170)" or "teal"', value, typeof value === "string");
};

export const number =
  (lowest: number, highest: number, words: string): Check =>
  (name, value) => {
    if (typeof value !== "number" || !(value >= lowest && value <= highest)) refuse(name, words, value);
  };

/** Sums and differences of such numbers are finite too. */
export const LARGEST = 1e100;
export const finite: Check = number(-LARGEST, LARGEST, "a number from -1e+100 to 1e+100");

export const wholeNumber =
  (lowest: number, highest: number): Check =>
  (name, value) => {
    const words = `a whole number from ${lowest} to ${highest}`;
    number(lowest, highest, words)(name, value);
    if (!Number.isInteger(value)) refuse(name, words, value);
  };

export const oneOf =
  (...choices: readonly string[]): Check =>
  (name, value) => {
    if (typeof value === "string" && choices.includes(value)) return;
    const quoted = choices.map((choice) => `"${choice}"`);
    const listed = quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
    refuse(name, listed, value, typeof value === "string");
  };

export const list =
  (item: Check, words: string): Check =>
  (name, value) => {
    if (!Array.isArray(value)) refuse(name, words, value, false);
    value.forEach((element, i) => item(`${name}[${i}]`, element));
  };
