/**
 * The conventions that bind (https://clig.dev), one test a line.
 */
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../packages/cli/src/command-line/commands.ts";
import { bash, hasTerminal, place, preload, skipWithout, terminal } from "./command.ts";

const { folder, read, write, focalLoss: command } = place();

describe("conventions", () => {
  it("data on standard output, messages on standard error", () => {
    const { code, stdout, stderr } = command(["score", "digits.csv", "--csv"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^file,gamma,[^\n]*\ndigits\.csv,2,[^\n]*\n$/);
    expect(stderr).toMatch(/^(note: .*\n)+$/);
  });

  it("no arguments: concise help", () => {
    const { code, stdout, stderr } = command([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: focal-loss COMMAND/);
    expect(stdout.split("\n").length).toBeLessThan(15);
  });

  it("-h and --help on every level: full help, examples first", () => {
    for (const name of ["", ...COMMANDS.map((entry) => entry.name)]) {
      const path = name === "" ? [] : [name];
      const { code, stdout, stderr } = command([...path, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(command([...path, "-h"]).stdout).toBe(stdout);
      const examples = stdout.search(/^(Examples|The ten most common tasks):$/m);
      const options = stdout.search(/^(Options|Columns|Loss|Input|Output):$/m);
      expect(examples).toBeGreaterThan(0);
      expect(options).toBeGreaterThan(examples);
    }
  });

  it("standard input that is a terminal: help", ({ skip }) => {
    skipWithout(hasTerminal(), "script of util-linux", skip);
    const { code, text } = terminal(folder, "score - --input-format csv --color never");
    expect(code).toBe(2);
    expect(text).toContain("Usage: focal-loss score [options] <files...>\n");
    expect(text).toContain("    focal-loss score predictions.csv\n");
    // What matters most stands last.
    expect(text.trimEnd().endsWith("error: standard input is a terminal, expected a pipe or a file")).toBe(
      true,
    );
  });

  it("- is standard input or standard output", () => {
    const { code, stdout } = bash(folder, "focal-loss score -q - --input-format csv -o - --csv <digits.csv");
    expect(code).toBe(0);
    expect(stdout).toBe(
      bash(folder, "focal-loss score -q digits.csv --csv").stdout.replace("digits.csv", "stdin"),
    );
  });

  it("no abbreviated subcommands or flags", () => {
    for (const args of [
      ["sc", "digits.csv"],
      ["cal", "digits.csv"],
      ["score", "digits.csv", "--gam", "2"],
    ])
      expect(command(args)).toMatchObject({ code: 2, stdout: "" });
  });

  it("a flag or settings, never both in silence: excluded options are named", () => {
    expect(command(["score", "digits.csv", "--alpha", "0.2", "--pos-weight", "3"]).stderr).toBe(
      "error: option '--alpha <number>' cannot be used with option '--pos-weight <number>'\n",
    );
  });

  it("no colour and no animation off a terminal", () => {
    for (const args of [
      ["score", "digits.csv"],
      ["plot", "curves"],
      ["check", "digits.csv"],
      ["score", "no.csv"],
    ]) {
      const { stdout, stderr } = command(args, { env: { TERM: "xterm-256color" } });
      for (const control of ["\u001B", "\r"]) expect(stdout + stderr).not.toContain(control);
    }
  });

  it("names with spaces, quotes and letters of any alphabet", () => {
    write("Näme with 'quotes' ✓.csv", 'y,"a ""b"", c"\n1,0.5\n');
    const { code, stdout } = command([
      "score",
      "-q",
      "Näme with 'quotes' ✓.csv",
      "--score",
      'a "b", c',
      "--rows",
      "å b.csv",
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("Näme with 'quotes' ✓.csv");
    expect(read("å b.csv")).toMatch(/^y,"a ""b"", c",loss\n1,0\.5,0\.17/);
  });

  it("no telemetry: nothing but an engine that is asked for connects to anything", () => {
    const source = `
      import net from "node:net";
      import dns from "node:dns";
      const refuse = () => { throw new Error("connected"); };
      net.Socket.prototype.connect = refuse;
      dns.lookup = refuse;
      globalThis.fetch = refuse;`;
    const env = { NODE_OPTIONS: preload(source) };
    for (const args of [
      ["score", "-q", "digits.csv", "--rows", "rows.parquet", "-f"],
      ["sweep", "-q", "digits.csv"],
      ["check", "-q", "digits.csv"],
      ["calibrate", "-q", "digits.csv"],
      ["plot", "curves", "-o", "-"],
      ["plot", "curves", "--from-url", "https://host.example/playground.html?gamma=1", "-o", "-"],
      ["--help"],
    ])
      expect(command(args, { env })).toMatchObject({ code: 0, stderr: "" });
    // The trap works.
    expect(command(["engines", "clickhouse+http://127.0.0.1:1/"], { env }).stdout).toContain("connected");
  });
});
