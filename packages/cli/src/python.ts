/**
 * Numbers as Python prints them. Python and JavaScript agree on the digits (the shortest that read back the same double)
 * and differ in when they use an exponent and how they write it.
 */

/** Python's `repr` of a float. */
export function reprFloat(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (Object.is(x, -0)) return "-0.0";
  const [significand = "", power = "0"] = x.toExponential().split("e");
  const exponent = Number(power);
  if (x !== 0 && (exponent < -4 || exponent >= 16)) {
    const sign = exponent < 0 ? "-" : "+";
    return `${significand}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const sign = x < 0 ? "-" : "";
  const digits = significand.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** Python's `repr` of a list of floats. */
export function reprList(values: readonly number[]): string {
  return `[${values.map(reprFloat).join(", ")}]`;
}
