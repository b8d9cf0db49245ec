/**
 * Properties of losses: random cases, and what holds for each.
 */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";

import type * as Losses from "../../src/index.ts";

/** Errors allowed: `units` times 2^-24 of the sum of the terms. Numbers below `floor` may be 0. */
export interface Tolerance {
  readonly units: number;
  readonly floor: number;
}

export interface Property {
  readonly arbitrary: fc.Arbitrary<never>;
  readonly holds: (losses: typeof Losses, example: never, near: Near) => Promise<void>;
}

/** Throws where numbers differ by more than the tolerance allows for terms of this magnitude. */
export type Near = (
  what: string,
  got: tf.Tensor,
  wanted: readonly number[],
  magnitudes?: readonly number[],
) => Promise<void>;

export const property = <T>(
  arbitrary: fc.Arbitrary<T>,
  holds: (losses: typeof Losses, example: T, near: Near) => Promise<void>,
): Property => ({ arbitrary, holds }) as unknown as Property;

/** A loss with its gradient, the gradient of the sum where it is not reduced. No other tensors are left. */
export function valueAndGrad(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
): { value: tf.Tensor; grad: tf.Tensor } {
  const before = tf.memory().numTensors;
  const [value, grad] = [f(x), tf.grad(f)(x)];
  const left = tf.memory().numTensors - before;
  if (left !== 2) throw new Error(`${left} tensors are left, not the loss and its gradient`);
  return { value, grad };
}

/** Why a property does not hold; undefined if it does. */
export async function refute(
  losses: typeof Losses,
  { arbitrary, holds }: Property,
  { units, floor }: Tolerance,
  parameters: { readonly numRuns: number; readonly seed: number },
): Promise<string | undefined> {
  const near: Near = async (what, got, wanted, magnitudes = wanted) => {
    const values = await got.data();
    if (values.length !== wanted.length)
      throw new Error(`${what} has ${values.length} numbers, not ${wanted.length}`);
    for (const [i, want] of wanted.entries()) {
      const allowed = units * 2 ** -24 * Math.abs(magnitudes[i]!) + floor;
      // Not `>`, which NaN would pass.
      if (!(Math.abs(values[i]! - want) <= allowed)) {
        throw new Error(`${what}[${i}] is ${values[i]}, expected ${want} +- ${allowed}`);
      }
    }
  };
  const check = fc.asyncProperty(arbitrary, async (example) => {
    tf.engine().startScope();
    try {
      await holds(losses, example, near);
    } finally {
      tf.engine().endScope();
    }
  });
  const details = await fc.check(check, parameters);
  return details.failed ? `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` : undefined;
}
