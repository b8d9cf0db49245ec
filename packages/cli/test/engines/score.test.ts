/**
 * `score --engine` over PostgreSQL's wire protocol and HTTP: the JSON of a local run, secrets that stay secret, clear errors.
 *
 * PostgreSQL is PGlite behind its socket server, so that the client speaks to a real server; ClickHouse and Trino are the servers of
 * `sql-server.ts`. The Spark cluster is in `tests/spark`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { lossTotalsQuery } from "@focal-loss/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workspace } from "../command.ts";
import { freePort } from "./free-port.ts";
import { serveClickhouse, serveTrino, type SqlServer } from "./sql-server.ts";

const digits = fileURLToPath(new URL("../../../fixtures/data/digits-eight.csv", import.meta.url));
const { focalLoss, path, write } = workspace();
const options = [
  "--label",
  "label",
  "--logit",
  "logit",
  "--gamma",
  "0",
  "--gamma",
  "2",
  "--alpha",
  "0.25",
  "--json",
];

/** What is easily lost on the way: long numbers, signs that text formats use, empty and missing text. */
const ODD_SQL = `CREATE TABLE odd AS SELECT * FROM (VALUES
  (CAST(9007199254740993 AS BIGINT), 1, CAST('0.5' AS DOUBLE PRECISION), 'a,"b"', true, CAST('0.10' AS DECIMAL(5, 2))),
  (-1, 0, 1e-7, 'tab' || chr(9) || 'line' || chr(10) || 'end \u2028 Ünï ☃', false, 100),
  (2, 1, 0.0, '', NULL, NULL),
  (3, 2, 0.25, NULL, true, 1)) t(id, label, p, name, flag, price)`;
const ODD_CSV = `id,label,p,name,flag,price
9007199254740993,1,0.5,"a,""b""",true,0.10
-1,0,1e-07,"tab\tline
end \u2028 Ünï ☃",false,100.00
2,1,0.0,"",,
3,2,0.25,,true,1.00
`;

/** The same tables for DuckDB. */
const tables = [
  `CREATE TABLE digits AS SELECT label, logit, probability, id % 5 AS w FROM read_csv('${digits}')`,
  `CREATE SCHEMA "s.t"; CREATE TABLE "s.t".bad AS SELECT * FROM (VALUES (1, 0.5), (NULL, 0.5), (2, 0.25), (1, 0.0)) t(label, p)`,
  ODD_SQL,
];

interface Sums {
  readonly losses: readonly {
    readonly total: number;
    readonly mean: number;
    readonly plainTotal: number | null;
    readonly quantisedTotal: number;
  }[];
}
interface Document {
  readonly files: readonly Sums[];
  readonly total: Sums;
}

/** With the sums to 15 digits, and without the one that an engine does not give. */
function withoutLastDigits(document: Document): Document {
  const shorten = (key: string, value: unknown): unknown =>
    key === "total" && typeof value === "number"
      ? Number(value.toPrecision(15))
      : key === "mean"
        ? Number((value as number).toPrecision(15))
        : key === "plainTotal"
          ? null
          : value;
  return JSON.parse(JSON.stringify(document, shorten)) as Document;
}

/** The rows of a file, cell by cell. */
async function rowsOf(name: string): Promise<unknown[]> {
  const reader = { csv: "read_csv", tsv: "read_csv", jsonl: "read_json", parquet: "read_parquet" };
  const extension = name.split(".")[1] as keyof typeof reader;
  const options = extension.endsWith("sv") ? ", all_varchar = true" : "";
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.runAndReadAll(`FROM ${reader[extension]}('${path(name)}'${options})`);
  return result.getRowsJson().map((row) => row.map(withoutLastDigit));
}

/** A number with 15 digits, but long whole numbers and all else as they are. */
function withoutLastDigit(cell: unknown): unknown {
  const text = String(cell);
  if (!/^-?[\d.]+(e-?\d+)?$/.test(text)) return cell;
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  return Number.isInteger(number) ? text : Number(number.toPrecision(15));
}

async function local(): Promise<Document> {
  const { code, stdout } = await focalLoss("score", digits, ...options);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Document;
}

