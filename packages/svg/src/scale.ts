/**
 * Numbers to px: `linear`, `log` and `symlog` by d3-scale, `logit` by its linear scale over ln(p / (1 - p)).
 */
import { extent } from "d3-array";
import { scaleLinear, scaleLog, scaleSymlog } from "d3-scale";
import type { Axis, ScaleKind } from "./chart.ts";

/** Position in px, NaN where the scale has none. */
export interface Scale {
  (value: number): number;
  /** The number at a position. */
  readonly invert: (position: number) => number;
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/** @param range - Px of the first and the last number of the domain. */
export function createScale(
  axis: Axis,
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const kind = axis.scale ?? "linear";
  const [position, invert] = mapping(kind, axis.constant ?? 1, domain, range);
  return Object.assign(position, { invert, kind, domain, range });
}

type Mapping = (value: number) => number;

function mapping(
  kind: ScaleKind,
  constant: number,
  domain: readonly [number, number],
  range: readonly [number, number],
): [there: Mapping, back: Mapping] {
  switch (kind) {
    case "linear": {
      const scale = scaleLinear(domain, range);
      return [(value) => scale(value), (position) => scale.invert(position)];
    }
    case "log": {
      const scale = scaleLog(domain, range);
      return [(value) => (value > 0 ? scale(value) : NaN), (position) => scale.invert(position)];
    }
    case "symlog": {
      const scale = scaleSymlog(domain, range).constant(constant);
      return [(value) => scale(value), (position) => scale.invert(position)];
    }
    case "logit": {
      const scale = scaleLinear([logit(domain[0]), logit(domain[1])], range);
      return [
        (value) => (value > 0 && value < 1 ? scale(logit(value)) : NaN),
        (position) => 1 / (1 + Math.exp(-scale.invert(position))),
      ];
    }
  }
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** The domain of an axis over these values: the given one, or that of the values, rounded outwards. */
export function domainOf(
  { scale = "linear", domain }: Axis,
  values: readonly number[],
): readonly [number, number] {
  if (domain !== undefined) return domain;
  const [lowest, highest] = extent(values.filter((value) => isPossible(scale, value)));
  if (lowest === undefined) return scale === "log" ? [0.1, 1] : scale === "logit" ? [0.01, 0.99] : [0, 1];
  if (scale === "logit") return lowest < highest ? [lowest, highest] : [lowest / 2, (1 + lowest) / 2];
  if (scale === "log") {
    const [first, last] = scaleLog().domain([lowest, highest]).nice().domain() as [number, number];
    return first < last ? [first, last] : [lowest / 10, lowest * 10];
  }
  if (highest - lowest < SMALLEST) {
    const margin = Math.abs(lowest) < SMALLEST ? 1 : Math.abs(lowest) / 2;
    return [lowest - margin, lowest + margin];
  }
  return scaleLinear().domain([lowest, highest]).nice().domain() as [number, number];
}

/** Below it, powers of ten and parts of an axis are rounded to 0. */
export const SMALLEST = 1e-300;

function isPossible(kind: ScaleKind, value: number): boolean {
  if (kind === "log") return value >= SMALLEST;
  return kind !== "logit" || (value >= SMALLEST && value < 1);
}
