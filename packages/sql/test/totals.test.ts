/**
 * Totals: exact whatever the order and the partitions, grouped, weighted, with everything counted that has no loss.
 */
import { ExactSum, focalLossWithLogitsBatch } from "@focal-loss/core";
import { loadDigitsEight } from "@focal-loss/fixtures";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type DialectName, lossExpression, lossTotalsQuery } from "../src/index.ts";
import { createTable, engines, type Row, type TestEngine } from "./engines.ts";

const GAMMAS = [0, 0.5, 2, 3.7];
const UNITS = 1n << 60n;

/** The exact total of a result row, as core's sum. */
function exact(row: Row, name = "loss"): ExactSum {
  const units = BigInt(row[`${name}_units`] as string) * UNITS + BigInt(row[`${name}_rest`] as string);
  return ExactSum.fromJSON({
    units: (units << 984n).toString(),
    count: Number(row["row_count"]),
    nan: 0,
    positiveInfinity: 0,
    negativeInfinity: 0,
  });
}

describe.each(engines)("%s", (dialect: DialectName, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
    const { labels, logits } = await loadDigitsEight();
    const rows = Array.from(labels, (label, k) => [label, logits[k]!, k % 3, k % 5]);
    await createTable(engine, "digits", ["y", "z", "third", "w"], rows);
    await createTable(engine, "reversed", ["y", "z", "third", "w"], [...rows].reverse());
    await createTable(engine, "empty", ["y", "z"], []);
    await createTable(
      engine,
      "bad",
      ["y", "z", "w"],
      [
        [1, 0.5, 1],
        [1, -Infinity, 1],
        [0.75, 1e11, 1],
        [0.25, -1e11, 0],
        [null, null, 1],
        [1, NaN, NaN],
        [NaN, 1, 1],
        [2, 1, -1],
        [1, 1, -1],
        [1, 1, null],
      ],
    );
  }, 300_000);
  const scoring = { dialect, label: "y", logit: "z" } as const;

  it("gives core's total for real predictions, a row a gamma, from one scan", async () => {
    const { labels, logits } = await loadDigitsEight();
    const query = lossTotalsQuery({ ...scoring, table: "digits", gammas: GAMMAS });
    expect(query.match(/"digits"/g)).toHaveLength(1);
    const rows = await engine.query(query);
    expect(rows.map((row) => Number(row["gamma"])).sort((a, b) => a - b)).toEqual(GAMMAS);
    for (const row of rows) {
      const { sum } = focalLossWithLogitsBatch(labels, logits, { gamma: Number(row["gamma"]) });
      expect(row).toMatchObject({
        row_count: "1797",
        positive_count: "174",
        soft_count: "0",
        infinite_count: "0",
      });
      expect(Math.abs(exact(row).sum() - sum)).toBeLessThanOrEqual(2 ** -53 * sum);
      expect(Math.abs(Number(row["loss_sum"]) - sum)).toBeLessThanOrEqual(2 ** -51 * sum);
      expect(Math.abs(Number(row["loss_mean"]) - sum / 1797)).toBeLessThanOrEqual((2 ** -51 * sum) / 1797);
    }
  });

  it("adds exactly what the expression gives for the rows", async () => {
    const loss = lossExpression({ ...scoring, gamma: 2, alpha: 0.25 });
    const losses = (await engine.query(`SELECT ${loss} AS "loss" FROM "digits"`)).map((row) =>
      Number(row["loss"]),
    );
    const [row] = await engine.query(lossTotalsQuery({ ...scoring, table: "digits", alpha: 0.25 }));
    expect(exact(row!).sum()).toBe(new ExactSum().addAll(losses).sum());
  });

  it("does not depend on the order of the rows", async () => {
    const [forwards, backwards] = await Promise.all(
      ["digits", "reversed"].map((table) => engine.query(lossTotalsQuery({ ...scoring, table }))),
    );
    expect(forwards).toEqual(backwards);
  });

  it("groups, and the groups add up to the whole", async () => {
    const groups = await engine.query(lossTotalsQuery({ ...scoring, table: "digits", by: ["third"] }));
    expect(groups.map((row) => Number(row["third"])).sort((a, b) => a - b)).toEqual([0, 1, 2]);
    const [whole] = await engine.query(lossTotalsQuery({ ...scoring, table: "digits" }));
    const merged = groups.reduce((sum, row) => sum.merge(exact(row)), new ExactSum());
    expect(merged.toJSON()).toEqual(exact(whole!).toJSON());
  });

  it("weighs rows, and divides by their weights", async () => {
    const { labels, logits } = await loadDigitsEight();
    const weights = Array.from(labels, (_, k) => k % 5);
    const [row] = await engine.query(lossTotalsQuery({ ...scoring, table: "digits", weight: "w" }));
    const wanted = focalLossWithLogitsBatch(labels, logits, { weights, reduction: "weights" });
    expect(exact(row!, "weight").sum()).toBe(wanted.weight);
    expect(Math.abs(exact(row!).sum() - wanted.sum)).toBeLessThanOrEqual(2 ** -53 * wanted.sum);
    expect(Math.abs(Number(row!["loss_mean"]) - wanted.loss)).toBeLessThanOrEqual(2 ** -51 * wanted.loss);
  });

  it("takes weights up to 1e9, and counts larger ones as bad: their sum has to be exact", async () => {
    await createTable(
      engine,
      "heavy",
      ["y", "z", "w"],
      [
        [1, 0, 1e9],
        [1, 2, 1],
        [1, 0, 1.0000000000000002e9],
        [1, 0, 2 ** 32],
      ],
    );
    const [row] = await engine.query(
      lossTotalsQuery({ ...scoring, table: "heavy", weight: "w", gammas: [0] }),
    );
    expect(row).toMatchObject({ row_count: "2", bad_weight: "2", weight_sum: "1000000001" });
    expect(Number(row!["loss_mean"])).toBeCloseTo(Math.LN2, 8);
  });

  it("counts what has no loss by the first thing that is wrong, and infinite losses", async () => {
    const [row] = await engine.query(lossTotalsQuery({ ...scoring, table: "bad", gammas: [0] }));
    expect(row).toMatchObject({
      row_count: "6",
      bad_null: "1",
      bad_nan: "2",
      bad_prediction: "0",
      bad_label: "1",
      bad_weight: "0",
      positive_count: "5",
      soft_count: "2",
      infinite_count: "3",
      loss_sum: "Infinity",
      loss_mean: "Infinity",
    });
    const [weighted] = await engine.query(lossTotalsQuery({ ...scoring, table: "bad", weight: "w" }));
    expect(weighted).toMatchObject({
      row_count: "4",
      bad_null: "2",
      bad_nan: "2",
      bad_label: "1",
      bad_weight: "1",
    });
    const [probability] = await engine.query(
      lossTotalsQuery({ dialect, label: "y", probability: "z", table: "bad" }),
    );
    expect(probability).toMatchObject({
      row_count: "3",
      bad_null: "1",
      bad_nan: "2",
      bad_prediction: "3",
      bad_label: "1",
    });
  });

  it("has a total of 0 and no mean for no row", async () => {
    const [row] = await engine.query(lossTotalsQuery({ ...scoring, table: "empty" }));
    expect(row).toMatchObject({ row_count: "0", loss_units: "0", loss_rest: "0", loss_mean: null });
    expect(Number(row!["loss_sum"])).toBe(0);
  });
});

