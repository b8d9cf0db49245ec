/**
 * CSV in portions: wherever a file is cut, and whatever is guessed about a cut, its rows are those of the file.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { csvBlocks } from "../src/input/csv/blocks.ts";
import { csvPortions, openCsv } from "../src/input/csv/portions.ts";
import type { Position } from "../src/input/portions.ts";
import { placeAfter, type RowBlock } from "../src/input/row-block.ts";

const folder = mkdtempSync(join(tmpdir(), "focal-loss-portions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const source = join(folder, "rows.csv");
const file = { source, path: "rows.csv", format: "csv", compression: "none", columns: [0, 1, 2] } as const;
const cells = [{ column: 0 }, { column: 1, positive: "yes" }];

type Row = readonly [at: unknown, text: string, error: string | undefined, ...numbers: number[]];

function rowsOf({ count, columns, record }: RowBlock): Row[] {
  return Array.from({ length: count }, (_, row) => {
    const { at, text, error } = record(row);
    return [at, text, error, ...columns.map((column) => column[row]!)];
  });
}

/** Each portion for itself, guessing; where the guess was wrong, once more. */
function readInPortions(
  content: string | Uint8Array,
  length: number,
): { rows: Row[]; wrong: number; inVain: number } {
  writeFileSync(source, content);
  const reader = openCsv(file, cells);
  const read = (
    portion: Parameters<typeof reader.read>[0],
    start?: Position,
  ): { rows: Row[]; from: number; to: number; lines: number } => {
    const rows: Row[] = [];
    const blocks = reader.read(portion, start);
    for (;;) {
      const { done, value } = blocks.next();
      if (done === true) return { rows, from: value.from, to: value.to, lines: value.rows };
      rows.push(...rowsOf(value));
    }
  };
  try {
    const portions = csvPortions(file, length);
    const guessed = portions.map((portion) => read(portion));
    const rows: Row[] = [];
    let start = { at: 0, rows: 0 };
    let wrong = 0;
    let inVain = 0;
    for (const [k, portion] of portions.entries()) {
      const isRight = guessed[k]!.from === start.at;
      if (!isRight) {
        wrong += 1;
        inVain += guessed[k]!.rows.length;
      }
      const { to, lines, ...found } = isRight ? guessed[k]! : read(portion, start);
      for (const [at, ...row] of found.rows) {
        rows.push([placeAfter(at as { line: number }, isRight ? start.rows : 0), ...row]);
      }
      start = { at: to, rows: start.rows + lines };
    }
    return { rows, wrong, inVain };
  } finally {
    reader.close();
  }
}

/** From start to end, as compressed files are. */
async function readAsStream(content: string): Promise<Row[]> {
  const compressed = `${source}.gz`;
  writeFileSync(compressed, gzipSync(content));
  const rows: Row[] = [];
  for await (const block of csvBlocks({ ...file, source: compressed, compression: "gzip" }, cells)) {
    rows.push(...rowsOf(block));
  }
  return rows;
}

const text = fc.string({
  unit: fc.constantFrom("a", "1", '"', ",", "\n", "\r\n", " ", "\u00e9"),
  maxLength: 12,
});
const field = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom("", "yes", "no", '5" pipe', "0.5", "inf"),
  text.map((value) => `"${value.replaceAll('"', '""')}"`),
  text,
);
const record = fc.oneof(
  { weight: 8, arbitrary: fc.array(field, { minLength: 3, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(field, { maxLength: 5 }) },
);
const content = fc
  .tuple(
    fc.constantFrom("", "\uFEFF", "\n", "\r\n\n"),
    fc.array(fc.tuple(record, fc.constantFrom("\n", "\n", "\r\n", "\n\n"))),
    fc.constantFrom("", "1,2,3", '1,"open'),
  )
  .map(([start, records, rest]) => {
    const lines = records.map(([fields, end]) => fields.join(",") + end);
    return `${start}score,label,note\n${lines.join("")}${rest}`;
  });

it("has the same rows wherever it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.integer({ min: 1, max: 60 }), async (content, length) => {
      expect(readInPortions(content, length).rows).toEqual(await readAsStream(content));
    }),
    { numRuns: 150 },
  );
});

it("is guessed rightly where quotes hold lines", () => {
  const lines = Array.from({ length: 400 }, (_, k) => `0.${k},yes,"a note, with\nlines\n\nand ""quotes"""\n`);
  const { rows, wrong } = readInPortions(`score,label,note\n${lines.join("")}`, 1000);
  expect(rows).toHaveLength(400);
  expect(rows.at(-1)?.[0]).toEqual({ line: 2 + 4 * 399 });
  expect(wrong).toBe(0);
});

it("is read again where the guess is wrong", () => {
  // Lines of the quoted fields look like records.
  const lines = Array.from({ length: 100 }, (_, k) => `0.${k},yes,"\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3"\n`);
  const { rows, wrong } = readInPortions(`score,label,note\n${lines.join("")}`, 100);
  expect(rows.map(([at]) => at)).toEqual(lines.map((_, k) => ({ line: 2 + 6 * k })));
  expect(wrong).toBeGreaterThan(0);
});

it("is not read before it is known where, if nothing there looks like records", () => {
  const text = `"${"x\n".repeat(100_000)}"`;
  const { rows, wrong, inVain } = readInPortions(`score,label,note\n1,yes,${text}\n2,yes,b\n`, 20_000);
  expect(rows).toHaveLength(2);
  expect(wrong).toBeGreaterThan(0);
  expect(inVain).toBe(0);
});

it("is guessed rightly at bad records, and at long ones", () => {
  const records = Array.from({ length: 60 }, (_, k) =>
    k % 3 === 0 ? "1,yes\n" : `1,yes,${"y".repeat(k % 7 === 0 ? 80_000 : 9)}\n`,
  );
  const { rows, wrong } = readInPortions(`score,label,note\n${records.join("")}`, 1000);
  expect(rows).toHaveLength(60);
  expect(wrong).toBe(0);
});

it("says which bytes are no UTF-8", () => {
  const bytes = Buffer.from("score,label,note\n0.5,yes,a\n0.5,yes,X\n0.5,yes,c\n");
  bytes[bytes.indexOf("X")] = 0xff;
  for (const length of [1, 7, 29, 1000]) {
    expect(readInPortions(bytes, length).rows.map(([, , error]) => error)).toEqual([
      undefined,
      "not UTF-8",
      undefined,
    ]);
  }
});
