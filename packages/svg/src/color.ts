/**
 * Which strings are colours. Nothing else reaches a style, where it could do more than colour.
 */
const COLOR =
  /^(#[\da-f]{3,4}|#[\da-f]{6}|#[\da-f]{8}|(rgb|hsl)a?\(\s*[\d.]+(deg|%)?(\s*[,/]?\s*[\d.]+%?){2,3}\s*\)|[a-z]{3,24})$/i;

/** Whether it is a colour as CSS writes one: hexadecimal, `rgb()`, `hsl()`, or a name. */
export function isColor(value: unknown): value is string {
  return typeof value === "string" && value.length <= 64 && COLOR.test(value);
}
