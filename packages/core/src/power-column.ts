/**
 * The modulating factor q^gamma of a block of margins, times the weights of their labels: a column, step by step as in
 * focal-term.ts.
 *
 *     gamma = 1, 2, 3:   q = c + x, c in 17 bits:  c + x,  c^2 + (x q + c x),  c^3 + ((x q + c x) q + c^2 x)
 *     others:            exp(-gamma softplus(s)),  softplus(s) = M0 - p0 r + q0 (y - r) + (ln(1 + v) - v)
 */
import { expPairColumn } from "./exp-column.ts";
import { CENTER, logisticTable } from "./logistic-table.ts";
import { BLOCK, type MarginColumns, marginColumns } from "./margin-columns.ts";

export interface PowerColumn {
  /** Out: q^gamma times the weight of the label. */
  readonly factor: Float64Array;
  /** Fills {@link factor} for the first `n` elements, with the weights `w1` of label 1 and `w0` of label 0. */
  readonly fill: (n: number, gamma: number, w1: number, w0: number) => void;
}

export const powerColumn: PowerColumn = /* @__PURE__ */ makePowerColumn(marginColumns, logisticTable);

function makePowerColumn(
  { label, row, offset, growth, bend, tail }: MarginColumns,
  table: Float64Array,
): PowerColumn {
  // What is read from a Float64Array is a double to the engine, whatever the caller's number was.
  const number = new Float64Array(1);
  const double = (x: number): number => {
    number[0] = x;
    return number[0];
  };
  const factor = new Float64Array(BLOCK);
  const exponentLow = new Float64Array(BLOCK);
  const center = CENTER;
  const splitter = 134217729; // 2^27 + 1
  // 1.5 * 2^18: adding and subtracting it rounds to a multiple of 2^-34.
  const cut = 393216;

  const wholePower = (n: number, gamma: number, w1: number, w0: number): void => {
    const one = double(w1);
    const zero = double(w0);
    for (let i = 0; i < n; i++) {
      const y = label[i]!;
      const c = table[row[i]!]!;
      const x = tail[i]!;
      let power = c + x;
      if (gamma > 1) {
        const q = power;
        const rest = x * q + c * x;
        power = gamma === 2 ? c * c + rest : c * c * c + (rest * q + c * c * x);
      }
      factor[i] = power * (y * one + (1 - y) * zero);
    }
  };

  const power = (n: number, gamma: number): void => {
    const g = double(gamma);
    const gammaHigh = splitter * g - (splitter * g - g);
    const gammaLow = g - gammaHigh;
    for (let i = 0; i < n; i++) {
      const own = row[i]!;
      const mirror = 2 * center - own;
      const r = offset[i]!;
      const rHigh = r + cut - cut;
      const c = table[mirror]!;
      const M0 = table[mirror + 2]!;
      const share = c * rHigh;
      const M = M0 - share;
      const q0 = table[own]! + table[own + 1]!;
      const MLow =
        M0 -
        M -
        share +
        (table[mirror + 3]! - (c * (r - rHigh) + table[mirror + 1]! * r) + (q0 * growth[i]! + bend[i]!));
      const split = splitter * M;
      const MHigh = split - (split - M);
      factor[i] = gammaHigh * MHigh;
      exponentLow[i] = gammaHigh * (M - MHigh) + (gammaLow * M + g * MLow);
    }
    expPairColumn(factor, exponentLow, n);
  };

  const weigh = (n: number, w1: number, w0: number): void => {
    const one = double(w1);
    const zero = double(w0);
    for (let i = 0; i < n; i++) {
      const y = label[i]!;
      factor[i]! *= y * one + (1 - y) * zero;
    }
  };

  const fill = (n: number, gamma: number, w1: number, w0: number): void => {
    if (gamma === 1 || gamma === 2 || gamma === 3) {
      wholePower(n, gamma, w1, w0);
      return;
    }
    if (gamma > 0) power(n, gamma);
    else factor.fill(1, 0, n);
    weigh(n, w1, w0);
  };

  return { factor, fill };
}
