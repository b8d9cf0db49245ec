/**
 * The data: logits from N(0, 3), labels with 1 % positives, classes for softmax. Written once into raw little-endian files,
 * from which every contestant in every language reads as many elements as it needs: a small batch starts a large one.
 */
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { normal, uniform } from "./random.ts";
import type { Cell, DType } from "./task.ts";

const SEED = 20_180_207;
const DEVIATION = 3;
const POSITIVES = 0.01;
export const CLASSES = 10;

export interface Data {
  /** 0 or 1 for each logit, as wide as the logits; for softmax the class of each row. */
  readonly labels: Float32Array | Float64Array | Int32Array;
  readonly logits: Float32Array | Float64Array;
}

export function createLogits(elements: number): Float64Array {
  const random = normal(SEED, DEVIATION);
  return Float64Array.from({ length: elements }, random);
}

export function createLabels(elements: number): Float64Array {
  const random = uniform(SEED + 1);
  return Float64Array.from({ length: elements }, () => (random() < POSITIVES ? 1 : 0));
}

export function createClasses(rows: number): Int32Array {
  const random = uniform(SEED + 2);
  return Int32Array.from({ length: rows }, () => Math.floor(random() * CLASSES));
}

/** Writes `logits.f64`, `labels.f64`, `logits.f32`, `labels.f32` and `classes.i32` into the folder. */
export function writeData(folder: string, elements: number): void {
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) throw new Error("a little-endian machine is needed");
  const arrays = { logits: createLogits(elements), labels: createLabels(elements) };
  for (const [name, array] of Object.entries(arrays)) {
    writeFileSync(join(folder, `${name}.f64`), array);
    writeFileSync(join(folder, `${name}.f32`), Float32Array.from(array));
  }
  writeFileSync(join(folder, "classes.i32"), createClasses(Math.ceil(elements / CLASSES)));
}

/** The first `elements` elements of what a cell works on. */
export function readData(
  folder: string,
  { loss, dtype, classes }: Pick<Cell, "loss" | "dtype" | "classes">,
  elements: number,
): Data {
  const logits = readFloats(join(folder, `logits.${dtype}`), dtype, elements);
  const labels =
    loss === "softmax"
      ? fill(join(folder, "classes.i32"), new Int32Array(elements / classes))
      : readFloats(join(folder, `labels.${dtype}`), dtype, elements);
  return { labels, logits };
}

function readFloats(file: string, dtype: DType, length: number): Float32Array | Float64Array {
  return fill(file, dtype === "f32" ? new Float32Array(length) : new Float64Array(length));
}

function fill<T extends Float32Array | Float64Array | Int32Array>(file: string, array: T): T {
  const bytes = new Uint8Array(array.buffer);
  const descriptor = openSync(file, "r");
  try {
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(descriptor, bytes, done, bytes.length - done, done);
      if (read === 0) throw new Error(`${file} ends after ${done} of ${bytes.length} bytes`);
      done += read;
    }
  } finally {
    closeSync(descriptor);
  }
  return array;
}
