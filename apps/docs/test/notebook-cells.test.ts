import { loadNotebook } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { replay, sourceOf, toPython } from "../src/notebook-cells.ts";

const { cases } = await loadNotebook();

describe("replay", () => {
  it.for(cases)("prints cell $cell as Python did", (cell) => {
    const { printed, sum, accurate } = replay(cell);
    expect(printed).toBe(cell.printed);
    expect(sum).toBe(cell.sum?.printed);
    expect(accurate).toHaveLength(cell.labels.length);
  });

  it("names the expression", () => {
    expect(cases.map(sourceOf)).toContain("-y*log(p)*(1-p)**2 - (1-y)*log(1-p)*p**2");
    expect(sourceOf(cases[0]!)).toBe("-y*log(p) - (1-y)*log(1-p)");
  });
});

describe("toPython", () => {
  it.for([
    [0.1, "0.1"],
    [2, "2.0"],
    [-0, "-0.0"],
    [1e-5, "1e-05"],
    [1.5e-7, "1.5e-07"],
    [1e22, "1e+22"],
    [5e-324, "5e-324"],
    [0.0001, "0.0001"],
    [Infinity, "inf"],
    [-Infinity, "-inf"],
    [NaN, "nan"],
  ] as const)("writes %d as %s", ([value, text]) => {
    expect(toPython(value)).toBe(text);
  });
});
