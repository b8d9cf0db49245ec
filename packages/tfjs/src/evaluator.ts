/**
 * Who computes: kernels over the tensors' data where that lies in ordinary memory, shaders where it lies on a GPU.
 */
import { engine } from "@tensorflow/tfjs-core";

import { fusedEvaluator } from "./fused/evaluator.ts";
import { shaderEvaluator } from "./shader/evaluator.ts";
import type { Evaluator } from "./term.ts";

export function evaluator(): Evaluator {
  // The getter starts a backend if there is none yet.
  const { backend, backendName } = engine();
  const hasShaders = backend && (backendName === "webgl" || backendName === "webgpu");
  return hasShaders ? shaderEvaluator : fusedEvaluator;
}
