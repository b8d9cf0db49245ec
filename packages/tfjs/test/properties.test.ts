/**
 * Properties of the operations on the backends of Node.js.
 */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, it } from "vitest";

import * as losses from "../src/index.ts";
import { onEachBackend } from "./backends.ts";
import { gammas, labels, probabilities, smoothings, tensors, toTensor, units } from "./suite/arbitraries.ts";
import { BINARY_PROPERTIES } from "./suite/binary-properties.ts";
import { CLASS_PROPERTIES } from "./suite/class-properties.ts";
import { refute } from "./suite/property.ts";

/** 4 of a loss itself, and a rounding each of its weight, the elements of its row, the divisor and the product. */
const TOLERANCE = { units: 8, floor: 2 ** -149 };

onEachBackend("properties", () => {
  it.each(Object.entries({ ...BINARY_PROPERTIES, ...CLASS_PROPERTIES }))("%s", async (_, property) => {
    expect(await refute(losses, property, TOLERANCE, { numRuns: 100, seed: 20261126 })).toBeUndefined();
  });
});

it("a loss is the same after its config went through JSON", () => {
  const shared = fc.record(
    { gamma: gammas, alpha: units, labelSmoothing: smoothings, axis: fc.constantFrom(-1, 1) },
    { requiredKeys: [] },
  );
  const convention = fc.constantFrom("exact", "keras", "keras-tf" as const);
  const shape = [2, 3];
  const property = fc.property(
    shared,
    convention,
    fc.constantFrom(losses.focalLoss, losses.categoricalFocalLoss, losses.sparseCategoricalFocalLoss),
    tensors(shape, labels),
    tensors(shape, probabilities),
    (options, convention, make, y, x) => {
      const loss = make({ ...options, convention });
      const config: unknown = JSON.parse(JSON.stringify(loss.getConfig()));
      const again = losses.lossFromConfig(config);
      expect(again.getConfig()).toEqual(loss.getConfig());
      tf.tidy(() => {
        const labels = make === losses.sparseCategoricalFocalLoss ? tf.tensor1d([2, 0]) : toTensor(y);
        expect([...again(labels, toTensor(x)).dataSync()]).toEqual([...loss(labels, toTensor(x)).dataSync()]);
      });
    },
  );
  fc.assert(property, { seed: 20261126 });
});
