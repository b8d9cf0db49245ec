/**
 * What runs in the page for `tfjs.test.ts`: the checks of `@focal-loss/tfjs` on a backend of the browser.
 */
import * as losses from "@focal-loss/tfjs";
import * as tf from "@tensorflow/tfjs";
// oxlint-disable-next-line import/no-unassigned-import -- registers the backend
import "@tensorflow/tfjs-backend-webgpu";

import { type Errors, measureElements, measureRows } from "../../packages/tfjs/test/suite/accuracy.ts";
import { checkContract, type Claim } from "../../packages/tfjs/test/suite/contract.ts";
import { BINARY_PROPERTIES } from "../../packages/tfjs/test/suite/binary-properties.ts";
import { CLASS_PROPERTIES } from "../../packages/tfjs/test/suite/class-properties.ts";
import { refute, type Tolerance } from "../../packages/tfjs/test/suite/property.ts";
import { checkSparse } from "../../packages/tfjs/test/suite/sparse.ts";
import { smoke } from "../../packages/tfjs/test/packed/smoke.mjs";
import { checkGolden, type GoldenTolerances, type Report } from "../../packages/tfjs/test/suite/golden.ts";

const checks = {
  /** Whether the backend starts. */
  start: async (backend: string): Promise<boolean> => {
    try {
      const started = await tf.setBackend(backend);
      await tf.ready();
      // Tiny tensors would be computed in JavaScript.
      if (backend === "webgl") tf.env().set("WEBGL_CPU_FORWARD", false);
      if (backend === "webgpu") tf.env().set("WEBGPU_CPU_FORWARD", false);
      return started;
    } catch {
      return false;
    }
  },
  train: (backend: string): Promise<void> => smoke({ ".": losses }, backend, `indexeddb://${backend}`),
  /** Why properties do not hold for some random cases each. */
  properties: async (
    tolerance: Tolerance,
    parameters: { numRuns: number; seed: number },
  ): Promise<string[]> => {
    const failures: string[] = [];
    for (const [name, property] of Object.entries({ ...BINARY_PROPERTIES, ...CLASS_PROPERTIES })) {
      const failure = await refute(losses, property, tolerance, parameters);
      if (failure !== undefined) failures.push(`${name}: ${failure}`);
    }
    return failures;
  },
  sparse: (relative: number): Promise<string[]> => checkSparse(losses, relative),
  /** How many tensors some steps leave behind. */
  leaks: (steps: number): number => {
    const y = tf.tensor2d([[1], [0], [1]]);
    const x = tf.variable(tf.tensor2d([[1], [2], [-3]]));
    const wide = tf.variable(
      tf.tensor2d([
        [1, 2, 0],
        [2, 0, 1],
        [-3, 1, 1],
      ]),
    );
    const optimizer = tf.train.sgd(0.01);
    const step = (): void => {
      optimizer.minimize(
        () => losses.binaryFocalCrossentropy(y, x, { fromLogits: true, mask: [1, 0, 1] }) as tf.Scalar,
      );
      optimizer.minimize(
        () => losses.sparseCategoricalFocalCrossentropy([0, 2, 1], wide, { fromLogits: true }) as tf.Scalar,
      );
    };
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < steps; i++) step();
    return tf.memory().numTensors - before;
  },
  /** A sample that is right, one that is wrong, one without a prediction and one without a label. */
  accuracy: async (): Promise<number[]> => {
    const [y, p] = [tf.tensor2d([[1], [1], [1], [NaN]]), tf.tensor2d([[0.7], [0.6], [NaN], [0.8]])];
    return [...(await losses.binaryAccuracy({ threshold: 0.7 })(y, p).data())];
  },
  contract: (binary: Claim, softmax: Claim): Promise<string[]> => checkContract(losses, binary, softmax),
  elements: (options: Parameters<typeof measureElements>[1]): Promise<Errors> =>
    measureElements(losses, options),
  rows: (options: Parameters<typeof measureRows>[1]): Promise<Errors> => measureRows(losses, options),
  golden: (tolerances: GoldenTolerances): Promise<Report> => checkGolden(losses, tolerances),
};

export type Checks = typeof checks;

Object.assign(globalThis, { checks });
