import type { Contestant } from "../contestant.ts";
import { tfjsBackend, tfjsDeclines, tfjsTolerances } from "./tfjs.ts";

export const tfjsWasm: Contestant = {
  name: "tfjs wasm",
  description: "TensorFlow.js 4.22, backend wasm with SIMD, one thread: composed operations",
  tolerances: tfjsTolerances,
  declines: tfjsDeclines,
  implementation: tfjsBackend("wasm"),
};
