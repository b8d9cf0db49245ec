/**
 * Loss, factor and gradient side by side.
 */
import type { SmallMultiples } from "../chart.ts";
import { checkFields, list } from "../check.ts";
import { type CurveOptions, GAMMA, UNIT_NUMBER } from "./curve-options.ts";
import { gradientCurves, lossCurves } from "./function-charts.ts";
import { modulatingFactor } from "./modulating-factor.ts";

/**
 * The focal loss, its modulating factor and its gradient by the logit for the same gammas, in one picture with one legend.
 *
 * @param options - `label` (default 1) and `gammas`.
 * @returns Small multiples for `renderSvg`.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function overview(options: Pick<CurveOptions, "label" | "gammas"> = {}): SmallMultiples {
  checkFields("options", options, { label: UNIT_NUMBER, gammas: list(GAMMA, "a list of numbers") });
  const { label = 1 } = options;
  return {
    title: `Focal loss, y\u00A0=\u00A0${label}`,
    charts: [
      lossCurves({ ...options, title: "Loss" }),
      modulatingFactor({ ...options, title: "Modulating factor" }),
      gradientCurves({ ...options, title: "Gradient by the logit" }),
    ],
  };
}
