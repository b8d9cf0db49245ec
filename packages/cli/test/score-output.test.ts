/**
 * `focal-loss score` as a process: what it prints and writes.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ExactSum, focalLoss } from "@focal-loss/core";
import { describe, expect, it } from "vitest";
import { bin, digitsPath, place } from "./process.ts";

const { focalLoss: command, copy, folder, path, read, write } = place();
copyFileSync(digitsPath, path("digits.csv"));

const DIGITS = ["digits.csv", "2", "1797", "174", "0.03992600247326662", "71.74702644446012"];
const HEADER = ["file", "gamma", "rows", "positives", "mean loss", "total loss"];

describe("formats", () => {
  it.each([
    ["--csv", `${HEADER.join(",")}\n${DIGITS.join(",")}\n`],
    [
      "--md",
      `| ${HEADER.join(" | ")} |\n| ${HEADER.map(() => "---").join(" | ")} |\n| ${DIGITS.join(" | ")} |\n`,
    ],
  ])("%s", (option, stdout) => {
    expect(command(["score", "-q", "digits.csv", option])).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("--json is one document with the exact and the plain sum, and --jsonl a line a result", () => {
    const document = JSON.parse(command(["score", "digits.csv", "--json"]).stdout) as object;
    const badRows = { rows: 0, malformed: 0, null: 0, nan: 0, notNumber: 0, outside: 0, label: 0, weight: 0 };
    const counts = { rows: 1797, positives: 174, softLabels: 0, badRows };
    const loss = {
      gamma: 2,
      mean: 0.03992600247326662,
      total: 71.74702644446012,
      plainTotal: 71.74702644446019,
      quantisedTotal: 71.74702644255012,
      infinite: 0,
    };
    const names = { file: "digits.csv", format: "csv", label: "label", logit: "logit" };
    expect(document).toEqual({
      schemaVersion: 1,
      options: { gammas: [2], alpha: null, posWeight: null },
      files: [{ ...names, ...counts, losses: [loss] }],
      total: { ...counts, losses: [loss] },
    });
    const lines = command(["score", "digits.csv", "--jsonl"]).stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { schemaVersion: 1, ...names, ...counts, ...loss },
      { schemaVersion: 1, file: null, ...counts, ...loss },
    ]);
  });

  it("are the same bytes on every run, and --meta says who made them", () => {
    const args = ["score", "digits.csv", "--json", "--hardest", "5"];
    expect(command(args).stdout).toBe(command(args).stdout);
    const { meta } = JSON.parse(command([...args, "--meta"]).stdout) as { meta: Record<string, string> };
    expect(Object.keys(meta)).toEqual(["version", "node", "platform", "date"]);
    expect(Math.abs(Date.parse(meta["date"]!) - Date.now())).toBeLessThan(60_000);
  });

  it("exclude each other", () => {
    expect(command(["score", "digits.csv", "--csv", "--md"]).code).toBe(2);
  });
});

describe("--hardest", () => {
  it("lists the rows with the largest loss, with place and columns", async () => {
    const { stdout } = command(["score", "-q", "digits.csv", "--hardest", "2"]);
    expect(stdout.split("\n").slice(3, 6)).toEqual([
      "place            loss               id    digit  label  logit               probability",
      "digits.csv:1151  4.220315650910794  1149  8      1      -4.320099367688092  0.01312403128529955",
      "digits.csv:1555  3.597990740650677  1553  8      1      -3.746495921835679  0.023056166027769748",
    ]);
    await copy(`FROM '${path("digits.csv")}'`, "digits.parquet");
    const { hardest } = JSON.parse(
      command(["score", "-q", "digits.parquet", "--hardest", "1", "--json"]).stdout,
    ) as {
      hardest: object[];
    };
    expect(hardest).toEqual([
      {
        file: "digits.parquet",
        row: 1150,
        loss: 4.220315650910794,
        columns: {
          id: "1149",
          digit: "8",
          label: "1",
          logit: "-4.320099367688092",
          probability: "0.01312403128529955",
        },
      },
    ]);
  });

  it("of rows with the same loss lists the first ones", () => {
    write(
      "ties.csv",
      `y,p,id\n${Array.from({ length: 20_000 }, (_, i) => `1,${i % 2 === 0 ? 0.5 : 0.25},${i}`).join("\n")}\n`,
    );
    const { stdout } = command(["score", "-q", "ties.csv", "ties.csv", "--hardest", "200", "--jsonl"]);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { hardest?: { line: number; columns: { id: string } } }).hardest)
      .filter((row) => row !== undefined);
    expect(rows.map(({ columns }) => Number(columns.id))).toEqual(
      Array.from({ length: 200 }, (_, i) => 2 * i + 1),
    );
    expect(rows[0]!.line).toBe(3);
  });
});

describe("--rows", () => {
  const input = 'id,p,y\n007,0.50,1\n"a, b",0,true\n,1e-3,0\n';
  const losses = [focalLoss(1, 0.5), "Infinity", focalLoss(0, 1e-3)];
  // Exponents have two digits in CSV and TSV.
  const small = "1.0005003335835334e-09";

  it("writes CSV, TSV and JSONL, from each of them", () => {
    write("in.csv", input);
    const run = (from: string, to: string): string => {
      expect(command(["score", "-q", from, "--rows", to]).code).toBe(0);
      return read(to);
    };
    expect(run("in.csv", "out.csv")).toBe(
      `id,p,y,loss\n007,0.50,1,${losses[0]}\n"a, b",0,true,Infinity\n,1e-3,0,${small}\n`,
    );
    const tsv = `id\tp\ty\tloss\n007\t0.50\t1\t${losses[0]}\na, b\t0\ttrue\tInfinity\n\t1e-3\t0\t${small}\n`;
    expect(run("in.csv", "out.tsv")).toBe(tsv);
    const jsonl = `{"id":"007","p":0.50,"y":1,"loss":${losses[0]}}\n{"id":"a, b","p":0,"y":true,"loss":"Infinity"}\n{"id":null,"p":1e-3,"y":0,"loss":${losses[2]}}\n`;
    expect(run("in.csv", "out.jsonl")).toBe(jsonl);
    write("again.jsonl", jsonl.replaceAll(/,"loss":[^}]*/g, ""));
    expect(run("again.jsonl", "again-out.jsonl")).toBe(jsonl);
    expect(run("again.jsonl", "again-out.tsv")).toBe(tsv);
  });

  it("keeps numbers of JSONL as they are written", () => {
    write("ids.jsonl", '{"id":9007199254740993,"y":1,"p":5.0e-1}\n');
    expect(command(["score", "-q", "ids.jsonl", "--rows", "ids.csv"]).code).toBe(0);
    expect(read("ids.csv")).toBe(`id,y,p,loss\n9007199254740993,1,5.0e-1,${focalLoss(1, 0.5)}\n`);
  });

  it("writes Parquet to JSONL with its types", async () => {
    await copy("SELECT 1 AS y, p::DOUBLE AS p, [1, 2] AS list FROM (VALUES (0.5), (0)) t(p)", "list.parquet");
    expect(command(["score", "-q", "list.parquet", "--rows", "list.jsonl"]).code).toBe(0);
    expect(
      read("list.jsonl")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      { y: 1, p: 0.5, list: [1, 2], loss: focalLoss(1, 0.5) },
      { y: 1, p: 0, list: [1, 2], loss: "Infinity" },
    ]);
  });

  it("writes multi-class and weighted rows", async () => {
    write("classes.csv", "class,a,b,w\n0,1,0,2\n1,0,1,1\n");
    await copy(`FROM '${path("classes.csv")}'`, "classes.parquet");
    for (const from of ["classes.csv", "classes.parquet"]) {
      const args = ["--label", "class", "--logits", "a,b", "--weight", "w", "--rows", `${from}.csv`];
      expect(command(["score", "-q", from, ...args]).code).toBe(0);
    }
    expect(read("classes.csv.csv")).toBe(read("classes.parquet.csv"));
  });
});

