/**
 * `score --engine postgres://` on a server of this machine, with passwords and an interruption.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/run.ts";
import { workspace } from "../command.ts";
import { findPostgres, type PostgresServer, startPostgres } from "./postgres-server.ts";

const digits = fileURLToPath(new URL("../../../fixtures/data/digits-eight.csv", import.meta.url));
const { focalLoss, write } = workspace();
const secret = "s3cr3t pä%25s@:/wörd";
const programs = findPostgres();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed on this machine");

describe.skipIf(programs === undefined)("a PostgreSQL server", () => {
  let server: PostgresServer;
  let client: Client;
  let url: string;
  let passwordFile: string[];

  beforeAll(async () => {
    server = await startPostgres(programs!, secret);
    client = await server.connect();
    await client.query(
      "CREATE TABLE digits (id int, digit int, label int, logit float8, probability float8)",
    );
    const rows = readFileSync(digits, "utf8").trim().split("\n").slice(1);
    await client.query(`INSERT INTO digits VALUES ${rows.map((row) => `(${row})`).join(", ")}`);
    await client.query(
      "CREATE VIEW slow AS SELECT 1 AS label, 0.5::float8 AS logit FROM (SELECT pg_sleep(300)) AS t",
    );
    url = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
    passwordFile = ["--password-file", write("password", `${secret}\n`)];
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await server.close();
  });

  it("gives the totals of a local run", async () => {
    const flags = ["--gamma", "0,2", "--csv", "-q"];
    const { stdout } = await focalLoss("score", digits, ...flags);
    expect(await focalLoss("score", "digits", "--engine", url, ...passwordFile, ...flags)).toEqual({
      code: 0,
      stdout: stdout.replaceAll(digits, "digits"),
      stderr: "",
    });
  });

  it("is not told a wrong password twice", async () => {
    const wrong = ["--password-file", write("wrong", "wr0ng\n")];
    for (const json of [[], ["--json"], ["--verbose"]]) {
      const { code, stdout, stderr } = await focalLoss("score", "digits", "--engine", url, ...wrong, ...json);
      expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
      expect(stderr).toContain("password authentication failed for user");
      expect(stderr).not.toContain("wr0ng");
    }
  });

  it("stops the query when the command is interrupted", async () => {
    const interruption = new AbortController();
    const output = { stdout: () => undefined, stderr: () => undefined };
    const args = ["score", "slow", "--engine", url, ...passwordFile, "--label", "label", "--logit", "logit"];
    const code = run(args, output, interruption.signal);
    while ((await running()) === 0) await sleep(20);
    interruption.abort();
    expect(await code).toBe(130);
    expect(await running()).toBe(0);
  }, 60_000);

  async function running(): Promise<number> {
    const { rows } = await client.query<{ count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow%' AND pid <> pg_backend_pid()",
    );
    return Number(rows[0]!.count);
  }
});
