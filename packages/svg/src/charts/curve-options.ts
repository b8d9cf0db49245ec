/**
 * What the charts of functions share: which gammas and alphas, over which axis.
 */
import type { FocalLossOptions } from "@focal-loss/core";
import type { Axis, Chart, Series } from "../chart.ts";
import { type Check, checkFields, type Fields, list, number } from "../check.ts";
import { presentation } from "../check-chart.ts";
import { refuse } from "../refuse.ts";
import { sample } from "../sample.ts";
import { createScale, domainOf } from "../scale.ts";

/** Which curves, and how they look. */
export interface CurveOptions {
  /** The target `y`: 1 (default), 0 or a soft label between them. */
  readonly label?: number | undefined;
  /** One curve each (default 0, 0.5, 1, 2, 5: figure 1 of the paper). */
  readonly gammas?: readonly number[] | undefined;
  /** One curve each for every gamma (default: no class weight). */
  readonly alphas?: readonly number[] | undefined;
  /** Scale and domain of the x axis, and whatever else is to be another. */
  readonly x?: Axis | undefined;
  /** Scale and domain of the y axis, and whatever else is to be another. */
  readonly y?: Axis | undefined;
  /** Titles, legend and palette, instead of the chart's own. */
  readonly title?: string | undefined;
  readonly subtitle?: string | undefined;
  readonly caption?: string | undefined;
  readonly legend?: Chart["legend"];
  readonly palette?: Chart["palette"];
}

export type Over = "probability" | "logit";

const PAPER_GAMMAS: readonly number[] = [0, 0.5, 1, 2, 5];

export const UNIT_NUMBER: Check = /* @__PURE__ */ number(0, 1, "a number in [0, 1]");
export const GAMMA: Check = /* @__PURE__ */ number(0, Number.MAX_VALUE, "a finite number >= 0");

/** @param own - Options that not every chart of functions has. */
export function checkCurveOptions(options: CurveOptions, own: Fields = {}): void {
  checkFields("options", options, {
    ...own,
    label: UNIT_NUMBER,
    gammas: list(GAMMA, "a list of numbers"),
    ...presentation,
  });
  for (const name of ["gammas", "alphas"] as const) {
    if (options[name]?.length === 0) refuse(`options.${name}.length`, "1 or more", 0);
  }
}

/** One combination of gamma and alpha, and the name of its curve. */
export interface Combination {
  readonly options: FocalLossOptions & { readonly gamma: number };
  readonly name: string;
}

export function combinations({ gammas = PAPER_GAMMAS, alphas }: CurveOptions): Combination[] {
  return gammas.flatMap((gamma) => {
    if (alphas === undefined) return [{ options: { gamma }, name: `γ = ${gamma}` }];
    return alphas.map((alpha) => ({ options: { gamma, alpha }, name: `γ = ${gamma}, α = ${alpha}` }));
  });
}

/** Functions for one pair of axes. */
export interface Functions {
  readonly x: Axis & { readonly domain: readonly [number, number] };
  readonly y: Axis;
  readonly curves: readonly { readonly name: string; readonly fn: (x: number) => number }[];
  /** Part of the x axis at each end whose values do not decide how far the y axis goes: functions may be infinite there. */
  readonly inset: number;
}

/** The functions as curves, with a y axis that holds them where they are finite. */
export function sampled({ x, y, curves, inset }: Functions): Pick<Chart, "x" | "y" | "series"> {
  const rangeAxis: Axis = { ...y, domain: y.domain ?? rangeOf({ x, y, curves, inset }) };
  const options = { domain: x.domain, scale: x.scale, range: rangeAxis.domain!, rangeScale: y.scale };
  const series = curves.map(({ name, fn }): Series => ({ label: name, ...sample(fn, options) }));
  return { x, y: rangeAxis, series };
}

const PROBES = 200;

function rangeOf({ x, y, curves, inset }: Functions): readonly [number, number] {
  const along = createScale(x, x.domain, [0, 1]);
  const probes = Array.from({ length: PROBES + 1 }, (_, i) =>
    along.invert(inset + ((1 - 2 * inset) * i) / PROBES),
  );
  const values = curves.flatMap(({ fn }) => probes.map(fn));
  const finite = values.filter(Number.isFinite);
  return domainOf(y, y.scale === "log" ? finite : [0, ...finite]);
}
