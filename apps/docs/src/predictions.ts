/**
 * Predictions to look at: labels and probabilities, from rows of any file.
 */
import { probabilityOf } from "./evaluate.ts";

export interface Predictions {
  /** 0 or 1. */
  readonly labels: Float64Array;
  /** In [0, 1]. */
  readonly probabilities: Float64Array;
}

/** A table as a reader of files gives it. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Predictions with where they come from. */
export interface FoundPredictions extends Predictions {
  readonly label: string;
  readonly input: { readonly kind: "probability" | "logit"; readonly column: string };
  /** The logits, where the file has logits. */
  readonly logits: Float64Array | undefined;
}

/** The names by which the command finds columns too, in its order. */
const NAMES = {
  label: ["label", "labels", "y", "target", "y_true", "truth"],
  logit: ["logit", "logits", "z"],
  probability: ["probability", "prob", "p", "score", "y_pred", "y_prob", "prediction"],
};

/**
 * Takes labels and probabilities out of a table.
 *
 * @throws If there is no such column, no row, or a value that is none; the message says where. {@link RangeError}
 */
export function findPredictions({ columns, rows }: Table): FoundPredictions {
  if (rows.length === 0) throw new RangeError("the file has no rows");
  const label = find(columns, NAMES.label);
  const logit = find(columns, NAMES.logit);
  const probability = find(columns, NAMES.probability);
  const input = logit ?? probability;
  if (label === undefined || input === undefined) {
    const wanted = label === undefined ? "label" : "probability or logit";
    const names = label === undefined ? NAMES.label : [...NAMES.probability, ...NAMES.logit];
    throw new RangeError(
      `no column of a ${wanted}: expected one of ${names.join(", ")}; the file has ${columns.join(", ")}`,
    );
  }
  const labels = read(rows, label, (value) => value === 0 || value === 1, "0, 1, true or false");
  if (logit !== undefined) {
    const logits = read(rows, logit, (value) => !Number.isNaN(value), "a number");
    return {
      labels,
      probabilities: logits.map(probabilityOf),
      logits,
      label,
      input: { kind: "logit", column: logit },
    };
  }
  const probabilities = read(rows, input, (value) => value >= 0 && value <= 1, "a number in [0, 1]");
  return {
    labels,
    probabilities,
    logits: undefined,
    label,
    input: { kind: "probability", column: input },
  };
}

function find(columns: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const column = columns.find((column) => column.trim().toLowerCase() === name);
    if (column !== undefined) return column;
  }
  return undefined;
}

function read(
  rows: Table["rows"],
  column: string,
  accepts: (value: number) => boolean,
  expected: string,
): Float64Array {
  return Float64Array.from(rows, (row, index) => {
    const value = toNumber(row[column]);
    if (!accepts(value)) {
      throw new RangeError(`row ${index + 1}: ${column}: expected ${expected}, got ${show(row[column])}`);
    }
    return value;
  });
}

function show(cell: unknown): string {
  if (cell === undefined || cell === null) return "nothing";
  return typeof cell === "object" ? "an object" : `"${(cell as number | string).toString()}"`;
}

/** The number that a cell stands for, NaN for none. */
function toNumber(cell: unknown): number {
  if (typeof cell === "number") return cell;
  if (typeof cell === "bigint") return Number(cell);
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "string") return NaN;
  const text = cell.trim().toLowerCase();
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  if (/^[+-]?inf(inity)?$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return text === "" ? NaN : Number(text);
}
