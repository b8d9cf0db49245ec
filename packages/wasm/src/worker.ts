/**
 * A thread of the pool: kernels of its own, a batch at a time.
 */
import { instantiate } from "./instance.ts";
import { makeLogitsBatch } from "./logits-batch.ts";
import { moduleBytes } from "./module.ts";
import { type Batch, work } from "./share.ts";
import { parentPort } from "./threads.ts";
import { webAssembly } from "./webassembly.ts";

const { Module } = webAssembly();
const kernels = makeLogitsBatch(instantiate(new Module(moduleBytes()), 0));
const port = parentPort();
port.onMessage((batch) => {
  work(batch as Batch, kernels);
  port.post("done");
});
port.post("ready");
