import type { Contestant } from "../contestant.ts";
import { tfjsBackend, tfjsDeclines, tfjsTolerances } from "./tfjs.ts";

export const tfjsCpu: Contestant = {
  name: "tfjs cpu",
  description: "TensorFlow.js 4.22, backend cpu: composed operations",
  tolerances: tfjsTolerances,
  declines: tfjsDeclines,
  implementation: tfjsBackend("cpu"),
};