let postgres: PGLiteSocketServer;
let database: PGlite;
let postgresUrl: string;
let clickhouse: SqlServer;
let trino: SqlServer;

beforeAll(async () => {
  database = await PGlite.create();
  await database.exec("CREATE TABLE digits (label int, logit float8, probability float8, w float8)");
  const rows = readFileSync(digits, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  await database.exec(
    `INSERT INTO digits VALUES ${rows.map(([id, , y, z, p]) => `(${y}, ${z}, ${p}, ${Number(id) % 5})`).join(", ")}`,
  );
  await database.exec(
    `CREATE SCHEMA "s.t"; CREATE TABLE "s.t".bad AS SELECT * FROM (VALUES (1, 0.5), (NULL, 0.5), (2, 0.25), (1, 0.0)) t(label, p)`,
  );
  await database.exec(ODD_SQL);
  const port = await freePort();
  postgres = new PGLiteSocketServer({ db: database, port, host: "127.0.0.1" });
  await postgres.start();
  postgresUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  clickhouse = await serveClickhouse(tables);
  trino = await serveTrino(tables);
}, 300_000);
afterAll(async () => {
  await postgres.stop();
  await database.close();
  await clickhouse.close();
  await trino.close();
});

const engines = [
  ["postgres", () => postgresUrl],
  ["clickhouse", () => `clickhouse+http://ann@${clickhouse.host}/default`],
  ["trino", () => `trino+http://ann@${trino.host}/memory/default`],
] as const;

describe.each(engines)("%s", (_, url) => {
  it("gives the JSON of a local run", async () => {
    const { code, stdout, stderr } = await focalLoss("score", "--engine", url(), "digits", ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const wanted = await local();
    const document = JSON.parse(stdout) as Document;
    expect(withoutLastDigits(document)).toEqual({
      ...withoutLastDigits(wanted),
      files: [{ ...withoutLastDigits(wanted).files[0], file: "digits", format: "table" }],
    });
    for (const [k, { total, mean, plainTotal, quantisedTotal }] of document.total.losses.entries()) {
      expect(plainTotal).toBeNull();
      const here = wanted.total.losses[k]!;
      // An engine's logarithm may differ from core's in the last bit: the sum then differs in its last bit, the quantised one not.
      expect(quantisedTotal).toBe(here.quantisedTotal);
      expect(Math.abs(total - here.total)).toBeLessThanOrEqual(2 ** -52 * here.total);
      expect(Math.abs(mean - here.mean)).toBeLessThanOrEqual(2 ** -52 * here.mean);
    }
  });

  it("weighs rows as a local run does", async () => {
    const [header, ...lines] = readFileSync(digits, "utf8").trim().split("\n");
    const weighted = lines.map((line) => `${line},${Number(line.split(",")[0]) % 5}\n`);
    const file = write("weighted.csv", `${header},w\n${weighted.join("")}`);
    const weighing = [...options, "--weight", "w"];
    const { stdout } = await focalLoss("score", file, ...weighing);
    const wanted = JSON.parse(stdout) as Document & { files: object[] };
    const result = await focalLoss("score", "--engine", url(), "digits", ...weighing);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(withoutLastDigits(JSON.parse(result.stdout) as Document)).toEqual({
      ...withoutLastDigits(wanted),
      files: [{ ...withoutLastDigits(wanted).files[0], file: "digits", format: "table" }],
    });
    expect(wanted.files[0]).toMatchObject({ weight: 3591, weightColumn: "w" });
  });

  it("prints how the engine would run the query, and runs it not", async () => {
    const { code, stdout, stderr } = await focalLoss("score", "--engine", url(), "digits", "--explain", "-q");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Both PostgreSQL and DuckDB, which stands behind the others, name the table in their plans.
    expect(stdout).toMatch(/digits/);
    expect(stdout).toMatch(/AGGREGATE|Aggregate/);
  });

  it("refuses numbers that SQL cannot take, with code 2", async () => {
    const scoring = ["--engine", url(), "digits", "--label", "label", "--logit", "logit"];
    expect(await focalLoss("score", ...scoring, "--gamma", "200")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: --gamma expected a number in [0, 128], got 200\n",
    });
  });

  it("finds columns by their names, and prints the table of a local run", async () => {
    const { code, stdout, stderr } = await focalLoss("score", "--engine", url(), "digits", "digits");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'note: digits: column "label" is the label\nnote: digits: column "logit" is the logit (--probability probability takes the other one)\n'.repeat(
          2,
        ),
    });
    expect(
      stdout
        .split("\n")
        .slice(1, 3)
        .map((line) => line.replace(/ +/g, " ")),
    ).toEqual([
      "digits 2 1797 174 0.03992600247326662 71.74702644446012",
      "digits 2 1797 174 0.03992600247326662 71.74702644446012",
    ]);
  });

  it("refuses rows that have no loss, with code 3", async () => {
    const scoring = ["--engine", url(), '"s.t".bad', "--label", "label", "--probability", "p"];
    expect(await focalLoss("score", ...scoring)).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'error: "s.t".bad: 2 of 4 rows cannot be scored: 1 null, 1 label out of range\nhint: --on-bad skip leaves such rows out\n',
    });
  });

  it("leaves such rows out with --on-bad skip, and counts them", async () => {
    const scoring = [
      "--engine",
      url(),
      '"s.t".bad',
      "--label",
      "label",
      "--probability",
      "p",
      "--on-bad",
      "skip",
    ];
    const { code, stdout, stderr } = await focalLoss("score", ...scoring, "--csv");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'file,gamma,rows,bad rows,positives,mean loss,total loss\n"""s.t"".bad",2,2,2,2,Infinity,Infinity\n',
    });
    expect(stderr).toBe(
      "note: left out 2 of 4 rows: 1 null, 1 label out of range\nnote: gamma 2: the loss of 1 row is infinite\n",
    );
  });

  it("says which table is not there, with code 5", async () => {
    const { code, stdout, stderr } = await focalLoss("score", "--engine", url(), "nowhere");
    expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
    expect(stderr).toMatch(/^error: (postgres|clickhouse|trino).*nowhere.*\n$/);
  });

  it.each(["csv", "tsv", "jsonl", "parquet"])("writes the rows of a local run: %s", async (format) => {
    const flags = ["--gamma", "0,2", "--on-bad", "null", "-f", "-q"];
    const file = write("odd.csv", ODD_CSV);
    await focalLoss("score", file, ...flags, "--rows", path(`here.${format}`));
    const scoring = ["--engine", url(), "odd", ...flags];
    const { code, stderr } = await focalLoss("score", ...scoring, "--rows", path(`there.${format}`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await rowsOf(`there.${format}`)).toEqual(await rowsOf(`here.${format}`));
  });

  it("leaves bad rows out of the file with --on-bad skip, and writes none where they are refused", async () => {
    const scoring = ["--engine", url(), "odd", "--rows", path("skipped.csv")];
    const refused = await focalLoss("score", ...scoring, "-q");
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(existsSync(path("skipped.csv"))).toBe(false);
    const { code, stderr } = await focalLoss("score", ...scoring, "-f", "--on-bad", "skip");
    expect(code).toBe(0);
    expect(stderr).toContain("note: wrote 3 rows to skipped.csv\n");
    rmSync(path("skipped.csv"));
  });

  it("says what it cannot write", async () => {
    const scoring = ["--engine", url(), "digits", "-q"];
    write("there already.csv", "");
    expect(await focalLoss("score", ...scoring, "--rows", path("there already.csv"))).toMatchObject({
      code: 4,
      stderr: "error: there already.csv: already exists\nhint: --force overwrites it\n",
    });
    expect(await focalLoss("score", ...scoring, "odd", "--rows", path("two.csv"))).toMatchObject({
      code: 3,
      stderr: "error: --rows: odd and digits do not have the same columns\n",
    });
    expect(existsSync(path("two.csv"))).toBe(false);
  });

  it.each(["--rejects", "--hardest", "--max-bad", "--clip", "--positive", "--logits"])(
    "refuses %s, which needs the rows here",
    async (option) => {
      const value = { "--hardest": "3", "--max-bad": "3", "--clip": "0.1" }[option] ?? "x";
      const { code, stderr } = await focalLoss("score", "--engine", url(), "digits", option, value);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `error: ${option} needs the rows here, so it does not go with --engine\nhint: --rows FILE fetches them with their losses\n`,
      });
    },
  );

  it("answers `engines`", async () => {
    const { code, stdout } = await focalLoss("engines", "--json", url());
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { engines: object[] }).engines).toMatchObject([
      { engine: url(), ready: true },
    ]);
  });
});

