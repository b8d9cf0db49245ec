import { describe, expect, it } from "vitest";
import { findPredictions } from "../src/predictions.ts";

const table = (columns: string[], ...rows: unknown[][]): Parameters<typeof findPredictions>[0] => ({
  columns,
  rows: rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
});

describe("findPredictions", () => {
  it("reads text, numbers, big integers and truth values", () => {
    const { labels, probabilities, input } = findPredictions(
      table(["id", "score", "y"], ["a", "0.5", "1"], ["b", 0.25, 0n], ["c", "1e-3", true], ["d", 1, "False"]),
    );
    expect(labels).toEqual(Float64Array.of(1, 0, 1, 0));
    expect(probabilities).toEqual(Float64Array.of(0.5, 0.25, 0.001, 1));
    expect(input).toEqual({ kind: "probability", column: "score" });
  });

  it("takes a logit before a probability, as the command does", () => {
    const { logits, probabilities, input } = findPredictions(
      table(["label", "prob", "Logit"], [1, 0.1, 0], [0, 0.1, "-Infinity"]),
    );
    expect(input).toEqual({ kind: "logit", column: "Logit" });
    expect(logits).toEqual(Float64Array.of(0, -Infinity));
    expect(probabilities).toEqual(Float64Array.of(0.5, 0));
  });

  it.for([
    [table(["p", "y"]), "the file has no rows"],
    [
      table(["p", "class"], [1, 1]),
      "no column of a label: expected one of label, labels, y, target, y_true, truth; the file has p, class",
    ],
    [table(["p", "y"], [0.5, 1], [1.5, 1]), 'row 2: p: expected a number in [0, 1], got "1.5"'],
    [table(["p", "y"], ["", 1]), 'row 1: p: expected a number in [0, 1], got ""'],
    [table(["p", "y"], [null, 1]), "row 1: p: expected a number in [0, 1], got nothing"],
    [table(["p", "y"], [0.5, 2]), 'row 1: y: expected 0, 1, true or false, got "2"'],
    [table(["logit", "y"], ["many", 1]), 'row 1: logit: expected a number, got "many"'],
  ] as const)("refuses what it cannot read", ([input, message]) => {
    expect(() => findPredictions(input)).toThrow(new RangeError(message));
  });
});
