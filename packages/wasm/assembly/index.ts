export * from "./float64/batch";
export { focalLossWithLogitsFloats } from "./float32/batch";
