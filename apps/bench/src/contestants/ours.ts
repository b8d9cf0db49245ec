/**
 * The library that is measured: one call a batch, into arrays of the caller.
 */
import { focalLossWithLogitsBatch, softmaxFocalLossBatch } from "@focal-loss/core";
import { createBuffers } from "../buffers.ts";
import { type Contestant, toleratesRounding, type Prepared } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";

export const ours: Contestant = {
  name: "@focal-loss/core",
  description: "focalLossWithLogitsBatch and softmaxFocalLossBatch",
  tolerances: toleratesRounding,
  declines: () => undefined,
  implementation: { prepare },
};

function prepare(task: Task, { labels, logits }: Data): Prepared {
  const { gamma, classes } = task;
  const buffers = createBuffers(task, logits.length);
  const derivatives = (): typeof buffers => buffers;
  if (task.loss === "softmax") {
    const options = { classes, gamma };
    return { run: () => softmaxFocalLossBatch(labels, logits, options, buffers).loss, derivatives };
  }
  const options = { gamma, alpha: ALPHA };
  return { run: () => focalLossWithLogitsBatch(labels, logits, options, buffers).loss, derivatives };
}
