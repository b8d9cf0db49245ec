export { binaryCrossEntropy, type BinaryCrossEntropyOptions } from "./binary-cross-entropy.ts";
export { binaryCrossEntropyWithLogits } from "./binary-cross-entropy-with-logits.ts";
export type { ClassWeights } from "./class-weights.ts";
export { ExactSum, type ExactSumJson } from "./exact-sum.ts";
export { focalLoss, type FocalLossOptions } from "./focal-loss.ts";
export { focalLossWithLogits } from "./focal-loss-with-logits.ts";
