/**
 * `focal-loss notebook`
 */
import { loadNotebook } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { CliError } from "../src/cli-error.ts";
import { notebookCommand } from "../src/commands/notebook.ts";
import { workspace } from "./command.ts";

const { focalLoss } = workspace();
const golden = await loadNotebook();

describe("focal-loss notebook", () => {
  it("prints every list and sum as the notebook did", async () => {
    const { code, stdout, stderr } = await focalLoss("notebook");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    const printed = golden.cases.flatMap((c) => [c.printed, ...(c.sum === null ? [] : [c.sum.printed])]);
    expect(printed).toHaveLength(13);
    expect(lines.filter((line) => /^[[\d]/.test(line))).toEqual(printed);
    expect(stdout).toContain("1.0536051565782618e-05");
    expect(lines.at(-2)).toBe("all 74 numbers are as the notebook printed them");
  });

  it("says what each cell computes", async () => {
    const { stdout } = await focalLoss("notebook");
    expect(stdout.split("\n").filter((line) => line.startsWith("cell "))).toEqual([
      "cell 7: binary cross-entropy, of 8 predictions: -y*log(p) - (1-y)*log(1-p)",
      "cell 2: binary cross-entropy, of 10 predictions: -y*log(p) - (1-y)*log(1-p)",
      "cell 3: sum of these losses without the first",
      ...[37, 35, 39, 41, 43].flatMap((cell, gamma) => [
        `cell ${cell}: focal loss, gamma = ${gamma}, of 10 predictions: (((-y)*log(p))*((1-p)**gamma)) + (((-(1-y))*log(1-p))*(p**gamma))`,
        `cell ${cell + 1}: sum of these losses without the first`,
      ]),
    ]);
  });

  it("prints one JSON document with --json", async () => {
    const { code, stdout } = await focalLoss("notebook", "--json");
    const document = JSON.parse(stdout) as {
      schemaVersion: number;
      numbers: number;
      differences: string[];
      cells: {
        cell: number;
        losses: number[];
        printed: string;
        sum: { value: number; printed: string } | null;
      }[];
    };
    expect(code).toBe(0);
    expect(document).toMatchObject({ schemaVersion: 1, numbers: 74, differences: [] });
    expect(document.cells.map(({ losses }) => losses)).toEqual(golden.cases.map(({ losses }) => losses));
    expect(document.cells.map(({ sum }) => sum?.value)).toEqual(golden.cases.map(({ sum }) => sum?.value));
  });

  it("fails with code 6 when a digit differs from the golden file", () => {
    const [first, second, ...rest] = golden.cases;
    const wrong = {
      ...golden,
      cases: [
        { ...first!, printed: first!.printed.replace("0.35667494393873245", "0.35667494393873246") },
        { ...second!, sum: { ...second!.sum!, printed: "2.039788675764167" } },
        ...rest,
      ],
    };
    let stdout = "";
    const replay = (): void =>
      notebookCommand(wrong, {}, { stdout: (text) => (stdout += text), stderr: () => undefined });
    let error: unknown;
    try {
      replay();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(CliError);
    const { exitCode, problems } = error as CliError;
    expect(exitCode).toBe(6);
    expect(problems).toHaveLength(2);
    expect(problems[0]!.message).toMatch(
      /^cell 7: the notebook printed \[0\.35667494393873246, .*\], got \[0\.35667494393873245, /,
    );
    expect(problems[1]!.message).toBe(
      "cell 3: the notebook printed 2.039788675764167, got 2.039788675764166",
    );
    expect(stdout).toMatch(/\n2 lines differ from what the notebook printed\n$/);
  });
});
