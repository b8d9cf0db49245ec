/**
 * `focal-loss sweep`
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { initialLogit } from "@focal-loss/core";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss, write } = workspace();
const { bash, folder } = shell();
const digits = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));

interface Cell {
  gamma: number;
  alpha: number | null;
  mean: number | string;
  total: number | string;
  infinite: number;
  easyTotal: number;
  logLoss?: number;
  brier?: number;
  ece?: number;
}
interface Document {
  rows: number;
  positives: number;
  easyRows: number;
  cells: Cell[];
  best: { criterion: string; gamma: number; alpha: number | null } | null;
}

async function sweep(...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await focalLoss("sweep", "--json", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Document;
}

/** Rows whose labels are true probabilities, and the logits that a model trained with focal loss has for them. */
function trained(gamma: number, alpha: number | undefined): string {
  const options = alpha === undefined ? { gamma } : { gamma, alpha };
  const rows = Array.from({ length: 199 }, (_, i) => {
    const truth = (i + 1) / 200;
    return `${truth},${initialLogit(truth, options)}`;
  });
  return write(`trained-${gamma}-${alpha}.csv`, `label,logit\n${rows.join("\n")}\n`);
}

describe("focal-loss sweep", () => {
  it("prints a line for each gamma and alpha, and names no best by itself", () => {
    const { code, stdout, stderr } = bash(
      `focal-loss sweep ${digits} --gamma 0 --gamma 2 --alpha none --alpha 0.25 -q`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`gamma  alpha  mean loss            total loss          easy share
0      none   0.10930912999648525  196.42850660368399  49.2 %
0      0.25   0.04882190178841996  87.73295751379067   67.4 %
2      none   0.03992600247326662  71.74702644446012   9.5 %
2      0.25   0.01227286343595324  22.054335594407974  17.1 %

1797 rows, 174 positive; easy are the 1731 that are predicted right
`);
  });

  it("has the numbers of score in every cell, over all files", async () => {
    const { cells, rows, best } = await sweep(digits, digits, "--gamma", "0,0.5,3", "--alpha", "none,0.1");
    expect({ rows, best }).toEqual({ rows: 2 * 1797, best: null });
    expect(cells).toHaveLength(6);
    for (const { gamma, alpha, mean, total, infinite } of cells) {
      const weights = alpha === null ? [] : ["--alpha", String(alpha)];
      const scored = await focalLoss("score", "--json", digits, digits, "--gamma", String(gamma), ...weights);
      expect((JSON.parse(scored.stdout) as { total: { losses: object[] } }).total.losses[0]).toMatchObject({
        gamma,
        mean,
        total,
        infinite,
      });
    }
  });

  it("reads patterns, standard input, and labels by name", () => {
    const total = (command: string): Cell["total"] =>
      (JSON.parse(bash(`${command} --json --gamma 2 --alpha none`).stdout) as Document).cells[0]!.total;
    const commands = [
      `cp ${digits} digits-1.csv; focal-loss sweep 'digits-?.csv'`,
      `gzip -c ${digits} | focal-loss sweep - --input-format csv`,
      `focal-loss sweep ${digits} --label digit --positive 8`,
    ];
    expect(commands.map(total)).toEqual(commands.map(() => 71.74702644446012));
  });

  it("has a grid of its own", async () => {
    const { cells } = await sweep(digits);
    expect(cells.map(({ gamma, alpha }) => [gamma, alpha])).toEqual(
      [0, 0.5, 1, 2, 5].flatMap((gamma) => [null, 0.25, 0.75].map((alpha) => [gamma, alpha])),
    );
    expect(cells[0]).not.toHaveProperty("logLoss");
  });

  it("counts as easy what is on the side of its label", async () => {
    const rows = readFileSync(digits, "utf8").trim().split("\n").slice(1);
    const easy = rows.filter((row) => {
      const [, , label, logit] = row.split(",").map(Number);
      return label === 1 ? logit! >= 0 : logit! <= 0;
    });
    const alone = write("easy.csv", `id,digit,label,logit,probability\n${easy.join("\n")}\n`);
    const [whole, part] = await Promise.all([sweep(digits), sweep(alone)]);
    expect(whole.easyRows).toBe(easy.length);
    expect(whole.cells.map(({ easyTotal }) => easyTotal)).toEqual(part.cells.map(({ total }) => total));
  });

  it.each(["log-loss", "brier", "ece"])("finds by %s what a model was trained with", async (criterion) => {
    for (const [gamma, alpha] of [
      [0, undefined],
      [2, undefined],
      [1, 0.25],
      [5, 0.75],
    ] as const) {
      const grid = ["--gamma", "0,1,2,5", "--alpha", "none,0.25,0.75"];
      const { best } = await sweep(trained(gamma, alpha), "--best", criterion, ...grid);
      expect(best).toMatchObject({ criterion, gamma, alpha: alpha ?? null });
    }
  });

  it("shows the scores and the best when asked for it", () => {
    const { stdout } = bash(`focal-loss sweep -q ${digits} --best log-loss --alpha none`);
    expect(stdout).toMatch(/^gamma .* log loss +Brier +ECE$/m);
    expect(stdout).toMatch(
      /\nbest by log loss of the recovered probabilities: gamma 0\.5, alpha none \(0\.1026465826364\d+\)\n$/,
    );
  });

  it("says why no gamma is best by its loss", () => {
    expect(bash(`focal-loss sweep ${digits} --best loss`)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: option '--best <criterion>' argument 'loss' is invalid. Losses of different gamma are not comparable: all fall as gamma grows. Expected one of log-loss, brier, ece.\n",
    });
  });

  it.each([
    [["--gamma", "0,x"], "option '--gamma <number>' argument '0,x' is invalid. Expected a number >= 0."],
    [
      ["--gamma", "1,1.0"],
      "option '--gamma <number>' argument '1,1.0' is invalid. This gamma is given twice.",
    ],
    [["--alpha", "2"], "option '--alpha <number>' argument '2' is invalid. Expected a number in [0, 1]."],
    [
      ["--best", "x"],
      "option '--best <criterion>' argument 'x' is invalid. Expected one of log-loss, brier, ece.",
    ],
  ])("refuses %j with code 2", async (args, message) => {
    expect(await focalLoss("sweep", digits, ...args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${message}\n`,
    });
  });

  it("refuses bad rows and empty files with code 3, a missing file with code 4", async () => {
    expect(bash("printf 'y,p\\n1,0.5\\n1,x\\n' >bad.csv; focal-loss sweep -q bad.csv")).toEqual({
      code: 3,
      stdout: "",
      stderr: 'error: bad.csv:3:3: p: "x" is not a number\n  1,x\n    ^\n',
    });
    expect((await focalLoss("sweep", "-q", write("none.csv", "y,p\n"))).stderr).toBe(
      "error: none.csv: no rows\n",
    );
    expect(bash("focal-loss sweep no.csv").code).toBe(4);
  });

  it("keeps infinite losses, as text in JSON", async () => {
    const { cells } = await sweep(
      write("infinite.csv", "y,p\n1,0\n1,0.5\n"),
      "--gamma",
      "2",
      "--best",
      "log-loss",
    );
    expect(cells[0]).toMatchObject({ mean: "Infinity", total: "Infinity", infinite: 1, logLoss: "Infinity" });
  });
});

describe("focal-loss sweep in other formats", () => {
  const grid = `focal-loss sweep ${digits} -q --gamma 0,2 --alpha none,0.25`;

  it("has all digits for machines, with tabs, commas, bars, and as lines of JSON", async () => {
    const { cells, best } = await sweep(digits, "--gamma", "0,2", "--alpha", "none,0.25", "--best", "ece");
    const rows = cells.map((cell) => [
      cell.gamma,
      cell.alpha ?? "none",
      cell.mean,
      cell.total,
      cell.infinite,
      cell.easyTotal,
    ]);
    const header = ["gamma", "alpha", "mean loss", "total loss", "infinite", "easy loss"];
    const lines = (delimiter: string): string =>
      [header, ...rows].map((row) => `${row.join(delimiter)}\n`).join("");
    expect(bash(`${grid} --csv`)).toEqual({ code: 0, stdout: lines(","), stderr: "" });
    expect(bash(`${grid} --plain`)).toEqual({ code: 0, stdout: lines("\t"), stderr: "" });
    const jsonl = bash(`${grid} --best ece --jsonl`).stdout.trim().split("\n");
    expect(jsonl.map((line) => JSON.parse(line) as unknown)).toEqual([
      ...cells.map((cell) => ({ schemaVersion: 1, ...cell })),
      { schemaVersion: 1, best },
    ]);
    expect(bash(`${grid} --md`).stdout).toMatch(
      /^\| gamma \| alpha \| mean loss .*\n\| --- .*\n\| 0 \| none \| 0\.10930912999648525 /,
    );
  });

  it("goes to a file, whole or not at all", () => {
    const stderr = "error: grid.csv: already exists\nhint: --force overwrites it\n";
    expect(bash(`${grid} --csv -o grid.csv`)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(bash("cat grid.csv").stdout).toBe(bash(`${grid} --csv`).stdout);
    expect(bash(`${grid} --csv -o grid.csv`)).toEqual({ code: 4, stdout: "", stderr });
    expect(bash(`${grid} --csv -f -o grid.csv`).code).toBe(0);
  });

  it("is a Parquet file", async () => {
    expect(bash(`${grid} --parquet`)).toMatchObject({
      code: 2,
      stderr: "error: --parquet: expected --output FILE beside it\n",
    });
    expect(bash(`${grid} --parquet -o grid.parquet`)).toEqual({ code: 0, stdout: "", stderr: "" });
    const { cells } = await sweep(digits, "--gamma", "0,2", "--alpha", "none,0.25");
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, "grid.parquet")) });
    expect(rows).toEqual(
      cells.map(({ gamma, alpha, mean, total, infinite, easyTotal }) => ({
        gamma,
        alpha,
        mean_loss: mean,
        total_loss: total,
        infinite: BigInt(infinite),
        easy_loss: easyTotal,
      })),
    );
  });

  it("is a chart, below the table or in a file", () => {
    const { stdout } = bash(`${grid} --chart -`);
    expect(stdout.startsWith(bash(grid).stdout)).toBe(true);
    expect(stdout).toContain("Mean focal loss against γ\n1797 rows, 174 positive\n");
    expect(stdout).toContain("a no weights   b α = 0.25\n");
    expect(bash(`${grid} --chart grid.svg`).stdout).toBe(bash(grid).stdout);
    expect(bash("head -c 4 grid.svg").stdout).toBe("<svg");
    expect(bash(`${grid} --csv --chart -`)).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: --chart - goes below the table, not below results in another format\n",
    });
  });

  it("is a chart below the table where settings say that no format is wanted", () => {
    expect(bash(`FOCAL_LOSS_JSON=0 ${grid} --chart -`)).toEqual(bash(`${grid} -o - --chart -`));
    expect(bash(`${grid} -o - --chart -`)).toEqual(bash(`${grid} --chart -`));
  });

  it("is not in the file of the chart", () => {
    expect(bash(`${grid} --csv -o two.svg --chart ./two.svg --force`)).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: ./two.svg: is asked for as two outputs\n",
    });
    expect(bash("ls two.svg").code).not.toBe(0);
  });
});
