/**
 * The focal loss of torchvision and of Keras on TensorFlow, from a logit, for soft labels as they define it:
 *
 *     L   = m^g CE,       m = 1 - p_t = y q + (1 - y) p,  CE = y softplus(-x) + (1 - y) softplus(x),  p = sigmoid(x)
 *     L'  = m^g (g r CE + p - y),                         r = m'/m = (1 - 2y) p q / m
 *     L'' = m^g (g ((g - 1) r^2 + r (q - p)) CE + 2 g r (p - y) + p q)
 *
 * Nothing is divided by what may be 0: m and p q have the smaller of p and q in common.
 *
 * Source: torchvision.ops.sigmoid_focal_loss; binary_focal_crossentropy of Keras 3; differentiated by hand.
 */
import { element } from "./element.ts";

export function interpolatedTerm(y: number, x: number, gamma: number): void {
  const t = Math.exp(-Math.abs(x));
  const large = 1 / (1 + t);
  const small = t * large;
  const [p, q] = x < 0 ? [small, large] : [large, small];
  const log = Math.log1p(t);
  // Of a label of 0 or 1, one term alone, which a logit of infinity leaves finite.
  const right = y === 0 ? 0 : y * (Math.max(-x, 0) + log);
  const wrong = y === 1 ? 0 : (1 - y) * (Math.max(x, 0) + log);
  const crossEntropy = right + wrong;
  const m = y * q + (1 - y) * p;
  const r = y === 1 ? -p : y === 0 ? q : ((1 - 2 * y) * p * q) / m;
  const power = m ** gamma;
  if (power === 0) return;
  const slope = y === 1 ? -q : p - y;
  const gr = gamma * r;
  // A curvature at infinity is 0, but p and q are 0 there and the cross-entropy is infinite.
  const finite = crossEntropy === Infinity ? 0 : crossEntropy;
  element[0] = power * crossEntropy;
  element[1] = power * (gr * finite + slope);
  element[2] = power * (gr * ((gamma - 1) * r + q - p) * finite + 2 * gr * slope + p * q);
}
