/**
 * What runs in the page for `tfjs.test.ts`: the checks of `@focal-loss/tfjs` on a backend of the browser.
 */
import * as losses from "@focal-loss/tfjs";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-webgpu";

import { type Errors, measureElements, measureRows } from "../../packages/tfjs/test/suite/accuracy.ts";
import { checkContract, type Claim } from "../../packages/tfjs/test/suite/contract.ts";
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
  contract: (binary: Claim, softmax: Claim): Promise<string[]> => checkContract(losses, binary, softmax),
  elements: (options: Parameters<typeof measureElements>[1]): Promise<Errors> => measureElements(losses, options),
  rows: (options: Parameters<typeof measureRows>[1]): Promise<Errors> => measureRows(losses, options),
  golden: (tolerances: GoldenTolerances): Promise<Report> => checkGolden(losses, tolerances),
};

export type Checks = typeof checks;

Object.assign(globalThis, { checks });
