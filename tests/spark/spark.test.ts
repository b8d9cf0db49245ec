/**
 * `focal-loss score --engine spark` on a real cluster: a master and two workers score ten million rows of partitioned Parquet and
 * get the local total, also when a worker is killed while they do.
 *
 * The times it prints are the ones in the README of the CLI.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/packages.mjs";
import { type Cluster, startCluster } from "./cluster.ts";
import { missingJava, pythonWith, tell } from "./python.ts";

const ROWS = 10_000_000;
const bin = join(root, "packages/cli/dist/bin.js");
const folder = mkdtempSync(join(tmpdir(), "focal-loss-spark-test-"));
const data = join(folder, "predictions");
const scoring = ["--label", "label", "--logit", "logit", "--gamma", "0", "--gamma", "2", "--json"];

const java = missingJava();
const python = java === undefined ? pythonWith("pyspark") : { missing: java };
if ("missing" in python) tell(python.missing);
const sparkHome = "missing" in python ? "" : python.run("import pyspark; print(pyspark.__path__[0])").trim();

describe.skipIf("missing" in python)("a Spark cluster of two workers", () => {
  let cluster: Cluster;
  let local: unknown;

  beforeAll(async () => {
    await writePredictions();
    const start = performance.now();
    cluster = await startCluster(sparkHome, folder, 2);
    log("the cluster is up", start);
    local = scoreHere();
  });
  afterAll(() => {
    cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gets the local total of ten million rows, bit for bit", async () => {
    const { code, stdout, stderr } = await scoreThere().ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const document = JSON.parse(stdout) as { total: unknown; files: object[] };
    expect(document.total).toEqual(local);
    expect(document.files).toMatchObject([{ file: data, format: "parquet", label: "label", logit: "logit" }]);
  });

  it("gets it also when a worker is killed while it works", async () => {
    const run = scoreThere();
    const [victim] = cluster.workers;
    await untilTasksRun(victim!.folder);
    const killed = performance.now();
    expect(run.isRunning()).toBe(true);
    victim!.kill();
    const { code, stdout, stderr } = await run.ended;
    log("from the death of a worker to the result", killed);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect((JSON.parse(stdout) as { total: unknown }).total).toEqual(local);
    expect(await cluster.alive()).toBe(1);
  });

  it("writes the rows with their losses, of columns that it finds by their names", async () => {
    const file = join(folder, "rows.csv");
    const text = 'id,label,p,name\n9007199254740993,1,0.25,"tab\t, ""quoted"""\n2,0,0.5,\n';
    writeFileSync(file, text);
    const rows = join(folder, "scored.csv");
    const args = [file, "--input-format", "csv", "--rows", rows, "--gamma", "0", "--json"];
    const engine = ["--engine", "spark", "--master", "local[1]", "--spark-home", sparkHome];
    const { status, stderr } = spawnSync(process.execPath, [bin, "score", ...args, ...engine], {
      encoding: "utf8",
      env: { ...process.env, SPARK_LOCAL_IP: "127.0.0.1" },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(rows, "utf8")).toBe(
      'id,label,p,name,loss\n9007199254740993,1,0.25,"tab\t, ""quoted""",1.3862943611198906\n2,0,0.5,,0.6931471805599453\n',
    );
  });

  it("says which column is not there, with code 5", async () => {
    const { code, stderr } = await scoreThere("--label", "labell").ended;
    expect(code).toBe(5);
    expect(stderr).toContain("UNRESOLVED_COLUMN");
    expect(stderr).toContain("labell");
  });

  function scoreHere(): unknown {
    const start = performance.now();
    const files = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".parquet"),
    );
    expect(files.length).toBeGreaterThanOrEqual(16);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [bin, "score", ...scoring, ...files.map((file) => join(data, file))],
      { encoding: "utf8", maxBuffer: 2 ** 26 },
    );
    expect(stderr).toBe("");
    log(`${ROWS} rows here`, start);
    // An engine gives no sum of one double after the other.
    const without = (key: string, value: unknown): unknown => (key === "plainTotal" ? null : value);
    return (JSON.parse(stdout, without) as { total: unknown }).total;
  }

  /** The command as a process, with a dataset as one folder. */
  function scoreThere(...more: string[]): {
    ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
    isRunning: () => boolean;
  } {
    const start = performance.now();
    const engine = ["--engine", "spark", "--master", cluster.master, "--spark-home", sparkHome];
    // For a later --label to win, data and options come first.
    const child = spawn(process.execPath, [bin, "score", data, ...scoring, ...engine, ...more], {
      env: { ...process.env, SPARK_LOCAL_IP: "127.0.0.1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const ended = once(child, "close").then(([code]) => {
      log(`${ROWS} rows on the cluster${more.length > 0 ? `, ${more.join(" ")}` : ""}`, start);
      return { code: code as number | null, stdout, stderr };
    });
    return { ended, isRunning: () => child.exitCode === null };
  }
});

async function writePredictions(): Promise<void> {
  const start = performance.now();
  mkdirSync(data);
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(
    `COPY (SELECT CAST(hash(i) % 100 = 0 AS INTEGER) AS label,
        (hash(i + 1) % 1000003 / 1000003.0 - hash(i + 77777777) % 1000033 / 1000033.0) * 12.0::DOUBLE AS logit,
        i % 16 AS shard
      FROM range(${ROWS}) t(i)) TO '${data}' (FORMAT parquet, PARTITION_BY (shard), OVERWRITE_OR_IGNORE)`,
  );
  connection.closeSync();
  log(`${ROWS} rows written in 16 partitions`, start);
}

/** Waits until an executor of the worker says that it works. */
async function untilTasksRun(worker: string): Promise<void> {
  const before = new Set(readdirSync(worker));
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await sleep(20)) {
    const logs = readdirSync(worker, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("stderr"),
    );
    const fresh = logs.filter((name) => !before.has(name.split("/")[0]!));
    const started = fresh.flatMap(
      (name) => readFileSync(join(worker, name), "utf8").match(/Running task /g) ?? [],
    );
    // Its second task: one has brought results, one is lost.
    if (started.length >= 2) return;
  }
  throw new Error("no task ran on the worker within ten minutes");
}

function log(what: string, start: number): void {
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
