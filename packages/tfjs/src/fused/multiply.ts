/** Multiplies each number of an array by a factor. */
export function multiply(array: Float32Array, factor: number): void {
  for (let i = 0; i < array.length; i++) array[i]! *= factor;
}
