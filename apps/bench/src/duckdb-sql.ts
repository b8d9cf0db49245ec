/**
 * A program of its own: the mean loss of a file as one query, `node duckdb-sql.js FILE THREADS`. Its letters are those of
 * `contestants/tight-loop.ts`, with x = -s.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { ALPHA } from "./task.ts";

const [file = "", threads = "1"] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const result = await connection.runAndReadAll(
  `WITH margins AS (
     SELECT CASE WHEN label = 1 THEN ${ALPHA} ELSE ${1 - ALPHA} END AS weight,
            CASE WHEN label = 1 THEN -logit ELSE logit END AS x
     FROM '${file.replaceAll("'", "''")}'
   ), terms AS (
     SELECT weight, 1 / (1 + exp(-x)) AS q, greatest(x, 0) + ln(1 + exp(-abs(x))) AS L FROM margins
   )
   SELECT avg(weight * q * q * L) FROM terms`,
);
process.stdout.write(`${JSON.stringify({ mean: result.getRows()[0]?.[0] })}\n`);
