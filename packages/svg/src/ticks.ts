/**
 * Where an axis has ticks, and which of them have a label.
 */
import { tickStep, ticks } from "d3-array";
import { format, precisionFixed } from "d3-format";
import type { Axis } from "./chart.ts";
import { superscript } from "./markup.ts";
import { scientific, shortNumber } from "./number-text.ts";
import { powerAbove, powerBelow, type Scale } from "./scale.ts";

/** A tick; without room for its label it keeps its line. */
export interface Tick {
  readonly value: number;
  /** Px along the axis. */
  readonly position: number;
  readonly label: string | undefined;
}

/** A tick without its place. */
interface Candidate {
  readonly value: number;
  readonly label: string;
  /** Where it stands in the row of round numbers; NaN between two of them. */
  readonly index: number;
}

/**
 * The ticks of an axis.
 *
 * @param spacing - Px from one tick to the next, about.
 * @param room - Px that a label takes along the axis.
 */
export function createTicks(
  axis: Axis,
  scale: Scale,
  spacing: number,
  room: (label: string) => number,
): Tick[] {
  const length = Math.abs(scale.range[1] - scale.range[0]);
  const candidates = candidatesOf(axis, scale, Math.max(2, Math.min(10, length / spacing)));
  const placed = candidates.map((candidate) => ({ ...candidate, position: scale(candidate.value) }));
  const shown = labelled(placed, scale.kind === "linear" ? TENTHS : POWERS, room);
  return placed.map(({ value, label, position }) => ({
    value,
    position,
    label: shown.has(value) ? label : undefined,
  }));
}

function candidatesOf({ ticks: wanted, format: specifier }: Axis, scale: Scale, room: number): Candidate[] {
  const [first, last] = scale.domain;
  const values = Array.isArray(wanted)
    ? (wanted as readonly number[]).filter((value) => value >= first && value <= last)
    : valuesOf(scale, typeof wanted === "number" ? wanted : room);
  const label = specifier === undefined ? labelling(scale, values) : format(specifier);
  const index = indexing(scale, values);
  return values.map((value) => ({ value, label: label(value), index: index(value) }));
}

function valuesOf({ kind, domain: [first, last] }: Scale, count: number): number[] {
  const inside = (values: readonly number[]): number[] =>
    [...new Set(values)].filter((value) => value >= first && value <= last).sort((a, b) => a - b);
  // Without a tick that is -0.
  const linear = (): number[] => ticks(first, last, count).map((value) => value + 0);
  if (kind === "log") {
    const powers = powersOfTen(first, last);
    const values = inside(
      powers.length > 3 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]),
    );
    return values.length > 1 ? values : linear();
  }
  if (kind === "symlog") {
    const powers = powersOfTen(1, Math.max(Math.abs(first), Math.abs(last), 1));
    const values = inside([0, ...powers, ...powers.map((power) => -power)]);
    return values.length > 3 ? values : linear();
  }
  if (kind === "logit") {
    const tails = powersOfTen(Math.min(first, 1 - last), 0.1);
    const values = inside([0.5, ...tails, ...tails.map(complement)]);
    return values.length > 3 ? values : inside([...values, ...linear()]);
  }
  return linear();
}

/** The powers of ten from the one below `first` to the one above `last`. */
function powersOfTen(first: number, last: number): number[] {
  const [lowest, highest] = [powerBelow(first), powerAbove(last)].map(exponentOf) as [number, number];
  return Array.from({ length: highest - lowest + 1 }, (_, i) => Number(`1e${lowest + i}`));
}

/** 1 - 10^-k, as a decimal would be read. */
function complement(power: number): number {
  return Number((1 - power).toFixed(15));
}

function labelling(
  { kind, domain: [first, last] }: Scale,
  values: readonly number[],
): (value: number) => string {
  if (kind === "log" && last / first >= 100) return (value) => scientific(value, 0);
  if (kind === "logit") {
    return (value) => {
      const tail = Math.round(-Math.log10(1 - value));
      if (tail > 3) return `1−10${superscript(-tail)}`;
      return value < 1e-3 ? scientific(value, 0) : shortNumber(value);
    };
  }
  if (kind !== "linear") return (value) => shortNumber(value);
  const step = Math.min(...values.slice(1).map((value, i) => value - values[i]!), Infinity);
  const largest = Math.max(...values.map(Math.abs));
  if (values.length < 2 || !(largest < 1e6 && step >= 1e-5)) {
    // As many digits as tell neighbours apart.
    const digits = Math.min(15, Math.max(3, Math.ceil(Math.log10(largest / step)) + 2));
    return (value) => shortNumber(value, digits);
  }
  // Steps of a given list may need more decimals than their size says: 0.25 from 0.
  const decimals = Math.max(
    ...values.map((value) => decimalsOf(value, precisionFixed(Number(step.toPrecision(6))))),
  );
  return format(`.${decimals}f`);
}

function decimalsOf(value: number, least: number): number {
  for (let decimals = least; decimals < least + 3; decimals++) {
    if (Math.abs(Number(value.toFixed(decimals)) - value) <= 1e-9 * Math.abs(value)) return decimals;
  }
  return least;
}

/** Every how many ticks have a label: what is left is round among multiples, and among powers. */
const TENTHS: readonly number[] = [1, 2, 5, 10, 20, 50, 100];
const POWERS: readonly number[] = [1, 2, 3, 4, 5, 6, 10, 20, 50, 100];

function indexing(
  { kind, domain: [first, last] }: Scale,
  values: readonly number[],
): (value: number) => number {
  switch (kind) {
    case "linear": {
      const step = tickStep(first, last, values.length);
      return (value) => Math.round(value / step);
    }
    case "log":
    case "symlog":
      return (value) => (value === 0 ? 0 : exponentOf(Math.abs(value)));
    case "logit":
      return (value) => (value === 0.5 ? 0 : exponentOf(Number(Math.min(value, 1 - value).toPrecision(12))));
  }
}

/** The exponent of a power of ten; NaN where it is none. */
function exponentOf(value: number): number {
  const [mantissa, exponent] = value.toExponential().split("e");
  return mantissa === "1" ? Number(exponent) : NaN;
}

/**
 * The values whose labels do not touch: all, or those at every second, third and so on; where not even two have room, the
 * roundest that fit.
 */
function labelled(
  candidates: readonly (Candidate & { readonly position: number })[],
  strides: readonly number[],
  room: (label: string) => number,
): Set<number> {
  const fit = (some: typeof candidates): boolean => {
    const sorted = [...some].sort((a, b) => a.position - b.position);
    return sorted.slice(1).every((candidate, i) => {
      const before = sorted[i]!;
      return candidate.position - before.position >= (room(candidate.label) + room(before.label)) / 2;
    });
  };
  const values = (some: typeof candidates): Set<number> => new Set(some.map(({ value }) => value));
  if (fit(candidates)) return values(candidates);
  for (const stride of strides) {
    const round = candidates.filter(({ index }) => index % stride === 0);
    if (round.length > 1 && fit(round)) return values(round);
  }
  const roundness = ({ index }: Candidate): number => strides.filter((stride) => index % stride === 0).length;
  const kept: (typeof candidates)[number][] = [];
  for (const candidate of [...candidates].sort((a, b) => roundness(b) - roundness(a))) {
    if (fit(kept.concat(candidate))) kept.push(candidate);
  }
  return values(kept);
}
