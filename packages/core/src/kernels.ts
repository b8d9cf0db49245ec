/**
 * What a package needs to compute core's batches by other means, to the same bits: the checks, the tables, and the focal
 * term of an element that the tables do not hold. Made for `@focal-loss/wasm`; it changes with core, in any version.
 */
export { checkBatch, checkBatchOptions } from "./batch-checks.ts";
export { reduce } from "./reduction.ts";
export { negativeWeight, positiveWeight } from "./class-weights.ts";
export { stage, store } from "./columns-io.ts";
export { fillExpTable, steps } from "./exp.ts";
export { DEFAULT_GAMMA } from "./focal-loss.ts";
export { addFocalTerm, gaussNewtonTerm, largestMargin, loss } from "./focal-term.ts";
export { checkCounted, ignoring, isIgnored, type LabelScan, scanLabels } from "./label-scan.ts";
export { probabilityLosses, probabilityTerms } from "./probability-terms.ts";
export { fillLogTable, logTable } from "./log.ts";
export { fillLogisticTable, logisticTable } from "./logistic-table.ts";
export { refuse, show } from "./show.ts";
export { checkSoftmaxOptions, checkSoftmaxRows } from "./softmax-batch-options.ts";
export { SCALE } from "./softmax-terms.ts";