it("DuckDB adds the same on any number of threads", async () => {
  const engine = await engines[0]![1]();
  await engine.query(
    `CREATE TABLE t AS SELECT hash(i) % 2 AS y, (hash(i + 1) % 1000003 / 1000003.0 - 0.5) * 20 AS z FROM range(2000000) t(i)`,
  );
  const results = [];
  for (const threads of [1, 2, 4, 4]) {
    await engine.query(`SET threads = ${threads}`);
    results.push(
      await engine.query(lossTotalsQuery({ dialect: "duckdb", label: "y", logit: "z", table: "t" })),
    );
  }
  expect(new Set(results.map((rows) => JSON.stringify(rows))).size).toBe(1);
});

it("is within 8 units of core for any prediction and options", async () => {
  const engine = await engines[0]![1]();
  const rows = fc.array(
    fc.record({
      y: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      // Small ones as well: there the rounding of e^-|z| counts most.
      z: fc.oneof(...[8, 800].map((end) => fc.double({ min: -end, max: end, noNaN: true }))),
    }),
    { minLength: 1, maxLength: 50 },
  );
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.double({ min: 0, max: 128, noNaN: true }),
      fc.constantFrom({}, { alpha: 0.25 }, { alpha: 1 }, { posWeight: 7 }),
      async (rows, gamma, weights) => {
        const values = rows.map(({ y, z }, k) => `(${k}, CAST('${y}' AS DOUBLE), CAST('${z}' AS DOUBLE))`);
        const loss = lossExpression({ dialect: "duckdb", label: "y", logit: "z", gamma, ...weights });
        const out = await engine.query(
          `SELECT ${loss} AS "loss" FROM (VALUES ${values.join(", ")}) AS t(k, y, z) ORDER BY k`,
        );
        for (const [k, { y, z }] of rows.entries()) {
          if (y > 0 && y < 1e-150) continue;
          const wanted = focalLossWithLogitsBatch([y], [z], { gamma, ...weights }).sum;
          const error = Math.abs(Number(out[k]!["loss"]) - wanted);
          // Core's own error comes on top.
          expect(error).toBeLessThanOrEqual(Math.max(16 * 2 ** -53 * wanted, 1e-322));
        }
      },
    ),
    { numRuns: 60 },
  );
});
