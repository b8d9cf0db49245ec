/**
 * `focal-loss check`
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ExactSum, focalLossWithLogits } from "@focal-loss/core";
import { loadDigitsEight } from "@focal-loss/fixtures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeenTexts } from "../src/check/duplicates.ts";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss, path, write } = workspace();
const { bash } = shell();
const digitsPath = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));

interface FileReport {
  file: string;
  rows: number;
  checks: {
    name: string;
    status: string;
    message: string;
    count: number;
    places: { message: string; excerpt?: string }[];
    hint?: string;
  }[];
  focalLoss: {
    rows: number;
    easyRows: number;
    byGamma: { gamma: number; mean: number; easyShare: number; positiveShare: number }[];
  } | null;
}

async function check(...args: string[]): Promise<{ code: number; ok: boolean; files: FileReport[] }> {
  const { code, stdout } = await focalLoss("check", "--json", ...args);
  return { code, ...(JSON.parse(stdout) as { ok: boolean; files: FileReport[] }) };
}

/** What is not as it should be: name, status and message of each check. */
function findings({ checks }: FileReport): string[] {
  return checks
    .filter(({ status }) => status !== "pass")
    .map(({ name, status, message }) => `${name}: ${status}: ${message}`);
}

describe("a good file", () => {
  it("passes every check with code 0", () => {
    const { code, stdout, stderr } = bash(`focal-loss check ${digitsPath}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const table = stdout.split("\n").filter((line) => line.startsWith("  pass"));
    expect(table.map((line) => /^ {2}pass {2}(\S+( \S+)*) {2}/.exec(line)?.[1])).toEqual([
      "columns",
      "rows",
      "structure",
      "empty values",
      "numbers",
      "range",
      "infinite losses",
      "duplicates",
      "labels",
      "balance",
      "saturation",
      "spread",
      "direction",
      "logits",
    ]);
    expect(stdout).toContain(
      "174 of 1797 rows are positive (9.68 %); alpha 0.9031719532554258 balances them",
    );
    expect(stdout).toContain("easy are the 1731 of 1797 scored rows that are predicted right");
  });

  it("shows what focal loss would do to it", async () => {
    const { files } = await check(digitsPath, "--gamma", "3");
    const { labels, logits } = await loadDigitsEight();
    for (const { gamma, mean, easyShare, positiveShare } of files[0]!.focalLoss!.byGamma) {
      const sum = (counts: (label: number, logit: number) => boolean): number =>
        labels
          .reduce(
            (total, label, i) =>
              counts(label, logits[i]!)
                ? total.add(focalLossWithLogits(label, logits[i]!, { gamma }))
                : total,
            new ExactSum(),
          )
          .sum();
      const all = sum(() => true);
      expect(mean).toBe(all / labels.length);
      expect(easyShare).toBe(sum((y, z) => (y === 1 ? z >= 0 : z <= 0)) / all);
      expect(positiveShare).toBe(sum((y) => y === 1) / all);
    }
    expect(files[0]!.focalLoss!.byGamma.map(({ gamma }) => gamma)).toEqual([0, 3]);
  });
});

describe("a failed check ends with code 6", () => {
  it.each([
    [
      "an empty label",
      "label,p\n,0.5\n1,0.5\n0,0.1\n",
      "empty values: fail: 1 row without a label or a prediction",
    ],
    [
      "an empty prediction",
      "label,p\n1,\n1,0.5\n0,0.1\n",
      "empty values: fail: 1 row without a label or a prediction",
    ],
    ["text", "label,p\n1,abc\n1,0.5\n0,0.1\n", "numbers: fail: 1 row with a value that is no number"],
    ["NaN", "label,p\n1,nan\n1,0.5\n0,0.1\n", "numbers: fail: 1 row with a value that is no number"],
    [
      "labels that are words",
      "label,p\ncat,0.5\ndog,0.2\ncat,0.9\n",
      'numbers: fail: 3 rows with a value that is no number; labels are text: "cat" (2), "dog" (1)',
    ],
    [
      "labels that are many words",
      "label,p\na,0.5\nb,0.2\nc,0.9\nd,0.9\ne,0.9\nf,0.9\n",
      'numbers: fail: 6 rows with a value that is no number; labels are text: "a" (1), "b" (1), "c" (1), "d" (1), "e" (1), others',
    ],
    ["a label of 2", "label,p\n2,0.3\n1,0.5\n0,0.1\n", "range: fail: 1 label outside [0, 1]"],
    ["logits as probabilities", "label,p\n1,3\n0,-2\n0,-4\n", "range: fail: 3 probabilities outside [0, 1]"],
    [
      "certain and wrong",
      "label,p\n1,0\n0,0.25\n1,0.5\n",
      "infinite losses: fail: 1 row whose prediction is certain and wrong: their loss is infinite",
    ],
    [
      "certain and wrong about label 0",
      "label,z\n0,Infinity\n1,-Infinity\n1,Infinity\n0,-2\n",
      "infinite losses: fail: 2 rows whose prediction is certain and wrong: their loss is infinite",
    ],
    [
      "certain about a label in between",
      "label,p\n0.5,1\n0,0.25\n1,0.5\n",
      "infinite losses: fail: 1 row whose prediction is certain and wrong: their loss is infinite",
    ],
    [
      "an identifier twice",
      "id,label,p\na,1,0.5\nb,0,0.25\na,0,0.1\n",
      'duplicates: fail: 1 row with the same "id" as an earlier row',
    ],
    [
      "swapped columns",
      "label,p\n0.3,0\n0.2,0\n0.9,1\n",
      "labels: fail: 3 labels between 0 and 1, and all predictions are 0 or 1: swapped columns?",
    ],
    ["no rows", "label,p\n", "rows: fail: no rows"],
    ["nothing", "", "columns: fail: odd.csv: the file is empty, expected a header line"],
    [
      "no label",
      "outcome,p\n1,0.5\n",
      "columns: fail: odd.csv: no column found for the label: --label names it",
    ],
    ["ragged lines", "label,p\n1,0.5\n1,0.5,3\n", "structure: fail: 1 row that cannot be read"],
  ])("%s", async (_, content, finding) => {
    const file = write("odd.csv", content);
    const { code, ok, files } = await check(file);
    expect({ code, ok }).toEqual({ code: 6, ok: false });
    expect(findings(files[0]!).map((text) => text.replaceAll(path(""), ""))).toContain(finding);
    const name = finding.split(":")[0]!;
    const { stderr } = await focalLoss("check", file);
    expect(stderr).toMatch(new RegExp(`^error: odd\\.csv: failed: (.*, )?${name}(, .*)?\n$`));
  });

  it("and names the places", () => {
    const { code, stdout, stderr } = bash(
      "printf 'id,label,p\\n1,1,0.5\\n2,0,\\n3,1,abc\\n4,0,1.7\\n5,2,0.3\\n1,0,0.2\\n' >broken.csv; focal-loss check broken.csv",
    );
    expect(code).toBe(6);
    expect(stdout).toContain(`  fail  empty values     1 row without a label or a prediction
             broken.csv:3:5: p: empty, expected a number
               2,0,
                   ^
  fail  numbers          1 row with a value that is no number
             broken.csv:4:5: p: "abc" is not a number
               3,1,abc
                   ^
  fail  range            1 label outside [0, 1], 1 probability outside [0, 1]
             broken.csv:5:5: p: 1.7 is not a probability in [0, 1]
               4,0,1.7
                   ^
             broken.csv:6:3: label: 2 is not a label in [0, 1]
               5,2,0.3
                 ^
             hint: if these are logits: --logit p
`);
    expect(stdout).toContain('1 row with the same "id" as an earlier row\n             broken.csv:7\n');
    expect(stderr).toBe("error: broken.csv: failed: empty values, numbers, range, duplicates\n");
  });

  it("but goes on with the other files", async () => {
    const { code, files } = await check(write("first.csv", ""), digitsPath);
    expect(code).toBe(6);
    expect(files.map((file) => findings(file).length)).toEqual([1, 0]);
  });
});

describe("a warning ends with code 0, or 6 with --strict", () => {
  const rows = "1,0.9\n0,0.1\n0,0.2\n";
  it.each([
    [
      "rows twice",
      "label,p,x\n1,0.5,a\n0,0.25,b\n1,0.5,a\n",
      "duplicates: warning: 1 row with the same values as an earlier row",
    ],
    [
      "one class",
      "label,p\n1,0.5\n1,0.6\n",
      "balance: warning: 2 of 2 rows are positive (100.00 %): there is only one class",
    ],
    ["saturated", `label,p\n${rows}1,1\n`, "saturation: warning: 1 prediction exactly 0 or 1"],
    [
      "beyond float32",
      "label,z\n1,17.5\n0,-20\n0,2\n",
      "saturation: warning: 2 logits beyond ±17, where float32 has no 1 - p",
    ],
    ["constant", "label,p\n1,0.5\n0,0.5\n", "spread: warning: all predictions are 0.5"],
    [
      "the wrong way round",
      "label,p\n0,0.75\n1,0.25\n",
      "direction: warning: mean probability 0.2500 of positive rows, 0.7500 of negative ones: are the classes, or the columns, the other way round?",
    ],
    [
      "probabilities as logits",
      `label,z\n${rows}`,
      "logits: warning: all logits are in [0, 1]: these look like probabilities",
    ],
  ])("%s", async (_, content, finding) => {
    const file = write("warn.csv", content);
    const { code, ok, files } = await check(file);
    expect(findings(files[0]!)).toEqual([finding]);
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(await check(file, "--strict")).toMatchObject({ code: 6, ok: false });
  });
});

describe("duplicates", () => {
  it("are found over all files", async () => {
    const [header, ...rows] = readFileSync(digitsPath, "utf8").trim().split("\n");
    const a = write("a.csv", [header, ...rows.slice(0, 900)].join("\n"));
    const b = write("b.csv", [header, ...rows.slice(899)].join("\n"));
    const { files } = await check(a, b);
    expect(files.map(findings)).toEqual([
      [],
      ['duplicates: fail: 1 row with the same "id" as an earlier row'],
    ]);
  });

  it("are sought by the column that --id names, and not by empty identifiers", async () => {
    const file = write("ids.csv", "key,name,label,p\n1,a,1,0.5\n2,a,0,0.2\n,b,0,0.3\n,c,0,0.1\n");
    expect(findings((await check(file)).files[0]!)).toEqual([]);
    expect(findings((await check(file, "--id", "name")).files[0]!)).toEqual([
      'duplicates: fail: 1 row with the same "name" as an earlier row',
    ]);
  });

  it("are those of a set", () => {
    const texts = fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ max: 20 }).map(String)), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(texts, (list) => {
        const seen = new SeenTexts();
        const set = new Set<string>();
        for (const text of list) {
          expect(seen.add(text)).toBe(set.has(text));
          set.add(text);
        }
      }),
    );
  });

  it("are none among half a million different texts", () => {
    const seen = new SeenTexts();
    let count = 0;
    for (let i = 0; i < 500_000; i++) if (seen.add(`row-${i}`)) count += 1;
    for (let i = 0; i < 500_000; i++) if (seen.add(`row-${i}`)) count += 1;
    expect(count).toBe(500_000);
  });
});

describe("what is no matter of the data", () => {
  it("a column that an option names and the file has not: code 3", () => {
    expect(bash(`focal-loss check ${digitsPath} --label lable`)).toMatchObject({ code: 3, stdout: "" });
    expect(bash(`focal-loss check ${digitsPath} --id nope`).stderr).toMatch(
      /: no column "nope", which --id names\n/,
    );
  });

  it("a file that cannot be read: code 4", () => {
    expect(bash("focal-loss check no.csv")).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: no.csv: cannot be read: no such file or directory\n",
    });
  });

  it("errors are JSON with --json, beside the document", async () => {
    const { stdout, stderr } = await focalLoss("check", "--json", write("j.csv", "label,p\n1,x\n"));
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, ok: false });
    expect(JSON.parse(stderr)).toMatchObject({ schemaVersion: 1, error: { kind: "check", exitCode: 6 } });
  });
});
