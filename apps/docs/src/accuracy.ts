/**
 * How far core and the formula as it stands are from the exact references.
 */
import {
  focalLoss,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "@focal-loss/core";
import type { BinaryReference, ReferenceOutput } from "@focal-loss/fixtures";
import { naiveFocalLoss, naiveFocalLossWithLogits } from "./naive.ts";

/** Errors of one quantity. */
export interface Accuracy {
  readonly implementation: string;
  readonly input: BinaryReference["input"];
  readonly quantity: "value" | "gradient" | "hessian";
  readonly rows: number;
  /** The largest error, in units of 2^-53 of the sum of the terms. */
  readonly worst: number;
  /** Results that are NaN, or 0 where the truth is more than a unit away. */
  readonly nan: number;
  readonly zero: number;
}

type Evaluate = (row: BinaryReference) => { value: number; gradient?: number; hessian?: number };

const IMPLEMENTATIONS: Readonly<Record<string, Evaluate>> = {
  "@focal-loss/core": ({ input, label, x, gamma, alpha }) => {
    const options = alpha === null ? { gamma } : { gamma, alpha };
    return input === "logit"
      ? {
          value: focalLossWithLogits(label, x, options),
          gradient: focalLossWithLogitsGrad(label, x, options),
          hessian: focalLossWithLogitsHess(label, x, options),
        }
      : {
          value: focalLoss(label, x, options),
          gradient: focalLossGrad(label, x, options),
          hessian: focalLossHess(label, x, options),
        };
  },
  "the formula as it stands": ({ input, label, x, gamma, alpha }) => {
    const [one, zero] = [label * (alpha ?? 1), (1 - label) * (alpha === null ? 1 : 1 - alpha)];
    if (input === "probability") {
      return { value: one * naiveFocalLoss(1, x, gamma) + zero * naiveFocalLoss(0, x, gamma) };
    }
    const [positive, negative] = [
      naiveFocalLossWithLogits(1, x, gamma),
      naiveFocalLossWithLogits(0, x, gamma),
    ];
    return {
      value: one * positive.loss + zero * negative.loss,
      gradient: one * positive.gradient + zero * negative.gradient,
    };
  },
};

/** One result an implementation, kind of input and quantity. */
export function accuracies(references: readonly BinaryReference[]): Accuracy[] {
  return Object.entries(IMPLEMENTATIONS).flatMap(([implementation, evaluate]) =>
    (["probability", "logit"] as const).flatMap((input) => {
      const rows = references.filter((row) => row.input === input);
      const outputs = rows.map(evaluate);
      return (["value", "gradient", "hessian"] as const).flatMap((quantity) => {
        if (outputs[0]![quantity] === undefined) return [];
        const got = outputs.map((output) => output[quantity]!);
        const wanted = rows.map((row) => row[quantity]);
        return [{ implementation, input, quantity, rows: rows.length, ...summary(got, wanted) }];
      });
    }),
  );
}

function summary(
  got: readonly number[],
  wanted: readonly ReferenceOutput[],
): Pick<Accuracy, "worst" | "nan" | "zero"> {
  const errors = got.map((value, i) => errorInUnits(value, wanted[i]!));
  return {
    worst: errors.reduce((most, error) => Math.max(most, Number.isNaN(error) ? 0 : error), 0),
    nan: got.filter(Number.isNaN).length,
    zero: got.filter((value, i) => value === 0 && errors[i]! > 1).length,
  };
}

function errorInUnits(value: number, { exact, magnitude }: ReferenceOutput): number {
  if (value === exact) return 0;
  if (magnitude === null || !Number.isFinite(value)) return Number.isNaN(value) ? NaN : Infinity;
  const error = Math.max(0, Math.abs(value - exact) - Number.MIN_VALUE);
  return error / 2 ** -53 / magnitude;
}
