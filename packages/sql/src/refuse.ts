/**
 * What an error says about a wrong argument: which one, what was expected, what came.
 */

/** Throws: a RangeError where at least the type of the value is right, otherwise a TypeError. */
export function refuse(
  name: string,
  expected: string,
  value: unknown,
  rightType: boolean = typeof value === "number",
): never {
  throw new (rightType ? RangeError : TypeError)(`"${name}" expected ${expected}, got ${show(value)}`);
}

/** Strings quoted, objects by their kind. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "an array" : "an object";
}