describe("--dry-run", () => {
  const none = "postgres://ann@127.0.0.1:1/db";
  const scoring = ["--label", "y", "--logit", "z"];

  it.each([
    [none, "postgres"],
    ["clickhouse+http://ann@127.0.0.1:1", "clickhouse"],
    ["trino+http://ann@127.0.0.1:1", "trino"],
    ["spark", "spark"],
  ] as const)("prints the SQL for %s and connects to nothing", async (url, dialect) => {
    const query = (table: readonly string[]): string =>
      `${lossTotalsQuery({ dialect, table, label: "y", logit: "z", weight: "w", gammas: [0, 2] })};\n`;
    expect(
      await focalLoss(
        "score",
        "s.t",
        "u",
        "--engine",
        url,
        "--dry-run",
        ...scoring,
        "--weight",
        "w",
        "--gamma",
        "0,2",
      ),
    ).toEqual({ code: 0, stdout: `${query(["s", "t"])}\n${query(["u"])}`, stderr: "" });
  });

  it("prints what makes a table of a path for Spark", async () => {
    const { code, stdout } = await focalLoss(
      "score",
      "/data/day=*",
      "--engine",
      "spark",
      "--dry-run",
      ...scoring,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^CREATE OR REPLACE TEMPORARY VIEW `focal_loss_\w+` USING parquet OPTIONS \(path '\/data\/day=\*'\);\nWITH /,
    );
  });

  it("needs the names of the columns", async () => {
    expect(await focalLoss("score", "t", "--engine", none, "--dry-run", "--label", "y")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: --dry-run asks the engine nothing, not even for the names of columns\nhint: --label and one of --probability and --logit name them\n",
    });
  });

  it.each(["--json", "--fail-above=1", "--explain"])("gives no result for %s", async (option) => {
    const { code, stderr } = await focalLoss("score", "t", "--engine", none, "--dry-run", option);
    expect(code).toBe(2);
    expect(stderr).toContain("option '--dry-run' cannot be used with option");
  });
});

