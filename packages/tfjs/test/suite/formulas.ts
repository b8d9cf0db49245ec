/**
 * The definitions of other libraries as their sources have them, one operation after the other, in doubles.
 */
import { Jet } from "./jet.ts";

const EPSILON = 1e-7;
const one = new Jet(1);

export interface FocalOptions {
  readonly gamma: number;
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;
}

function sigmoid(x: Jet): Jet {
  return one.over(one.plus(x.times(-1).exp()));
}

/** Of one element, before any mean. `alpha` only if classes are balanced. */
export function kerasBinary(
  label: number,
  x: Jet,
  options: FocalOptions & { alpha?: number | undefined },
): Jet {
  const { gamma, fromLogits, labelSmoothing, alpha } = options;
  const y = label * (1 - labelSmoothing) + 0.5 * labelSmoothing;
  const p = fromLogits ? sigmoid(x) : x;
  const o = p.clip(EPSILON, 1 - EPSILON);
  const bce = o
    .log()
    .times(-y)
    .minus(
      one
        .minus(o)
        .log()
        .times(1 - y),
    );
  const pt = p.times(y).plus(one.minus(p).times(1 - y));
  const loss = one.minus(pt).power(gamma).times(bce);
  return alpha === undefined ? loss : loss.times(y * alpha + (1 - y) * (1 - alpha));
}

/** Of one row. */
export function kerasCategorical(
  labels: readonly number[],
  x: readonly Jet[],
  options: FocalOptions & { alpha: number | readonly number[] },
): Jet {
  const { gamma, fromLogits, labelSmoothing, alpha } = options;
  const total = (terms: readonly Jet[]): Jet => terms.reduce((sum, term) => sum.plus(term), new Jet(0));
  const normalize = (terms: readonly Jet[]): Jet[] => terms.map((term) => term.over(total(terms)));
  const p = fromLogits ? normalize(x.map((z) => z.exp())) : x;
  const terms = normalize(p).map((n, k) => {
    const y = labels[k]! * (1 - labelSmoothing) + labelSmoothing / labels.length;
    const o = n.clip(EPSILON, 1 - EPSILON);
    const weight = y * (typeof alpha === "number" ? alpha : alpha[k]!);
    return o.log().times(-weight).times(one.minus(o).power(gamma));
  });
  return total(terms);
}

/** torchvision's, of one logit; `alpha` -1 for none. */
export function torchvision(t: number, x: Jet, { gamma, alpha }: { gamma: number; alpha: number }): Jet {
  const p = sigmoid(x);
  const ce = p
    .log()
    .times(-t)
    .minus(
      one
        .minus(p)
        .log()
        .times(1 - t),
    );
  const pt = p.times(t).plus(one.minus(p).times(1 - t));
  const loss = ce.times(one.minus(pt).power(gamma));
  return alpha >= 0 ? loss.times(alpha * t + (1 - alpha) * (1 - t)) : loss;
}
