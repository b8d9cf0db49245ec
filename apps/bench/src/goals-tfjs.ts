/**
 * What the operations of `@focal-loss/tfjs` are meant to reach: float32, gamma 2, value and gradient, from 10^5 logits on, beside
 * the same loss composed of tfjs's operations on the same backend, with its gradient by `tf.valueAndGrad`.
 */
import { atLeast, type Goal, within } from "./goal.ts";
import type { Cell } from "./task.ts";

const concerns = ({ loss, elements, gamma, dtype }: Cell): boolean =>
  loss === "focal" && elements >= 1e5 && gamma === 2 && dtype === "f32";

const against = (backend: string): Goal["points"] =>
  within(concerns, [`tfjs ${backend} autodiff`, "gradient"], [`@focal-loss/tfjs ${backend}`, "gradient"]);

export const TFJS_GOALS: readonly Goal[] = [
  {
    name: "@focal-loss/tfjs on cpu: faster than composed operations",
    bound: atLeast(100),
    points: against("cpu"),
  },
  {
    name: "@focal-loss/tfjs on wasm: faster than composed operations",
    bound: atLeast(8),
    points: against("wasm"),
  },
];
