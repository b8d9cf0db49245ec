/**
 * Numbers as Python prints them. Python and JavaScript agree on the digits (the shortest that read back the same double)
 * and differ in when they use an exponent and how they write it.
 */

/** Python's `repr` of a float. */
export function reprFloat(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (x === 0) return Object.is(x, -0) ? "-0.0" : "0.0";
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(x) ? `${x}.0` : String(x);
  const text = x.toExponential();
  // At least two digits.
  const exponent = text.length - text.lastIndexOf("e") - 2;
  return exponent > 1 ? text : `${text.slice(0, -1)}0${text.slice(-1)}`;
}

/** Python's `repr` of a list of floats. */
export function reprList(values: readonly number[]): string {
  return `[${values.map(reprFloat).join(", ")}]`;
}
