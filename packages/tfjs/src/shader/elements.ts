/**
 * Binary losses, element by element.
 */
import { mul } from "@tensorflow/tfjs-core";

import type { BinaryTerm, Columns } from "../term.ts";
import type { Rows } from "./evaluator.ts";
import { runTerm } from "./program.ts";
import { elementSource } from "./source.ts";

export function elements(term: BinaryTerm, columns: Columns): Rows {
  return {
    values: () => runTerm(elementSource(term, 0), columns),
    slopes: () => runTerm(elementSource(term, 1), columns),
    curvature: (direction) => mul(runTerm(elementSource(term, 2), columns), direction),
  };
}