describe("requests", () => {
  // In HTTPHandler.cpp of ClickHouse a query goes on without its client unless both are set.
  it("let ClickHouse stop a query whose command is gone", () => {
    for (const { url } of clickhouse.requests) {
      const { searchParams } = new URL(url, "http://localhost");
      expect(searchParams.get("readonly")).toBe("2");
      expect(searchParams.get("cancel_http_readonly_queries_on_client_close")).toBe("1");
    }
    expect(clickhouse.requests.length).toBeGreaterThan(0);
  });

  it("to ClickHouse and Trino say who asks, for which database", () => {
    expect(clickhouse.requests[0]!.headers).toMatchObject({
      "x-clickhouse-user": "ann",
      "x-clickhouse-database": "default",
    });
    expect(trino.requests[0]!.headers).toMatchObject({
      "x-trino-user": "ann",
      "x-trino-source": "focal-loss",
      "x-trino-catalog": "memory",
      "x-trino-schema": "default",
    });
  });

  it("take no credentials to an address that the server points to", async () => {
    const other = await serveTrino([]);
    const server = await serveTrino([], { elsewhere: `http://${other.host}` });
    const { code, stderr } = await focalLoss("score", "--engine", `trino+http://${server.host}`, "t");
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr: `error: trino+http://${server.host}: the server points to http://${other.host}\n`,
    });
    expect(other.requests).toEqual([]);
    await Promise.all([server.close(), other.close()]);
  });
});

