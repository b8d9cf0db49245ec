import { loadKeras, loadTorchvision } from "@focal-loss/fixtures";
import * as tf from "@tensorflow/tfjs";
import { it, expect } from "vitest";
import { binaryFocalCrossentropy, categoricalFocalCrossentropy, sigmoidFocalLoss } from "../src/index.ts";
it("keras", async () => {
  let worst=0;
  for (const c of (await loadKeras()).cases) {
    const y = tf.tensor(c.labels as number[]), p = tf.tensor(c.predictions as number[]);
    const base = { gamma: c.gamma, fromLogits: c.fromLogits, labelSmoothing: c.labelSmoothing, reduction: c.reduction, convention: "keras" as const };
    const f = (p: tf.Tensor) => c.kind === "binary" ? binaryFocalCrossentropy(y, p, { ...base, alpha: c.alpha, applyClassBalancing: c.applyClassBalancing, ...(c.sampleWeight===null?{}:{weights: c.sampleWeight as number[]}) })
     : categoricalFocalCrossentropy(y, p, { ...base, alpha: c.alpha as number[] });
    const got = f(p); const want = tf.tensor(c.loss as number[]);
    expect(got.shape, c.id).toEqual(want.shape);
    const g = got.dataSync(), w = want.dataSync();
    g.forEach((v, i) => { worst = Math.max(worst, Math.abs(v - w[i]!) / w[i]!); if(Math.abs(v - w[i]!) / w[i]!>1e-6) console.log(c.id, v, w[i]); });
    const gr = tf.grad((p) => tf.sum(f(p)))(p);
    if (c.id=="keras-binary-00"||c.id=="keras-categorical-00") gr.print();
  }
  console.log("worst", worst);
});
it("tv", async () => {
  let worst=0, wg=0;
  for (const c of (await loadTorchvision()).cases) {
    const y = tf.tensor(c.labels as number[]), p = tf.tensor(c.logits as number[]);
    const f = (p: tf.Tensor) => sigmoidFocalLoss(y, p, { gamma: c.gamma, alpha: c.alpha, reduction: c.reduction, convention: "torchvision" });
    const want = [c.loss].flat() as number[];
    f(p).dataSync().forEach((v, i) => { worst = Math.max(worst, want[i]===0?Math.abs(v):Math.abs(v - want[i]!) / want[i]!); });
    const gr = tf.grad(f)(p).dataSync();
    gr.forEach((v, i) => { wg = Math.max(wg, c.gradient[i]===0?Math.abs(v):Math.abs(v - c.gradient[i]!) / Math.abs(c.gradient[i]!)); });
  }
  console.log("worst", worst, wg);
});
