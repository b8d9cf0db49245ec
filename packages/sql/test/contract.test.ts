/**
 * The loss contract of `@focal-loss/fixtures` in the engines that run here: every row of the exact references, in one table, with
 * one expression for each pair of gamma and alpha.
 */
import { type BinaryReference, loadBinaryReference, lossContract } from "@focal-loss/fixtures";
import { describe, it } from "vitest";
import { type DialectName, lossExpression } from "../src/index.ts";
import { createTable, engines, type TestEngine } from "./engines.ts";

/** The losses of all rows, computed when the first is asked for. */
function evaluator(start: () => Promise<TestEngine>): (row: BinaryReference) => Promise<{ value: number }> {
  let values: Promise<Map<string, number>> | undefined;
  return async (row) => {
    values ??= start().then(evaluateAll);
    return { value: (await values).get(key(row))! };
  };
}

const key = ({ input, id }: BinaryReference): string => `${input} ${id}`;

async function evaluateAll(engine: TestEngine): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  for (const input of ["probability", "logit"] as const) {
    const rows = (await loadBinaryReference()).filter((row) => row.input === input);
    await createTable(
      engine,
      input,
      ["id", "y", "x", "gamma", "alpha"],
      rows.map(({ id, label, x, gamma, alpha }) => [id, label, x, gamma, alpha ?? -1]),
    );
    for (const kind of new Map(rows.map((row) => [`${row.gamma} ${row.alpha}`, row])).values()) {
      const result = await engine.query(
        `SELECT "id", ${expression(engine.dialect, kind)} AS "loss" FROM "${input}"
         WHERE "gamma" = CAST('${kind.gamma}' AS DOUBLE PRECISION) AND "alpha" = CAST('${kind.alpha ?? -1}' AS DOUBLE PRECISION)`,
      );
      for (const { id, loss } of result) values.set(`${input} ${Number(id)}`, Number(loss));
    }
  }
  return values;
}

function expression(dialect: DialectName, { input, gamma, alpha }: BinaryReference): string {
  return lossExpression({ dialect, label: "y", [input]: "x", gamma, alpha: alpha ?? undefined });
}

describe.each(engines)("the SQL for %s keeps the loss contract", (dialect, start) => {
  const evaluate = evaluator(start);
  const checks = lossContract({
    name: dialect,
    focalLoss: { evaluate, tolerance: { value: 8 } },
    binaryCrossEntropy: { evaluate, tolerance: { value: 8 } },
  });
  // The first one computes all of them.
  for (const { name, run } of checks) it(name, { timeout: 300_000 }, run);
});
