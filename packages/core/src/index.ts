export type {
  BatchOptions,
  BatchOutput,
  HessianMode,
  Numbers,
  OutputArray,
  ReductionOptions,
} from "./batch-options.ts";
export type { BatchResult, Reduction } from "./reduction.ts";
export {
  binaryCrossEntropy,
  binaryCrossEntropyGrad,
  binaryCrossEntropyHess,
  type BinaryCrossEntropyOptions,
} from "./binary-cross-entropy.ts";
export {
  binaryCrossEntropyWithLogits,
  binaryCrossEntropyWithLogitsGrad,
  binaryCrossEntropyWithLogitsHess,
} from "./binary-cross-entropy-with-logits.ts";
export { initialLogit, recoverProbability, recoverProbabilityWithLogits } from "./calibration.ts";
export { balancedAlpha, balancedWeights, effectiveNumberWeights } from "./class-balance.ts";
export type { ClassWeights } from "./class-weights.ts";
export { ExactSum, type ExactSumJson } from "./exact-sum.ts";
export { focalLossBatch } from "./focal-loss-batch.ts";
export { focalLossWithLogitsBatch } from "./focal-loss-with-logits-batch.ts";
export { focalLoss, focalLossGrad, focalLossHess, type FocalLossOptions } from "./focal-loss.ts";
export {
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "./focal-loss-with-logits.ts";
export { softmaxFocalLossBatch, type SoftmaxBatchOptions } from "./softmax-batch.ts";
export {
  softmaxFocalLoss,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
  type SoftmaxFocalLossOptions,
} from "./softmax-focal-loss.ts";
