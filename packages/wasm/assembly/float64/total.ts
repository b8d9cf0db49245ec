/**
 * The total of a batch, carried in two words as core's total.ts does.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen (1974).
 */
import { total } from "./layout";

export function clear(): void {
  memory.fill(total, 0, 40);
}

/** Adds the first `n` doubles of a column; counts NaN. */
export function addToTotal(column: usize, n: i32): void {
  let sum = load<f64>(total);
  let rest = load<f64>(total, 8);
  const end = column + ((<usize>n) << 3);
  let at = column;
  // What each addition loses waits for no other addition: two at a time.
  for (; at + 16 <= end; at += 16) {
    const values = v128.load(at);
    const middle = sum + f64x2.extract_lane(values, 0);
    const next = middle + f64x2.extract_lane(values, 1);
    const before = f64x2.replace_lane(f64x2.splat(sum), 1, middle);
    const after = f64x2.replace_lane(f64x2.splat(middle), 1, next);
    const rounded = f64x2.sub(after, before);
    const lost = f64x2.add(f64x2.sub(before, f64x2.sub(after, rounded)), f64x2.sub(values, rounded));
    rest += f64x2.extract_lane(lost, 0);
    rest += f64x2.extract_lane(lost, 1);
    sum = next;
  }
  if (at < end) {
    const value = load<f64>(at);
    const next = sum + value;
    const rounded = next - sum;
    rest += sum - (next - rounded) + (value - rounded);
    sum = next;
  }
  store<f64>(total, sum);
  store<f64>(total, rest, 8);
  if (sum != sum) store<f64>(total, load<f64>(total, 16) + countNaN(column, end), 16);
}

function countNaN(column: usize, end: usize): f64 {
  let count = 0;
  for (let at = column; at < end; at += 8) count += i32(load<f64>(at) != load<f64>(at));
  return count;
}

/** Adds the exact products of the first `n` doubles of a column with weights, as core's twoProduct has them, and the weights. */
export function addWeighted(column: usize, weights: usize, n: i32): void {
  let sum = load<f64>(total);
  let rest = load<f64>(total, 8);
  let weightSum = load<f64>(total, 24);
  let weightRest = load<f64>(total, 32);
  const bytes = (<usize>n) << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const w = load<f64>(weights + at);
    const nextWeight = weightSum + w;
    const roundedWeight = nextWeight - weightSum;
    weightRest += weightSum - (nextWeight - roundedWeight) + (w - roundedWeight);
    weightSum = nextWeight;
    // What is infinite and has a weight of 0 is 0.
    const x = load<f64>(column + at);
    const value = w == 0 && x == x ? 0 : x;
    const product = w * value;
    const wHigh = upperHalf(w);
    const wLow = w - wHigh;
    const high = upperHalf(value);
    const low = value - high;
    const lost = wLow * low - (product - wHigh * high - wLow * high - wHigh * low);
    const next = sum + product;
    const rounded = next - sum;
    rest += sum - (next - rounded) + (product - rounded);
    if (abs(lost) < Infinity) rest += lost;
    sum = next;
    if (product != product) store<f64>(total, load<f64>(total, 16) + 1, 16);
  }
  store<f64>(total, sum);
  store<f64>(total, rest, 8);
  store<f64>(total, weightSum, 24);
  store<f64>(total, weightRest, 32);
}

/** The upper 26 bits of a double. */
function upperHalf(x: f64): f64 {
  const cut = 134217729 * x;
  return cut - (cut - x);
}

/** Multiplies the first `n` doubles of a column by weights. */
export function weigh(column: usize, weights: usize, n: i32): void {
  const bytes = (<usize>n) << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const w = load<f64>(weights + at);
    const x = load<f64>(column + at);
    store<f64>(column + at, (w == 0 && x == x ? 0 : x) * w);
  }
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
