/**
 * The factor by which focal loss multiplies cross-entropy.
 *
 *     y = 1: (1 - p)^gamma        y = 0: p^gamma
 */
import { binaryCrossEntropy, focalLoss } from "@focal-loss/core";
import type { Chart } from "../chart.ts";
import { checkCurveOptions, combinations, type CurveOptions, sampled } from "./curve-options.ts";
import { wellClassified, xAxisOf } from "./function-charts.ts";

/**
 * The modulating factor as curves over the probability: the focal loss divided by the cross-entropy.
 *
 * @param options - `label`, `gammas`, axes and titles.
 * @returns A chart for `renderSvg`.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function modulatingFactor(options: Omit<CurveOptions, "alphas"> = {}): Chart {
  checkCurveOptions(options);
  const { label = 1, x, y, title, subtitle, caption, legend, palette } = options;
  const curves = combinations(options).map(({ name, options: { gamma } }) => ({
    name,
    fn: (p: number) => factor(label, p, gamma),
  }));
  const drawn = sampled({
    x: xAxisOf("probability", x),
    y: {
      title: label === 1 ? "(1 − p)^{γ}" : label === 0 ? "p^{γ}" : "focal loss / cross-entropy",
      domain: [0, 1],
      ...y,
    },
    curves,
    inset: 0,
  });
  return {
    title: title ?? `Modulating factor, y\u00A0=\u00A0${label}`,
    subtitle,
    caption,
    ...drawn,
    annotations: wellClassified(label, "probability"),
    legend,
    palette,
  };
}

/** The ratio of the losses, with its limits at the ends, where both are 0 or infinite. */
function factor(label: number, p: number, gamma: number): number {
  if (gamma === 0) return 1;
  const other = label === 1 ? 1 - p : p;
  if ((label === 0 || label === 1) && (other === 0 || other === 1)) return other;
  return focalLoss(label, p, { gamma }) / binaryCrossEntropy(label, p);
}
