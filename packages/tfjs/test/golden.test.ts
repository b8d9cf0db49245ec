/**
 * The golden cases of Keras and torchvision, on the backends of Node.js. Those of browsers are in `tests/browser`.
 */
import "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";

import * as losses from "../src/index.ts";
import { checkGolden } from "./suite/golden.ts";

it.each(["cpu", "wasm"])("golden cases of Keras and torchvision on %s", async (backend) => {
  await tf.setBackend(backend);
  const { cases, failures, worst } = await checkGolden(losses, {
    loss: { relative: 1e-6, absolute: 0 },
    gradient: { relative: 1e-6, absolute: 1e-7 },
    hessian: { relative: 1e-5, absolute: 1e-6 },
  });
  console.log(worst);
  expect(cases).toBe(78);
  expect(failures).toEqual([]);
});
