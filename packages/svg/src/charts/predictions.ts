/**
 * The predictions of a model, as probabilities or as logits.
 */
import { type Check, checkFields, type Fields, number } from "../check.ts";
import { refuse } from "../refuse.ts";
import type { Numbers } from "@focal-loss/core";
import { UNIT_NUMBER } from "./curve-options.ts";

/** Labels in [0, 1], and one prediction each. */
export interface Predictions {
  readonly labels: Numbers;
  /** Predicted probabilities of class 1; or else `logits`. */
  readonly probabilities?: Numbers | undefined;
  /** Predicted log-odds of class 1; or else `probabilities`. */
  readonly logits?: Numbers | undefined;
}

const LOGIT: Check = /* @__PURE__ */ number(-Infinity, Infinity, "a number");

/** Throws where an option, a label or a prediction is wrong, or where there is not exactly one kind of prediction for each label. */
export function checkPredictions(options: Predictions, fields: Fields): void {
  const numbers = (name: string, value: unknown): void => {
    const fits = Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
    if (!fits) refuse(name, "an array of numbers", value, false);
  };
  checkFields("options", options, { labels: numbers, probabilities: numbers, logits: numbers, ...fields }, [
    "labels",
  ]);
  const { labels, probabilities, logits } = options;
  if (probabilities !== undefined && logits !== undefined) {
    refuse("options.logits", 'none beside "probabilities"', logits, false);
  }
  const predictions =
    probabilities ?? logits ?? refuse("options.probabilities", "an array of numbers", undefined, false);
  const name = probabilities === undefined ? "logits" : "probabilities";
  if (labels.length === 0) refuse("options.labels.length", "1 or more", 0);
  if (predictions.length !== labels.length)
    refuse(`options.${name}`, `length ${labels.length}`, predictions.length);
  const check = probabilities === undefined ? LOGIT : UNIT_NUMBER;
  for (let i = 0; i < labels.length; i++) {
    UNIT_NUMBER(`options.labels[${i}]`, labels[i]);
    check(`options.${name}[${i}]`, predictions[i]);
  }
}

/** How many there are, in words: `1,797 predictions, 174 positives`. */
export function countsOf({ labels }: Predictions): string {
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  return `${thousands(labels.length)} predictions, ${thousands(positives)} positives`;
}

function thousands(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
