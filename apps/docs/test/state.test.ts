import { DIALECTS } from "@focal-loss/sql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CODE_TABS,
  DEFAULT_STATE,
  DIALECT_NAMES,
  fromQuery,
  type PlaygroundState,
  MODELS,
  PARTS,
  RANGES,
  TASKS,
  toQuery,
} from "../src/state.ts";

const between = ([min, max]: readonly [number, number]): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));

const states: fc.Arbitrary<PlaygroundState> = fc.record({
  gamma: between(RANGES.gamma),
  alpha: fc.option(between(RANGES.alpha), { nil: undefined }),
  label: fc.constantFrom(0 as const, 1 as const),
  probability: between(RANGES.probability),
  imbalance: between(RANGES.imbalance),
  seed: fc.integer({ min: RANGES.seed[0], max: RANGES.seed[1] }),
  code: fc.constantFrom(...CODE_TABS),
  dialect: fc.constantFrom(...DIALECTS),
  task: fc.constantFrom(...TASKS),
  model: fc.constantFrom(...MODELS),
  hide: fc.subarray([...PARTS]),
});

it("knows the dialects of SQL that there are", () => {
  expect(DIALECT_NAMES).toEqual([...DIALECTS]);
});

describe("toQuery and fromQuery", () => {
  it("are inverse", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(fromQuery(toQuery(state))).toEqual({ state, problems: [] });
      }),
    );
  });

  it("leave the defaults out", () => {
    expect(toQuery(DEFAULT_STATE)).toBe("");
    expect(fromQuery("")).toEqual({ state: DEFAULT_STATE, problems: [] });
    expect(toQuery({ ...DEFAULT_STATE, gamma: 3 })).toBe("?v=1&gamma=3");
    expect(toQuery({ ...DEFAULT_STATE, alpha: 0.25, probability: 0.6, hide: ["code", "data"] })).toBe(
      "?v=1&alpha=0.25&p=0.6&code_hide=1&data_hide=1",
    );
  });
});

describe("fromQuery", () => {
  it("reads a link without a version, and leaves alone what it does not know", () => {
    const { state, problems } = fromQuery("?gamma=0.5&utm_source=mail");
    expect(state).toEqual({ ...DEFAULT_STATE, gamma: 0.5 });
    expect(problems).toEqual([]);
  });

  it.for([
    ["?gamma=x", '"gamma" expected a number in [0, 5], got "x".'],
    ["?gamma=", '"gamma" expected a number in [0, 5], got "".'],
    ["?gamma=-1", '"gamma" expected a number in [0, 5], got "-1".'],
    ["?alpha=1.5", '"alpha" expected a number in [0, 1], got "1.5".'],
    ["?p=NaN", '"p" expected a number in [0, 1], got "NaN".'],
    ["?label=2", '"label" expected 0 or 1, got "2".'],
    ["?seed=1.5", '"seed" expected a whole number in [0, 100], got "1.5".'],
    ["?code=rust", '"code" expected typescript, tfjs, cli, sql, python, got "rust".'],
    ["?task=cats", '"task" expected digits, blobs, got "cats".'],
    ["?code_hide=yes", '"code_hide" expected 0 or 1, got "yes".'],
  ])("says what is wrong with %s", ([query, problem]) => {
    expect(fromQuery(query!)).toEqual({ state: DEFAULT_STATE, problems: [problem] });
  });

  it("keeps what it can read beside what it cannot", () => {
    const { state, problems } = fromQuery("?v=1&gamma=1&alpha=many");
    expect(state).toEqual({ ...DEFAULT_STATE, gamma: 1 });
    expect(problems).toHaveLength(1);
  });

  it("does not guess at another version", () => {
    expect(fromQuery("?v=2&gamma=1")).toEqual({
      state: DEFAULT_STATE,
      problems: ["This link is of version 2, this page reads version 1."],
    });
  });
});
