/**
 * Is it an 8? Binary cross-entropy, weighted binary cross-entropy and focal loss on real images, where 1 % are.
 *
 *     node examples/train.mjs [seeds] [epochs]
 *
 * Each seed draws its own 1 % of eights, its own half of the images to test on, and its own first weights. All three losses get
 * the same data, model, first weights and order. Printed are means over the seeds, and calibration over all their tests.
 */
import { recoverProbabilityWithLogits } from "@focal-loss/core";
import { loadDigitsPixels } from "@focal-loss/fixtures";
import {
  averagePrecision,
  crossentropyLoss,
  focalLoss,
  initialBias,
  recallAtPrecision,
} from "@focal-loss/tfjs";
import * as tf from "@tensorflow/tfjs";

const PIXELS = 64;
const RARITY = 0.01;
const PRECISION = 0.5;

/** What each loss is made with. The weights make both classes count the same in total. */
const CONTESTANTS = {
  "binary cross-entropy": { gamma: 0 },
  "weighted cross-entropy": { gamma: 0, alpha: 1 - RARITY },
  "focal loss": { gamma: 2, alpha: 0.25 },
};

/**
 * @typedef {object} Result
 * @property {string} loss
 * @property {number} averagePrecision Mean over the seeds.
 * @property {number} deviation Its standard deviation over the seeds.
 * @property {number} recall Mean over the seeds of the recall at a precision of 0.5.
 * @property {Calibration} before
 * @property {Calibration} after After `recoverProbability`.
 */

/**
 * @typedef {object} Calibration
 * @property {number} predicted Mean predicted probability.
 * @property {number} observed Share of eights.
 * @property {number} logLoss Mean binary cross-entropy.
 */

/**
 * @param {{ seeds?: number, epochs?: number }} [options]
 * @returns {Promise<Result[]>}
 */
export async function train({ seeds = 10, epochs = 30 } = {}) {
  await tf.setBackend("cpu");
  const images = await loadDigitsPixels();
  const runs = Object.entries(CONTESTANTS).map(([loss, options]) => ({
    loss,
    options,
    /** @type {number[]} */ precisions: [],
    /** @type {number[]} */ recalls: [],
    /** @type {number[]} */ labels: [],
    /** @type {number[]} */ logits: [],
  }));
  for (let seed = 1; seed <= seeds; seed++) {
    const data = draw(images, seed);
    for (const run of runs) {
      const logits = await fit(data, run.options, seed, epochs);
      run.precisions.push(await averagePrecision(data.test.labels, logits));
      run.recalls.push(await recallAtPrecision(data.test.labels, logits, { precision: PRECISION }));
      run.labels.push(...data.test.labels);
      run.logits.push(...logits);
    }
  }
  return runs.map(({ loss, options, precisions, recalls, labels, logits }) => ({
    loss,
    averagePrecision: mean(precisions),
    deviation: Math.sqrt(mean(precisions.map((x) => (x - mean(precisions)) ** 2))),
    recall: mean(recalls),
    before: calibration(
      labels,
      logits.map((z) => 1 / (1 + Math.exp(-z))),
    ),
    after: calibration(
      labels,
      logits.map((z) => recoverProbabilityWithLogits(z, options)),
    ),
  }));
}

/**
 * Trains one model.
 *
 * @param {ReturnType<typeof draw>} data
 * @param {{ gamma: number, alpha?: number }} options
 * @param {number} seed
 * @param {number} epochs
 * @returns {Promise<number[]>} The logits of the test images.
 */
async function fit({ training, test }, { gamma, ...weights }, seed, epochs) {
  const bias = initialBias(RARITY, { gamma, ...weights });
  const kernelInitializer = tf.initializers.heNormal({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 32, activation: "relu", inputShape: [PIXELS], kernelInitializer }),
      tf.layers.dense({
        units: 1,
        kernelInitializer: tf.initializers.glorotNormal({ seed }),
        biasInitializer: tf.initializers.constant({ value: bias }),
      }),
    ],
  });
  const loss =
    gamma === 0
      ? crossentropyLoss({ fromLogits: true, ...weights })
      : focalLoss({ fromLogits: true, gamma, ...weights });
  model.compile({ optimizer: tf.train.adam(0.01), loss });
  const [x, y] = [tf.tensor2d(training.pixels), tf.tensor2d(training.labels, [training.labels.length, 1])];
  await model.fit(x, y, { epochs, batchSize: 64, shuffle: false });
  const logits = tf.tidy(() => {
    const predictions = model.predict(tf.tensor2d(test.pixels));
    return Array.from(/** @type {tf.Tensor} */ (predictions).dataSync());
  });
  tf.dispose([x, y]);
  model.dispose();
  return logits;
}

/**
 * Half of the images to train on and half to test on, both with 1 % of eights.
 *
 * @param {{ labels: Uint8Array, pixels: Uint8Array }} images
 * @param {number} seed
 */
function draw({ labels, pixels }, seed) {
  const random = uniform(seed);
  const order = shuffled(Array.from(labels.keys()), random);
  const others = order.filter((i) => labels[i] !== 8);
  const eights = order.filter((i) => labels[i] === 8);
  const half = Math.floor(others.length / 2);
  const wanted = Math.round((RARITY / (1 - RARITY)) * half);
  /** @param {number[]} indices */
  const part = (indices) => ({
    labels: indices.map((i) => (labels[i] === 8 ? 1 : 0)),
    pixels: indices.map((i) => Array.from(pixels.subarray(PIXELS * i, PIXELS * (i + 1)), (x) => x / 16)),
  });
  return {
    training: part(shuffled([...others.slice(0, half), ...eights.slice(0, wanted)], random)),
    test: part([...others.slice(half, 2 * half), ...eights.slice(wanted, 2 * wanted)]),
  };
}

/**
 * @param {number[]} labels
 * @param {number[]} probabilities
 * @returns {Calibration}
 */
function calibration(labels, probabilities) {
  const losses = labels.map(
    (y, i) => -Math.log(y === 1 ? (probabilities[i] ?? NaN) : 1 - (probabilities[i] ?? NaN)),
  );
  return { predicted: mean(probabilities), observed: mean(labels), logLoss: mean(losses) };
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/**
 * @param {number[]} items
 * @param {() => number} random
 */
function shuffled(items, random) {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/**
 * Numbers in [0, 1), the same for the same seed (mulberry32).
 *
 * @param {number} seed
 */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Result[]} results */
export function report(results) {
  const header = [
    "loss",
    "average precision",
    `recall at precision ${PRECISION}`,
    "mean p, observed",
    "log loss",
    "recovered: mean p",
    "log loss",
  ];
  const rows = results.map(({ loss, averagePrecision, deviation, recall, before, after }) => [
    loss,
    `${averagePrecision.toFixed(3)} +- ${deviation.toFixed(3)}`,
    recall.toFixed(3),
    `${before.predicted.toFixed(4)}, ${before.observed.toFixed(4)}`,
    before.logLoss.toFixed(4),
    after.predicted.toFixed(4),
    after.logLoss.toFixed(4),
  ]);
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const [seeds = 10, epochs = 30] = process.argv.slice(2).map(Number);
  console.log(report(await train({ seeds, epochs })));
}
