/**
 * The files, and what is right about them.
 */
import { join } from "node:path";
import { ExactSum, focalLossWithLogits } from "@focal-loss/core";
import { type DuckDBConnection, type DuckDBDoubleVector, DuckDBInstance } from "@duckdb/node-api";
import type { Format } from "../results.ts";
import { ALPHA } from "../task.ts";

/** Their exponent. */
export const GAMMA = 2;

/** Rows with an id, a label and a logit between -12 and 12; one label in a hundred is 1. */
const CREATE = `CREATE TABLE predictions AS SELECT i AS id, CAST(hash(i) % 100 = 0 AS INTEGER) AS label,
  (hash(i + 1) % 1000003 / 1000003.0 - hash(i + 77777777) % 1000033 / 1000033.0) * 12.0::DOUBLE AS logit
  FROM range`;

export interface DataFiles {
  readonly paths: Readonly<Record<Format, string>>;
  /** The mean loss, by the scalar function of the library. */
  readonly mean: number;
}

export async function writeFiles(folder: string, rows: number): Promise<DataFiles> {
  const paths = { Parquet: join(folder, "rows.parquet"), CSV: join(folder, "rows.csv") };
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    await connection.run(`${CREATE}(${rows}) t(i)`);
    for (const path of Object.values(paths)) {
      await connection.run(`COPY predictions TO '${path.replaceAll("'", "''")}'`);
    }
    return { paths, mean: await meanOf(connection) };
  } finally {
    connection.closeSync();
  }
}

async function meanOf(connection: DuckDBConnection): Promise<number> {
  const sum = new ExactSum();
  const result = await connection.stream("SELECT label::DOUBLE, logit FROM predictions");
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return sum.mean();
    const labels = chunk.getColumnVector(0) as DuckDBDoubleVector;
    const logits = chunk.getColumnVector(1) as DuckDBDoubleVector;
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const options = { gamma: GAMMA, alpha: ALPHA };
      sum.add(focalLossWithLogits(labels.getItem(row)!, logits.getItem(row)!, options));
    }
  }
}
