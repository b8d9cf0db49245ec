/**
 * Numbers for people. Where the exact number matters, it is printed with all its digits instead.
 */

/** Up to four significant digits, powers of ten far out: `0.9`, `1234`, `8.76e-27`. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-4
      ? value
          .toExponential(2)
          .replace(/\.?0+e/, "e")
          .replace("e+", "e")
      : String(Number(value.toPrecision(4)));
  return text.replace("-", "−").replace("e-", "e−");
}

/** `37 %`, `0.4 %`. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return "–";
  return `${Number((share * 100).toPrecision(share < 0.01 ? 1 : share < 0.995 ? 2 : 3))} %`;
}
