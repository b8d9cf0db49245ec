export { binaryCrossentropy } from "./binary-crossentropy.ts";
export { binaryFocalCrossentropy } from "./binary-focal-crossentropy.ts";
export { categoricalFocalCrossentropy } from "./categorical-focal-crossentropy.ts";
export type { LossConfig, LossName } from "./config.ts";
export { initialBias } from "./initial-bias.ts";
export {
  categoricalFocalLoss,
  crossentropyLoss,
  focalLoss,
  lossFromConfig,
  type LossFunction,
  type LossFunctionOptions,
  sparseCategoricalFocalLoss,
} from "./loss-functions.ts";
export {
  averagePrecision,
  binaryAccuracy,
  type MetricFunction,
  precision,
  recall,
  recallAtPrecision,
  type ThresholdOptions,
} from "./metrics.ts";
export type {
  BinaryCrossentropyOptions,
  BinaryFocalCrossentropyOptions,
  CategoricalFocalCrossentropyOptions,
  Convention,
  Reduction,
  ReductionOptions,
  SigmoidFocalLossOptions,
  SparseCategoricalFocalCrossentropyOptions,
} from "./options.ts";
export { sigmoidFocalLoss } from "./sigmoid-focal-loss.ts";
export { sparseCategoricalFocalCrossentropy } from "./sparse-categorical-focal-crossentropy.ts";
export { type ModelWithMetadata, restoreLoss, storeLoss } from "./stored-loss.ts";
