/**
 * Random cases for the properties: numbers that are floats, shapes, and weights and masks that broadcast to them.
 */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";

/** Numbers of a tensor. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export function toTensor({ values, shape }: Numbers): tf.Tensor {
  return tf.tensor([...values], [...shape], "float32");
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

const steps = (from: number, to: number, by: number): fc.Arbitrary<number> =>
  fc.integer({ min: from / by, max: to / by }).map((n) => n * by);

export const gammas: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(0, 0.5, 1, 2, 3), steps(0, 5, 0.125));
export const units: fc.Arbitrary<number> = steps(0, 1, 0.125);
export const labels: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(0, 1), units);
export const logits: fc.Arbitrary<number> = fc.oneof(steps(-20, 20, 0.125), fc.constantFrom(-1000, 1000));
/** Without 0 and 1, where losses are infinite. */
export const probabilities: fc.Arbitrary<number> = fc.oneof(
  steps(2 ** -10, 1 - 2 ** -10, 2 ** -10),
  fc.constantFrom(2 ** -22, 1 - 2 ** -22),
);
export const smoothings: fc.Arbitrary<number> = fc.oneof(fc.constant(0), units);

/** A shape, seldom an empty one, and one of its axes. */
export const shapes: fc.Arbitrary<{ shape: number[]; axis: number }> = fc
  .array(
    fc.oneof(
      { weight: 15, arbitrary: fc.integer({ min: 1, max: 3 }) },
      { weight: 1, arbitrary: fc.constant(0) },
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .chain((shape) => fc.record({ shape: fc.constant(shape), axis: fc.nat(shape.length - 1) }));

export function tensors(shape: readonly number[], elements: fc.Arbitrary<number>): fc.Arbitrary<Numbers> {
  const n = sizeOf(shape);
  return fc.array(elements, { minLength: n, maxLength: n }).map((values) => ({ shape, values }));
}

/** Some in a shape that broadcasts to the given one, or none. Along `whole` it has the size 1. */
export function spreads(
  shape: readonly number[],
  elements: fc.Arbitrary<number>,
  whole?: number,
): fc.Arbitrary<Numbers | undefined> {
  const sizes = shape.map((n, i) => (i === whole ? fc.constant(1) : fc.constantFrom(1, n)));
  const given = fc.tuple(...sizes).chain((narrow) => tensors(narrow, elements));
  return fc.option(given, { nil: undefined });
}

export const weights: fc.Arbitrary<number> = steps(0, 4, 0.25);
export const flags: fc.Arbitrary<number> = fc.constantFrom(0, 1);

/** The tensor as a caller may give it: without the axis of size 1, and a number where it is all 1. */
export function given(spread: Numbers | undefined, axis?: number): tf.Tensor | undefined {
  if (spread === undefined) return undefined;
  const { shape, values } = spread;
  if (shape.every((n) => n === 1)) return tf.scalar(values[0]!);
  const losses = axis !== undefined && shape[axis] === 1 ? shape.filter((_, i) => i !== axis) : shape;
  return toTensor({ shape: losses, values });
}
