/**
 * Models: compiled, fitted, saved, loaded, and what that leaves behind.
 */
import * as core from "@focal-loss/core";
import { type KerasBinaryCase, loadKeras } from "@focal-loss/fixtures";
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";

import {
  averagePrecision,
  binaryAccuracy,
  binaryFocalCrossentropy,
  categoricalFocalLoss,
  crossentropyLoss,
  focalLoss,
  initialBias,
  type LossFunction,
  lossFromConfig,
  precision,
  recall,
  recallAtPrecision,
  restoreLoss,
  sigmoidFocalLoss,
  sparseCategoricalFocalCrossentropy,
  sparseCategoricalFocalLoss,
  storeLoss,
} from "../src/index.ts";
import { onEachBackend } from "./backends.ts";
import { uniform } from "./suite/accuracy.ts";

const random = uniform(11);

function classifier(units = 1): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units,
        inputShape: [2],
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      }),
    ],
  });
}

const points = Array.from({ length: 64 }, () => [2 * random() - 1, 2 * random() - 1]);
const labels = points.map(([a, b]) => [a! + b! > 0.8 ? 1 : 0]);

async function saved(model: tf.LayersModel, includeOptimizer: boolean): Promise<tf.io.ModelArtifacts> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (made) => {
    artifacts = made;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
  });
  await model.save(handler, { includeOptimizer });
  return artifacts!;
}

