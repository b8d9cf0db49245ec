/**
 * What is wrong with a row: its first cell that cannot be scored, and why.
 */
import type { ScoredColumns } from "./columns.ts";
import { numberOf } from "./number.ts";
import type { SourceRecord } from "./row-block.ts";

/** Kinds of bad rows, as reports count them. */
export const BAD_KINDS = ["malformed", "null", "nan", "notNumber", "outside", "label", "weight"] as const;
export type BadKind = (typeof BAD_KINDS)[number];

interface Complaint {
  readonly kind: BadKind;
  /** The column it is about; none where the record as a whole is wrong. */
  readonly column: number | undefined;
  readonly reason: string;
}

/** A bad row as plain data. */
export interface BadRow {
  readonly complaint: Complaint;
  readonly at: SourceRecord["at"];
  readonly text: string;
  /** Whether `text` is what stands in the file. */
  readonly isExcerpt: boolean;
  /** Where in `text` the column starts that it is about, from 1. */
  readonly start: number | undefined;
}

export function badRowOf(record: SourceRecord, columns: ScoredColumns): BadRow {
  const complaint = complaintOf(record, columns);
  const { at, text } = record;
  const start = complaint.column === undefined ? undefined : record.start?.(complaint.column);
  return { complaint, at, text, isExcerpt: record.start !== undefined, start };
}

type Role = ScoredColumns["kind"] | "label" | "class" | "weight";

function complaintOf(record: SourceRecord, columns: ScoredColumns): Complaint {
  if (record.error !== undefined) return { kind: "malformed", column: undefined, reason: record.error };
  const { kind, predictions, label, weight } = columns;
  const roles: [number, Role][] = predictions.map((column) => [column, kind]);
  if (columns.positive === undefined) roles.push([label, kind === "logits" ? "class" : "label"]);
  if (weight !== undefined) roles.push([weight, "weight"]);
  for (const [column, role] of roles) {
    const found = complain(record.value(column), role, predictions.length);
    if (found !== undefined) return { column, ...found };
  }
  return { kind: "null", column: label, reason: "empty, expected a label" };
}

function complain(text: string | null, role: Role, classes: number): Omit<Complaint, "column"> | undefined {
  const expected = role === "class" ? "a class index" : "a number";
  if (text === null || text.trim() === "") return { kind: "null", reason: `empty, expected ${expected}` };
  const value = numberOf(text);
  const shown = text.trim();
  if (Number.isNaN(value)) {
    const kind = /^[+-]?nan$/i.test(shown) ? "nan" : "notNumber";
    return { kind, reason: `${JSON.stringify(text)} is not a number` };
  }
  switch (role) {
    case "probability":
      return value >= 0 && value <= 1
        ? undefined
        : { kind: "outside", reason: `${shown} is not a probability in [0, 1]` };
    case "label":
      return value >= 0 && value <= 1
        ? undefined
        : { kind: "label", reason: `${shown} is not a label in [0, 1]` };
    case "class":
      return Number.isInteger(value) && value >= 0 && value < classes
        ? undefined
        : { kind: "label", reason: `${shown} is not a class index in [0, ${classes - 1}]` };
    case "weight":
      return value >= 0 && value < Infinity
        ? undefined
        : { kind: "weight", reason: `${shown} is not a finite weight >= 0` };
    case "logits":
      return value < Infinity
        ? undefined
        : { kind: "outside", reason: `${shown} is not a logit below Infinity` };
    case "logit":
      return undefined;
  }
}
