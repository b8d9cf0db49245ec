/**
 * The commands that take numbers, or nothing.
 */
import { Argument } from "commander";
import type { CommandEntry } from "./command-entry.ts";
import * as options from "./options.ts";

export const at: CommandEntry = {
  name: "at",
  args: [new Argument("<numbers...>", "probability P and label Y; with --logit the label alone")],
  usage: "[options] P Y",
  summary: "one loss with all its terms",
  description: `The focal loss of one prediction and what it is made of: p_t, alpha_t, modulating factor, cross-entropy; \
gradient and Hessian by logit and by probability; the probability that a model trained with this loss means by P.`,
  examples: [
    { task: "one prediction, term by term", command: "focal-loss at 0.9 1" },
    { task: "a logit, for several gammas", command: "focal-loss at --logit -3 1 --gamma 0,1,2 --alpha 0.25" },
  ],
  options: [options.logitOfAt, options.gammas, options.alpha, options.posWeight, options.json],
  run: async ({ args, options, output }) => {
    const { atCommand } = await import("../commands/at.ts");
    atCommand(args, options, output);
  },
};

export const explain: CommandEntry = {
  name: "explain",
  args: [
    new Argument("<prediction...>", "probability P and label Y; with --logit Y alone; with --row a file"),
  ],
  usage: "[options] P Y",
  summary: "the same row by other libraries' conventions, and why they differ",
  description: `Loss and gradient of one prediction by the conventions of this command, Keras, torchvision, fvcore, kornia, \
MONAI, optax and segmentation_models.pytorch, and in words why they differ: weights that are on by default, labels \
between 0 and 1, clipped probabilities. Without --gamma and --alpha, each library's own defaults.`,
  examples: [
    { task: "why another library gives another number", command: "focal-loss explain 0.9 1" },
    { task: "a confident mistake, by its logit", command: "focal-loss explain --logit -20 1 --gamma 2" },
    { task: "a row of a file", command: "focal-loss explain predictions.csv --row 12" },
  ],
  options: [
    options.logitOfExplain,
    options.gammaOfExplain,
    options.alphaOfExplain,
    options.row,
    options.label,
    options.probability,
    options.inputFormat,
    options.json,
    options.quiet,
  ],
  run: async ({ args, options, output, signal }) => {
    const { explainCommand } = await import("../commands/explain.ts");
    await explainCommand(args, options, output, signal);
  },
};

export const notebook: CommandEntry = {
  name: "notebook",
  args: [],
  summary: "replay the notebook, digit for digit",
  description:
    "Computes the cells of the notebook again and prints them as it did. Exit code 6 if any digit differs.",
  examples: [{ task: "the notebook's cells", command: "focal-loss notebook" }],
  options: [options.json],
  run: async ({ options, output }) => {
    const [{ notebookCommand }, { loadNotebook }] = await Promise.all([
      import("../commands/notebook.ts"),
      import("@focal-loss/fixtures/notebook"),
    ]);
    notebookCommand(await loadNotebook(), options, output);
  },
};