onEachBackend("training", () => {
  it.each([
    ["focalLoss", focalLoss({ alpha: 0.25, fromLogits: true })],
    ["crossentropyLoss", crossentropyLoss({ fromLogits: true })],
    ["Keras's", focalLoss({ convention: "keras", applyClassBalancing: true, fromLogits: true })],
    ["torchvision's", focalLoss({ convention: "torchvision" })],
  ])("%s falls", async (_, loss) => {
    const model = classifier();
    model.compile({ optimizer: tf.train.adam(0.1), loss, metrics: [binaryAccuracy({ fromLogits: true })] });
    const { history } = await model.fit(tf.tensor2d(points), tf.tensor2d(labels), {
      epochs: 15,
      shuffle: false,
    });
    expect(Number(history["loss"]!.at(-1))).toBeLessThan(0.7 * Number(history["loss"]![0]));
    expect(history["binaryAccuracy"]!.at(-1)).toBeGreaterThan(0.8);
  });

  it("over classes falls", async () => {
    const classes = labels.map(([label]) => label!);
    const model = classifier(2);
    model.compile({ optimizer: tf.train.adam(0.1), loss: categoricalFocalLoss({ fromLogits: true }) });
    const options = { epochs: 15, shuffle: false };
    const { history } = await model.fit(tf.tensor2d(points), tf.oneHot(classes, 2), options);
    expect(Number(history["loss"]!.at(-1))).toBeLessThan(0.7 * Number(history["loss"]![0]));
  });

  describe("integer labels", () => {
    const classes: number[] = points.map(([a, b]) => (a! + b! > 0.8 ? 2 : a! > 0 ? 1 : 0));
    const batches = (ys: readonly (number | number[])[]): tf.data.Dataset<tf.TensorContainer> =>
      tf.data.zip({ xs: tf.data.array(points), ys: tf.data.array([...ys]) }).batch(16);
    const accuracy = tf.metrics.sparseCategoricalAccuracy as never;
    const compiled = (loss: LossFunction, metrics: never[] = [accuracy]): tf.Sequential => {
      const model = classifier(3);
      model.compile({ optimizer: tf.train.adam(0.1), loss, metrics });
      return model;
    };

    it("train in fitDataset, as one number and as [1]", async () => {
      for (const ys of [classes, classes.map((k) => [k])]) {
        const model = compiled(sparseCategoricalFocalLoss({ fromLogits: true }));
        const options = { epochs: 15, validationData: batches(ys) };
        const { history } = await model.fitDataset(batches(ys), options);
        expect(Number(history["loss"]!.at(-1))).toBeLessThan(0.5 * Number(history["loss"]![0]));
        expect(history["val_sparseCategoricalAccuracy"]!.at(-1)).toBeGreaterThan(0.8);
      }
    });

    it("weigh samples by classWeight, and learn what distributions teach", async () => {
      const classWeight = { 0: 1, 1: 2, 2: 5 };
      const [sparse, dense] = [
        compiled(sparseCategoricalFocalLoss({ fromLogits: true })),
        compiled(categoricalFocalLoss({ fromLogits: true }), []),
      ];
      const oneHot = classes.map((k) => [0, 1, 2].map((i) => Number(i === k)));
      const options = { epochs: 2, classWeight };
      const [a, b] = [
        await sparse.fitDataset(batches(classes), options),
        await dense.fitDataset(batches(oneHot), options),
      ];
      expect(Number(a.history["loss"]![1])).toBeCloseTo(Number(b.history["loss"]![1]), 6);
      const [loss] = (await sparse.evaluateDataset(batches(classes) as never, {})) as tf.Scalar[];
      const logits = (sparse.predict(tf.tensor2d(points)) as tf.Tensor2D).arraySync();
      const wanted = classes.reduce((sum, k, i) => sum + core.softmaxFocalLoss(k, logits[i]!), 0) / 64;
      expect(loss!.dataSync()[0]).toBeCloseTo(wanted, 6);
    });

    it("leave the mean where they are ignored", () => {
      const logits = [
        [2, 0, -1],
        [NaN, 0, 1],
        [0, 1, 0.5],
        [1, 0, 0],
      ];
      const loss = sparseCategoricalFocalLoss({ fromLogits: true, ignoreClass: 255 });
      const [y, x] = [tf.tensor2d([[0], [255], [1], [255]]), tf.tensor2d(logits)];
      const samples = loss(y, x);
      expect(samples.shape).toEqual([4]);
      const wanted = (core.softmaxFocalLoss(0, logits[0]!) + core.softmaxFocalLoss(1, logits[2]!)) / 2;
      expect(samples.mean().dataSync()[0]).toBeCloseTo(wanted, 6);
      const slope = tf
        .grad((x) => loss(y, x).mean())(x)
        .dataSync();
      const row = [...core.softmaxFocalLossGrad(0, logits[0]!)].map((d) => d / 2);
      expect([...slope].slice(0, 6)).toEqual([...row.map((d) => expect.closeTo(d, 6) as number), 0, 0, 0]);
      expect([...loss(tf.tensor1d([255, 255, 255, 255]), x).dataSync()]).toEqual([0, 0, 0, 0]);
    });

    it("average a sample's rows", () => {
      const x = tf.tensor3d([1, 0, 0, 2, 3, 0, 0, 0], [2, 2, 2]);
      const y = tf.tensor2d([0, 9, 1, 1], [2, 2]);
      const got = sparseCategoricalFocalLoss({ fromLogits: true, ignoreClass: 9 })(y, x);
      expect(got.shape).toEqual([2]);
      const losses = [
        [1, 0],
        [3, 0],
        [0, 0],
      ].map((z, i) => core.softmaxFocalLoss(i === 0 ? 0 : 1, z));
      expect(got.mean().dataSync()[0]).toBeCloseTo(losses.reduce((a, b) => a + b) / 3, 6);
    });

    it("are refused by tfjs in fit, which hands this loss no labels of another shape", async () => {
      const model = compiled(sparseCategoricalFocalLoss({ fromLogits: true }));
      const fit = model.fit(tf.tensor2d(points), tf.tensor1d(classes));
      await expect(fit).rejects.toThrow(
        "target expected a batch of elements where each example has shape [3]",
      );
    });

    it("train in optimizer.minimize", () => {
      const model = classifier(3);
      const optimizer = tf.train.adam(0.1);
      const [x, k] = [tf.tensor2d(points), tf.tensor1d(classes, "int32")];
      const step = (): number => {
        const loss = optimizer.minimize(
          () =>
            sparseCategoricalFocalCrossentropy(k, model.apply(x) as tf.Tensor, {
              fromLogits: true,
            }) as tf.Scalar,
          true,
        )!;
        return loss.dataSync()[0]!;
      };
      const first = step();
      for (let i = 0; i < 30; i++) step();
      expect(step()).toBeLessThan(0.5 * first);
    });
  });

  it("weighs samples by classWeight", async () => {
    const model = classifier();
    model.compile({ optimizer: tf.train.sgd(0), loss: focalLoss({ fromLogits: true }) });
    const options = { epochs: 1, batchSize: 64, classWeight: { 0: 1, 1: 5 } };
    const { history } = await model.fit(tf.tensor2d(points), tf.tensor2d(labels), options);
    const logits = (model.predict(tf.tensor2d(points)) as tf.Tensor).dataSync();
    const wanted = labels.map(
      ([label], i) => core.focalLossWithLogits(label!, logits[i]!) * (label === 1 ? 5 : 1),
    );
    expect(history["loss"]![0]).toBeCloseTo(wanted.reduce((sum, x) => sum + x) / wanted.length, 5);
  });

  it("has an accuracy of NaN for samples with a prediction or a label of NaN, and only there", () => {
    const y = tf.tensor2d([
      [1, 0],
      [1, 0],
      [NaN, 0],
      [1, 1],
    ]);
    const p = tf.tensor2d([
      [NaN, 0.2],
      [0.9, 0.6],
      [0.2, 0.2],
      [Infinity, -Infinity],
    ]);
    expect([...binaryAccuracy()(y, p).dataSync()]).toEqual([NaN, 0.5, NaN, 0.5]);
  });

  it("starts at the least loss of a constant", () => {
    const options = { gamma: 2, alpha: 0.25 };
    const bias = initialBias(0.1, options);
    expect(bias).toBe(core.initialLogit(0.1, options));
    const y = tf.tensor1d(Array.from({ length: 10 }, (_, i) => (i === 0 ? 1 : 0)));
    const slope = tf.grad((b) => sigmoidFocalLoss(y, tf.tile(b, [10]), options))(tf.tensor1d([bias]));
    expect(slope.dataSync()[0]).toBeCloseTo(0, 7);
    expect(initialBias(0.1, { alpha: [1, 3], gamma: 0 })).toBe(
      core.initialLogit(0.1, { posWeight: 3, gamma: 0 }),
    );
  });

  it("takes the bias from the options of the loss, all of them", () => {
    const options = { gamma: 3, alpha: 0.75, fromLogits: true, axis: -1, reduction: "sum" } as const;
    expect(initialBias(0.2, options)).toBe(core.initialLogit(0.2, { gamma: 3, alpha: 0.75 }));
    const vision = { convention: "torchvision", reduction: "none" } as const;
    expect(initialBias(0.2, vision)).toBe(core.initialLogit(0.2, { gamma: 2, alpha: 0.25 }));
  });

  it.each([false, true])("saves its loss with the model, optimizer %s", async (includeOptimizer) => {
    const loss = focalLoss({ gamma: 3, alpha: [1, 4], fromLogits: true });
    const model = classifier();
    model.compile({ optimizer: "adam", loss });
    model.setUserDefinedMetadata({ mine: 1 });
    storeLoss(model, loss);
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(await saved(model, includeOptimizer)));
    const again = restoreLoss(loaded);
    expect(again.getConfig()).toEqual(loss.getConfig());
    expect(loaded.getUserDefinedMetadata()).toMatchObject({ mine: 1 });
    loaded.compile({ optimizer: includeOptimizer ? loaded.optimizer : "adam", loss: again });
    const [x, y] = [tf.tensor2d(points), tf.tensor2d(labels)];
    const [a, b] = [model.evaluate(x, y) as tf.Scalar, loaded.evaluate(x, y) as tf.Scalar];
    expect(b.dataSync()[0]).toBe(a.dataSync()[0]);
    await loaded.fit(x, y, { epochs: 1 });
  });

  it("leaves no tensor behind in 1,000 steps", () => {
    const [y, x] = [tf.tensor2d(labels), tf.variable(tf.randomNormal([64, 1], 0, 1, "float32", 3))];
    const k = tf.tensor1d(
      labels.map(([label]) => label!),
      "int32",
    );
    const wide = tf.variable(tf.randomNormal([64, 3], 0, 1, "float32", 4));
    const optimizer = tf.train.sgd(0.1);
    const mask = tf.tensor1d(labels.map((_, i) => i % 3));
    const step = (): void => {
      optimizer.minimize(() => binaryFocalCrossentropy(y, x, { fromLogits: true, mask }) as tf.Scalar);
      optimizer.minimize(() => focalLoss({ convention: "keras", fromLogits: true })(y, x).mean());
      for (const fromLogits of [true, false]) {
        optimizer.minimize(
          () =>
            sparseCategoricalFocalCrossentropy(k, tf.softmax(wide), {
              fromLogits,
              ignoreClass: 2,
            }) as tf.Scalar,
        );
      }
      binaryFocalCrossentropy(y, x, { fromLogits: true }).dispose();
      const curvature = tf.grad((x) =>
        tf
          .grad((x) => binaryFocalCrossentropy(y, x, { fromLogits: true }))(x)
          .square()
          .sum(),
      );
      curvature(x).dispose();
    };
    step();
    const before = tf.memory();
    for (let i = 0; i < 1000; i++) step();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it("is seen by tf.profile", async () => {
    const [y, x] = [tf.tensor2d(labels), tf.zeros([64, 1])];
    const { kernelNames, newTensors } = await tf.profile(() =>
      tf.grad((x) => binaryFocalCrossentropy(y, x, { fromLogits: true }))(x),
    );
    expect(kernelNames).toContain("FocalLoss");
    expect(kernelNames).toContain("FocalLossBackward");
    expect(newTensors).toBe(1);
  });
});

describe("configs", () => {
  const makers: [string, LossFunction][] = [
    ["focalLoss", focalLoss()],
    ["with alpha", focalLoss({ gamma: 1.5, alpha: 0.7, fromLogits: true, labelSmoothing: 0.1, axis: 0 })],
    ["with a pair", focalLoss({ alpha: [1, 3] })],
    ["balanced", focalLoss({ applyClassBalancing: true })],
    ["Keras's", focalLoss({ convention: "keras", alpha: 0.4, applyClassBalancing: true })],
    ["Keras's, not balanced", focalLoss({ convention: "keras" })],
    ["Keras's on TensorFlow", focalLoss({ convention: "keras-tf", fromLogits: true })],
    ["torchvision's", focalLoss({ convention: "torchvision", alpha: -1 })],
    ["cross-entropy", crossentropyLoss({ fromLogits: true })],
    ["weighted cross-entropy", crossentropyLoss({ fromLogits: true, alpha: 0.9 })],
    ["Keras's cross-entropy", crossentropyLoss({ convention: "keras" })],
    ["PyTorch's cross-entropy", crossentropyLoss({ convention: "torchvision" })],
    ["classes", categoricalFocalLoss({ alpha: [0.2, 0.8], labelSmoothing: 0.1 })],
    ["Keras's classes", categoricalFocalLoss({ convention: "keras" })],
    ["integer labels", sparseCategoricalFocalLoss({ alpha: [0.2, 0.8], fromLogits: true })],
    ["with an ignored class", sparseCategoricalFocalLoss({ ignoreClass: 1, convention: "keras" })],
  ];

  it.each(makers)("%s crosses JSON and back", (_, loss) => {
    const config = loss.getConfig();
    const again = lossFromConfig(JSON.parse(JSON.stringify(config)));
    expect(again.getConfig()).toEqual(config);
    const y = config.name.startsWith("sparse")
      ? tf.tensor2d([[0], [1]])
      : tf.tensor2d([
          [1, 0],
          [0, 1],
        ]);
    const x = config.from_logits
      ? tf.tensor2d([
          [1, -2],
          [0.5, 3],
        ])
      : tf.tensor2d([
          [0.75, 0.25],
          [0.125, 0.875],
        ]);
    expect([...again(y, x).dataSync()]).toEqual([...loss(y, x).dataSync()]);
    expect(again(y, x).shape).toEqual([2]);
  });

  it("has the keys of Keras, and convention only where it is not Keras's", () => {
    expect(focalLoss({ convention: "keras", gamma: 3 }).getConfig()).toEqual({
      name: "binary_focal_crossentropy",
      reduction: "sum_over_batch_size",
      from_logits: false,
      label_smoothing: 0,
      axis: -1,
      apply_class_balancing: false,
      alpha: 0.25,
      gamma: 3,
    });
    expect(focalLoss().getConfig().convention).toBe("exact");
  });

  it("reads what keras.losses.serialize writes", async () => {
    const { cases } = await loadKeras();
    const golden = cases.find(
      ({ kind, reduction }) => kind === "binary" && reduction === "sum_over_batch_size",
    )!;
    const loss = lossFromConfig({
      module: "keras.losses",
      class_name: "BinaryFocalCrossentropy",
      config: {
        name: "mine",
        reduction: "sum_over_batch_size",
        from_logits: false,
        label_smoothing: 0,
        axis: -1,
        apply_class_balancing: false,
        alpha: 0.25,
        gamma: 2,
      },
      registered_name: null,
    });
    expect(golden).toMatchObject({
      gamma: 2,
      fromLogits: false,
      labelSmoothing: 0,
      applyClassBalancing: false,
    });
    const weights = tf.tensor1d((golden as KerasBinaryCase).sampleWeight as number[]);
    const got = loss(tf.tensor(golden.labels as number[]), tf.tensor(golden.predictions as number[]))
      .mul(weights)
      .mean();
    expect(got.dataSync()[0]).toBeCloseTo(golden.loss as number, 6);
  });
});

describe("metrics", () => {
  const y = [0, 1, 0, 1, 1, 0];
  const p = [0.1, 0.4, 0.5, 0.5, 0.9, 0.2];

  it("precision and recall at a threshold", async () => {
    expect(await precision(y, p)).toBeCloseTo(2 / 3);
    expect(await recall(y, p)).toBeCloseTo(2 / 3);
    expect(await precision(y, p, { threshold: 0.3 })).toBeCloseTo(3 / 4);
    const z = p.map((x) => Math.log(x / (1 - x)));
    expect(await recall(y, z, { fromLogits: true, threshold: 0.3 })).toBe(1);
    expect(await precision([0, 1], [0.1, 0.2])).toBeNaN();
    expect(await recall([0, 0], [0.1, 0.2])).toBeNaN();
  });

  it("average precision, ties together", async () => {
    // Thresholds 0.9: 1/1 at 1/3; 0.5: 2/3 at 2/3; 0.4: 3/4 at 1.
    expect(await averagePrecision(y, p)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3);
    expect(await averagePrecision([0, 0], [0.1, 0.2])).toBeNaN();
    expect(await recallAtPrecision(y, p, { precision: 0.7 })).toBe(1);
    expect(await recallAtPrecision(y, p, { precision: 0.9 })).toBeCloseTo(1 / 3);
    expect(await recallAtPrecision([0, 1], [0.9, 0.1], { precision: 0.9 })).toBe(0);
  });

  it.each([0.7, 0.45, 0.9, 0.95, 0.1])("a prediction of %s reaches this threshold", async (threshold) => {
    expect(await recall([1], [threshold], { threshold })).toBe(1);
    expect(await precision([1], [threshold], { threshold })).toBe(1);
    const logits = tf.tensor2d([[Math.log(threshold / (1 - threshold))]]);
    expect(await recall([[1]], logits, { threshold, fromLogits: true })).toBe(1);
    for (const [predictions, fromLogits] of [
      [tf.tensor2d([[threshold]]), false],
      [logits, true],
    ] as const) {
      const accuracy = binaryAccuracy({ threshold, fromLogits })(tf.tensor2d([[1]]), predictions);
      expect(accuracy.dataSync()[0]).toBe(1);
    }
  });

  it("is NaN where a prediction or a label is, wherever it stands", async () => {
    for (const [y, p] of [
      [
        [1, 0, 1, 0],
        [NaN, 0.8, 0.4, 0.2],
      ],
      [
        [0, 1, 0, 1],
        [0.8, NaN, 0.2, 0.4],
      ],
      [
        [NaN, 1, 0, 1],
        [0.8, 0.6, 0.2, 0.4],
      ],
    ] as const) {
      expect(await precision([...y], [...p])).toBeNaN();
      expect(await recall([...y], [...p])).toBeNaN();
      expect(await averagePrecision([...y], [...p])).toBeNaN();
      expect(await recallAtPrecision([...y], [...p], { precision: 0.5 })).toBeNaN();
    }
  });

  it("takes more thresholds than a call takes arguments", async () => {
    const y = Array.from({ length: 200_000 }, (_, i) => i % 2);
    const p = y.map((_, i) => i);
    expect(await recallAtPrecision(y, p, { precision: 0.5 })).toBe(1);
  });

  it("leaves no tensor behind", async () => {
    const [a, b] = [tf.tensor2d([[1], [0]]), tf.tensor1d([0.75, 0.5])];
    const before = tf.memory().numTensors;
    await averagePrecision(a, b);
    await precision([1, 0], [0.75, 0.5]);
    binaryAccuracy()(a, b.reshape([2, 1])).dispose();
    expect(tf.memory().numTensors).toBe(before + 1);
  });
});
