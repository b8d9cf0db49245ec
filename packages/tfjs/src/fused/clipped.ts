/**
 * The binary focal loss of Keras 3 on JAX, PyTorch and NumPy, in float32 step by step:
 *
 *     p = sigmoid(x),  o = clip(p, 1e-7, 1 - 1e-7)
 *     L = m^g CE,      m = 1 - p_t,  p_t = y p + (1 - y)(1 - p),  CE = -y ln o - (1 - y) ln(1 - o)
 *
 * Derivatives are those of this formula, so that they are 0 where a clipped prediction is most wrong; that of m^g CE where m
 * is 0 is taken as 0, which it is without the clip. By the logit, dp/dx = p (1 - p).
 *
 * Source: binary_focal_crossentropy and binary_crossentropy of Keras 3.
 */
import { element } from "./element.ts";

export const LOWEST: number = Math.fround(1e-7);
export const HIGHEST: number = Math.fround(1 - 1e-7);

const { fround } = Math;

export function clippedTerm(label: number, x: number, gamma: number, fromLogits: boolean): void {
  const y = fround(label);
  const p = fromLogits ? fround(1 / (1 + Math.exp(-x))) : x;
  const q = fround(1 - p);
  const o = Math.min(Math.max(p, LOWEST), HIGHEST);
  const u = fround(1 - o);
  const m = fround(1 - fround(fround(y * p) + fround((1 - y) * q)));
  const crossEntropy = -(y * Math.log(o)) - (1 - y) * Math.log(u);
  const [d1, d2] = o === p ? [-y / o + (1 - y) / u, y / (o * o) + (1 - y) / (u * u)] : ([0, 0] as const);
  const power = m ** gamma;
  const step = 1 - 2 * y;
  const first = m === 0 || gamma === 0 ? 0 : gamma * m ** (gamma - 1) * step;
  const second = first === 0 ? 0 : gamma * (gamma - 1) * m ** (gamma - 2) * step * step;
  const byP = first * crossEntropy + power * d1;
  const byPP = second * crossEntropy + 2 * first * d1 + power * d2;
  const dp = fromLogits ? p * q : 1;
  element[0] = power * crossEntropy;
  element[1] = byP * dp;
  element[2] = fromLogits ? byPP * dp * dp + byP * dp * (q - p) : byPP;
}
