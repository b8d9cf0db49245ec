/**
 * The loss of a model, saved with it. tfjs saves a loss that is a function as `{}`; here it goes into the model's own metadata.
 */
import { refuse } from "@focal-loss/core/kernels";
import { type LossFunction, lossFromConfig } from "./loss-functions.ts";

/** What a `LayersModel` of tfjs-layers has for its metadata. */
export interface ModelWithMetadata {
  setUserDefinedMetadata(metadata: {}): void;
  getUserDefinedMetadata(): {};
}

const KEY = "focalLoss";

/**
 * Puts a loss into the metadata of a model, which `model.save` saves.
 *
 * ```ts
 * storeLoss(model, loss);
 * await model.save("indexeddb://model");
 * const again = await tf.loadLayersModel("indexeddb://model");
 * again.compile({ optimizer: "adam", loss: restoreLoss(again) });
 * ```
 *
 * @param model - A layers model. Its other metadata stays.
 * @param loss - A loss of this package.
 * @throws If either is something else. {@link TypeError}
 */
export function storeLoss(model: ModelWithMetadata, loss: LossFunction): void {
  checkModel(model);
  if (typeof loss !== "function" || typeof loss.getConfig !== "function") {
    refuse("loss", "a loss of this package", loss, false);
  }
  model.setUserDefinedMetadata({ ...model.getUserDefinedMetadata(), [KEY]: loss.getConfig() });
}

/**
 * The loss that {@link storeLoss} put into the metadata of a model.
 *
 * @param model - A layers model, as `loadLayersModel` gives it.
 * @throws If it is no model, or has no loss. {@link TypeError}
 */
export function restoreLoss(model: ModelWithMetadata): LossFunction {
  checkModel(model);
  const metadata = (model.getUserDefinedMetadata() ?? {}) as Record<string, unknown>;
  if (metadata[KEY] === undefined) refuse("model", "one with a loss from storeLoss", model, false);
  return lossFromConfig(metadata[KEY]);
}

function checkModel(model: ModelWithMetadata): void {
  if (typeof (model as Partial<ModelWithMetadata> | null)?.setUserDefinedMetadata !== "function") {
    refuse("model", "a layers model", model, false);
  }
}
