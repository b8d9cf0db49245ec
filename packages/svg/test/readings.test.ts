import { describe, expect, it } from "vitest";
import type { InteractiveData } from "../src/interactive-data.ts";
import { across, along, describeReading, firstPlace, placeNear, readingAt } from "../src/readings.ts";

/** Two panels: an empty curve, a rising and a flat one; then a single point. */
const data: InteractiveData = {
  panels: [
    {
      frame: [0, 0, 100, 100],
      x: "p",
      y: "loss",
      units: ["", "nats"],
      series: [
        { label: "none", points: [] },
        {
          label: "rising",
          points: [
            [0, 0, 0, 100],
            [0.5, 0.5, 50, 50],
            [1, 1, 100, 0],
          ],
        },
        {
          label: "flat",
          points: [
            [0, 0.1, 0, 90],
            [1, 0.1, 100, 90],
          ],
        },
      ],
    },
    {
      frame: [120, 0, 220, 100],
      x: "z",
      y: "slope",
      units: ["", ""],
      series: [{ label: "single", points: [[3, -0, 170, 50]] }],
    },
  ],
};

describe("the place near a position", () => {
  it.each([
    [50, 52, { panel: 0, series: 1, point: 1 }],
    [98, -7, { panel: 0, series: 1, point: 2 }],
    // In the middle of a long segment, the curve is the nearest, though its points are further than those of the other.
    [50, 88, { panel: 0, series: 2, point: 0 }],
    [60, 88, { panel: 0, series: 2, point: 1 }],
    [121, 99, { panel: 1, series: 0, point: 0 }],
    [110, 50, undefined],
    [50, 109, undefined],
    [NaN, 50, undefined],
  ])("%d, %d", (x, y, place) => {
    expect(placeNear(data, x, y)).toEqual(place);
  });

  it("is nowhere where there are no points", () => {
    const empty = { panels: [{ ...data.panels[0]!, series: [{ label: "none", points: [] }] }] };
    expect(placeNear(empty, 50, 50)).toBeUndefined();
    expect(firstPlace(empty)).toBeUndefined();
    expect(firstPlace({ panels: [] })).toBeUndefined();
  });
});

it("goes along a curve as far as it goes", () => {
  const place = firstPlace(data)!;
  expect(place).toEqual({ panel: 0, series: 1, point: 0 });
  const steps = [1, 1, 1, -1, Infinity, -Infinity];
  const points = steps.map(
    (_, i) => steps.slice(0, i + 1).reduce((at, each) => along(data, at, each), place).point,
  );
  expect(points, String(steps)).toEqual([1, 2, 2, 1, 2, 0]);
});

it("goes across to the curve before or after, at the nearest x, past those without points", () => {
  const middle = { panel: 0, series: 1, point: 1 };
  expect(across(data, middle, 1)).toEqual({ panel: 0, series: 2, point: 0 });
  expect(across(data, { ...middle, point: 2 }, 1)).toEqual({ panel: 0, series: 2, point: 1 });
  expect(across(data, middle, 2)).toEqual({ panel: 1, series: 0, point: 0 });
  expect(across(data, { panel: 1, series: 0, point: 0 }, -1)).toEqual({ panel: 0, series: 2, point: 1 });
  expect(across(data, middle, -1)).toEqual(middle);
});

it("says units where there are any, and zero without a sign", () => {
  const say = (place: Parameters<typeof readingAt>[1]): string[] =>
    describeReading(data, readingAt(data, place));
  expect(say({ panel: 0, series: 2, point: 1 })).toEqual(["flat", "p = 1", "loss = 0.1 nats"]);
  expect(say({ panel: 1, series: 0, point: 0 })).toEqual(["single", "z = 3", "slope = 0"]);
});
