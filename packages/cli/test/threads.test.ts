/**
 * `score --threads`, by the built command: all that it prints and writes is what one thread prints and writes.
 */
import { existsSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { place } from "./process.ts";

const { path, write, read, copy, focalLoss } = place();

/** Every so many rows something odd: a soft label, a tie, an infinite loss. */
function score(k: number): string {
  if (k % 5003 === 0) return "0";
  return k % 997 === 0 ? "0.25" : String(((k * 7919) % 90_001) / 90_001);
}
const label = (k: number): string => (k % 1009 === 0 ? "0.5" : String(k % 7 === 0 ? 1 : 0));
/** Lines, quotes and commas inside of quotes, and lines there that look like records. */
const notes = ["plain", '"a,b"', '"two\nlines"', '"say ""yes"""', '"\n0.5,1,x\n0.5,1,y\n0.5,1,z\n"', ""];

const ROWS = 220_000;

function lines(end: string, from = 0, to = ROWS): string {
  const padding = "p".repeat(20);
  return Array.from({ length: to - from }, (_, i) => {
    const k = from + i;
    return `${score(k)},${label(k)},${notes[k % notes.length]}${padding.slice(0, notes[k % notes.length] === "plain" ? k % 20 : 0)}${end}`;
  }).join("");
}

/** A bad row of every kind, far from one another. */
function withBadRows(text: string): string {
  const bad = ["nan,1,a", "1.5,0,b", "abc,1,c", ",1,d", "0.5,2,e", "0.5,1", '0.5,1,"f" g', "0.5,,h"];
  const parts = text.split("0.25,0,plain");
  return parts
    .map((part, k) => part + (k < bad.length ? `0.25,0,plain\n${bad[k]}\n` : "0.25,0,plain"))
    .join("");
}

beforeAll(async () => {
  const header = "score,label,note";
  write("lf.csv", `${header}\n${lines("\n")}`);
  write("crlf.csv", `\uFEFF${header}\r\n${lines("\r\n").replace(/\r\n$/, "")}`);
  write("bad.csv", withBadRows(`${header}\n${lines("\n")}`));
  write(
    "open.csv",
    `${header}\n${lines("\n")}0.5,1,"not closed\n${lines("\n", 0, 1000).replaceAll('"', "'")}`,
  );
  write("too-long.csv", `${header}\n${lines("\n", 0, 100_000)}0.5,1,"${"x".repeat(17e6)}\n`);
  write("some.csv.gz", gzipSync(`${header}\n${lines("\n", 0, 20_000)}`));
  for (let k = 0; k < 12; k++) write(`part-${k}.csv`, `${header}\n${lines("\n", 500 * k, 500 * (k + 1))}`);
  write("part-12.csv", header);
  write(
    "weights.tsv",
    `label\tlogit\tw\n${Array.from({ length: 400_000 }, (_, k) => `${k % 2}\t${(k % 4001) / 100 - 20}\t${k % 5}\n`).join("")}`,
  );
  write(
    "classes.csv",
    `class,z0,z1,z2\n${Array.from({ length: 400_000 }, (_, k) => `${k % 3},${(k % 101) / 7},${(k % 103) / 9},${(k % 107) / 11}\n`).join("")}`,
  );
  await copy(
    `SELECT CASE WHEN i = 250000 THEN NULL WHEN i = 350001 THEN 7 ELSE i % 2 END AS label, i % 999 / 999.0 AS score FROM range(400000) t(i)`,
    "rows.parquet",
    "FORMAT parquet, ROW_GROUP_SIZE 20480",
  );
}, 60_000);

const outputs = ["rejects.csv", "scored.csv", "scored.jsonl"].map((name) => `out-${name}`);

function run(threads: number, args: readonly string[]): unknown {
  for (const name of outputs) rmSync(path(name), { force: true });
  const result = focalLoss(["score", "--threads", String(threads), ...args]);
  return { ...result, files: outputs.map((name) => (existsSync(path(name)) ? read(name) : null)) };
}

const parts = Array.from({ length: 13 }, (_, k) => `part-${k}.csv`);

describe.each<[string, readonly string[]]>([
  ["quotes that hold lines", ["lf.csv", "--json", "--hardest", "7", "--gamma", "0,2"]],
  [
    "carriage returns, a byte order mark, no last line end",
    ["crlf.csv", "--json", "--rows", "out-scored.csv"],
  ],
  ["bad rows, refused", ["bad.csv", "--rejects", "out-rejects.csv"]],
  ["bad rows, kept", ["bad.csv", "--on-bad", "null", "--rows", "out-scored.jsonl", "--gamma", "0,1"]],
  ["too many bad rows", ["bad.csv", "--on-bad", "skip", "--max-bad", "3"]],
  ["a quote that is not closed", ["open.csv", "--on-bad", "skip", "--rejects", "out-rejects.csv", "--json"]],
  ["a record that is too long", ["too-long.csv"]],
  ["many small files, one of them without rows", [...parts, "--json", "--hardest", "30"]],
  ["files of all kinds", ["part-3.csv", "some.csv.gz", "lf.csv", "part-4.csv", "--jsonl", "--hardest", "5"]],
  ["weights", ["weights.tsv", "--weight", "w", "--json"]],
  ["classes", ["classes.csv", "--label", "class", "--logits", "z*", "--json", "--hardest", "3"]],
  ["Parquet with bad rows", ["rows.parquet", "--on-bad", "skip", "--json", "--rejects", "out-rejects.csv"]],
  ["Parquet with bad rows, refused", ["rows.parquet", "--hardest", "3"]],
])("with several threads: %s", (_, args) => {
  it("all is as with one", () => {
    const one = run(1, args);
    for (const threads of [2, 5]) expect(run(threads, args)).toEqual(one);
  });
});

it("are not needed where the system allows none", () => {
  const permission = ["--permission", "--experimental-permission"].find((flag) =>
    process.allowedNodeEnvironmentFlags.has(flag),
  )!;
  const alone = { NODE_OPTIONS: `${permission} --allow-fs-read=* --no-warnings` };
  const args = ["score", "--json", "--hardest", "7", "lf.csv"];
  const result = focalLoss([...args, "--threads", "3"], { env: alone });
  expect(result).toEqual(focalLoss([...args, "--threads", "1"]));
  expect(result.code).toBe(0);
});

it("is a whole number of at least one", () => {
  expect(focalLoss(["score", "--threads", "0", "lf.csv"])).toMatchObject({ code: 2 });
});
