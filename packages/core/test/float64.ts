/**
 * Doubles as bits, for tests.
 */

const view = new DataView(new ArrayBuffer(8));

/** The 64 bits of a double, as 16 hexadecimal digits. */
export function toHex(x: number): string {
  return toBits(x).toString(16).padStart(16, "0");
}

/** The double with these 16 hexadecimal digits. */
export function fromHex(hex: string): number {
  return fromBits(BigInt(`0x${hex}`));
}

function toBits(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function fromBits(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** Distance from |x| to the next larger double, for finite x. */
export function ulp(x: number): number {
  const magnitude = Math.abs(x);
  return fromBits(toBits(magnitude) + 1n) - magnitude;
}

/** A finite double as a whole number of 2^-1074. */
export function toUnits(x: number): bigint {
  const bits = toBits(x);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const units = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n === 1n ? -units : units;
}

/**
 * The double nearest to units / divisor * 2^-1074, ties to even: found by bisection over all doubles, with no rounding
 * code in it, so that it shares nothing with what it checks.
 */
export function nearestDouble(units: bigint, divisor = 1n): number {
  const magnitude = units < 0n ? -units : units;
  // The doubles >= 0 in order are the bit patterns 0, 1, 2, ...; the pattern of Infinity stands for 2^1024.
  let below = 0n;
  let above = toBits(Infinity);
  while (above - below > 1n) {
    const middle = (below + above) >> 1n;
    if (unitsOfBits(middle) * divisor <= magnitude) below = middle;
    else above = middle;
  }
  const toBelow = magnitude - unitsOfBits(below) * divisor;
  const toAbove = unitsOfBits(above) * divisor - magnitude;
  const nearest = toBelow < toAbove || (toBelow === toAbove && below % 2n === 0n) ? below : above;
  return units < 0n ? -fromBits(nearest) : fromBits(nearest);
}

function unitsOfBits(bits: bigint): bigint {
  return bits === toBits(Infinity) ? 1n << 2098n : toUnits(fromBits(bits));
}

/** xorshift128: the same numbers in [0, 1) on every machine. */
export function randomNumbers(seed: number): () => number {
  const state = Uint32Array.of(seed, 0x9e3779b9, 0x243f6a88, 0xb7e15162);
  const next = (): number => {
    let t = state[3]!;
    const s = state[0]!;
    state.copyWithin(1, 0, 3);
    t ^= t << 11;
    t ^= t >>> 8;
    state[0] = t ^ s ^ (s >>> 19);
    return state[0];
  };
  return () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
}
