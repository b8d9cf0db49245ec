/**
 * The linked views: the same loss from several sides, computed by core.
 */
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  binaryCrossEntropyWithLogitsGrad,
  binaryCrossEntropyWithLogitsHess,
  focalLoss,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  recoverProbability,
} from "@focal-loss/core";
import type { LiveAxis, LiveChart, LiveSeries } from "./chart.ts";
import { lossOptions } from "./evaluate.ts";
import { shortNumber } from "./numbers.ts";
import type { PlaygroundState } from "./state.ts";

type Options = Pick<PlaygroundState, "gamma" | "alpha" | "label">;

/** Ends of the logit axis. */
const LOGIT_LIMIT = 8;

const PROBABILITY: LiveAxis = {
  title: "predicted probability p",
  domain: [0, 1],
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
};
const LOGIT: LiveAxis = { title: "logit z", domain: [-LOGIT_LIMIT, LOGIT_LIMIT], ticks: [-8, -4, 0, 4, 8] };

const PROBABILITIES = range(0, 1, 200);
const LOGITS = range(-LOGIT_LIMIT, LOGIT_LIMIT, 160);

/** Loss over the probability. */
export function lossOverProbability({ gamma, alpha, label }: Options): LiveChart {
  const weight = alpha === undefined ? {} : { alpha };
  const focal = lossOptions({ gamma, alpha });
  return {
    title: "Loss over the probability",
    x: PROBABILITY,
    y: { title: "loss (nats)", domain: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
    series: compare(gamma, PROBABILITIES, {
      crossEntropy: (p) => binaryCrossEntropy(label, p, weight),
      focal: (p) => focalLoss(label, p, focal),
    }),
  };
}

/** Loss over the logit. */
export function lossOverLogit({ gamma, alpha, label }: Options): LiveChart {
  const weight = alpha === undefined ? {} : { alpha };
  const focal = lossOptions({ gamma, alpha });
  return {
    title: "Loss over the logit",
    x: LOGIT,
    y: { title: "loss (nats)", domain: [0, 8], ticks: [0, 2, 4, 6, 8] },
    series: compare(gamma, LOGITS, {
      crossEntropy: (z) => binaryCrossEntropyWithLogits(label, z, weight),
      focal: (z) => focalLossWithLogits(label, z, focal),
    }),
  };
}

/** What cross-entropy is multiplied by: `(1 - p_t)^gamma`. */
export function modulatingFactor({ gamma, label }: Options): LiveChart {
  const missOf = (p: number): number => (label === 1 ? 1 - p : p);
  return {
    title: "Modulating factor",
    x: PROBABILITY,
    y: { title: "factor", domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    // In the colour of the factor in the formula.
    series: compare(gamma, PROBABILITIES, { crossEntropy: () => 1, focal: (p) => missOf(p) ** gamma }).map(
      (series, i) => (i === 1 ? { ...series, label: `factor, γ = ${shortNumber(gamma)}`, color: 3 } : series),
    ),
  };
}

/** Slope over the logit: how hard an example pulls. */
export function gradientOverLogit({ gamma, alpha, label }: Options): LiveChart {
  const weight = alpha === undefined ? {} : { alpha };
  const focal = lossOptions({ gamma, alpha });
  return {
    title: "Gradient",
    x: LOGIT,
    y: { title: "dL/dz", domain: [-1.5, 1.5], ticks: [-1.5, -1, -0.5, 0, 0.5, 1, 1.5] },
    series: compare(gamma, LOGITS, {
      crossEntropy: (z) => binaryCrossEntropyWithLogitsGrad(label, z, weight),
      focal: (z) => focalLossWithLogitsGrad(label, z, focal),
    }),
  };
}

/** Curvature over the logit: negative on confident mistakes. */
export function hessianOverLogit({ gamma, alpha, label }: Options): LiveChart {
  const weight = alpha === undefined ? {} : { alpha };
  const focal = lossOptions({ gamma, alpha });
  return {
    title: "Second derivative",
    x: LOGIT,
    y: { title: "d²L/dz²", domain: [-0.2, 0.8], ticks: [-0.2, 0, 0.2, 0.4, 0.6, 0.8] },
    series: compare(gamma, LOGITS, {
      crossEntropy: (z) => binaryCrossEntropyWithLogitsHess(label, z, weight),
      focal: (z) => focalLossWithLogitsHess(label, z, focal),
    }),
  };
}

/** The event rate behind an output of a model that has reached its optimum; `measured` are bins of real predictions. */
export function reliabilityOverProbability(
  { gamma, alpha }: Pick<Options, "gamma" | "alpha">,
  measured: readonly LiveSeries[] = [],
): LiveChart {
  const options = lossOptions({ gamma, alpha });
  return {
    title: "Reliability",
    x: { ...PROBABILITY, title: "the model says p" },
    y: { title: "how often it is true", domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    series: [
      {
        label: "calibrated",
        dash: "dashed",
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      {
        label: `trained with γ = ${shortNumber(gamma)}${alpha === undefined ? "" : `, α = ${shortNumber(alpha)}`}`,
        points: PROBABILITIES.map((p) => [p, recoverProbability(p, options)]),
      },
      ...measured,
    ],
  };
}

/** Cross-entropy below, focal loss on top. */
function compare(
  gamma: number,
  xs: readonly number[],
  { crossEntropy, focal }: { crossEntropy: (x: number) => number; focal: (x: number) => number },
): LiveSeries[] {
  return [
    { label: "cross-entropy", dash: "dashed", points: xs.map((x) => [x, crossEntropy(x)]) },
    { label: `focal loss, γ = ${shortNumber(gamma)}`, points: xs.map((x) => [x, focal(x)]) },
  ];
}

function range(from: number, to: number, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => (from * (steps - i) + to * i) / steps);
}
