/**
 * Figures: a fence with the language `figure` holds a name, and becomes pictures by `@focal-loss/svg` while the site is built,
 * one for light pages and one for dark ones.
 */
import {
  type Chart,
  gradientCurves,
  hessianCurves,
  lossCurves,
  modulatingFactor,
  notebookFigures,
  renderSvg,
} from "@focal-loss/svg";

const FIGURES: Readonly<Record<string, () => readonly Chart[]>> = {
  gammas: () => [lossCurves({ title: "Focal loss of a positive example", gammas: [0, 1, 2, 3, 4] })],
  "loss-over-probability": () => [lossCurves({ title: "Focal loss of a positive example" })],
  "modulating-factor": () => [modulatingFactor()],
  "gradient-over-logit": () => [gradientCurves({ over: "logit" })],
  "hessian-over-logit": () => [
    hessianCurves({
      over: "logit",
      title: "Second derivative over the logit, label 1",
      gammas: [0, 1, 2, 5],
    }),
  ],
  notebook: () => notebookFigures({ look: "default" }),
};

/** The HTML of a figure. */
export function figure(name: string): string {
  const drawn = chartsOf(name);
  const size = drawn.length === 1 ? { width: 640, height: 400 } : { width: 330, height: 270 };
  const pictures = drawn.map(
    (chart) =>
      `<div class="figure"><div class="light-only">${renderSvg(chart, { ...size, theme: "light" })}</div>` +
      `<div class="dark-only">${renderSvg(chart, { ...size, theme: "dark" })}</div></div>`,
  );
  return `<div class="figures" style="--figure-width: ${size.width}px" v-pre>${pictures.join("")}</div>\n`;
}

/** What the charts of a figure are about. */
export function figureTitles(name: string): string[] {
  return chartsOf(name).map(({ title = "" }) => title);
}

function chartsOf(name: string): readonly Chart[] {
  const charts = FIGURES[name];
  if (charts === undefined)
    throw new Error(`figure: expected one of ${Object.keys(FIGURES).join(", ")}, got ${name}`);
  return charts();
}
