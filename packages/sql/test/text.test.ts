/**
 * The text for each dialect, as a file to look at: what changes there changes what people run.
 */
import { expect, it } from "vitest";
import { DIALECTS, lossExpression, lossRowsQuery, lossTotalsQuery } from "../src/index.ts";

it.each(DIALECTS)("is as it was for %s", async (dialect) => {
  const statements = [
    `SELECT ${lossExpression({ dialect, label: "y", probability: "p" })} FROM t`,
    `SELECT ${lossExpression({ dialect, label: "y", logit: "z", gamma: 0 })} FROM t`,
    lossRowsQuery({
      dialect,
      table: ["s", "t"],
      label: "y",
      logit: "z",
      gamma: 1.7,
      posWeight: 3,
      weight: "w",
    }),
    lossTotalsQuery({
      dialect,
      table: "t",
      label: "y",
      logit: "z",
      gammas: [0, 2, 5],
      alpha: 0.25,
      by: ["g"],
    }),
    lossTotalsQuery({ dialect, table: "t", label: "y", probability: "p", weight: "w" }),
  ];
  await expect(`${statements.join(";\n\n")};\n`).toMatchFileSnapshot(`golden/${dialect}.sql`);
});

it("prints finite numbers with all their digits, and nothing else", () => {
  const sql = lossExpression({
    dialect: "duckdb",
    label: "y",
    logit: "z",
    gamma: 0.1 + 0.2,
    posWeight: 1e21,
  });
  expect(sql).toContain("3.0000000000000004e-1");
  expect(sql).toContain("1e21");
  expect(sql).not.toMatch(/undefined|null|NaN(?!')/);
});
