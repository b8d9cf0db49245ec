/** What a project needs beside the tarballs. */
export const dependencies = { "@tensorflow/tfjs": "^4.22.0" };

/** Why its bundle for browsers cannot be run by Node.js. */
export const needsBrowser =
  "TensorFlow.js as browsers get it cannot start in Node.js: tests/browser runs this program";

/**
 * Uses every entry of the packed package, in whatever runtime loaded it: a model is compiled, fitted, saved, loaded and asked.
 *
 * @param {{ ".": typeof import("@focal-loss/tfjs") }} entries
 * @param {string} [backend]
 * @param {string} [url] Where the model is saved; else in memory.
 */
export async function smoke({ ".": losses }, backend = "cpu", url) {
  const tf = await import("@tensorflow/tfjs");
  await tf.setBackend(backend);
  const labels = tf.tensor2d([[1], [0]]);
  const zeros = tf.tensor2d([[0], [0]]);
  const [ln2] = await losses.binaryFocalCrossentropy(labels, zeros, { gamma: 0, fromLogits: true }).data();
  if (!(Math.abs(Number(ln2) - Math.LN2) < 1e-7)) throw new Error(`expected ${Math.LN2}, got ${ln2}`);

  const x = tf.tensor2d([
    [0, 1],
    [1, 0],
  ]);
  const loss = losses.focalLoss({ gamma: 2, alpha: 0.25, fromLogits: true });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  const metrics = [losses.binaryAccuracy({ fromLogits: true })];
  model.compile({ optimizer: tf.train.adam(0.1), loss, metrics });
  const { history } = await model.fit(x, labels, { epochs: 20 });
  const { 0: first = NaN, 19: last = NaN } = (history["loss"] ?? []).map(Number);
  if (!(last < first)) throw new Error(`expected the loss to fall, got ${first} and ${last}`);

  losses.storeLoss(model, loss);
  const loaded = await tf.loadLayersModel(
    url === undefined ? tf.io.fromMemory(await artifactsOf(model)) : await saveTo(model, url),
  );
  loaded.compile({ optimizer: "adam", loss: losses.restoreLoss(loaded) });
  /** @param {import("@tensorflow/tfjs").LayersModel} model */
  const predict = async (model) =>
    String(await /** @type {import("@tensorflow/tfjs").Tensor} */ (model.predict(x)).data());
  const [wanted, got] = [await predict(model), await predict(loaded)];
  if (wanted !== got) throw new Error(`expected ${wanted}, got ${got}`);
  const evaluated = /** @type {import("@tensorflow/tfjs").Scalar} */ (loaded.evaluate(x, labels));
  const [again] = await evaluated.data();
  if (!(Number(again) <= last)) throw new Error(`expected a loss of at most ${last}, got ${again}`);

  /** @param {import("@tensorflow/tfjs").LayersModel} model */
  async function artifactsOf(model) {
    /** @type {import("@tensorflow/tfjs").io.ModelArtifacts} */
    let artifacts = {};
    await model.save(
      tf.io.withSaveHandler(async (made) => {
        artifacts = made;
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
      }),
    );
    return artifacts;
  }

  /**
   * @param {import("@tensorflow/tfjs").LayersModel} model
   * @param {string} url
   */
  async function saveTo(model, url) {
    await model.save(url);
    return url;
  }
}
