/**
 * Trains beside the page. It starts with the settings, goes on and stops as it is told, and reports after each epoch.
 */
import { loadDigitsPixels } from "@focal-loss/fixtures";
import { drawBlobs } from "../src/training/blobs.ts";
import type { Examples } from "../src/training/examples.ts";
import { Experiment, type ExperimentReport, type ExperimentSettings } from "../src/training/experiment.ts";
import { splitDigits } from "../src/training/split.ts";

export interface TrainingSettings extends ExperimentSettings {
  readonly task: "digits" | "blobs";
  /** Negatives for one positive. */
  readonly imbalance: number;
}

export type TrainingCommand =
  | { readonly type: "start"; readonly settings: TrainingSettings }
  | { readonly type: "run" }
  | { readonly type: "pause" }
  | { readonly type: "step" };

export interface TrainingReport extends ExperimentReport {
  readonly running: boolean;
  readonly task: TrainingSettings["task"];
  /** Some of the points that are learnt from, where they lie in a plane. */
  readonly points: readonly PlanePoint[];
}

export interface PlanePoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Slow enough to watch. */
const EPOCH_MILLISECONDS = 120;
const LAST_EPOCH = 100;
/** Of each class; more would be a cloud without points. */
const SHOWN = 300;

let experiment: Experiment | undefined;
let task: TrainingSettings["task"] = "digits";
let points: readonly PlanePoint[] = [];
let timer: ReturnType<typeof setInterval> | undefined;
/** Of the last start; the examples of an earlier one may come after it. */
let wanted: TrainingSettings | undefined;

onmessage = ({ data }: MessageEvent<TrainingCommand>): void => {
  // A promise that fails in a worker is no error of the worker, of which the page hears.
  obey(data).catch(reportError);
};

async function obey(data: TrainingCommand): Promise<void> {
  pause();
  if (data.type === "start") {
    const { settings } = data;
    wanted = settings;
    const split =
      settings.task === "blobs" ? drawBlobs(settings) : splitDigits(await loadDigitsPixels(), settings);
    if (settings !== wanted) return;
    experiment = new Experiment(split, settings);
    task = settings.task;
    points = task === "blobs" ? pointsOf(split.train) : [];
    report(experiment);
  }
  if (data.type === "step") step();
  if (data.type === "run") timer = setInterval(step, EPOCH_MILLISECONDS);
  if ((data.type === "run" || data.type === "pause") && experiment !== undefined) report(experiment);
}

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
  const message: TrainingReport = { ...experiment.report(), running: timer !== undefined, task, points };
  postMessage(message);
}

function pointsOf({ labels, inputs }: Examples): PlanePoint[] {
  const all = Array.from(labels, (label, i) => ({ label, x: inputs[2 * i]!, y: inputs[2 * i + 1]! }));
  return [0, 1].flatMap((label) => all.filter((point) => point.label === label).slice(0, SHOWN));
}
