/**
 * Numbers as people write them: `0.1` and not `100m`, no `-0`, `2×10⁻⁵` and not `2e-5`.
 */
import { format } from "d3-format";
import { superscript } from "./markup.ts";

/** A number in up to `digits` significant digits, without zeros at the end. */
export function shortNumber(value: number, digits: number = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "NaN";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return trim(format(`.${decimals(size, digits)}f`)(value));
  return scientific(value, digits - 1);
}

/** A number with one digit before the point and a power of ten: `1.5×10⁻⁷`; a power of ten alone is `10⁻⁷`. */
export function scientific(value: number, digits: number): string {
  if (value === 0) return "0";
  const [mantissa = "", exponent = ""] = format(`.${Math.max(0, digits)}e`)(value)
    .replace("−", "-")
    .split("e");
  const power = `10${superscript(Number(exponent))}`;
  const factor = trim(mantissa).replace("-", "−");
  return factor === "1" ? power : factor === "−1" ? `−${power}` : `${factor}×${power}`;
}

/** How many decimals show that many significant digits. */
function decimals(size: number, digits: number): number {
  if (size === 0) return 0;
  return Math.max(0, digits - 1 - Number(size.toExponential().split("e")[1]));
}

function trim(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
