/**
 * Code for other places that computes what the playground shows. Every program here is run by the tests.
 */
import { focalLoss } from "@focal-loss/core";
import { lossOptions } from "./evaluate.ts";
import type { PlaygroundState } from "./state.ts";

type Options = Pick<PlaygroundState, "gamma" | "alpha" | "label" | "probability">;

/** A program for `@focal-loss/core`. */
export function typescriptCode({ gamma, alpha, label, probability }: Options): string {
  const options = objectOf({ gamma, alpha });
  const at = `${label}, ${probability}, ${options}`;
  const loss = focalLoss(label, probability, lossOptions({ gamma, alpha }));
  return `import { focalLoss, focalLossGrad, focalLossWithLogitsBatch } from "@focal-loss/core";

focalLoss(${at}); // => ${loss}
focalLossGrad(${at}); // by the probability

// A batch from logits, with its gradients.
const gradients = new Float32Array(2);
focalLossWithLogitsBatch([1, 0], [2.5, -1], ${options}, { gradients }).loss;
`;
}

/** A program for `@focal-loss/tfjs`. */
export function tfjsCode({ gamma, alpha, label, probability }: Options): string {
  const options = objectOf({ gamma, alpha });
  return `import { binaryFocalCrossentropy, focalLoss } from "@focal-loss/tfjs";
import * as tf from "@tensorflow/tfjs";

await tf.setBackend("cpu"); // or "webgl", "webgpu", "wasm"
const loss = binaryFocalCrossentropy([[${label}]], [[${probability}]], ${options});
console.log(loss.dataSync()[0]);

// The same for a model whose last layer gives logits.
const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, inputShape: [2] }));
model.compile({ optimizer: "adam", loss: focalLoss({ ...${options}, fromLogits: true }) });
`;
}

/** A program for plain Python, which has no tails, and where the last digits depend on the platform. */
export function pythonCode({ gamma, alpha, label, probability }: Options): string {
  const weights = alpha === undefined ? "" : `alpha = ${float(alpha)}\n`;
  const [one, zero] = alpha === undefined ? ["", ""] : ["alpha * ", "(1 - alpha) * "];
  return `from math import log, log1p

y, p, gamma = ${label}, ${float(probability)}, ${float(gamma)}
${weights}
if y == 1:
    loss = ${one}(1 - p) ** gamma * -log(p)
else:
    loss = ${zero}p ** gamma * -log1p(-p)
print(loss)
`;
}

/** Commands for one prediction, for a file of them, and for engines that hold a table of them. */
export function cliCode({ gamma, alpha, label, probability }: Options): string {
  return `# One prediction, term by term.
focal-loss at ${probability} ${label}${flags({ gamma, alpha })}

# A file of predictions.
${scoreCommand("digits-eight.csv", { gamma, alpha })}
# The engines that can do it where the data are: Spark, Postgres, ClickHouse, Trino.
focal-loss engines
`;
}

/** The command on a file of predictions. */
export function scoreCommand(file: string, options: Pick<Options, "gamma" | "alpha">): string {
  return `focal-loss score ${quoted(file)}${flags(options)}\n`;
}

function flags({ gamma, alpha }: Pick<Options, "gamma" | "alpha">): string {
  return ` --gamma ${gamma}${alpha === undefined ? "" : ` --alpha ${alpha}`}`;
}

/** A name as a shell takes it. */
function quoted(file: string): string {
  const name = file.startsWith("-") ? `./${file}` : file;
  return /^[\w.,:@%+=/-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** `{ gamma: 2, alpha: 0.25 }`. */
function objectOf({ gamma, alpha }: Pick<Options, "gamma" | "alpha">): string {
  return alpha === undefined ? `{ gamma: ${gamma} }` : `{ gamma: ${gamma}, alpha: ${alpha} }`;
}

/** A number that Python reads as a float. */
function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
