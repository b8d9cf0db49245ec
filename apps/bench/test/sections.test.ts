import { expect, it } from "vitest";
import { contestants } from "../src/contestants/index.ts";
import { participants, plansOf } from "../src/sections.ts";
import { FULL, type Section } from "../src/settings.ts";
import { cellName } from "../src/task.ts";

const plans = (...sections: Section[]) => plansOf({ ...FULL, sections, dtypes: ["f64"] }, contestants);
const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

it("times calls of core and the kernels on few elements", () => {
  const { small } = plans("small");
  expect(small.cells.map(cellName)).toEqual([1, 3, 10, 32, 100].map((n) => `focal f64, gamma 2, n = ${n}`));
  expect(namesOf(small.contestants)).toEqual([
    "@focal-loss/core",
    "@focal-loss/wasm",
    "@focal-loss/wasm resident",
  ]);
});

it("compares one thread with two, and arrays of the caller with those of the kernels", () => {
  const { threads } = plans("threads");
  expect(threads.cells.map(({ elements }) => elements)).toEqual([1e5, 1e6, 1e7]);
  expect(namesOf(threads.contestants)).toEqual([
    "@focal-loss/wasm",
    "@focal-loss/wasm resident",
    "pool of 1",
    "pool of 2",
  ]);
  expect(threads.outputs).toEqual(["gradient"]);
});

it("measures nothing of what is not chosen", () => {
  const { batches, small, threads } = plans("files");
  expect([batches, small, threads].map(({ cells }) => cells)).toEqual([[], [], []]);
  expect(plans("batches").batches).toMatchObject({ contestants, outputs: FULL.outputs });
});

it("lists everybody once, core first", () => {
  const listed = (...sections: Section[]) =>
    namesOf(participants({ ...FULL, sections }, contestants.slice(0, 2)));
  expect(listed("batches", "small")).toEqual(["@focal-loss/core", "@focal-loss/wasm"]);
  expect(listed("threads", "files")).toEqual([
    "@focal-loss/core",
    "@focal-loss/wasm",
    "@focal-loss/wasm resident",
    "pool of 1",
    "pool of 2",
    "focal-loss score",
    "DuckDB SQL",
    "focal-loss score, one thread",
    "DuckDB SQL, one thread",
    "pandas + NumPy",
  ]);
});
