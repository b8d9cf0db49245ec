/**
 * What an error says about a wrong argument: which one, what was expected, what came.
 */
import { show } from "@focal-loss/core/kernels";

/** Throws: a RangeError where at least the type of the value is right, otherwise a TypeError. */
export function refuse(
  name: string,
  expected: string,
  value: unknown,
  rightType: boolean = typeof value === "number",
): never {
  throw new (rightType ? RangeError : TypeError)(`"${name}" expected ${expected}, got ${show(value)}`);
}

/** Throws a RangeError about a shape. */
export function refuseShape(name: string, expected: string, shape: readonly number[]): never {
  throw new RangeError(`"${name}" expected ${expected}, got ${showShape(shape)}`);
}

export function showShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}
