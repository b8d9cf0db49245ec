import { describe, expect, it } from "vitest";
import { FRAME, fromShare, type LiveChart, pathOf, toCsv, toX, toY } from "../src/chart.ts";
import { percent, shortNumber } from "../src/numbers.ts";
import { DEFAULT_STATE } from "../src/state.ts";
import {
  gradientOverLogit,
  hessianOverLogit,
  lossOverLogit,
  lossOverProbability,
  modulatingFactor,
  reliabilityOverProbability,
} from "../src/views.ts";

const chart: LiveChart = {
  title: "t",
  x: { title: "x, of all", domain: [0, 10], ticks: [] },
  y: { title: "y", domain: [0, 1], ticks: [] },
  series: [
    {
      label: 'the "first"',
      points: [
        [0, 0],
        [10, 1],
        [5, Infinity],
        [6, NaN],
      ],
    },
    { label: "second", points: [[5, 0.5]] },
  ],
};

describe("places", () => {
  it("are the corners of the plot at the ends of the axes", () => {
    expect([toX(chart.x, 0), toX(chart.x, 10)]).toEqual([FRAME.left, FRAME.width - FRAME.right]);
    expect([toY(chart.y, 0), toY(chart.y, 1)]).toEqual([FRAME.height - FRAME.bottom, FRAME.top]);
  });

  it("lead back to the number, and stop at the ends", () => {
    for (const x of [0, 2.5, 10])
      expect(fromShare(chart.x, toX(chart.x, x) / FRAME.width)).toBeCloseTo(x, 12);
    expect([fromShare(chart.x, 0), fromShare(chart.x, 1)]).toEqual([0, 10]);
  });
});

describe("pathOf", () => {
  it("has a place for Infinity and none for NaN", () => {
    expect(pathOf(chart, chart.series[0]!)).toBe("M40.0,212.0L388.0,10.0L214.0,-250.0");
    expect(pathOf(chart, { label: "", points: [] })).toBe("");
  });
});

describe("toCsv", () => {
  it("has a row an x and a column a curve", () => {
    expect(toCsv(chart)).toBe('"x, of all","the ""first""",second\n0,0,\n5,Infinity,0.5\n6,NaN,\n10,1,\n');
  });
});

describe("the views", () => {
  const state = { ...DEFAULT_STATE, gamma: 2 };

  it.for([lossOverProbability, lossOverLogit, modulatingFactor, gradientOverLogit, hessianOverLogit])(
    "%o draws one line twice at gamma 0",
    (view) => {
      for (const label of [0, 1] as const) {
        const [crossEntropy, focal] = view({ ...state, gamma: 0, label }).series;
        crossEntropy!.points.forEach(([x, y], i) => {
          expect(focal!.points[i]![0]).toBe(x);
          expect(focal!.points[i]![1]).toBeCloseTo(y, 14);
        });
      }
    },
  );

  it("mirror each other for the two labels", () => {
    const [one, zero] = ([1, 0] as const).map(
      (label) => lossOverLogit({ ...state, label }).series[1]!.points,
    );
    expect(zero!.map(([, y]) => y).reverse()).toEqual(one!.map(([, y]) => y));
  });

  it("have points that survive JSON, but for the ends", () => {
    const { series } = lossOverProbability(state);
    expect(series[1]!.points.filter(([, y]) => !Number.isFinite(y))).toEqual([[0, Infinity]]);
  });

  it("show the diagonal at gamma 0", () => {
    const [, curve] = reliabilityOverProbability({ gamma: 0, alpha: undefined }).series;
    for (const [x, y] of curve!.points) expect(y).toBeCloseTo(x, 15);
  });
});

describe("shortNumber", () => {
  it.for([
    [0.9, "0.9"],
    [1234.56, "1235"],
    [-0.00123456, "−0.001235"],
    [8.75651076269652e-27, "8.76e−27"],
    [1e7, "1e7"],
    [1e-5, "1e−5"],
    [-Infinity, "−∞"],
    [NaN, "NaN"],
    [-0, "0"],
  ] as const)("writes %d as %s", ([value, text]) => {
    expect(shortNumber(value)).toBe(text);
  });
});

describe("percent", () => {
  it.for([
    [0.371, "37 %"],
    [0.0042, "0.4 %"],
    [0.998, "99.8 %"],
    [1, "100 %"],
    [0, "0 %"],
    [NaN, "–"],
  ] as const)("writes %d as %s", ([value, text]) => {
    expect(percent(value)).toBe(text);
  });
});