describe("-o", () => {
  it("writes the results, never over a file without --force", () => {
    expect(command(["score", "-q", "digits.csv", "--csv", "-o", "results.csv"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(read("results.csv")).toBe(`${HEADER.join(",")}\n${DIGITS.join(",")}\n`);
    expect(command(["score", "-q", "digits.csv", "--md", "-o", "results.csv"])).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: results.csv: already exists\nhint: --force overwrites it\n",
    });
    expect(command(["score", "-q", "digits.csv", "--md", "-f", "-o", "results.csv"]).code).toBe(0);
    expect(read("results.csv")).toMatch(/^\| file/);
    expect(command(["score", "-q", "digits.csv", "--csv", "-o", "-"]).stdout).toBe(
      `${HEADER.join(",")}\n${DIGITS.join(",")}\n`,
    );
  });

  it("never writes over an input", () => {
    expect(command(["score", "-q", "digits.csv", "-f", "-o", "digits.csv"])).toMatchObject({
      code: 2,
      stderr: "error: --output digits.csv: is one of the files to read\n",
    });
    expect(readFileSync(path("digits.csv"), "utf8")).toBe(readFileSync(digitsPath, "utf8"));
  });
});

describe("--fail-above", () => {
  it("is a check: code 6, the results printed", () => {
    const { code, stdout, stderr } = command([
      "score",
      "-q",
      "digits.csv",
      "--csv",
      "--fail-above",
      "0.0399",
    ]);
    expect({ code, stderr }).toEqual({
      code: 6,
      stderr: "error: gamma 2: the mean loss 0.03992600247326662 is above 0.0399\n",
    });
    expect(stdout).toContain("71.74702644446012");
    expect(command(["score", "-q", "digits.csv", "--fail-above", "0.04"]).code).toBe(0);
  });
});

describe("a device that is full or a file that may not be written", () => {
  const leftovers = (): string[] => readdirSync(folder).filter((name) => name.startsWith(".focal-loss"));

  it.runIf(existsSync("/dev/full"))("is said in one line", () => {
    const full = {
      code: 4,
      stdout: "",
      stderr: "error: /dev/full: cannot be written: no space left on the device\n",
    };
    expect(command(["score", "-q", "digits.csv", "-o", "/dev/full"])).toEqual(full);
    expect(command(["score", "-q", "digits.csv", "--rejects", "/dev/full"])).toEqual(full);
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", `"${process.execPath}" "${bin}" score -q digits.csv >/dev/full`],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: "error: standard output cannot be written: no space left on the device\n",
    });
  });

  it("that is full while rows are written leaves nothing behind", () => {
    // A limit on the size of files stands for the disk; without a handler its signal would end the process.
    const rows = Array.from({ length: 30_000 }, (_, i) => `1,0.${(i % 9) + 1}`).join("\n");
    write("limit.csv", `y,p\n${rows}\n`);
    for (const out of ["limit-out.csv", "limit-out.parquet"]) {
      const script = `trap '' XFSZ; ulimit -f 100; exec "${process.execPath}" "${bin}" score -q limit.csv --rows ${out}`;
      const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
      expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
      expect(stderr).toMatch(/^error: .*(too large|cannot be written).*\n$/i);
      expect(existsSync(path(out))).toBe(false);
    }
    expect(leftovers()).toEqual([]);
  });
});

