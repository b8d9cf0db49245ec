/**
 * What every engine computes: the notebook's 74 numbers, and a hash of the bits of 100,000 outputs of core.
 *
 * Inputs are seeded and made of whole-number arithmetic alone, so that they are the same everywhere.
 */
import { correctlyRoundedLog, correctlyRoundedPow } from "../../src/correctly-rounded.ts";
import * as core from "../../src/index.ts";
import { ExactSum, type FocalLossOptions } from "../../src/index.ts";
import * as notebook from "../../src/notebook.ts";

/** A cell of the notebook, as JSON. */
export interface Cell {
  readonly gamma: number | null;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  /** Index of the first loss of the cell's sum, or `null` for no sum. */
  readonly sumFrom: number | null;
}

export interface Outcome {
  /** The bits of the notebook's losses and sums, cell by cell. */
  readonly notebook: readonly string[];
  /** How many outputs were hashed, how many of them are NaN, infinite, zero, subnormal. */
  readonly outputs: number;
  readonly nan: number;
  readonly infinite: number;
  readonly zero: number;
  readonly subnormal: number;
  /** FNV-1a of the bits of the outputs of each function. */
  readonly hashes: Readonly<Record<string, string>>;
}

const ROUNDS = 470;
const view = new DataView(new ArrayBuffer(8));

/** The outcome, as JSON: strings are compared. */
export function run(cells: readonly Cell[]): string {
  const outcome: Outcome = { notebook: cells.flatMap(replay), ...hashOutputs() };
  return JSON.stringify(outcome);
}

function replay({ gamma, labels, probabilities, sumFrom }: Cell): string[] {
  const losses = probabilities.map((p, i) =>
    gamma === null
      ? notebook.binaryCrossEntropy(labels[i]!, p)
      : notebook.focalLoss(labels[i]!, p, { gamma }),
  );
  const sums = sumFrom === null ? [] : [notebook.sum(losses.slice(sumFrom))];
  return [...losses, ...sums].map(bits);
}

function hashOutputs(): Omit<Outcome, "notebook"> {
  const hashes: Record<string, bigint> = {};
  const counts = { outputs: 0, nan: 0, infinite: 0, zero: 0, subnormal: 0 };
  const total = new ExactSum();

  const take = (name: string, x: number): void => {
    hashes[name] = fnv1a(hashes[name] ?? 0xcbf29ce484222325n, x);
    counts.outputs += 1;
    if (x !== x) counts.nan += 1;
    else if (x === Infinity || x === -Infinity) counts.infinite += 1;
    else if (x === 0) counts.zero += 1;
    else if (x > -2.2250738585072014e-308 && x < 2.2250738585072014e-308) counts.subnormal += 1;
    if (x - x === 0) total.add(x);
  };

  const takeAll = (name: string, values: ArrayLike<number>): void => {
    for (let i = 0; i < values.length; i++) take(name, values[i]!);
  };

  for (let round = 0; round < ROUNDS; round++) {
    for (const z of logits()) {
      const y = label();
      const options = weighted();
      const focal = { ...options, gamma: gamma() };
      take("binaryCrossEntropyWithLogits", core.binaryCrossEntropyWithLogits(y, z, options));
      take("binaryCrossEntropyWithLogits", core.binaryCrossEntropyWithLogitsGrad(y, z, options));
      take("binaryCrossEntropyWithLogits", core.binaryCrossEntropyWithLogitsHess(y, z, options));
      take("focalLossWithLogits", core.focalLossWithLogits(y, z, focal));
      take("focalLossWithLogits", core.focalLossWithLogitsGrad(y, z, focal));
      take("focalLossWithLogits", core.focalLossWithLogitsHess(y, z, focal));
    }
    for (const p of probabilities()) {
      const y = label();
      const options = weighted();
      const focal = { ...options, gamma: gamma() };
      take("binaryCrossEntropy", core.binaryCrossEntropy(y, p, options));
      take("binaryCrossEntropy", core.binaryCrossEntropyGrad(y, p, options));
      take("binaryCrossEntropy", core.binaryCrossEntropyHess(y, p, options));
      take("focalLoss", core.focalLoss(y, p, focal));
      take("focalLoss", core.focalLossGrad(y, p, focal));
      take("focalLoss", core.focalLossHess(y, p, focal));
    }
    batches(round, takeAll);
    softmax(round, takeAll);
    const focal = { ...weighted(), gamma: gamma() };
    take("calibration", core.recoverProbability(random(), focal));
    take("calibration", core.recoverProbabilityWithLogits(logits()[0]!, focal));
    take("calibration", core.initialLogit(random(), focal));
    takeAll("classBalance", core.effectiveNumberWeights([1 + round, 1000, 7], random()));
    take("ExactSum", total.sum());
    take("ExactSum", total.mean());
    const signed = new ExactSum();
    for (let i = 0; i < 5; i++) signed.add(doubleOfAnySize()).addProduct(random(), doubleOfAnySize());
    take("ExactSum", ExactSum.fromJSON(signed.merge(total).toJSON()).sum());
    if (round % 5 === 0) {
      const x = random();
      take("correctlyRoundedLog", correctlyRoundedLog(x));
      take("correctlyRoundedPow", correctlyRoundedPow(x, gamma()));
      take("notebook", notebook.focalLoss(label(), x, { gamma: round / 100 }));
    }
  }
  return {
    ...counts,
    hashes: Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [name, hash.toString(16)])),
  };
}

