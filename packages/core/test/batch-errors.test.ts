/**
 * What the binary batches say about wrong arguments, to the letter, and that they leave the output arrays alone.
 */
import { describe, expect, it } from "vitest";

import { focalLossBatch, focalLossWithLogitsBatch } from "../src/index.ts";

type Call = readonly [labels: unknown, input: unknown, options?: unknown, out?: unknown];

const shared: readonly (readonly [Call, string])[] = [
  [[undefined, [1]], 'TypeError: "labels" expected an array of numbers, got undefined'],
  [["1", [1]], 'TypeError: "labels" expected an array of numbers, got "1"'],
  [
    [new BigInt64Array(1), [1]],
    'TypeError: "labels" expected an array of numbers, got an object (BigInt64Array)',
  ],
  [
    [Object.create(null), [1]],
    'TypeError: "labels" expected an array of numbers, got an object (no prototype)',
  ],
  [[Number, [1]], 'TypeError: "labels" expected an array of numbers, got a function'],
  [
    [new DataView(new ArrayBuffer(1)), [1]],
    'TypeError: "labels" expected an array of numbers, got an object (DataView)',
  ],
  [[Array(1), [1]], 'TypeError: "labels[0]" expected a number, got undefined'],
  [[["1"], [1]], 'TypeError: "labels[0]" expected a number, got "1"'],
  [[[[1]], [1]], 'TypeError: "labels[0]" expected a number, got an array'],
  [
    [
      [0, 1.5],
      [1, 1],
    ],
    'RangeError: "labels[1]" expected a number in [0, 1], got 1.5',
  ],
  [[Float32Array.of(0, -1), [1, 1]], 'RangeError: "labels[1]" expected a number in [0, 1], got -1'],
  [[Float64Array.of(2), [1]], 'RangeError: "labels[0]" expected a number in [0, 1], got 2'],
  [[Int8Array.of(0, 0, 7), [1, 1, 1]], 'RangeError: "labels[2]" expected a number in [0, 1], got 7'],
  [
    [
      [0.5, NaN, Infinity],
      [1, 1, 1],
    ],
    'RangeError: "labels[2]" expected a number in [0, 1], got Infinity',
  ],
  [[[0, 9, 3], [1, 1, 1], { ignoreLabel: 9 }], 'RangeError: "labels[2]" expected a number in [0, 1], got 3'],
  [[[1], [1], { gamma: -1 }], 'RangeError: "gamma" expected a finite number >= 0, got -1'],
  [[[1], [1], { gamma: NaN }], 'RangeError: "gamma" expected a finite number >= 0, got NaN'],
  [[[1], [1], { gamma: Infinity }], 'RangeError: "gamma" expected a finite number >= 0, got Infinity'],
  [[[1], [1], { gamma: "2" }], 'TypeError: "gamma" expected a finite number >= 0, got "2"'],
  [[[1], [1], { alpha: 1.25 }], 'RangeError: "alpha" expected a number in [0, 1], got 1.25'],
  [[[1], [1], { alpha: null }], 'TypeError: "alpha" expected a number in [0, 1], got null'],
  [[[1], [1], { posWeight: -2 }], 'RangeError: "posWeight" expected a number in [0, 1e+280], got -2'],
  [[[1], [1], { alpha: 0.25, posWeight: 3 }], 'TypeError: "posWeight" expected none beside "alpha", got 3'],
  [[[1], [1], { labelSmoothing: 2 }], 'RangeError: "labelSmoothing" expected a number in [0, 1], got 2'],
  [
    [[1], [1], { reduction: "average" }],
    'RangeError: "reduction" expected "mean", "sum", "weights", "positives" or "none", got "average"',
  ],
  [
    [[1], [1], { hessianMode: 1 }],
    'TypeError: "hessianMode" expected "exact", "clamp", "absolute" or "gauss-newton", got 1',
  ],
  [
    [[1], [1], { reduction: 'mean", "sum' }],
    'RangeError: "reduction" expected "mean", "sum", "weights", "positives" or "none", got "mean\\", \\"sum"',
  ],
  [
    [[1], [1], { reduction: " or " }],
    'RangeError: "reduction" expected "mean", "sum", "weights", "positives" or "none", got " or "',
  ],
  [
    [[1], [1], { reduction: "" }],
    'RangeError: "reduction" expected "mean", "sum", "weights", "positives" or "none", got ""',
  ],
  [
    [[1], [1], { reduction: ["mean"] }],
    'TypeError: "reduction" expected "mean", "sum", "weights", "positives" or "none", got an array',
  ],
  [[[1], [1], { ignoreLabel: "x" }], 'TypeError: "ignoreLabel" expected a number, got "x"'],
  [[[1], [1], { ignoreLabel: NaN }], 'RangeError: "ignoreLabel" expected a number, got NaN'],
  [[[1], [1], { weights: 2 }], 'TypeError: "weights" expected an array of numbers, got 2'],
  [[[1], [1], { weights: [1, 1] }], 'RangeError: "weights" expected length 1, got 2'],
  [[[1], [1], { weights: [-1] }], 'RangeError: "weights[0]" expected a finite number >= 0, got -1'],
  [
    [[1], [1], { weights: [Infinity] }],
    'RangeError: "weights[0]" expected a finite number >= 0, got Infinity',
  ],
  [
    [[0, 0], [1, 1], { weights: Float32Array.of(NaN, -1) }],
    'RangeError: "weights[1]" expected a finite number >= 0, got -1',
  ],
  [[[1], [1], { weights: [true] }], 'TypeError: "weights[0]" expected a number, got true'],
  [[[1], [1], { mask: [] }], 'RangeError: "mask" expected length 1, got 0'],
  [[[1], [1], { mask: ["no"] }], 'TypeError: "mask[0]" expected a boolean or a number, got "no"'],
  [[[1], [1], null], 'TypeError: "options" expected an object, got null'],
  [[[1], [1], 2], 'TypeError: "options" expected an object, got 2'],
  [[[1], [1], {}, 2], 'TypeError: "out" expected an object, got 2'],
  [[[1], [1], {}, null], 'TypeError: "out" expected an object, got null'],
  [
    [[1], [1], {}, { values: new Uint8Array(1) }],
    'TypeError: "out.values" expected a Float64Array, a Float32Array or an array, got an object (Uint8Array)',
  ],
  [[[1], [1], {}, { gradients: [] }], 'RangeError: "out.gradients" expected length 1, got 0'],
  [[[1], [1], {}, { hessians: [0, 0] }], 'RangeError: "out.hessians" expected length 1, got 2'],
];

