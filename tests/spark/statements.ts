/**
 * The reference rows and special values as tables, and the statements that score them: for engines that run outside this process.
 */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  type BinaryReference,
  type LossClaim,
  type BinaryOutputs,
  loadBinaryReference,
} from "@focal-loss/fixtures";
import { type DialectName, lossExpression } from "@focal-loss/sql";

/** Every so many rows of a kind are worth the time to plan a query for. */
const ROWS_A_KIND = 25;

/** Rows that share input, gamma and alpha, and so an expression. */
export interface Kind {
  readonly rows: readonly BinaryReference[];
  readonly expression: string;
}

export async function kinds(dialect: DialectName): Promise<readonly Kind[]> {
  const groups = new Map<string, BinaryReference[]>();
  for (const row of await loadBinaryReference()) {
    const key = `${row.input} ${row.gamma} ${row.alpha}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()]
    .filter((rows) => rows.length >= ROWS_A_KIND)
    .map((rows) => {
      const { input, gamma, alpha } = rows[0]!;
      const scoring = { dialect, label: "y", [input]: "x", gamma, alpha: alpha ?? undefined };
      return { rows, expression: lossExpression(scoring) };
    });
}

/** Writes the rows of each kind as Parquet with columns kind, id, y and x, and special values as kinds after them. */
export async function writeRows(folder: string, kinds: readonly Kind[]): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("CREATE TABLE rows (kind INTEGER, id INTEGER, y DOUBLE, x DOUBLE)");
  const appender = await connection.createAppender("rows");
  for (const [kind, { rows }] of kinds.entries()) {
    for (const [id, { label, x }] of rows.entries()) {
      appender.appendInteger(kind);
      appender.appendInteger(id);
      appender.appendDouble(label);
      appender.appendDouble(x);
      appender.endRow();
    }
  }
  appender.closeSync();
  await connection.run(
    `INSERT INTO rows SELECT -1, row_number() OVER () - 1, y, x FROM (VALUES ${SPECIAL.map(([y, x]) => `(${literal(y)}, ${literal(x)})`).join(", ")}) t(y, x)`,
  );
  const file = join(folder, "rows.parquet");
  await connection.run(`COPY rows TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  return file;
}

/** What an engine made of the rows, as a claim of the loss contract. */
export function claim(
  kinds: readonly Kind[],
  losses: ReadonlyMap<string, number>,
): LossClaim<BinaryReference, BinaryOutputs> {
  const places = new Map(
    kinds.flatMap(({ rows }, kind) =>
      rows.map((row, id) => [`${row.input} ${row.id}`, `${kind} ${id}`] as const),
    ),
  );
  const place = (row: BinaryReference): string | undefined => places.get(`${row.input} ${row.id}`);
  return {
    evaluate: (row) => ({ value: losses.get(place(row)!)! }),
    tolerance: { value: 8 },
    accepts: (row) => place(row) !== undefined,
  };
}

/** Label, and a probability that is also taken for a logit; then what either is, in words. */
const SPECIAL: readonly (readonly [number | null, number | null])[] = [
  [null, 0.5],
  [1, null],
  [1, NaN],
  [NaN, 0.5],
  [2, 0.5],
  [-1, 0.5],
  [1, 2],
  [1, -1],
  [1, 0],
  [0, 0],
  [0, 1],
  [1, 1],
  [0.5, 0],
  [1, Infinity],
  [0, Infinity],
  [1, -Infinity],
  [0, -Infinity],
];
const bce = Math.log1p;
const ln2 = Math.LN2;
/** The losses for gamma 0, to compare with a tolerance; NaN is NaN and null NULL. */
export const SPECIAL_LOSSES: {
  readonly probability: readonly (number | null)[];
  readonly logit: readonly (number | null)[];
} = {
  probability: [
    null,
    null,
    NaN,
    NaN,
    NaN,
    NaN,
    NaN,
    NaN,
    Infinity,
    0,
    Infinity,
    0,
    Infinity,
    NaN,
    NaN,
    NaN,
    NaN,
  ],
  logit: [
    null,
    null,
    NaN,
    NaN,
    NaN,
    NaN,
    bce(Math.exp(-2)),
    1 + bce(Math.exp(-1)),
    ln2,
    ln2,
    1 + bce(Math.exp(-1)),
    bce(Math.exp(-1)),
    ln2,
    0,
    Infinity,
    Infinity,
    0,
  ],
};

function literal(x: number | null): string {
  return x === null ? "NULL" : `CAST('${x}' AS DOUBLE)`;
}
