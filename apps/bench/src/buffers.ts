/**
 * Arrays for the results of a task.
 */
import type { DType, Output } from "./task.ts";

export interface Buffers {
  readonly gradients?: Float32Array | Float64Array;
  readonly hessians?: Float32Array | Float64Array;
}

export function createBuffers(
  { dtype, output }: { dtype: DType; output: Output },
  elements: number,
): Buffers {
  const create = (): Float32Array | Float64Array =>
    dtype === "f32" ? new Float32Array(elements) : new Float64Array(elements);
  if (output === "value") return {};
  return output === "gradient" ? { gradients: create() } : { gradients: create(), hessians: create() };
}
