/**
 * The backends of Node.js, for tests that run on each.
 */
// oxlint-disable-next-line import/no-unassigned-import -- registers layers, gradients and the backend cpu
import "@tensorflow/tfjs";
// oxlint-disable-next-line import/no-unassigned-import -- registers the backend
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe } from "vitest";

// Started here, so that tests can make tensors while they are collected.
await tf.setBackend("wasm");
await tf.setBackend("cpu");

export function onEachBackend(name: string, define: () => void): void {
  describe.each(["cpu", "wasm"])(`${name} on %s`, (backend) => {
    beforeAll(async () => {
      await tf.setBackend(backend);
    });
    define();
  });
}
