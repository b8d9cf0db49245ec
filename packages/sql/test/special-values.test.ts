/**
 * NULL, NaN, infinities and the ends of every range: the same in every engine, and core's wherever core has an answer.
 */
import { focalLossBatch, focalLossWithLogitsBatch } from "@focal-loss/core";
import { beforeAll, describe, expect, it } from "vitest";
import { lossExpression } from "../src/index.ts";
import { createTable, engines, type TestEngine } from "./engines.ts";

const labels = [null, NaN, -1, -5e-324, 0, 1e-160, 0.25, 1, 1.0000000000000002, Infinity];
const probabilities = [
  null,
  NaN,
  -Infinity,
  -5e-324,
  -0,
  0,
  5e-324,
  1e-300,
  0.5,
  0.9999999999999999,
  1,
  1.0000000000000002,
  Infinity,
];
const logits = [
  null,
  NaN,
  -Infinity,
  -1.7976931348623157e308,
  -745.2,
  -745.13,
  -1e-320,
  -0,
  0,
  5e-324,
  36.7,
  248.2,
  372.3,
  744.44,
  745.14,
  1e6,
  1.7976931348623157e308,
  Infinity,
];
const weights = [null, NaN, -1, 0, 1e-101, 1e-99, 1, 3, 1e9, 1.0000000000000002e9, Infinity];

describe.each(engines)("%s", (dialect, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  }, 300_000);

  it.each([
    ["probability", 0],
    ["probability", 0.5],
    ["probability", 2],
    ["probability", 128],
    ["logit", 0],
    ["logit", 0.5],
    ["logit", 1],
    ["logit", 3],
    ["logit", 128],
  ] as const)(
    "gives NULL for NULL, NaN for what is no prediction, limits for the rest: %s, gamma %d",
    async (kind, gamma) => {
      const rows = labels.flatMap((y) =>
        (kind === "logit" ? logits : probabilities).map((x) => [y, x] as const),
      );
      const table = `${kind} ${gamma}`;
      await createTable(
        engine,
        table,
        ["id", "y", "x"],
        rows.map((row, k) => [k, ...row]),
      );
      for (const options of [
        {},
        { alpha: 0 },
        { alpha: 1 },
        { alpha: 0.25 },
        { posWeight: 1e100 },
        { posWeight: 0 },
      ]) {
        const expression = lossExpression({ dialect, label: "y", [kind]: "x", gamma, ...options });
        const result = await engine.query(
          `SELECT "id", ${expression} AS "loss" FROM "${table}" ORDER BY "id"`,
        );
        const batch = kind === "logit" ? focalLossWithLogitsBatch : focalLossBatch;
        for (const [k, [y, x]] of rows.entries()) {
          const loss = result[k]!["loss"];
          const what = `${dialect} ${JSON.stringify(options)} y=${y} x=${x}: ${loss as string}`;
          if (y === null || x === null) {
            expect(loss, what).toBe(null);
          } else if (
            Number.isNaN(x) ||
            !(y >= 0 && y <= 1) ||
            (kind === "probability" && !(x >= 0 && x <= 1))
          ) {
            expect(Number(loss), what).toBe(NaN);
          } else if (y === 1e-160) {
            // Counts as 0 in the term of class 1: documented.
            expect(Number(loss), what).toBeGreaterThanOrEqual(0);
          } else {
            const wanted = batch([y], [x], { gamma, ...options }).sum;
            const got = Number(loss);
            if (Number.isFinite(wanted)) {
              expect(Math.abs(got - wanted), `${what}, wanted ${wanted}`).toBeLessThanOrEqual(
                // A subnormal loss has few digits, also when a weight lifts it.
                Math.max(1e-323 * Math.max(1, options.posWeight ?? 1), 2 ** -50 * wanted),
              );
            } else expect(got, what).toBe(wanted);
          }
        }
      }
    },
  );

  it("multiplies with the weight of the row, and drops what weighs nothing", async () => {
    const rows = weights.flatMap((w) => [0, 0.25].map((p) => [w, p] as const));
    await createTable(
      engine,
      "weighted",
      ["id", "w", "p", "y"],
      rows.map(([w, p], k) => [k, w, p, 1]),
    );
    const expression = lossExpression({ dialect, label: "y", probability: "p", weight: "w", gamma: 0 });
    const result = await engine.query(`SELECT "id", ${expression} AS "loss" FROM "weighted" ORDER BY "id"`);
    for (const [k, [w, p]] of rows.entries()) {
      const loss = result[k]!["loss"];
      const what = `w=${w} p=${p}: ${loss as string}`;
      if (w === null) expect(loss, what).toBe(null);
      else if (!(w >= 0 && w <= 1e9)) expect(Number(loss), what).toBe(NaN);
      else if (w < 1e-100) expect(Number(loss), what).toBe(0);
      else if (p === 0) expect(Number(loss), what).toBe(Infinity);
      else expect(Number(loss) / (w * 1.3862943611198906), what).toBeCloseTo(1, 14);
    }
  });

  it("casts columns of other types", async () => {
    await engine.query(
      `CREATE TABLE "types" AS SELECT CAST(1 AS SMALLINT) AS "y", CAST('0.25' AS DECIMAL(4, 2)) AS "p", CAST(0.25 AS REAL) AS "f"`,
    );
    const losses = ["p", "f"].map(
      (probability, k) => `${lossExpression({ dialect, label: "y", probability, gamma: 0 })} AS "loss_${k}"`,
    );
    expect(await engine.query(`SELECT ${losses.join(", ")} FROM "types"`)).toEqual([
      { loss_0: "1.3862943611198906", loss_1: "1.3862943611198906" },
    ]);
  });
});
