/**
 * The total of a batch, carried in two words as core's total.ts does.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen (1974).
 */
import { total } from "./layout";

export function clear(): void {
  memory.fill(total, 0, 24);
}

/** Adds the first `n` doubles of a column; counts NaN. */
export function addToTotal(column: usize, n: i32): void {
  let sum = load<f64>(total);
  let rest = load<f64>(total, 8);
  let nan = load<f64>(total, 16);
  for (let i = 0; i < n; i++) {
    const value = load<f64>(column + ((<usize>i) << 3));
    const next = sum + value;
    const rounded = next - sum;
    rest += sum - (next - rounded) + (value - rounded);
    sum = next;
    if (value != value) nan += 1;
  }
  store<f64>(total, sum);
  store<f64>(total, rest, 8);
  store<f64>(total, nan, 16);
}

/** Adds the sum of some values, `nan` of which are NaN. */
export function addSum(value: f64, nan: i32): void {
  const sum = load<f64>(total);
  const next = sum + value;
  const rounded = next - sum;
  store<f64>(total, next);
  store<f64>(total, load<f64>(total, 8) + (sum - (next - rounded) + (value - rounded)), 8);
  store<f64>(total, load<f64>(total, 16) + nan, 16);
}