const forms = [
  ["focalLossWithLogitsBatch", focalLossWithLogitsBatch, "logits", []],
  [
    "focalLossBatch",
    focalLossBatch,
    "probabilities",
    [
      [
        [
          [1, 1],
          [0.5, 1.5],
        ],
        'RangeError: "probabilities[1]" expected a number in [0, 1], got 1.5',
      ],
      [[[1], Float32Array.of(-0.5)], 'RangeError: "probabilities[0]" expected a number in [0, 1], got -0.5'],
    ],
  ],
] as const satisfies readonly (readonly [string, unknown, string, readonly (readonly [Call, string])[]])[];

const message = (f: (...args: never[]) => unknown, args: Call): string => {
  try {
    f(...(args as unknown as never[]));
  } catch (error) {
    return String(error);
  }
  return "no error";
};

describe.each(forms)("%s", (_, batch, input, own) => {
  const about: readonly (readonly [Call, string])[] = [
    [[[1], undefined], `TypeError: "${input}" expected an array of numbers, got undefined`],
    [[[1], [1, 1]], `RangeError: "${input}" expected length 1, got 2`],
    [[[1], [null]], `TypeError: "${input}[0]" expected a number, got null`],
    ...shared,
    ...own,
  ];
  it.each(about.map(([args, text]) => [text, args] as const))("%s", (text, args) => {
    expect(message(batch, args)).toBe(text);
  });

  it("computes nothing where it throws", () => {
    const n = 300;
    const values = new Float64Array(n).fill(7);
    const labels = new Float64Array(n);
    labels[n - 1] = 2;
    expect(() => batch(labels, new Float64Array(n), {}, { values })).toThrow(RangeError);
    expect(values.every((x) => x === 7)).toBe(true);
  });

  it("takes an ignored element as it is", () => {
    const probability = input === "probabilities" ? 9 : NaN;
    expect(batch([5, 1], [probability, 0.5], { mask: [0, 1] }).count).toBe(1);
  });
});
