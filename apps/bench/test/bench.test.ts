/**
 * The command as a process: the built `dist/bench.js`, on a small batch. What it measures is not looked at.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const bench = fileURLToPath(new URL("../dist/bench.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "focal-loss-bench-test-"));
const temporary = join(folder, "temporary");
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
});

const batches = ["--section", "batches"];

interface Report {
  readonly threads: Report["cells"];
  readonly small: Report["cells"];
  readonly files: readonly {
    readonly format: string;
    readonly entries: readonly { readonly contestant: string; readonly status: string }[];
  }[];
  readonly cells: readonly {
    readonly loss: string;
    readonly dtype: string;
    readonly entries: readonly {
      readonly contestant: string;
      readonly output: string;
      readonly status: string;
      readonly reason?: string;
      readonly nanoseconds?: number;
    }[];
  }[];
}

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bench, "--quick", "--rounds", "1", "--size", "1000", ...args], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: temporary },
  });
}

it("finds everybody right, on every loss, array type and output", () => {
  const json = join(folder, "report.json");
  const markdown = join(folder, "report.md");
  const { status, stdout, stderr } = run(...batches, "--gamma", "2", "--json", json, "--markdown", markdown);
  expect({ status, problems: stderr.match(/^bench: .*/gm) }).toEqual({ status: 0, problems: null });

  const { cells } = JSON.parse(readFileSync(json, "utf8")) as Report;
  // Other languages are where they are.
  const measured = cells.flatMap(({ loss, dtype, entries }) =>
    entries
      .filter(
        ({ contestant, status }) =>
          status === "measured" && !/NumPy|numba|JAX|PyTorch|C AVX2/.test(contestant),
      )
      .map(({ contestant, output }) => `${loss} ${dtype} ${contestant} ${output}`),
  );
  const outputs = { value: 1, gradient: 2, hessian: 3 } as const;
  const upTo = (last: keyof typeof outputs, who: string): string[] =>
    Object.keys(outputs)
      .slice(0, outputs[last])
      .map((output) => `${who} ${output}`);
  expect(measured).toEqual([
    ...upTo("hessian", "focal f32 @focal-loss/core"),
    ...upTo("hessian", "focal f32 @focal-loss/wasm"),
    ...upTo("hessian", "focal f32 @focal-loss/wasm resident"),
    ...upTo("hessian", "focal f32 tight loop"),
    ...upTo("gradient", "focal f32 notebook"),
    ...upTo("gradient", "focal f32 tfjs cpu"),
    ...upTo("gradient", "focal f32 tfjs wasm"),
    ...upTo("gradient", "focal f32 tfjs cpu autodiff"),
    ...upTo("gradient", "focal f32 tfjs wasm autodiff"),
    ...upTo("gradient", "focal f32 @focal-loss/tfjs cpu"),
    ...upTo("gradient", "focal f32 @focal-loss/tfjs wasm"),
    ...upTo("hessian", "softmax f32 @focal-loss/core"),
    ...upTo("gradient", "softmax f32 softmax loop"),
    ...upTo("gradient", "softmax f32 tfjs cpu"),
    ...upTo("gradient", "softmax f32 tfjs wasm"),
    ...upTo("gradient", "softmax f32 @focal-loss/tfjs cpu"),
    ...upTo("gradient", "softmax f32 @focal-loss/tfjs wasm"),
    ...upTo("hessian", "focal f64 @focal-loss/core"),
    ...upTo("hessian", "focal f64 @focal-loss/wasm"),
    ...upTo("hessian", "focal f64 @focal-loss/wasm resident"),
    ...upTo("hessian", "focal f64 tight loop"),
    ...upTo("gradient", "focal f64 notebook"),
    ...upTo("hessian", "softmax f64 @focal-loss/core"),
    ...upTo("gradient", "softmax f64 softmax loop"),
  ]);
  expect(stdout).toBe(readFileSync(markdown, "utf8"));
  expect(stdout).toContain("### softmax, f64: mean loss and gradient");
  expect(readdirSync(temporary)).toEqual([]);
});

