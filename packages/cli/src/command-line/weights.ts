/**
 * Class weights as the options give them; the parser has seen to it that there is at most one.
 */
import type { FocalLossOptions } from "@focal-loss/core";

export interface WeightOptions {
  readonly alpha?: number;
  readonly posWeight?: number;
}

export function lossOptions(
  gamma: number,
  { alpha, posWeight }: WeightOptions,
): FocalLossOptions & { readonly gamma: number } {
  if (alpha !== undefined) return { gamma, alpha };
  return posWeight === undefined ? { gamma } : { gamma, posWeight };
}

/** The weights as JSON documents have them. */
export function weightsDocument({ alpha, posWeight }: WeightOptions): object {
  return { alpha: alpha ?? null, posWeight: posWeight ?? null };
}
