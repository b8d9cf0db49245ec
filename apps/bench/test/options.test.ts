import { expect, it } from "vitest";
import { parseOptions, UsageError } from "../src/options.ts";
import { cellsOf, FULL, QUICK, roundsOf } from "../src/settings.ts";
import { cellName } from "../src/task.ts";

const parse = (...args: string[]): Exclude<ReturnType<typeof parseOptions>, "help"> => {
  const options = parseOptions(args);
  if (options === "help") throw new Error("help");
  return options;
};

it("measures everything with everybody by default", () => {
  const { settings, contestants, check } = parse();
  expect(settings).toEqual(FULL);
  expect(contestants).toHaveLength(19);
  expect(check).toBe(false);
  expect(cellsOf(settings)).toHaveLength(2 * (7 * 3 + 2));
});

it("narrows the grid", () => {
  const { settings } = parse(
    "--quick",
    "--size",
    "1e3,500",
    "--gamma",
    "2",
    "--dtype",
    "f64",
    "--output",
    "gradient",
  );
  expect(settings).toEqual({
    ...QUICK,
    sizes: [1000, 500],
    gammas: [2],
    dtypes: ["f64"],
    outputs: ["gradient"],
  });
  expect(cellsOf(settings).map(cellName)).toEqual([
    "focal f64, gamma 2, n = 10^3",
    "focal f64, gamma 2, n = 500",
    "softmax f64, gamma 2, [100, 10]",
  ]);
});

it("measures the sections that are asked for, files only then", () => {
  expect(parse().settings.sections).toEqual(["batches", "small", "threads"]);
  const { settings, commands } = parse("--section", "files,small", "--rows", "500", "--gcc", "gcc-14");
  expect(settings).toEqual({ ...FULL, sections: ["files", "small"], rows: 500 });
  expect(commands).toEqual({ python: "python3", gcc: "gcc-14" });
});

it("takes as many samples as asked for, fewer of large batches by default", () => {
  const cell = { loss: "focal", dtype: "f64", gamma: 2, classes: 1 } as const;
  const rounds = (...args: string[]) =>
    [999_999, 1e6].map((elements) => roundsOf(parse(...args).settings, { ...cell, elements }));
  expect(rounds()).toEqual([15, 7]);
  expect(rounds("--rounds", "4")).toEqual([4, 4]);
});

it("has whole rows of softmax only", () => {
  expect(cellsOf(parse("--size", "25", "--gamma", "0", "--dtype", "f32").settings).map(cellName)).toEqual([
    "focal f32, gamma 0, n = 25",
    "softmax f32, gamma 0, [2, 10]",
  ]);
  expect(cellsOf(parse("--size", "9", "--gamma", "0").settings).map(({ loss }) => loss)).toEqual([
    "focal",
    "focal",
  ]);
});

it("keeps ours when others are chosen", () => {
  expect(parse("--only", "notebook,tight loop").contestants.map(({ name }) => name)).toEqual([
    "@focal-loss/core",
    "tight loop",
    "notebook",
  ]);
});

it.each([
  [["--speed"], "Unknown option '--speed'"],
  [["--size", "1e3,-1"], '--size does not take "-1"'],
  [["--rounds", "1.5"], '--rounds does not take "1.5"'],
  [["--gamma", ""], '--gamma does not take ""'],
  [["--section", "file"], '--section takes batches, small, threads, files, not "file"'],
  [["--dtype", "f16"], '--dtype takes f32, f64, not "f16"'],
])("refuses %j", (args, message) => {
  expect(() => parse(...args)).toThrow(UsageError);
  expect(() => parse(...args)).toThrow(message);
});
