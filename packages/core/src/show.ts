/** A wrong argument as its error shows it: strings quoted, objects by their kind. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "an array" : `an object (${value.constructor?.name ?? "no prototype"})`;
  }
  return typeof value === "function" ? "a function" : String(value);
}
