/**
 * The error for a wrong argument: what was expected, and what it was.
 */
import { show } from "./show.ts";

/**
 * @throws If `right` is false: of a number a {@link RangeError}, of anything else a {@link TypeError}, if no kind is given.
 */
export function checkArgument(
  right: boolean,
  name: string,
  expected: string,
  value: unknown,
  kind: ErrorConstructor = typeof value === "number" ? RangeError : TypeError,
): asserts right {
  if (!right) throw new kind(`"${name}" expected ${expected}, got ${show(value)}`);
}
