/**
 * Every golden case of Keras and torchvision on the current backend: losses against their own outputs, gradients against
 * torchvision's own and, where there are none, those of the definition, differentiated automatically.
 */
import {
  type KerasCase,
  loadKeras,
  loadTorchvision,
  type Nested,
  type TorchvisionCase,
} from "@focal-loss/fixtures";
import * as tf from "@tensorflow/tfjs-core";

import type * as Losses from "../../src/index.ts";
import { kerasBinary, kerasCategorical, torchvision } from "./formulas.ts";
import { Jet } from "./jet.ts";

/** Allowed: `relative |want| + absolute`. */
interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export interface GoldenTolerances {
  readonly loss: Tolerance;
  readonly gradient: Tolerance;
  readonly hessian: Tolerance;
}

/** What failed, a line each; and by how much what did not fail was off, relative to the tolerance. */
export interface Report {
  readonly cases: number;
  readonly failures: readonly string[];
  readonly worst: Readonly<Record<string, number>>;
}

interface Golden {
  readonly id: string;
  readonly predictions: tf.Tensor;
  readonly compute: (predictions: tf.Tensor) => tf.Tensor;
  readonly loss: readonly number[];
  readonly gradient: readonly number[] | undefined;
  /** The sum of all losses with one prediction moved. */
  readonly along: (moved: readonly Jet[]) => Jet;
}

export async function checkGolden(losses: typeof Losses, tolerances: GoldenTolerances): Promise<Report> {
  const { cases: keras } = await loadKeras();
  const { cases: vision } = await loadTorchvision();
  const goldens = [
    ...keras.flatMap((c) => [fromKeras(losses, c, "keras"), fromKeras(losses, c, "keras-tf")]),
    ...vision.map((c) => fromTorchvision(losses, c)),
  ];
  const failures: string[] = [];
  const worst: Record<string, number> = {};
  for (const { id, predictions, compute, loss, gradient, along } of goldens) {
    const compare = (
      what: keyof GoldenTolerances,
      got: ArrayLike<number>,
      wanted: readonly number[],
    ): void => {
      const { relative, absolute } = tolerances[what];
      for (const [i, want] of wanted.entries()) {
        const off = Math.abs(got[i]! - want) / (relative * Math.abs(want) + absolute);
        worst[what] = Math.max(worst[what] ?? 0, off);
        if (!(off <= 1)) failures.push(`${id}: ${what}[${i}] is ${got[i]}, expected ${want}`);
      }
    };
    const x = await predictions.data();
    const jets = [...x].map((_, i) => along([...x].map((z, j) => new Jet(z, i === j ? 1 : 0))));
    const value = compute(predictions);
    compare("loss", await value.data(), loss);
    const slope = tf.grad((x) => compute(x).sum())(predictions);
    compare("gradient", await slope.data(), gradient ?? jets.map(({ d }) => d));
    const direction = [...x].map((_, i) => ((7 * i + 2) % 5) - 2.25);
    const v = tf.tensor(direction, predictions.shape);
    const curvature = tf.grad((x) =>
      tf
        .grad((x) => compute(x).sum())(x)
        .mul(v)
        .sum(),
    );
    const { dd } = along([...x].map((z, i) => new Jet(z, direction[i])));
    compare("hessian", await curvature(predictions).mul(v).sum().data(), [dd]);
  }
  return { cases: goldens.length, failures, worst };
}

function fromKeras(losses: typeof Losses, c: KerasCase, convention: "keras" | "keras-tf"): Golden {
  const { gamma, fromLogits, labelSmoothing, reduction } = c;
  const shared = { gamma, fromLogits, labelSmoothing, reduction, convention };
  const labels = tf.tensor(c.labels);
  const [width] = labels.shape.slice(-1) as [number];
  const flatLabels = flat(c.labels);
  const rows = flatLabels.length / width;
  const weights = c.kind === "binary" && c.sampleWeight ? flat(c.sampleWeight) : undefined;
  const compute = (x: tf.Tensor): tf.Tensor =>
    c.kind === "categorical"
      ? losses.categoricalFocalCrossentropy(labels, x, { ...shared, alpha: c.alpha as number | number[] })
      : losses.binaryFocalCrossentropy(labels, x, {
          ...shared,
          alpha: c.alpha,
          applyClassBalancing: c.applyClassBalancing,
          weights: (c.sampleWeight ?? undefined) as number[] | undefined,
        });
  const rowLoss = (row: number, x: readonly Jet[]): Jet => {
    const y = flatLabels.slice(row * width, (row + 1) * width);
    if (c.kind === "categorical")
      return kerasCategorical(y, x, { ...c, alpha: c.alpha as number | number[] });
    const alpha = c.applyClassBalancing ? c.alpha : undefined;
    return x
      .reduce((sum, z, k) => sum.plus(kerasBinary(y[k]!, z, { ...c, alpha })), new Jet(0))
      .times(1 / width);
  };
  const total = (x: readonly Jet[]): Jet => {
    let sum = new Jet(0);
    for (let row = 0; row < rows; row++) {
      const weight = weights === undefined ? 1 : weights[Math.floor((row * weights.length) / rows)]!;
      sum = sum.plus(rowLoss(row, x.slice(row * width, (row + 1) * width)).times(weight));
    }
    const divisor = {
      sum_over_batch_size: rows,
      mean_with_sample_weight: weights ? weights.reduce((a, b) => a + b) : rows,
      sum: 1,
    };
    return sum.times(1 / (reduction === null ? 1 : divisor[reduction]));
  };
  return {
    id: `${c.id}, ${convention}`,
    predictions: tf.tensor(c.predictions),
    compute,
    loss: flat(c.loss),
    gradient: undefined,
    along: total,
  };
}

function fromTorchvision(losses: typeof Losses, c: TorchvisionCase): Golden {
  const { id, labels, logits, gamma, alpha, reduction, loss, gradient } = c;
  return {
    id,
    predictions: tf.tensor([...logits]),
    compute: (x) =>
      losses.sigmoidFocalLoss([...labels], x, { gamma, alpha, reduction, convention: "torchvision" }),
    loss: flat(loss),
    gradient,
    along: (x) => {
      const sum = x.reduce((sum, z, i) => sum.plus(torchvision(labels[i]!, z, c)), new Jet(0));
      return reduction === "mean" ? sum.times(1 / x.length) : sum;
    },
  };
}

function flat(nested: Nested): number[] {
  return typeof nested === "number" ? [nested] : nested.flatMap(flat);
}