describe("an error of ours", () => {
  it("is code 1 and asks for a report", () => {
    const hooks = `export const resolve = (name, context, next) => {
      if (name === "@focal-loss/wasm") throw new TypeError("a bug");
      return next(name, context);
    };`;
    const program = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const preload = `data:text/javascript,${encodeURIComponent(program)}`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", preload, bin, "score", "-q", "digits.csv"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: internal error, please report it at https:\/\/github\.com\/\S+\nTypeError: a bug\n/,
    );
  });
});

const RED = "\u001B[1;31merror:\u001B[39;22m";

describe("colour", () => {
  it.each<[string, string[], Record<string, string>, boolean]>([
    ["is not for a pipe", [], {}, false],
    ["is forced by FORCE_COLOR", [], { FORCE_COLOR: "1" }, true],
    ["is taken away by NO_COLOR", [], { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["is --color always", ["--color", "always"], { NO_COLOR: "1" }, true],
    ["is not --color never", ["--color=never"], { FORCE_COLOR: "1" }, false],
  ])("%s", (_, args, env, colored) => {
    const { stderr } = command([...args, "score", "-q", "no.csv"], { env });
    expect(stderr).toBe(`${colored ? RED : "error:"} no.csv: cannot be read: no such file or directory\n`);
  });
});

describe("on a terminal", () => {
  const python = spawnSync("python3", ["-c", "import pty"]).status === 0;
  const onTerminal = (args: readonly string[], env: Record<string, string> = {}): string =>
    execFileSync(
      "python3",
      ["-c", "import pty, sys; pty.spawn(sys.argv[1:])", process.execPath, bin, ...args],
      {
        cwd: folder,
        env: { PATH: process.env["PATH"], HOME: folder, TERM: "xterm", ...env },
        encoding: "utf8",
      },
    );

  it("the header of a table and the first word of a message stand out, but not with TERM=dumb", (context) => {
    context.skip(!python, "Python, which makes the terminal, is not there");
    const [header = ""] = onTerminal(["score", "-q", "digits.csv"]).split("\r\n");
    expect(header.replace(/ +/g, " ")).toBe(
      "\u001B[1mfile gamma rows positives mean loss total loss\u001B[22m",
    );
    expect(onTerminal(["score", "-q", "no.csv"]).startsWith(`${RED} no.csv`)).toBe(true);
    expect(onTerminal(["score", "-q", "no.csv"], { TERM: "dumb" }).startsWith("error: no")).toBe(true);
  });

  it("progress is shown after a second, and not with -q", (context) => {
    context.skip(!python, "Python, which makes the terminal, is not there");
    const rows = Array.from({ length: 120_000 }, (_, i) => `{"y":${i % 2},"p":0.${(i % 9) + 1}}`).join("\n");
    write("slow.jsonl", `${rows}\n`);
    const args = ["score", ...Array<string>(12).fill("slow.jsonl")];
    expect(onTerminal(args)).toMatch(/\d+% [\d,]+ rows, [\d,]+ rows\/s, \d+ s left/);
    expect(onTerminal([...args, "-q"])).not.toContain("rows/s");
    expect(onTerminal(["score", "digits.csv"])).not.toContain("rows/s");
  });
});

describe("interruption", () => {
  it("of a scan ends it at once with code 130, and leaves nothing half written", async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i % 2},0.${(i % 9) + 1}`).join("\n");
    write("big.csv", `y,p\n${rows}\n`);
    const outputs = ["--rows", "big-rows.jsonl", "-o", "big.json", "--rejects", "big-rejects.csv"];
    const child = spawn(process.execPath, [bin, "score", ...Array<string>(40).fill("big.csv"), ...outputs], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const exited = once(child, "exit");
    while (!readdirSync(folder).some((name) => name.startsWith(".focal-loss"))) {
      await sleep(20);
    }
    child.kill("SIGINT");
    expect(await exited).toEqual([130, null]);
    expect(stderr.replaceAll(/^note: .*\n/gm, "")).toBe("");
    expect(readdirSync(folder).filter((name) => /^(\.focal-loss|big)/.test(name))).toEqual(["big.csv"]);
  });
});

describe("interruption while waiting for standard input", () => {
  it("is code 130", async () => {
    const child = spawn(process.execPath, [bin, "score", "-", "--input-format", "csv"], { stdio: "pipe" });
    const exited = once(child, "exit");
    const copy = `focal-loss-${child.pid}-1`;
    while (!readdirSync(tmpdir()).includes(copy)) await sleep(20);
    child.kill("SIGINT");
    expect(await exited).toEqual([130, null]);
    expect(readdirSync(tmpdir())).not.toContain(copy);
  });
});

describe("sums", () => {
  it("are exact where the plain one is not", () => {
    write("sums.csv", `y,z\n${"1,-700\n1,40\n".repeat(50)}`);
    const sum = new ExactSum();
    const { total } = JSON.parse(command(["score", "-q", "sums.csv", "--gamma", "0", "--json"]).stdout) as {
      total: { losses: { total: number; plainTotal: number }[] };
    };
    for (let i = 0; i < 50; i++) sum.add(700).add(Math.log1p(Math.exp(-40)));
    expect(total.losses[0]).toMatchObject({ total: sum.sum(), plainTotal: 35000 });
  });
});