describe("passwords", () => {
  const secret = "s3cr3t-pässword";

  it.each([
    [
      `postgres://ann:${secret}@h/db`,
      "postgres://ann:***@h/db",
      "a password",
      "~/.pgpass, the file that PGPASSFILE names, or --password-file FILE",
    ],
    [
      `clickhouse+http://ann:${secret}@h`,
      "clickhouse+http://ann:***@h",
      "a password",
      "--password-file FILE",
    ],
    [
      `trino+https://h/c?password=${secret}`,
      "trino+https://h/c?password=***",
      'the parameter "password"',
      "--password-file FILE",
    ],
    [
      `postgres://h/db?password=${secret}`,
      "postgres://h/db?password=***",
      'the parameter "password"',
      "~/.pgpass, the file that PGPASSFILE names, or --password-file FILE",
    ],
  ])("may not stand in %s", async (url, shown, what, where) => {
    for (const args of [
      ["score", "t", "--engine", url],
      ["engines", url],
    ]) {
      const { code, stdout, stderr } = await focalLoss(...args);
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: "",
        stderr: `error: --engine ${shown}: ${what} may not stand in the URL\nhint: a password comes from ${where}\n`,
      });
    }
  });

  it.each([
    "postgres://ann:pa/sEcret@h/db",
    "postgres://ann:pa?sEcret@h/db",
    "postgres://ann:pa#sEcret@h/db",
    "postgres://ann:pa sEcret@h/db",
    "postgres://ann:1/sEcret@h/db",
    "clickhouse+http://ann:1?sEcret@h/db",
    "trino+http://ann:1#sEcret@h/db",
    "mysql://ann:s@sEcret@h/db",
    "trino+http://h/db?x=y#password=sEcret",
  ])("are not shown where a sign breaks the URL: %s", async (url) => {
    for (const more of [[], ["--json"]]) {
      const { code, stdout, stderr } = await focalLoss("score", "t", "--engine", url, ...more);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).not.toContain("sEcret");
    }
  });

  it("may not stand in a path of Spark", async () => {
    const path = "s3a://KEY:sEcret@bucket/predictions";
    expect(await focalLoss("score", path, "--engine", "spark", "--dry-run")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: s3a://KEY:***@bucket/predictions: a password may not stand in a path\nhint: Spark's configuration holds the keys of storage\n",
    });
  });

  it("in settings are not shown by --verbose", async () => {
    const config = write("settings.json", '{ "score": { "engine": "postgres://ann:sEcret@h/db" } }');
    const { code, stderr } = await focalLoss("--config", config, "score", "t", "--verbose");
    expect(code).toBe(2);
    expect(stderr).toContain("postgres://ann:***@h/db");
    expect(stderr).not.toContain("sEcret");
  });

  it("reach ClickHouse in UTF-8, and so do names", async () => {
    const server = await serveClickhouse(tables, Buffer.from("pä☃").toString("latin1"));
    const file = write("utf-8", "pä☃\n");
    const url = `clickhouse+http://J%C3%BCrgen@${server.host}`;
    const scoring = ["score", "digits", "--engine", url, "--password-file", file, ...options];
    expect(await focalLoss(...scoring)).toMatchObject({ code: 0, stderr: "" });
    expect(server.requests[0]!.headers["x-clickhouse-user"]).toBe(Buffer.from("Jürgen").toString("latin1"));
    await server.close();
  });

  it("come from a file, and are not repeated when the server repeats them", async () => {
    const server = await serveClickhouse(tables, secret.normalize());
    const engine = ["--engine", `clickhouse+http://ann@${server.host}`];
    const wrong = await focalLoss(
      "score",
      "digits",
      ...engine,
      ...options,
      "--password-file",
      write("wrong", "wr0ng\n"),
    );
    expect(wrong.code).toBe(5);
    expect(wrong.stderr).toContain("password *** is incorrect");
    expect(wrong.stderr).not.toContain("wr0ng");
    await server.close();
    const ascii = await serveClickhouse(tables, "s3cr3t");
    const right = await focalLoss(
      "score",
      "digits",
      "--engine",
      `clickhouse+http://ann@${ascii.host}`,
      ...options,
      "--password-file",
      write("right", "s3cr3t\r\n"),
    );
    expect(right.code).toBe(0);
    expect(right.stdout + right.stderr).not.toContain("s3cr3t");
    await ascii.close();
  });

  it("files that cannot be read or are empty are refused", async () => {
    const engine = ["score", "t", "--engine", "trino+http://127.0.0.1:1"];
    expect(await focalLoss(...engine, "--password-file", path("none"))).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: --password-file none: cannot be read: no such file or directory\n",
    });
    expect(await focalLoss(...engine, "--password-file", write("empty", "\n"))).toMatchObject({
      code: 2,
      stderr: "error: --password-file empty: its first line is empty\n",
    });
  });
});

