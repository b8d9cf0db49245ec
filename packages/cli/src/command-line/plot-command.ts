/**
 * The command that draws.
 */
import { Argument } from "commander";
import type { CommandEntry } from "./command-entry.ts";
import * as options from "./options.ts";
import * as plotOptions from "./plot-options.ts";

export const plot: CommandEntry = {
  name: "plot",
  args: [
    new Argument("<chart>", "the chart").choices(plotOptions.CHARTS),
    new Argument("[files...]", "files of predictions, for sweep and reliability"),
  ],
  summary: "charts of the loss, or of the predictions in files",
  description: `Draws a chart as an SVG or PNG file, or as text.

notebook     the notebook's four figures, in its own look with --palette notebook
curves       the loss over the probability or the logit, a curve a gamma
factor       the modulating factor
gradient     the slope of the loss
hessian      the second derivative
sweep        mean loss of FILES against gamma, and the shares of both classes
reliability  how often predictions of FILES come true; with the gamma of the training, also recovered`,
  examples: [
    { task: "the loss for five gammas", command: "focal-loss plot curves -o loss.svg" },
    { task: "slopes by the logit, in the terminal", command: "focal-loss plot gradient --over logit" },
    {
      task: "what a link of the playground shows",
      command: "focal-loss plot curves --from-url 'https://HOST/playground?gamma=3'",
    },
    {
      task: "is a model calibrated",
      command: "focal-loss plot reliability predictions.csv --gamma 2 -o reliability.png",
    },
  ],
  options: [
    plotOptions.outputFile,
    options.force,
    plotOptions.gammaCurves,
    plotOptions.alphaCurves,
    plotOptions.target,
    plotOptions.over,
    plotOptions.fromUrl,
    options.bins,
    options.label,
    options.positive,
    options.probability,
    options.logit,
    options.inputFormat,
    plotOptions.theme,
    plotOptions.palette,
    plotOptions.title,
    plotOptions.width,
    plotOptions.height,
    plotOptions.ascii,
    options.quiet,
  ],
  run: async ({ args, options, output, signal }) => {
    const { plotCommand } = await import("../commands/plot.ts");
    await plotCommand(args, options, output, signal);
  },
};
