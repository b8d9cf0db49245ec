/**
 * The pass over a file that a survey is made of.
 */
import { chunkLosses, isEasy } from "../read/kernels.ts";
import {
  isLabel,
  isPrediction,
  type Kind,
  type PredictionFile,
  type Reader,
} from "../read/prediction-file.ts";
import { eachRecord, type Row } from "../read/records.ts";
import type { Watcher } from "../input/progress.ts";
import type { SeenTexts } from "./duplicates.ts";
import { Survey } from "./survey.ts";

/** Different texts of labels that are listed. */
const LISTED_LABELS = 5;

/** Float32 rounds 1 - sigmoid(z) to 0 from about here on. */
export const FLOAT32_LOGIT = 17;

/** What is looked for, and who watches. */
interface SurveyOptions {
  readonly gammas: readonly number[];
  readonly key: readonly number[] | undefined;
  readonly seen: SeenTexts;
  readonly watcher: Watcher;
}

/**
 * @param key - The columns that make a row a duplicate where they are alike, `undefined` if no duplicates are sought.
 * @param seen - Keeps the rows of this file for the next one.
 */
export async function surveyFile(
  file: PredictionFile,
  { gammas, key, seen, watcher }: SurveyOptions,
  { engine }: Pick<Reader, "engine">,
): Promise<Survey> {
  const { label, prediction, kind } = file;
  const survey = new Survey(gammas);
  const losses = chunkLosses(kind);
  const texts = [...new Set([label, prediction, ...(key ?? [])])];
  await eachRecord(file, texts, { engine, watcher }, ({ labels, predictions, row }) => {
    const good: number[] = [];
    for (const [i, label] of labels.entries()) {
      const prediction = predictions[i]!;
      if (isLabel(label) && isPrediction(prediction, kind)) {
        good.push(i);
        if (isInfinite(label, prediction, kind)) survey.infiniteLosses.add(row(i).place);
      } else addBadRow(survey, label, prediction, row(i), file);
      if (key === undefined) continue;
      const { value, malformed, place } = row(i);
      const fields = malformed ? [] : key.map((column) => value(column) ?? "");
      // An empty identifier says nothing.
      if (fields.some((field) => field !== "") && seen.add(fields.join("\u001f"))) {
        survey.duplicates.add(place);
      }
    }
    survey.rows += labels.length;
    addGoodRows(
      survey,
      Float64Array.from(good, (i) => labels[i]!),
      Float64Array.from(good, (i) => predictions[i]!),
      { kind, losses },
    );
  });
  return survey;
}

/** Counts a row that has no label or no prediction. */
function addBadRow(
  survey: Survey,
  label: number,
  prediction: number,
  { malformed, value, problem }: Row,
  file: PredictionFile,
): void {
  if (malformed) {
    survey.malformed.add(problem);
    return;
  }
  const isEmpty = (column: number): boolean => (value(column) ?? "").trim() === "";
  if (isEmpty(file.label) || isEmpty(file.prediction)) survey.empty.add(problem);
  else if (Number.isNaN(label) || Number.isNaN(prediction)) survey.notNumbers.add(problem);
  else {
    survey.outside.add(problem);
    if (!isLabel(label)) survey.labelsOutside += 1;
    if (!isPrediction(prediction, file.kind)) survey.predictionsOutside += 1;
  }
  if (Number.isNaN(label) && !isEmpty(file.label)) {
    const name = value(file.label)!.trim();
    const count = survey.labelTexts.get(name);
    if (count !== undefined || survey.labelTexts.size < LISTED_LABELS) {
      survey.labelTexts.set(name, (count ?? 0) + 1);
    } else survey.moreLabelTexts = true;
  }
}

function addGoodRows(
  survey: Survey,
  labels: Float64Array,
  predictions: Float64Array,
  { kind, losses }: { kind: Kind; losses: ReturnType<typeof chunkLosses> },
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const prediction = predictions[i]!;
    const probability = kind === "logit" ? 1 / (1 + Math.exp(-prediction)) : prediction;
    const logit = kind === "logit" ? prediction : Math.log(prediction / (1 - prediction));
    const side = label >= 0.5 ? survey.positives : survey.negatives;
    side.rows += 1;
    side.probability.add(probability);
    if (label > 0 && label < 1) survey.softLabels += 1;
    if (prediction === 0 || prediction === 1) survey.zerosAndOnes += 1;
    if (prediction >= 0 && prediction <= 1) survey.withinUnit += 1;
    if (!Number.isFinite(logit)) survey.saturated += 1;
    else if (Math.abs(logit) > FLOAT32_LOGIT) survey.beyondFloat32 += 1;
    survey.least = Math.min(survey.least, prediction);
    survey.greatest = Math.max(survey.greatest, prediction);
    if (isInfinite(label, prediction, kind)) continue;
    survey.finiteRows += 1;
    if (isEasy(label, prediction, kind)) survey.easyRows += 1;
  }
  for (const { gamma, all, easy, positive } of survey.losses) {
    for (const [i, loss] of losses(labels, predictions, { gamma }).entries()) {
      if (loss === Infinity) continue;
      all.add(loss);
      if (isEasy(labels[i]!, predictions[i]!, kind)) easy.add(loss);
      if (labels[i]! >= 0.5) positive.add(loss);
    }
  }
}

function isInfinite(label: number, prediction: number, kind: Kind): boolean {
  const [lowest, highest] = kind === "logit" ? [-Infinity, Infinity] : [0, 1];
  return (prediction === lowest && label > 0) || (prediction === highest && label < 1);
}
