export * from "./float64/batch";
