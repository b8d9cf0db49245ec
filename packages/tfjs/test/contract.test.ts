import "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";

import * as losses from "../src/index.ts";
import { measureElements, measureRows } from "./suite/accuracy.ts";
import { checkContract } from "./suite/contract.ts";

it.each(["cpu", "wasm"])("the loss contract on %s", async (backend) => {
  await tf.setBackend(backend);
  const c = { value: 4, gradient: 4, hessian: 4, floor: 2 ** -149 };
  console.log(await checkContract(losses, c, c));
  console.log(await measureElements(losses, { fromLogits: true, n: 2000, floor: 2 ** -149 }));
  console.log(await measureElements(losses, { fromLogits: true, n: 2000, floor: 2 ** -149, spread: 1000 }));
  console.log(await measureElements(losses, { fromLogits: false, n: 1000, floor: 2 ** -149 }));
  console.log(await measureRows(losses, { n: 20, floor: 2 ** -149 }));
});