it("what a server says reaches no terminal as a command", async () => {
  const server = await serveTrino([]);
  const table = "\u001B[31mt";
  const { code, stderr } = await focalLoss("score", table, "--engine", `trino+http://${server.host}`);
  expect(code).toBe(5);
  expect(stderr).not.toContain("\u001B");
  await server.close();
});

describe("engines that are not there", () => {
  it.each(["postgres://a%zz@h/db", "trino+http://h/%zz", "clickhouse+http://a%ff@h"])(
    "%s",
    async (engine) => {
      expect(await focalLoss("score", "t", "--engine", engine)).toMatchObject({
        code: 2,
        stderr: `error: --engine ${engine}: "%" stands for nothing there\nhint: in names it is written %25\n`,
      });
    },
  );

  it.each(["mysql://h/db", "http://h", "postgres", "clickhouse://h"])("%s", async (engine) => {
    const { code, stderr } = await focalLoss("score", "t", "--engine", engine);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --engine .*: no such engine\nhint: expected spark, postgres:/);
  });

  it("are missed by options for them", async () => {
    for (const [option, value] of [
      ["--master", "spark://h:7077"],
      ["--spark-home", "/opt/spark"],
      ["--password-file", "f"],
      ["--explain"],
      ["--dry-run"],
    ]) {
      expect(await focalLoss("score", digits, ...[option!, value ?? []].flat())).toEqual({
        code: 2,
        stdout: "",
        stderr: `error: ${option} goes with --engine, which is not there\n`,
      });
    }
  });

  it("cannot be connected to, with code 5", async () => {
    const port = await freePort();
    for (const protocol of ["postgres", "clickhouse+http", "trino+http"]) {
      const url = `${protocol}://ann@127.0.0.1:${port}/db`;
      const { code, stderr } = await focalLoss("score", "t", "--engine", url);
      expect({ code, stderr }).toEqual({
        code: 5,
        stderr: `error: ${url}: connect ECONNREFUSED 127.0.0.1:${port}\n`,
      });
    }
    const { code, stdout, stderr } = await focalLoss("engines", `trino+http://127.0.0.1:${port}`);
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr: `error: not ready: trino+http://127.0.0.1:${port}\n`,
    });
    expect(stdout).toContain("missing");
  });

  it("Spark would run what stands behind a semicolon in a name", async () => {
    mkdirSync(path("spark/bin"), { recursive: true });
    write("spark/bin/spark-sql", "#!/bin/sh\nexit 9\n");
    const engine = ["--engine", "spark", "--spark-home", path("spark"), "--logit", "z"];
    for (const names of [
      ["t;DROP TABLE t", "--label", "y"],
      ["t", "--label", "y`; DROP TABLE t; --"],
      ["/data/a;b", "--label", "y"],
    ]) {
      expect(await focalLoss("score", ...names, ...engine)).toEqual({
        code: 2,
        stdout: "",
        stderr: "error: spark-sql cannot take a semicolon in the name of a table, path or column\n",
      });
    }
  });

  it("Spark is not in the folder that is named", async () => {
    expect(await focalLoss("score", "t", "--engine", "spark", "--spark-home", "/nowhere")).toEqual({
      code: 5,
      stdout: "",
      stderr:
        "error: spark-sql is not in /nowhere/bin\nhint: --spark-home DIR or the variable SPARK_HOME names the folder of Spark\n",
    });
  });

  it.each(["", "a..b", '"a', 'a"b"', "a."])("refuses %j as the name of a table", async (table) => {
    const { code, stderr } = await focalLoss(
      "score",
      table,
      "--engine",
      "trino+http://127.0.0.1:1",
      "--label",
      "y",
      "--logit",
      "z",
    );
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: ${JSON.stringify(table)} is not the name of a table\nhint: expected a name, or parts like schema.name; a part with a dot stands in double quotes: schema."a.b"\n`,
    });
  });
});
