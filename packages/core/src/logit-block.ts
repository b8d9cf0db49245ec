/**
 * The binary losses of a block of labels and logits.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 *
 * A hard label has one term, so a block of them is one pass over the columns, with no branch. A soft label is computed as 1
 * and as 0. Margins off the table, and NaN, take {@link focalTerm}, one by one.
 */
import { type Fill, type FocalColumns, focalColumns } from "./focal-columns.ts";
import { expOfMinus } from "./exp-table.ts";
import { focalTerm, term } from "./focal-term.ts";
import { BLOCK, type MarginColumns, marginColumns } from "./margin-columns.ts";
import { type PowerColumn, powerColumn } from "./power-column.ts";

/** What a block is computed with. */
export interface BlockOptions {
  readonly gamma: number;
  /** `largestMargin` of gamma and the weights. */
  readonly limit: number;
  /** Weights of class 1 and class 0. */
  readonly w1: number;
  readonly w0: number;
  /** Whether there may be labels other than 0 and 1. */
  readonly soft: boolean;
  /** Fills the columns that are wanted. */
  readonly fill: Fill;
  /** Whether the Hessian is that of `fillGaussNewton`. */
  readonly gaussNewton: boolean;
}

export interface LogitBlock {
  /** In. Both are overwritten. */
  readonly label: Float64Array;
  readonly logit: Float64Array;
  /** Computes the first `n` elements, into the columns of focal-columns.ts. */
  readonly compute: (n: number, options: BlockOptions) => void;
}

export const logitBlock: LogitBlock = /* @__PURE__ */ makeLogitBlock(
  marginColumns,
  powerColumn,
  focalColumns,
);

function makeLogitBlock(
  margins: MarginColumns,
  powers: PowerColumn,
  { value, gradient, hessian }: FocalColumns,
): LogitBlock {
  const { label, logit, off } = margins;
  const columns = [value, gradient, hessian];
  const softIndex = new Int32Array(BLOCK);
  const softLabel = new Float64Array(BLOCK);
  const asOne = columns.map(() => new Float64Array(BLOCK));

  /** Takes the soft labels out of the column and puts 1 in their place. Returns how many there are. */
  const takeSoftLabels = (n: number): number => {
    let count = 0;
    for (let i = 0; i < n; i++) {
      const y = label[i]!;
      if (y * (1 - y) !== 0) {
        softIndex[count] = i;
        softLabel[count++] = y;
        label[i] = 1;
      }
    }
    return count;
  };

  const hardLabels = (n: number, options: BlockOptions): void => {
    const offs = margins.fill(n, options.limit);
    powers.fill(n, options.gamma, options.w1, options.w0);
    options.fill(n, options.gamma);
    for (let k = 0; k < offs; k++) {
      const i = off[k]!;
      const z = logit[i]!;
      set(i, z === z ? 0 : NaN);
      if (label[i] === 1) add(i, z, options.w1, 1, options);
      else add(i, -z, options.w0, -1, options);
    }
  };

  const set = (i: number, x: number): void => {
    value[i] = x;
    gradient[i] = x;
    hessian[i] = x;
  };

  const add = (
    i: number,
    s: number,
    w: number,
    direction: number,
    { gamma, limit, gaussNewton }: BlockOptions,
  ): void => {
    focalTerm(s, 0, gamma, w, limit);
    value[i]! += term[0]!;
    gradient[i]! += direction * term[1]!;
    hessian[i]! += gaussNewton ? gaussNewtonTerm(s, gamma) : term[2]!;
  };

  /** Computes the soft labels as 0 too, and mixes that with what they are as 1. */
  const softLabels = (count: number, options: BlockOptions): void => {
    for (let c = 0; c < 3; c++) asOne[c]!.set(columns[c]!);
    for (let k = 0; k < count; k++) {
      label[k] = 0;
      logit[k] = logit[softIndex[k]!]!;
    }
    hardLabels(count, options);
    for (let c = 0; c < 3; c++) mix(columns[c]!, asOne[c]!, count);
    for (let k = 0; k < count; k++) {
      const z = logit[k]!;
      if (z >= -options.limit && z <= options.limit) continue;
      const i = softIndex[k]!;
      const y = softLabel[k]!;
      set(i, y === y && z === z ? 0 : NaN);
      add(i, z, options.w1 * y, 1, options);
      add(i, -z, options.w0 * (1 - y), -1, options);
    }
  };

  const mix = (column: Float64Array, ones: Float64Array, count: number): void => {
    for (let k = 0; k < count; k++) {
      const i = softIndex[k]!;
      const y = softLabel[k]!;
      ones[i] = y * ones[i]! + (1 - y) * column[k]!;
    }
    column.set(ones);
  };

  const compute = (n: number, options: BlockOptions): void => {
    const count = options.soft ? takeSoftLabels(n) : 0;
    hardLabels(n, options);
    if (count > 0) softLabels(count, options);
  };

  return { label, logit, compute };
}

/**
 * w A''(p) (dp/ds)^2 of the term that was computed last, from G = w A' and rho = A/-A':
 *
 *     -G (g p (g - 1) p rho + (2 g p + q) (1 - g p rho))
 */
export function gaussNewtonTerm(s: number, gamma: number): number {
  const slope = -term[1]!;
  if (!(slope > 0)) return 0;
  const t = expOfMinus(Math.abs(s), 0);
  const [p, q] = s < 0 ? [t / (1 + t), 1 / (1 + t)] : [1 / (1 + t), t / (1 + t)];
  const gp = gamma * p;
  // Where p is 0, A may be infinite.
  const rho = p > 0 ? term[0]! / slope : 0;
  return Math.max(0, slope * (gp * ((gamma - 1) * p) * rho + (2 * gp + q) * (1 - gp * rho)));
}
