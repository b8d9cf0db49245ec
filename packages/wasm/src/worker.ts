/**
 * A thread of the pool: kernels of its own, a batch at a time.
 */
import { instantiate } from "./instance.ts";
import { makeLogitsBatch } from "./logits-batch.ts";
import { compile } from "./module.ts";
import { type Batch, work } from "./share.ts";
import { parentPort } from "./threads.ts";

const kernels = makeLogitsBatch(instantiate(compile(), 0));
const port = parentPort();
port.onMessage((batch) => {
  work(batch as Batch, kernels);
  port.post("done");
});
port.post("ready");