/** A batch of each kind, with all its outputs. */
function batches(round: number, takeAll: (name: string, values: ArrayLike<number>) => void): void {
  const options = { ...weighted(), gamma: gamma(), reduction: "sum" } as const;
  const hessianMode = pick(["exact", "clamp", "absolute", "gauss-newton"] as const);
  for (const [name, batch, inputs] of [
    ["focalLossWithLogitsBatch", core.focalLossWithLogitsBatch, [...logits(), ...logits()]],
    ["focalLossBatch", core.focalLossBatch, probabilities().filter((p) => !(p < 0 || p > 1))],
  ] as const) {
    const out = {
      values: inputs.map(() => 0),
      gradients: new Float64Array(inputs.length),
      hessians: new Float32Array(inputs.length),
    };
    const labels = inputs.map((_, i) => (round % 2 === 0 ? i % 2 : label()));
    const result = batch(labels, inputs, { ...options, hessianMode, weights: inputs.map(random) }, out);
    takeAll(name, [...out.values, ...out.gradients, ...out.hessians, result.sum, result.weight]);
  }
}

/** A softmax row and a batch of rows. */
function softmax(round: number, takeAll: (name: string, values: ArrayLike<number>) => void): void {
  const classes = 2 + (round % 7);
  const row = (): number[] =>
    Array.from({ length: classes }, () =>
      random() < 0.05 ? -Infinity : (random() - 0.5) * pick([4, 40, 1500]),
    );
  const logits = row();
  const options = { gamma: gamma(), alpha: Array.from({ length: classes }, random) };
  const target = round % 3 === 0 ? Array.from({ length: classes }, random) : round % classes;
  takeAll("softmaxFocalLoss", [core.softmaxFocalLoss(target, logits, options)]);
  takeAll("softmaxFocalLoss", core.softmaxFocalLossGrad(target, logits, options));
  takeAll("softmaxFocalLoss", core.softmaxFocalLossHess(target, logits, options));
  takeAll(
    "softmaxFocalLoss",
    core.softmaxFocalLossHessVec(
      target,
      logits,
      options,
      row().map((x) => x || 1),
    ),
  );
  const gradients = new Float64Array(2 * classes);
  const targets = [0, round % classes];
  const result = core.softmaxFocalLossBatch(
    targets,
    [...logits, ...row()],
    { ...options, classes },
    { gradients },
  );
  takeAll("softmaxFocalLossBatch", [...gradients, result.sum]);
}

/** One logit of each kind. */
function logits(): number[] {
  const sign = random() < 0.5 ? -1 : 1;
  return [
    (random() - 0.5) * 20,
    (random() - 0.5) * 80,
    (random() - 0.5) * 1600,
    sign * 40 * (1 + (random() - 0.5) / 4096), // where ln(1 + t) becomes t
    sign * (700 + random() * 50),
    sign * pick([0, 5e-324, 0.5, 1, 700, 745.13, 1400, 1e300, 1.7976931348623157e308, Infinity, NaN]),
    doubleOfAnySize(),
    (sign * random()) / 4294967296,
  ];
}

/** One probability of each kind. */
function probabilities(): number[] {
  const tiny = fromWords((random() * 0x3ff00000) >>> 0, (random() * 4294967296) >>> 0);
  return [
    random(),
    random(),
    ((random() * 101) >>> 0) / 100,
    0.5 + (random() - 0.5) / 1024,
    tiny,
    1 - ((random() * 4096) >>> 0) / 9007199254740992,
    1 - tiny,
    pick([0, 5e-324, 2.2250738585072014e-308, 0.5, 1 - 1 / 9007199254740992, 1, -0.1, 1.1, NaN]),
    fromWords(0, (random() * 4294967296) >>> 0), // subnormal
  ];
}

function label(): number {
  return pick([0, 0, 1, 1, random(), 0.9, 5e-324]);
}

function gamma(): number {
  return pick([0, 5e-324, 1e-10, 0.5, 1, 2, 3, 5, 128, random() * 5, random() * 128]);
}

function weighted(): FocalLossOptions {
  return pick<FocalLossOptions>([{}, {}, { alpha: 0.25 }, { alpha: random() }, { posWeight: random() * 10 }]);
}

function doubleOfAnySize(): number {
  return fromWords((random() * 4294967296) >>> 0, (random() * 4294967296) >>> 0);
}

function pick<T>(values: readonly T[]): T {
  return values[(random() * values.length) >>> 0]!;
}

/** xorshift128 */
const state = [0x12345678, 0x9e3779b9, 0x243f6a88, 0xb7e15162] as [number, number, number, number];

function next(): number {
  let t = state[3];
  const s = state[0];
  t ^= t << 11;
  t ^= t >>> 8;
  state[3] = state[2];
  state[2] = state[1];
  state[1] = s;
  state[0] = t ^ s ^ (s >>> 19);
  return state[0] >>> 0;
}

function random(): number {
  return (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
}

function fromWords(high: number, low: number): number {
  view.setUint32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

/** The 64 bits in hexadecimal. An engine may pick any NaN's bits; here they are all the same. */
function bits(x: number): string {
  if (x !== x) return "NaN";
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function fnv1a(hash: bigint, x: number): bigint {
  for (const character of bits(x)) {
    hash = ((hash ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash;
}
