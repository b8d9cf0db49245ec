/** A text on one line, without signs that steer a terminal. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
