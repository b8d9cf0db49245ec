/**
 * Trains beside the page. It starts with the settings, goes on and stops as it is told, and reports after each epoch.
 */
import { loadDigitsPixels } from "@focal-loss/fixtures";
import { Experiment, type ExperimentReport, type ExperimentSettings } from "../src/training/experiment.ts";

export type TrainingCommand =
  | { readonly type: "start"; readonly settings: ExperimentSettings }
  | { readonly type: "run" }
  | { readonly type: "pause" }
  | { readonly type: "step" };

/** Slow enough to watch. */
const EPOCH_MILLISECONDS = 120;
const LAST_EPOCH = 100;

let experiment: Experiment | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

onmessage = async ({ data }: MessageEvent<TrainingCommand>): Promise<void> => {
  pause();
  if (data.type === "start") {
    const digits = await loadDigitsPixels();
    experiment = new Experiment(digits, data.settings);
    report(experiment);
  }
  if (data.type === "step") step();
  if (data.type === "run") timer = setInterval(step, EPOCH_MILLISECONDS);
  if ((data.type === "run" || data.type === "pause") && experiment !== undefined) report(experiment);
};

function step(): void {
  if (experiment === undefined) return;
  if (experiment.epoch < LAST_EPOCH) experiment.trainEpoch();
  if (experiment.epoch >= LAST_EPOCH) pause();
  report(experiment);
}

function pause(): void {
  clearInterval(timer);
  timer = undefined;
}

function report(experiment: Experiment): void {
  const message: ExperimentReport & { readonly running: boolean } = {
    ...experiment.report(),
    running: timer !== undefined,
  };
  postMessage(message);
}
