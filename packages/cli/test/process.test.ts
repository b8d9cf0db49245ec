/**
 * The executable as a process: exit codes, signals, pipes. Runs the built `dist/bin.js`.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "focal-loss-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("prints its version and returns the exit codes of the command", () => {
  const { version } = JSON.parse(
    readFileSync(fileURLToPath(new URL("../package.json", import.meta.url)), "utf8"),
  ) as { version: string };
  const focalLoss = (...args: string[]): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, [bin, ...args], { encoding: "utf8" });
  expect(focalLoss("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
  expect(focalLoss("--nonsense").status).toBe(2);
  expect(focalLoss("score", join(folder, "no.csv")).status).toBe(4);
});

it("says so with code 5 when DuckDB is needed and not there", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (SELECT '1' AS y, 0.5::DOUBLE AS p) TO '${join(folder, "text.parquet")}'`);
  connection.closeSync();
  const hooks = `export const resolve = (name, context, next) => {
    if (name === "@duckdb/node-api") throw new Error("no binding for this platform");
    return next(name, context);
  };`;
  const program = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
  const preload = `data:text/javascript,${encodeURIComponent(program)}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", preload, bin, "score", "-q", join(folder, "text.parquet")],
    {
      encoding: "utf8",
    },
  );
  expect({ status, stderr }).toEqual({
    status: 5,
    stderr: "error: DuckDB cannot be loaded: no binding for this platform\n",
  });
});

it("is quiet when the reader of its output stops early", () => {
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `"${process.execPath}" "${bin}" notebook --json | head -n 1; exit "\${PIPESTATUS[0]}"`],
    { encoding: "utf8" },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "{\n", stderr: "" });
});

it("keeps its exit code when the reader of its messages stops early", () => {
  const command = `"${process.execPath}" "${bin}" score no.csv --json 2>&1 >out | true; exit "\${PIPESTATUS[0]}"`;
  expect(spawnSync("bash", ["-c", command], { cwd: folder }).status).toBe(4);
  rmSync(join(folder, "out"));
});

it("leaves nothing of the rows of calibrate behind at Ctrl-C", async () => {
  const rows = Array.from({ length: 400_000 }, (_, i) => `${i % 2},0.${(i % 9) + 1}`).join("\n");
  writeFileSync(join(folder, "big.csv"), `y,p\n${rows}\n`);
  const files = Array<string>(20).fill("big.csv");
  const child = spawn(process.execPath, [bin, "calibrate", "-q", "--rows", "out.csv", ...files], {
    cwd: folder,
    stdio: "ignore",
  });
  const exited = once(child, "exit");
  await sleep(1500);
  child.kill("SIGINT");
  expect(await exited).toEqual([130, null]);
  expect(readdirSync(folder).filter((name) => name !== "text.parquet")).toEqual(["big.csv"]);
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "stops at %s with code 130 and leaves nothing behind",
  async (signal) => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `${i % 2},0.${(i % 9) + 1}`).join("\n");
    writeFileSync(join(folder, "big.csv"), `y,p\n${rows}\n`);
    const child = spawn(
      process.execPath,
      [
        bin,
        "score",
        "-q",
        "--gamma",
        "0",
        "--gamma",
        "1.5",
        "--gamma",
        "2.5",
        "--rows",
        "out.csv",
        ...Array<string>(20).fill("big.csv"),
      ],
      { cwd: folder, stdio: "ignore" },
    );
    const exited = once(child, "exit");
    await sleep(1500);
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    expect(code).toBe(130);
    expect(readdirSync(folder).filter((name) => name !== "text.parquet")).toEqual(["big.csv"]);
  },
);
