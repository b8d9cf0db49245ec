/**
 * What a survey of a file says, as checks that pass, warn or fail.
 */
import { balancedAlpha } from "@focal-loss/core";
import type { Kind, PredictionFile } from "../read/prediction-file.ts";
import { MOST_TEXTS } from "./duplicates.ts";
import type { Rows, Survey } from "./survey.ts";
import { FLOAT32_LOGIT } from "./survey-file.ts";

export interface Check {
  readonly name: string;
  readonly status: "pass" | "warning" | "fail";
  /** What was found, in one line. */
  readonly message: string;
  /** Rows that it is about, if any. */
  readonly rows?: Rows;
  readonly hint?: string | undefined;
}

/** How duplicates were sought. */
export interface DuplicateSearch {
  /** What makes two rows alike, in words. */
  readonly what: string;
  /** Whether a duplicate is a mistake, as two rows with one identifier are. */
  readonly fails: boolean;
  /** Whether every row was kept to be compared with later ones. */
  readonly complete: boolean;
}

type Finding = Omit<Check, "name">;

const pass = (message: string): Finding => ({ status: "pass", message });
const warning = (message: string, rest?: Partial<Finding>): Finding => ({
  ...rest,
  status: "warning",
  message,
});
const fail = (message: string, rest?: Partial<Finding>): Finding => ({ ...rest, status: "fail", message });

export function checksOf(file: PredictionFile, survey: Survey, search: DuplicateSearch | undefined): Check[] {
  const [label, prediction] = [file.label, file.prediction].map((k) => JSON.stringify(file.names[k]));
  const findings: Record<string, Finding> = {
    columns: pass(`${label} is the label, ${prediction} the ${file.kind}`),
    rows: survey.rows > 0 ? pass(count(survey.rows, "row")) : fail("no rows"),
  };
  if (survey.rows > 0) {
    Object.assign(findings, valueFindings(survey, file));
    if (search !== undefined) findings["duplicates"] = duplicates(survey, search);
  }
  if (survey.valid > 0) Object.assign(findings, predictionFindings(survey, file));
  return Object.entries(findings).map(([name, finding]) => ({ name, ...finding }));
}

/** About single values. */
function valueFindings(survey: Survey, file: PredictionFile): Record<string, Finding> {
  const { malformed, empty, notNumbers, infiniteLosses, labelTexts } = survey;
  const listed = [...labelTexts].map(([text, times]) => `${JSON.stringify(text)} (${times})`);
  const texts = [...listed, ...(survey.moreLabelTexts ? ["others"] : [])].join(", ");
  return {
    structure: rowsFinding(malformed, "that cannot be read"),
    "empty values": rowsFinding(empty, "without a label or a prediction"),
    numbers:
      texts === ""
        ? rowsFinding(notNumbers, "with a value that is no number")
        : fail(
            `${count(notNumbers.count, "row")} with a value that is no number; labels are text: ${texts}`,
            {
              rows: notNumbers,
              hint: "labels are numbers in [0, 1], or true and false",
            },
          ),
    range: range(survey, file.kind, file.names[file.prediction]!),
    "infinite losses": rowsFinding(
      infiniteLosses,
      "whose prediction is certain and wrong: their loss is infinite",
    ),
  };
}

function range(survey: Survey, kind: Kind, name: string): Finding {
  const { outside, labelsOutside, predictionsOutside } = survey;
  if (outside.count === 0)
    return pass(kind === "logit" ? "labels are in [0, 1]" : "labels and probabilities are in [0, 1]");
  const found = [
    labelsOutside > 0 ? [`${count(labelsOutside, "label")} outside [0, 1]`] : [],
    predictionsOutside > 0 ? [`${count(predictionsOutside, "probability")} outside [0, 1]`] : [],
  ].flat();
  const hint = predictionsOutside > 0 ? `if these are logits: --logit ${name}` : undefined;
  return fail(found.join(", "), { rows: outside, hint });
}

function rowsFinding(rows: Rows, what: string): Finding {
  return rows.count === 0 ? pass("none") : fail(`${count(rows.count, "row")} ${what}`, { rows });
}

function duplicates({ duplicates: rows }: Survey, { what, fails, complete }: DuplicateSearch): Finding {
  const among = complete ? "" : `, of the first ${MOST_TEXTS}`;
  if (rows.count === 0) return pass(`no two rows have ${what}${among}`);
  return (fails ? fail : warning)(`${count(rows.count, "row")} with ${what} as an earlier row${among}`, {
    rows,
  });
}

/** About the predictions as a whole. */
function predictionFindings(survey: Survey, { kind }: PredictionFile): Record<string, Finding> {
  return {
    labels: labels(survey),
    balance: balance(survey),
    saturation: saturation(survey),
    spread:
      survey.least < survey.greatest || survey.valid === 1
        ? pass(`predictions from ${survey.least} to ${survey.greatest}`)
        : warning(`all predictions are ${survey.least}`),
    direction: direction(survey),
    ...(kind === "logit" && {
      logits:
        survey.withinUnit === survey.valid && survey.valid > 1
          ? warning("all logits are in [0, 1]: these look like probabilities", {
              hint: "--probability COLUMN reads a column as probabilities",
            })
          : pass("not all in [0, 1]"),
    }),
  };
}

function labels({ softLabels, zerosAndOnes, valid }: Survey): Finding {
  if (softLabels === 0) return pass("all are 0 or 1");
  if (zerosAndOnes === valid && 2 * softLabels > valid) {
    return fail(
      `${count(softLabels, "label")} between 0 and 1, and all predictions are 0 or 1: swapped columns?`,
      {
        hint: "--label and --probability name the columns",
      },
    );
  }
  return pass(
    `${count(softLabels, "label")} between 0 and 1, where libraries differ: see focal-loss explain`,
  );
}

function balance({ positives, negatives, valid }: Survey): Finding {
  const percent = ((100 * positives.rows) / valid).toFixed(2);
  const message = `${positives.rows} of ${valid} rows are positive (${percent} %)`;
  if (positives.rows === 0 || negatives.rows === 0) return warning(`${message}: there is only one class`);
  return pass(`${message}; alpha ${balancedAlpha([negatives.rows, positives.rows])} balances them`);
}

function saturation({ saturated, beyondFloat32 }: Survey): Finding {
  const found = [
    saturated > 0 ? `${count(saturated, "prediction")} exactly 0 or 1` : [],
    beyondFloat32 > 0
      ? `${count(beyondFloat32, "logit")} beyond ±${FLOAT32_LOGIT}, where float32 has no 1 - p`
      : [],
  ].flat();
  return found.length === 0 ? pass("none") : warning(found.join(", "));
}

function direction({ positives, negatives }: Survey): Finding {
  if (positives.rows === 0 || negatives.rows === 0) return pass("not known with one class");
  const [high, low] = [positives.probability.mean(), negatives.probability.mean()];
  const means = `mean probability ${high.toFixed(4)} of positive rows, ${low.toFixed(4)} of negative ones`;
  return high >= low
    ? pass(means)
    : warning(`${means}: are the classes, or the columns, the other way round?`);
}

function count(n: number, what: string): string {
  return `${n} ${n === 1 ? what : what === "probability" ? "probabilities" : `${what}s`}`;
}
