import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createClasses, createLabels, createLogits, readData, writeData } from "../src/data.ts";

const folder = mkdtempSync(join(tmpdir(), "focal-loss-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("has one label in a hundred positive", () => {
  const labels = createLabels(100_000);
  const positives = labels.filter((y) => y === 1).length;
  expect(labels.every((y) => y === 0 || y === 1)).toBe(true);
  // Five deviations are 157.
  expect(Math.abs(positives - 1000)).toBeLessThan(158);
});

it("has every class about as often", () => {
  const classes = createClasses(100_000);
  for (let k = 0; k < 10; k += 1) {
    expect(Math.abs(classes.filter((c) => c === k).length - 10_000)).toBeLessThan(475);
  }
});

it("is the same in every run, and starts alike at every size", () => {
  expect(createLogits(1001).slice(0, 1000)).toEqual(createLogits(1000));
  expect(createLabels(1001).slice(0, 1000)).toEqual(createLabels(1000));
  expect(createClasses(101).slice(0, 100)).toEqual(createClasses(100));
});

it("comes back from its files, rounded once for float32", () => {
  writeData(folder, 1000);
  expect(readdirSync(folder).sort()).toEqual([
    "classes.i32",
    "labels.f32",
    "labels.f64",
    "logits.f32",
    "logits.f64",
  ]);
  const binary = { loss: "focal", classes: 1 } as const;
  expect(readData(folder, { ...binary, dtype: "f64" }, 500)).toEqual({
    labels: createLabels(500),
    logits: createLogits(500),
  });
  expect(readData(folder, { ...binary, dtype: "f32" }, 1000)).toEqual({
    labels: Float32Array.from(createLabels(1000)),
    logits: Float32Array.from(createLogits(1000), Math.fround),
  });
  expect(readData(folder, { loss: "softmax", classes: 10, dtype: "f64" }, 500)).toEqual({
    labels: createClasses(50),
    logits: createLogits(500),
  });
});

it("says so when a file is too short", () => {
  writeData(folder, 10);
  expect(() => readData(folder, { loss: "focal", classes: 1, dtype: "f64" }, 11)).toThrow(
    "logits.f64 ends after 80 of 88 bytes",
  );
});
