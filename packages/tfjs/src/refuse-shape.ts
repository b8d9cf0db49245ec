/**
 * What an error says about a wrong shape.
 */

/** Throws a RangeError about a shape. */
export function refuseShape(name: string, expected: string, shape: readonly number[]): never {
  throw new RangeError(`"${name}" expected ${expected}, got ${showShape(shape)}`);
}

export function showShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}
