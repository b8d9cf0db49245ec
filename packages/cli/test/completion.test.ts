/**
 * `focal-loss completion`, in the shells themselves.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { COMMANDS, HELP } from "../src/command-line/commands.ts";
import { shell } from "./process.ts";

const { folder, bash } = shell();
for (const name of ["predictions.csv", "with space.csv"]) writeFileSync(join(folder, name), "");
const names = [...COMMANDS, HELP].map(({ name }) => name);
const flagsOf = (name: string): string[] =>
  COMMANDS.find((entry) => entry.name === name)!.options.map(({ long }) => long!);

/** Skips a test, and says why, where a shell is not there. */
function needs(program: string, skip: TestContext["skip"]): void {
  if (spawnSync(program, ["--version"]).status === 0) return;
  const reason = `no ${program} on this machine`;
  console.warn(`skipped: ${reason}`);
  skip(reason);
}

describe("bash", () => {
  /** What the completion function answers when the last word is being typed, and whether files are completed. */
  function complete(...words: string[]): { words: string[]; files: boolean } {
    const quoted = ["focal-loss", ...words].map((word) => `'${word}'`).join(" ");
    const { code, stdout, stderr } = bash(`
      eval "$(focal-loss completion bash)" || exit
      compopt() { printf 'no files\\n'; }
      COMP_WORDS=(${quoted}) COMP_CWORD=${words.length}
      _focal_loss
      printf '%s\\n' "\${COMPREPLY[@]}"`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n").filter((line) => line !== "");
    return {
      words: lines.filter((line) => line !== "no files"),
      // An empty answer leaves the word to readline.
      files: lines.length === 0,
    };
  }

  it("completes commands, and options in their place", () => {
    const program = ["-V", "--version", "--color", "--no-color", "--config", "--no-config", "-h", "--help"];
    expect(complete("").words).toEqual([...names, ...program]);
    expect(complete("s").words).toEqual(names.filter((name) => name.startsWith("s")));
    expect(complete("--v").words).toEqual(["--version"]);
  });

  it.each(COMMANDS.map(({ name }) => name))("completes the options of %s", (name) => {
    expect(complete(name, "--").words).toEqual([...flagsOf(name), "--help"]);
  });

  it("completes values: words, files, nothing", () => {
    expect(complete("score", "--input-format", "")).toEqual({
      words: ["csv", "tsv", "jsonl", "parquet"],
      files: false,
    });
    expect(complete("score", "--input-format", "=", "p").words).toEqual(["parquet"]);
    expect(complete("sweep", "x.csv", "--best", "b").words).toEqual(["brier"]);
    expect(complete("score", "--rows", "")).toEqual({ words: [], files: true });
    expect(complete("score", "--label", "")).toEqual({ words: [], files: false });
    expect(complete("--color", "a").words).toEqual(["auto", "always"]);
    expect(complete("--color", "always", "score", "--input-format", "p").words).toEqual(["parquet"]);
    expect(complete("--config", "")).toEqual({ words: [], files: true });
  });

  it("completes arguments: files, shells, commands, nothing", () => {
    for (const name of ["score", "sweep", "check", "calibrate", "explain"]) {
      expect(complete(name, "pre")).toEqual({ words: [], files: true });
    }
    expect(complete("completion", "").words).toEqual(["bash", "zsh", "fish"]);
    expect(complete("help", "sc").words).toEqual(["score"]);
    expect(complete("at", "")).toEqual({ words: [], files: false });
  });

  it("is registered for the command", () => {
    const { stdout } = bash('eval "$(focal-loss completion bash)"; complete -p focal-loss');
    expect(stdout).toBe("complete -o bashdefault -o default -F _focal_loss focal-loss\n");
  });
});

describe("zsh", () => {
  /** What zsh shows and inserts at a tab, typed into a terminal of its own. */
  function complete(line: string): string {
    writeFileSync(
      join(folder, "complete.zsh"),
      `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1= RPS1= PROMPT_EOL_MARK=; autoload -U compinit; compinit -D -u; eval "$(focal-loss completion zsh)"; unsetopt auto_list list_beep; setopt auto_list list_ambiguous; print ready'
zpty -r z _ '*ready*ready*'
zpty -n -w z $'${line}\\t\\t'
sleep 1.5
zpty -r -t z out
while zpty -r -t z more; do out+=$more; done
print -r -- $out
zpty -d z
`,
    );
    const { stdout } = bash("zsh -f complete.zsh </dev/null");
    // oxlint-disable-next-line no-control-regex -- what terminals are sent
    return stdout.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replaceAll("\r", "");
  }

  it("completes commands, options, values and files", ({ skip }) => {
    needs("zsh", skip);
    expect(bash("focal-loss completion zsh | zsh -n /dev/stdin")).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    for (const [line, shown] of [
      ["focal-loss swe", /sweep/],
      ["focal-loss sweep --be", /--best/],
      ["focal-loss score --input-format par", /parquet/],
      ["focal-loss completion z", /zsh/],
      ["focal-loss score predic", /predictions\.csv/],
      ["focal-loss score --rows predic", /predictions\.csv/],
      ["focal-loss ", /calibrate +-- true probabilities/],
    ] as const) {
      expect(complete(line), line).toMatch(shown);
    }
  });
});

describe("fish", () => {
  function complete(line: string): string[] {
    const { code, stdout, stderr } = bash(
      `focal-loss completion fish >fl.fish && fish --no-config -c 'source fl.fish; complete -C "${line}"'`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Versions of fish sort differently.
    return stdout
      .trimEnd()
      .split("\n")
      .map((found) => found.split("\t")[0]!)
      .toSorted();
  }

  it("completes commands, options, values and files", ({ skip }) => {
    needs("fish", skip);
    expect(complete("focal-loss ")).toEqual(names.toSorted());
    expect(complete("focal-loss swe")).toEqual(["sweep"]);
    expect(complete("focal-loss sweep --be")).toEqual(["--best"]);
    expect(complete("focal-loss score --input-format ")).toEqual(["csv", "jsonl", "parquet", "tsv"]);
    expect(complete("focal-loss completion ")).toEqual(["bash", "fish", "zsh"]);
    expect(complete("focal-loss score pred")).toEqual(["predictions.csv"]);
    expect(complete("focal-loss score --rows pred")).toEqual(["predictions.csv"]);
    expect(complete("focal-loss help cal")).toEqual(["calibrate"]);
    for (const name of ["score", "at", "explain"]) {
      expect(complete(`focal-loss ${name} --`)).toEqual([...flagsOf(name), "--help"].toSorted());
    }
  });
});

it("refuses other shells with code 2", () => {
  expect(bash("focal-loss completion powershell")).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "error: command-argument value 'powershell' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
  });
});