describe("a contestant in another language", () => {
  /** A Python that speaks the protocol, and answers as it is told. */
  const pythonThat = (answers: string): string => {
    const file = join(folder, `python-${Math.random()}`);
    writeFileSync(
      file,
      `#!${process.execPath}
      const say = (message) => console.log(JSON.stringify(message));
      say({ version: "Sham 1.0" });
      require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
        const request = JSON.parse(line);
        ${answers}
      });`,
    );
    chmodSync(file, 0o755);
    return file;
  };
  const runWith = (python: string) => {
    const json = join(folder, "sham.json");
    const options = [
      ...batches,
      "--only",
      "NumPy",
      "--gamma",
      "2",
      "--dtype",
      "f64",
      "--output",
      "value",
      "--json",
      json,
    ];
    const result = run(...options, "--python", python);
    const { cells } = JSON.parse(readFileSync(json, "utf8")) as Report;
    return { ...result, entry: cells[0]!.entries.find(({ contestant }) => contestant === "NumPy") };
  };

  it("is refused and not timed when it is wrong", () => {
    const sham = pythonThat(`
      if (request.sample) process.exit(3);
      say(request.check ? { loss: 1 } : {});`);
    const { status, stderr, entry } = runWith(sham);
    expect(entry?.status).toBe("wrong");
    expect(entry?.reason).toMatch(/^mean loss is 1, expected 0\.\d+/);
    expect(entry).not.toHaveProperty("nanoseconds");
    expect(stderr).toContain(
      "bench: focal f64, gamma 2, n = 10^3, value: NumPy, wrong: mean loss is 1, expected",
    );
    expect(status).toBe(1);
  });

  it("is reported when it breaks down", () => {
    const { status, entry } = runWith(pythonThat(`console.error("out of memory"); process.exit(1);`));
    expect(entry).toMatchObject({ status: "failed", reason: "its process ended: out of memory" });
    expect(status).toBe(1);
  });

  it("is no fault when it is not there", () => {
    const missing = join(folder, "no-python");
    const { status, entry } = runWith(missing);
    expect(entry).toMatchObject({ status: "unavailable", reason: `there is no command ${missing}` });
    expect(status).toBe(0);
  });
});

it("takes no kernel in C for a fault where there is no gcc", () => {
  const json = join(folder, "no-gcc.json");
  const options = ["--only", "C AVX2", "--gamma", "2", "--dtype", "f32", "--output", "value"];
  const { status, stdout } = run(...batches, ...options, "--gcc", "no-such-gcc", "--json", json);
  expect(status).toBe(0);
  const { cells } = JSON.parse(readFileSync(json, "utf8")) as Report;
  const reason = process.arch === "x64" ? "there is no command no-such-gcc" : /^written for x64/;
  expect(cells[0]!.entries.find(({ contestant }) => contestant === "C AVX2")).toMatchObject({
    status: "unavailable",
    reason: expect.stringMatching(reason) as unknown,
  });
  expect(stdout).toMatch(/^- C AVX2, unavailable: /m);
});

it("measures small calls, threads and files when asked to, and nothing else", () => {
  const json = join(folder, "sections.json");
  const sections = ["--section", "small,threads,files", "--dtype", "f64", "--rows", "2000"];
  const { status, stdout, stderr } = run(...sections, "--python", join(folder, "none"), "--json", json);
  expect({ status, problems: stderr.match(/^bench: .*/gm) }).toEqual({ status: 0, problems: null });
  const { cells, small, threads, files } = JSON.parse(readFileSync(json, "utf8")) as Report;
  const statuses = (list: readonly { readonly contestant: string; readonly status: string }[]) =>
    list.map(({ contestant, status }) => `${contestant}: ${status}`);
  expect(cells).toEqual([]);
  expect([small.length, threads.length]).toEqual([5, 2]);
  for (const { entries } of [...small, ...threads]) {
    expect(entries.every(({ status }) => status === "measured")).toBe(true);
  }
  expect(statuses(threads[0]!.entries).slice(2)).toEqual(["pool of 1: measured", "pool of 2: measured"]);
  expect(files.map(({ format, entries }) => [format, ...statuses(entries)])).toEqual(
    ["Parquet", "CSV"].map((format) => [
      format,
      "focal-loss score: measured",
      "DuckDB SQL: measured",
      "focal-loss score, one thread: measured",
      "DuckDB SQL, one thread: measured",
      "pandas + NumPy: unavailable",
    ]),
  );
  expect(stdout.match(/^### .*/gm)).toEqual(["### small calls", "### threads", "### files"]);
});

it("refuses a program that scores a file wrongly", () => {
  const sham = join(folder, "sham-pandas");
  writeFileSync(sham, `#!${process.execPath}\nconsole.log('{"mean": 1}');`);
  chmodSync(sham, 0o755);
  const { status, stderr } = run("--section", "files", "--rows", "2000", "--python", sham);
  expect(stderr).toContain("bench: Parquet: pandas + NumPy, wrong: mean loss is 1, expected ");
  expect(status).toBe(1);
});

it("says how it is used", () => {
  const help = run("--help");
  expect(help.status).toBe(0);
  expect(help.stdout).toContain("Usage: npm run bench");
  const misuse = run("--speed");
  expect(misuse.status).toBe(2);
  expect(misuse.stderr).toMatch(/^bench: Unknown option '--speed'/);
});
