/**
 * Numbers to px. Every scale is a function T of the number, and then linear:
 *
 *     linear: x      log: ln x      symlog: sign(x) ln(1 + |x / c|)      logit: ln(x / (1 - x))
 *
 * d3-scale would add 8 kB for colours and times.
 */
import { extent, nice } from "d3-array";
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

/** T and its inverse. */
interface Transform {
  readonly there: (value: number) => number;
  readonly back: (value: number) => number;
}

function transformOf({ scale = "linear", constant = 1 }: Axis): Transform {
  switch (scale) {
    case "linear":
      return { there: (x) => x, back: (t) => t };
    case "log":
      return { there: (x) => (x > 0 ? Math.log(x) : NaN), back: Math.exp };
    case "symlog":
      return {
        there: (x) => Math.sign(x) * Math.log1p(Math.abs(x / constant)),
        back: (t) => Math.sign(t) * Math.expm1(Math.abs(t)) * constant,
      };
    case "logit":
      return {
        there: (p) => (p > 0 && p < 1 ? Math.log(p / (1 - p)) : NaN),
        back: (t) => 1 / (1 + Math.exp(-t)),
      };
  }
}

/** @param range - Px of the first and the last number of the domain. */
export function createScale(
  axis: Axis,
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const { there, back } = transformOf(axis);
  const [first, last] = domain.map(there) as [number, number];
  const [start, end] = range;
  const position = (value: number): number => {
    const t = (there(value) - first) / (last - first);
    return start * (1 - t) + end * t;
  };
  const invert = (at: number): number => back(first + ((at - start) / (end - start)) * (last - first));
  return Object.assign(position, { invert, kind: axis.scale ?? "linear", domain, range });
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
    const [first, last] = [powerBelow(lowest), powerAbove(highest)];
    return first < last ? [first, last] : [lowest / 10, lowest * 10];
  }
  if (highest - lowest < SMALLEST) {
    const margin = Math.abs(lowest) < SMALLEST ? 1 : Math.abs(lowest) / 2;
    return [lowest - margin, lowest + margin];
  }
  return nice(lowest, highest, 10);
}

/** Below it, powers of ten and parts of an axis are rounded to 0. */
export const SMALLEST = 1e-300;

function isPossible(kind: ScaleKind, value: number): boolean {
  if (kind === "log") return value >= SMALLEST;
  return kind !== "logit" || (value >= SMALLEST && value < 1);
}

/** The greatest power of ten that is not above the number. By its decimals: no engine rounds them in its own way. */
export function powerBelow(value: number): number {
  return Number(`1e${value.toExponential().split("e")[1]}`);
}

/** The least power of ten that is not below the number. */
export function powerAbove(value: number): number {
  const power = powerBelow(value);
  return power === value ? power : Number((power * 10).toPrecision(1));
}
