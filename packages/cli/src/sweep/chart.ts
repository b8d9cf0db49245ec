/**
 * The grid of `sweep` as a chart: mean loss against gamma, a curve an alpha.
 */
import type { Chart } from "@focal-loss/svg";
import type { Grid } from "./grid.ts";

export function gridChart({ rows, positives, cells }: Grid): Chart {
  const alphas = [...new Set(cells.map(({ alpha }) => alpha))];
  const series = alphas.map((alpha) => ({
    label: alpha === undefined ? "no weights" : `α = ${alpha}`,
    points: cells
      .filter((cell) => cell.alpha === alpha)
      .toSorted((a, b) => a.gamma - b.gamma)
      .map(({ gamma, loss }) => [gamma, Number.isFinite(loss.mean()) ? loss.mean() : null] as const),
  }));
  const highest = Math.max(0, ...series.flatMap(({ points }) => points.map(([, mean]) => mean ?? 0)));
  return {
    title: "Mean focal loss against γ",
    subtitle: `${rows} rows, ${positives} positive`,
    x: { title: "γ", arrow: true },
    y: { title: "mean loss", unit: "nats", ...(highest > 0 ? { domain: [0, highest] as const } : {}) },
    series,
    palette: "categorical",
  };
}
