/**
 * The table of output, one test a topic and clause.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { ExactSum, focalLossWithLogits } from "@focal-loss/core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  bash,
  digits,
  hasTerminal,
  interrupted,
  parquetRows,
  place,
  skipWithout,
  terminal,
  without,
} from "./command.ts";

const { folder, path, write, read, focalLoss: command } = place();

let total: number;
let mean: number;
beforeAll(async () => {
  const { labels, logits } = await digits();
  const losses = labels.map((label, i) => focalLossWithLogits(label, logits[i]!, { gamma: 2 }));
  total = new ExactSum().addAll(Float64Array.from(losses)).sum();
  mean = total / labels.length;
});

interface Scored {
  schemaVersion: number;
  meta?: Record<string, string>;
  options: { gammas: number[] };
  total: { losses: { total: number; plainTotal: number; quantisedTotal: number; mean: number }[] };
}

/** The digits of a number, however its exponent is written. */
const significant = (text: string): string =>
  text.replace(/e.*$/, "").replace(".", "").replace(/^0+/, "").replace(/0+$/, "");

const json = (...args: string[]): Scored =>
  JSON.parse(command(["score", "--json", ...args]).stdout) as Scored;

describe("formats", () => {
  const score = ["score", "-q", "digits.csv"];
  const HEADER = ["file", "gamma", "rows", "positives", "mean loss", "total loss"];
  const row = (): string[] => ["digits.csv", "2", "1797", "174", String(mean), String(total)];

  it("a table on a terminal", ({ skip }) => {
    skipWithout(hasTerminal(), "script of util-linux", skip);
    const { code, text } = terminal(folder, "score -q digits.csv --color never");
    expect(code).toBe(0);
    expect(text).toBe(command(score).stdout);
    expect(text.split("\n")[1]!.split(/ {2,}/)).toEqual(row());
  });

  it("--json: one document, schema-versioned", () => {
    expect(json("digits.csv")).toMatchObject({ schemaVersion: 1, total: { losses: [{ total, mean }] } });
    for (const args of [
      ["sweep", "digits.csv"],
      ["check", "digits.csv"],
      ["calibrate", "digits.csv"],
      ["at", "0.9", "1"],
      ["explain", "0.9", "1"],
      ["engines"],
      ["notebook"],
    ]) {
      const { code, stdout, stderr } = command([...args, "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
    }
  });

  it("--jsonl", () => {
    const lines = command([...score, "--jsonl", "--hardest", "2"])
      .stdout.trimEnd()
      .split("\n");
    const documents = lines.map((line) => JSON.parse(line) as object);
    expect(documents).toMatchObject([
      { schemaVersion: 1, file: "digits.csv", gamma: 2, total, mean },
      { schemaVersion: 1, file: null, gamma: 2, total, mean },
      { hardest: { file: "digits.csv", line: 1151 } },
      { hardest: { file: "digits.csv", line: 1555 } },
    ]);
  });

  it("--csv", () => {
    expect(command([...score, "--csv"]).stdout).toBe(`${HEADER.join(",")}\n${row().join(",")}\n`);
  });

  it("--md", () => {
    expect(command([...score, "--md"]).stdout).toBe(
      `| ${HEADER.join(" | ")} |\n|${" --- |".repeat(HEADER.length)}\n| ${row().join(" | ")} |\n`,
    );
  });

  it("--plain", () => {
    expect(command([...score, "--plain"]).stdout).toBe(`${HEADER.join("\t")}\n${row().join("\t")}\n`);
  });

  it("--parquet -o", async () => {
    expect(command([...score, "--parquet", "-o", "total.parquet"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    const rows = await parquetRows(path("total.parquet"));
    const values = {
      gamma: 2,
      rows: 1797n,
      bad_rows: 0n,
      positives: 174n,
      mean_loss: mean,
      total_loss: total,
    };
    expect(rows).toEqual([
      { file: "digits.csv", ...values, infinite: 0n },
      { file: null, ...values, infinite: 0n },
    ]);
    for (const args of [[], ["-o", "-"]])
      expect(command([...score, "--parquet", ...args])).toMatchObject({
        code: 2,
        stderr: "error: --parquet: expected --output FILE beside it\n",
      });
  });

  it("sweep has them all too", async () => {
    const sweep = ["sweep", "-q", "digits.csv", "--gamma", "2", "--alpha", "none"];
    expect(command([...sweep, "--csv"]).stdout.split("\n")[1]).toContain(`2,none,${mean},${total},0,`);
    expect(command([...sweep, "--plain"]).stdout.split("\n")[1]).toContain(`2\tnone\t${mean}\t${total}\t0\t`);
    expect(command([...sweep, "--md"]).stdout).toContain(`| 2 | none | ${mean} | ${total} | `);
    expect(JSON.parse(command([...sweep, "--jsonl"]).stdout)).toMatchObject({
      gamma: 2,
      alpha: null,
      mean,
      total,
    });
    expect(command([...sweep, "--parquet", "-o", "sweep.parquet"]).code).toBe(0);
    const rows = await parquetRows(path("sweep.parquet"));
    expect(rows).toMatchObject([{ gamma: 2, alpha: null, mean_loss: mean, total_loss: total }]);
    expect(command([...sweep, "--chart", "-"]).stdout).toContain("Mean focal loss against γ\n");
  });

  it("one at a time", () => {
    const formats = ["--json", "--jsonl", "--csv", "--md", "--plain", "--parquet"];
    for (const [k, format] of formats.entries())
      for (const other of formats.slice(k + 1))
        expect(command([...score, "-o", "never.txt", format, other]).code).toBe(2);
    expect(readdirSync(folder)).not.toContain("never.txt");
  });
});

describe("numbers and totals", () => {
  it("numbers: shortest round trip (full double) in machine formats", () => {
    for (const format of ["--json", "--jsonl", "--csv", "--plain"]) {
      const { stdout } = command(["score", "-q", "digits.csv", format]);
      expect(stdout).toContain(String(total));
      expect(stdout).toContain(String(mean));
    }
    expect(command(["score", "-q", "digits.csv", "--rows", "rows.csv"]).code).toBe(0);
    for (const line of read("rows.csv").trimEnd().split("\n").slice(1)) {
      const text = line.slice(line.lastIndexOf(",") + 1);
      expect(significant(text)).toBe(significant(String(Number(text))));
    }
  });

  it("totals: exact and quantised, and the plain sum; --json has them, whatever the order of the rows", () => {
    const [header, ...rows] = read("digits.csv").trimEnd().split("\n");
    write("reversed.csv", `${[header, ...rows.toReversed()].join("\n")}\n`);
    const [forwards, backwards] = ["digits.csv", "reversed.csv"].map((file) => json(file).total.losses[0]!);
    expect(forwards).toMatchObject({ total });
    expect(backwards).toMatchObject({ total, quantisedTotal: forwards!.quantisedTotal });
    expect(Math.abs(forwards!.quantisedTotal - total)).toBeLessThan(1797 * 2 ** -31);
    expect(Number.isInteger(forwards!.quantisedTotal * 2 ** 30)).toBe(true);
    expect(forwards!.plainTotal).toBeCloseTo(total, 10);
  });
});

describe("determinism", () => {
  it("same bytes on a rerun", async () => {
    for (const args of [
      ["score", "digits.csv", "--json", "--hardest", "5"],
      ["sweep", "digits.csv", "--jsonl"],
      ["check", "digits.csv", "--json"],
      ["calibrate", "digits.csv", "--json"],
      ["plot", "reliability", "digits.csv", "-q", "-o", "-"],
    ])
      expect(command(args)).toEqual(command(args));
    for (const name of ["rows.csv", "rows.jsonl", "rows.parquet"]) {
      const written = [1, 2].map(() => {
        expect(command(["score", "-q", "digits.csv", "-f", "--rows", name]).code).toBe(0);
        return read(name);
      });
      expect(written[0]).toBe(written[1]);
    }
  });

  it("no timestamps without --meta", () => {
    expect(json("digits.csv").meta).toBeUndefined();
    const { meta, ...rest } = json("digits.csv", "--meta");
    expect(rest).toEqual(json("digits.csv"));
    expect(Object.keys(meta!)).toEqual(["version", "node", "platform", "date"]);
    expect(Date.now() - Date.parse(meta!["date"]!)).toBeLessThan(60_000);
  });
});

describe("files", () => {
  it("no overwrite without -f", () => {
    for (const [name, args] of [
      ["kept.csv", ["score", "-q", "digits.csv", "--rows", "kept.csv"]],
      ["kept.txt", ["score", "-q", "digits.csv", "-o", "kept.txt"]],
      ["kept.csv", ["score", "-q", "digits.csv", "--rejects", "kept.csv"]],
      ["kept.csv", ["calibrate", "-q", "digits.csv", "--rows", "kept.csv"]],
      ["kept.txt", ["sweep", "-q", "digits.csv", "-o", "kept.txt"]],
      ["kept.svg", ["sweep", "-q", "digits.csv", "--chart", "kept.svg"]],
      ["kept.svg", ["plot", "curves", "-o", "kept.svg"]],
    ] as const) {
      write(name, "kept");
      expect(command(args)).toMatchObject({
        code: 4,
        stderr: `error: ${name}: already exists\nhint: --force overwrites it\n`,
      });
      expect(read(name)).toBe("kept");
      expect(command([...args, "-f"]).code).toBe(0);
      expect(read(name)).not.toBe("kept");
    }
  });

  it("never one of the files to read", () => {
    const before = read("digits.csv");
    for (const args of [
      ["score", "digits.csv", "--rows", "digits.csv"],
      ["score", "digits.csv", "-o", "./digits.csv"],
      ["calibrate", "digits.csv", "--rows", path("digits.csv")],
      ["sweep", "digits.csv", "-o", "digits.csv"],
    ])
      expect(command([...args, "-q", "-f"])).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/: is one of the files to read\n$/) as string,
      });
    expect(read("digits.csv")).toBe(before);
  });

  it("a new file beside the old one, then its name: who reads the old one reads on", () => {
    write("old.csv", "old");
    const { ino } = statSync(path("old.csv"));
    expect(command(["score", "-q", "digits.csv", "-f", "--rows", "old.csv"]).code).toBe(0);
    expect(statSync(path("old.csv")).ino).not.toBe(ino);
    expect(readdirSync(folder).filter((name) => name.startsWith(".focal-loss"))).toEqual([]);
  });

  it("-o - is standard output", () => {
    const { stdout } = command(["score", "-q", "digits.csv"]);
    expect(command(["score", "-q", "digits.csv", "-o", "-"]).stdout).toBe(stdout);
    expect(command(["sweep", "-q", "digits.csv", "-o", "-"]).stdout).toBe(
      command(["sweep", "-q", "digits.csv"]).stdout,
    );
    expect(command(["plot", "curves", "-o", "-"]).stdout).toMatch(/^<svg /);
  });

  it("a full device: one line, and nothing is left", ({ skip }) => {
    skipWithout(process.platform === "linux", "/dev/full", skip);
    for (const script of [
      "focal-loss score -q digits.csv >/dev/full",
      "focal-loss score -q digits.csv -o /dev/full",
      "focal-loss plot curves -o - >/dev/full",
    ]) {
      const { code, stderr } = bash(folder, script);
      expect(code).toBe(4);
      expect(stderr).toMatch(
        /^error: (standard output|\/dev\/full):? cannot be written: no space left on the device\n$/,
      );
    }
  });

  it("a full disk: one line, and nothing is left", ({ skip }) => {
    mkdirSync(path("disk"));
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32k", "tmpfs", path("disk")]).status === 0;
    try {
      skipWithout(mounted, "right to mount a small disk", skip);
      for (const args of [
        ["score", "--rows", "disk/rows.csv"],
        ["score", "--rows", "disk/rows.parquet"],
        ["calibrate", "--rows", "disk/rows.jsonl"],
        ["sweep", "--chart", "disk/chart.png"],
      ]) {
        const { code, stderr } = command([args[0]!, "-q", "digits.csv", ...args.slice(1)]);
        expect({ args, code }).toEqual({ args, code: 4 });
        expect(stderr).toMatch(/^error: disk\/[\w.]+: .*\n$/);
        expect(readdirSync(path("disk"))).toEqual([]);
      }
    } finally {
      if (mounted) spawnSync("umount", [path("disk")]);
      rmSync(path("disk"), { recursive: true });
    }
  });
});

describe("progress", () => {
  // Longer than anybody waits: each run is interrupted when it has shown what it is to show.
  const files = Array<string>(100).fill("big.csv").join(" ");
  beforeAll(() => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i % 2},0.${(i % 9) + 1}`).join("\n");
    write("big.csv", `y,p\n${rows}\n`);
  });
  const BAR = /\d+% [\d,]+ rows, [\d,]+ rows\/s, \d+ (s|min \d+ s) left/;

  it.for(["score --rows rows-of-big.jsonl", "sweep", "calibrate", "check"])(
    "%s: on a terminal, with rate and time left; Ctrl-C ends it",
    async (args, { skip }) => {
      skipWithout(hasTerminal(), "script of util-linux", skip);
      const before = readdirSync(folder);
      const { code, text } = await interrupted(folder, `${args} ${files}`, BAR);
      expect(code).toBe(130);
      expect(text).toMatch(BAR);
      expect(readdirSync(folder)).toEqual(before);
    },
  );

  it("is on standard error", async ({ skip }) => {
    skipWithout(hasTerminal(), "script of util-linux", skip);
    const args = `sweep ${files} >results.txt`;
    expect((await interrupted(folder, args, BAR)).text).toMatch(BAR);
    expect(read("results.txt")).toBe("");
  });

  it("not before a second is over", ({ skip }) => {
    skipWithout(hasTerminal(), "script of util-linux", skip);
    expect(terminal(folder, "score digits.csv").text).not.toMatch(/rows\/s/);
  });

  it("not off a terminal, and not with -q", ({ skip }) => {
    const some = ["big.csv", "big.csv"];
    const args = ["score", ...some, "--rows", "big.jsonl", "-f"];
    expect(command(args).stderr).not.toMatch(/rows\/s/);
    expect(command([...args, "-q"]).stderr).toBe("");
    skipWithout(hasTerminal(), "script of util-linux", skip);
    expect(terminal(folder, `${args.join(" ")} -q`).text).not.toMatch(/rows\/s/);
  });

  it("-q no notes, -v the settings", () => {
    expect(command(["score", "digits.csv"]).stderr).toMatch(
      /^note: digits\.csv: column "label" is the label\n/,
    );
    expect(command(["score", "-q", "digits.csv"]).stderr).toBe("");
    const env = { FOCAL_LOSS_GAMMA: "3" };
    expect(command(["score", "-v", "digits.csv"], { env }).stderr).toMatch(
      /^note: settings from the environment\nnote: --gamma "3" from the environment\n/,
    );
    expect(command(["score", "-v", "-q", "digits.csv"])).toMatchObject({ code: 2 });
  });
});

describe("colour", () => {
  const BOLD = "\u001B[1m";
  const colored = (args: string[], env: Record<string, string> = {}): boolean =>
    command(args, { env }).stdout.includes(BOLD);
  const score = ["score", "-q", "digits.csv"];

  it("--color auto|always|never, before and behind the command", () => {
    expect(colored(score)).toBe(false);
    expect(colored([...score, "--color", "auto"])).toBe(false);
    expect(colored([...score, "--color", "always"])).toBe(true);
    expect(colored(["--color=always", ...score])).toBe(true);
    expect(colored([...score, "--color", "never"], { FORCE_COLOR: "1" })).toBe(false);
    expect(colored([...score, "--no-color"], { FORCE_COLOR: "1" })).toBe(false);
    expect(command(["score", "no.csv", "--color", "always"]).stderr).toContain("\u001B[1;31merror:");
  });

  it("FORCE_COLOR", () => {
    expect(colored(score, { FORCE_COLOR: "1" })).toBe(true);
    expect(colored(score, { FORCE_COLOR: "0" })).toBe(false);
    expect(colored(["plot", "curves"], { FORCE_COLOR: "1" })).toBe(false);
    expect(command(["plot", "curves"], { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001B[");
  });

  it("on a terminal, but for NO_COLOR and TERM=dumb", ({ skip }) => {
    skipWithout(hasTerminal(), "script of util-linux", skip);
    const shown = (env: Record<string, string>, args = ""): boolean =>
      terminal(folder, `score -q digits.csv ${args}`, env).text.includes(BOLD);
    expect(shown({})).toBe(true);
    expect(shown({ NO_COLOR: "1" })).toBe(false);
    expect(shown({ NO_COLOR: "" })).toBe(true);
    expect(shown({ TERM: "dumb" })).toBe(false);
    expect(shown({ NO_COLOR: "1" }, "--color always")).toBe(true);
    expect(shown({}, "--color never")).toBe(false);
    expect(shown({}, "--no-color")).toBe(false);
  });

  it("never in files and machine formats", () => {
    for (const format of ["--json", "--jsonl", "--csv", "--md", "--plain"])
      expect(colored([...score, format, "--color", "always"])).toBe(false);
    expect(command([...score, "--color", "always", "-o", "plain.txt"]).code).toBe(0);
    expect(read("plain.txt")).not.toContain("\u001B");
  });
});

describe("config", () => {
  const settings = (gamma: unknown): string => JSON.stringify({ score: { gamma } });
  const gammas = (args: string[] = [], env: Record<string, string> = {}): number[] => {
    const { code, stdout, stderr } = command(["score", "--json", "digits.csv", ...args], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return (JSON.parse(stdout) as Scored).options.gammas;
  };
  mkdirSync(path(".config/focal-loss"), { recursive: true });
  mkdirSync(path("xdg/focal-loss"), { recursive: true });
  const FILES = ["focal-loss.config.json", "package.json", ".config/focal-loss/config.json", "other.json"];
  afterEach(() => {
    for (const name of FILES) rmSync(path(name), { force: true });
  });

  it("focal-loss.config.json", () => {
    write("focal-loss.config.json", settings([3, 1]));
    expect(gammas()).toEqual([3, 1]);
  });

  it("package.json#focal-loss", () => {
    write("package.json", JSON.stringify({ name: "x", "focal-loss": { score: { gamma: 4 } } }));
    expect(gammas()).toEqual([4]);
  });

  it("XDG user file", () => {
    write(".config/focal-loss/config.json", settings(5));
    expect(gammas()).toEqual([5]);
  });

  it("flags, environment, project, user, system: the first wins", () => {
    const env = { XDG_CONFIG_DIRS: path("xdg") };
    write("xdg/focal-loss/config.json", settings(6));
    expect(gammas([], env)).toEqual([6]);
    write(".config/focal-loss/config.json", settings(5));
    expect(gammas([], env)).toEqual([5]);
    write("focal-loss.config.json", settings(3));
    expect(gammas([], env)).toEqual([3]);
    expect(gammas([], { ...env, FOCAL_LOSS_GAMMA: "1,0" })).toEqual([1, 0]);
    expect(gammas(["--gamma", "7"], { ...env, FOCAL_LOSS_GAMMA: "1" })).toEqual([7]);
  });

  it("--config, --no-config", () => {
    write("focal-loss.config.json", settings(3));
    write("other.json", settings(6));
    expect(gammas(["--config", "other.json"])).toEqual([6]);
    expect(gammas(["--no-config"])).toEqual([2]);
    expect(command(["score", "digits.csv", "--config", "no.json"]).code).toBe(4);
  });

  it("shown by --verbose", () => {
    const file = path("focal-loss.config.json");
    write("focal-loss.config.json", JSON.stringify({ score: { gamma: 3, "on-bad": "skip" } }));
    expect(command(["score", "-v", "digits.csv"]).stderr).toContain(
      `note: settings from ${file}\nnote: --gamma 3 from ${file}\nnote: --on-bad "skip" from ${file}\n`,
    );
  });

  it.each([
    ['{"score":{"gama":2}}', '"score" has no option "gama"\nhint: did you mean "gamma"?\n'],
    ['{"check":{"gama":2}}', '"check" has no option "gama"\nhint: did you mean "gamma"?\n'],
    ['{"scoer":{"gamma":2}}', 'no command "scoer" has settings\nhint: did you mean "score"?\n'],
  ])("a name that nothing has is an error: %s", (content, message) => {
    write("focal-loss.config.json", content);
    expect(command(["score", "digits.csv"])).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${path("focal-loss.config.json")}: ${message}`,
    });
  });
});

describe("start", () => {
  it("--help loads neither DuckDB nor anything that computes", () => {
    for (const name of [
      "@duckdb/node-api",
      "@focal-loss/core",
      "@focal-loss/svg",
      "@focal-loss/wasm",
      "hyparquet",
    ]) {
      const env = { NODE_OPTIONS: without(name) };
      for (const args of [["--help"], ["score", "--help"], ["help", "plot"], [], ["completion", "bash"]])
        expect(command(args, { env })).toMatchObject({ code: 0, stderr: "" });
    }
  });
});
