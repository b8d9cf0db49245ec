/**
 * The kernel in C and its end of the protocol, where there is a gcc.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileC } from "../src/compile.ts";
import { cAvx2 } from "../src/contestants/c.ts";
import { readData, writeData } from "../src/data.ts";
import { findError } from "../src/gate.ts";
import type { Assignment, Outcome } from "../src/protocol.ts";
import { createReference } from "../src/reference.ts";
import { ALPHA, type Cell, OUTPUTS } from "../src/task.ts";

const folder = mkdtempSync(join(tmpdir(), 'focal-loss-c "test" '));
afterAll(() => rmSync(folder, { recursive: true }));

const ELEMENTS = 1003;
const task = { loss: "focal", dtype: "f64", gamma: 2, elements: ELEMENTS, classes: 1 } as const;
const assignment: Assignment = { ...task, output: "hessian", folder, alpha: ALPHA };

/** Answers of the program, `Hello` first. */
function talk(assignment: Assignment, ...requests: object[]): object[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
  const { stdout } = spawnSync(compileC(folder, "gcc"), [JSON.stringify(assignment)], {
    input,
    encoding: "utf8",
  });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
}

/** Why the kernel does not run here; undefined if it does. */
function whyNot(): string | undefined {
  try {
    const [hello] = talk(assignment);
    return hello !== undefined && "unavailable" in hello ? String(hello.unavailable) : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const aNumber = (): unknown => expect.any(Number);

const reason = whyNot();
if (reason !== undefined) console.log(`the kernel in C is not tested: ${reason}`);

describe.skipIf(reason !== undefined)("the kernel in C", () => {
  beforeAll(() => writeData(folder, ELEMENTS));

  it("speaks the protocol", () => {
    const answers = talk(
      assignment,
      { start: 5 },
      { check: [4, 0] },
      { sample: 3 },
      { dance: 1 },
      { start: 7 },
    );
    expect(answers).toEqual([
      { version: expect.stringMatching(/^C by gcc \d/) as unknown },
      {},
      { loss: aNumber(), gradients: [0, 0].map(aNumber), hessians: [0, 0].map(aNumber) },
      { nanoseconds: aNumber() },
      { error: "unknown request" },
      {},
    ]);
    expect(talk({ ...assignment, output: "value" }, { check: [0] }, { start: 5 }, { check: [0] })).toEqual([
      expect.anything(),
      { error: "not started" },
      {},
      { loss: aNumber() },
    ]);
    expect(talk(assignment, { start: ELEMENTS + 1 })[1]).toEqual({ error: "cannot read the data" });
  });

  const dtypes = ["f32", "f64"] as const;
  const gammas = [0, 1, 2, 3, 0.5, 1.5, 2.5, 2.2, 7.3];
  const cases = dtypes.flatMap((dtype) => gammas.map((gamma) => [dtype, gamma] as const));
  it.each(cases)("is right in %s at gamma %d, for batches of all lengths", (dtype, gamma) => {
    for (const elements of [1, 2, 3, 4, 7, 8, 9, 513, ELEMENTS]) {
      const cell: Cell = { ...task, dtype, gamma, elements };
      const reference = createReference(cell, readData(folder, cell, elements));
      for (const output of OUTPUTS) {
        const requests = [{ start: elements }, { check: reference.positions }];
        const outcome = talk({ ...assignment, ...cell, output }, ...requests)[2] as Outcome;
        const error = findError(outcome, reference, cAvx2.tolerances(cell), output);
        expect(error, `${output} of ${elements}`).toBeUndefined();
      }
    }
  });

  it("is compiled once a run", () => {
    expect(compileC(folder, "no-compiler-is-needed")).toBe(join(folder, "c-host"));
    expect(existsSync(join(folder, "c-host"))).toBe(true);
  });
});

it("is no fault where there is no gcc", () => {
  const empty = mkdtempSync(join(tmpdir(), "focal-loss-no-gcc-"));
  expect(() => compileC(empty, "no-such-gcc")).toThrow(
    process.arch === "x64" ? "there is no command no-such-gcc" : "written for x64",
  );
  rmSync(empty, { recursive: true });
});
