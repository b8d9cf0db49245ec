import type { Evaluator } from "../term.ts";

export const shaderEvaluator: Evaluator = undefined as unknown as Evaluator;
