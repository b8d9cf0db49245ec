export { binaryCrossentropy } from "./binary-crossentropy.ts";
export { binaryFocalCrossentropy } from "./binary-focal-crossentropy.ts";
export { categoricalFocalCrossentropy } from "./categorical-focal-crossentropy.ts";
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
