/**
 * The table of exit codes, one test a row.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { bash, installed, place, program, skipWithout, without } from "./command.ts";

const { folder, path, write, focalLoss: command } = place();
const { bugs } = JSON.parse(readFileSync(installed("package.json"), "utf8")) as { bugs: { url: string } };

describe("exit codes", () => {
  it("0: ok", () => {
    for (const args of [["score", "-q", "digits.csv"], ["--help"], ["--version"], ["at", "0.9", "1"], []])
      expect(command(args)).toMatchObject({ code: 0, stderr: "" });
  });

  it("1: internal error (a bug; prints the report URL)", () => {
    const { code, stdout, stderr } = command(["at", "0.9", "1"], {
      env: { NODE_OPTIONS: without("@focal-loss/core") },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n")[0]).toBe(`error: internal error, please report it at ${bugs.url}`);
  });

  it.each([
    [["score"], "error: missing required argument 'files'"],
    [["scor"], "error: unknown command 'scor'"],
    [["score", "digits.csv", "--gamma", "-1"], "error: option '--gamma <number>' argument '-1' is invalid."],
    [["score", "digits.csv", "--csv", "--md"], "error: option '--csv' cannot be used with option '--md'"],
    [["at", "2", "1"], "error: argument P: 2 is not a probability in [0, 1]"],
    [["plot", "curves", "digits.csv"], 'error: plot curves expected no files, got "digits.csv"'],
    [["sql", "--dialect", "oracle"], "error: option '--dialect <dialect>' argument 'oracle' is invalid."],
    [["help", "nothing"], "error: unknown command 'nothing'"],
  ])("2: usage: %j", (args, message) => {
    const { code, stdout, stderr } = command(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(message)).toBe(true);
  });

  it.each(["score", "sweep", "calibrate"])(
    "3: data refused by %s: bad rows, missing column, no row",
    (name) => {
      write("bad.csv", "y,p\n1,2\n0,0.5\n");
      write("none.csv", "y,p\n");
      write("other.csv", "a,b\n1,0.5\n");
      write("empty.csv", "");
      for (const file of ["bad.csv", "none.csv", "other.csv", "empty.csv"])
        expect(command([name, "-q", file])).toMatchObject({ code: 3, stdout: "" });
      expect(command([name, "-q", "bad.csv", "--label", "nothing"])).toMatchObject({ code: 3 });
    },
  );

  it("3: no valid row", () => {
    write("worse.csv", "y,p\n1,2\n");
    expect(command(["score", "-q", "worse.csv", "--on-bad", "skip"])).toEqual({
      code: 3,
      stdout: "",
      stderr: "error: worse.csv: none of 1 rows can be scored\n",
    });
  });

  it.each(["score", "sweep", "check", "calibrate"])("4: file not readable by %s", (name) => {
    expect(command([name, "-q", "no.csv"])).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: no.csv: cannot be read: no such file or directory\n",
    });
    expect(command([name, "-q", "."])).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: .: is a directory, expected a file\n",
    });
  });

  it("4: file not readable: not allowed", ({ skip }) => {
    write("secret.csv", "y,p\n1,0.5\n");
    chmodSync(path("secret.csv"), 0);
    // Root may read everything; util-linux has a way down from there.
    const isRoot = process.getuid?.() === 0;
    skipWithout(!isRoot || bash(folder, "setpriv --version").code === 0, "setpriv, and this is root,", skip);
    const down = isRoot ? "chmod 755 . && setpriv --reuid 65534 --clear-groups" : "";
    expect(bash(folder, `${down} "${process.execPath}" "${program}" score secret.csv`)).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: secret.csv: cannot be read: permission denied\n",
    });
  });

  it("4: a truncated Parquet or gzip file, for every command that reads", () => {
    expect(bash(folder, "gzip -c digits.csv | head -c 5000 >cut.csv.gz").code).toBe(0);
    write("cut.parquet", Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(500)]));
    for (const name of ["score", "sweep", "check", "calibrate"]) {
      expect(command([name, "-q", "cut.parquet"]).stderr).toMatch(
        /^error: cut\.parquet: is not a complete Parquet file.*\n$/,
      );
      const { code, stderr } = command([name, "-q", "cut.csv.gz"]);
      expect({ code, stderr }).toEqual({
        code: 4,
        stderr: "error: cut.csv.gz: is not a complete gzip file\n",
      });
    }
  });

  it("4: file not writable", () => {
    for (const args of [
      ["score", "digits.csv", "--rows", "no/rows.csv"],
      ["score", "digits.csv", "-o", "no/out.txt"],
      ["score", "digits.csv", "--on-bad", "skip", "--rejects", "no/rejects.csv"],
      ["calibrate", "digits.csv", "--rows", "no/rows.csv"],
      ["sweep", "digits.csv", "-o", "no/out.txt"],
      ["plot", "curves", "-o", "no/chart.svg"],
    ]) {
      const { code, stdout, stderr } = command([...args, ...(args[0] === "plot" ? [] : ["-q"])]);
      expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
      expect(stderr).toMatch(/^error: no\/\w+\.\w+: cannot be written: no such file or directory\n$/);
    }
  });

  it("5: engine unavailable", async () => {
    const { copy, focalLoss } = place();
    await copy("SELECT '1' AS y, 0.5::DOUBLE AS p", "text.parquet");
    expect(
      focalLoss(["score", "-q", "text.parquet"], { env: { NODE_OPTIONS: without("@duckdb/node-api") } }),
    ).toEqual({ code: 5, stdout: "", stderr: "error: DuckDB cannot be loaded: no @duckdb/node-api\n" });
  });

  it("5: query failed", () => {
    const engine = "clickhouse+http://127.0.0.1:1/";
    expect(command(["score", "-q", "--engine", engine, "t"])).toMatchObject({ code: 5, stdout: "" });
    expect(command(["engines", engine])).toMatchObject({ code: 5 });
  });

  it("6: check failed (check, --fail-above X)", () => {
    write("odd.csv", "y,p\n1,2\n0,0.5\n");
    expect(command(["check", "-q", "odd.csv"])).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/^error: odd\.csv: failed: range/) as string,
    });
    const above = command(["score", "-q", "digits.csv", "--fail-above", "0.01"]);
    expect(above.code).toBe(6);
    expect(above.stdout).toMatch(/^file +gamma /);
    expect(above.stderr).toBe("error: gamma 2: the mean loss 0.03992600247326662 is above 0.01\n");
    expect(command(["score", "-q", "digits.csv", "--fail-above", "0.04"])).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it.each([
    ["score", ["--rows", "out.csv", "-o", "out.txt", "--on-bad", "skip", "--rejects", "bad-rows.csv"]],
    ["score", ["--rows", "out.parquet"]],
    ["calibrate", ["--rows", "out.jsonl"]],
    ["sweep", ["-o", "out.csv", "--csv"]],
    ["check", []],
  ] as const)("130: SIGINT: %s %j leaves nothing half written", async (name, args) => {
    const here = place();
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i % 2},0.${(i % 9) + 1}`).join("\n");
    here.write("big.csv", `y,p\n${rows}\n`);
    const before = readdirSync(here.folder);
    const files = Array<string>(40).fill("big.csv");
    const child = spawn(process.execPath, [program, name, "-q", ...args, ...files], {
      cwd: here.folder,
      env: { PATH: process.env["PATH"], HOME: here.folder, TMPDIR: here.folder },
      stdio: "ignore",
    });
    const exited = once(child, "exit");
    await sleep(1200);
    child.kill("SIGINT");
    expect(await exited).toEqual([130, null]);
    expect(readdirSync(here.folder)).toEqual(before);
  });

  it("141 or 0: EPIPE, quietly", () => {
    for (const args of [
      "score -q --jsonl --hardest 1797 digits.csv",
      "notebook --json",
      "completion bash",
      "--help",
    ]) {
      const { code, stderr } = bash(folder, `focal-loss ${args} | true; exit "\${PIPESTATUS[0]}"`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
  });
});
