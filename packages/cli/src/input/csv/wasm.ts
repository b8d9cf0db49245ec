/**
 * The module of `assembly/csv.ts`, and the tables it takes from JavaScript.
 */
import { csv } from "../../generated/csv.ts";
import { wasmModule } from "../../wasm-module.ts";

export const PAGE = 65536;

interface Pointer {
  readonly value: number;
}

export interface CsvWasm {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly position: Pointer;
  readonly lines: Pointer;
  readonly noted: Pointer;
  readonly setPosition: (position: number, lines: number) => void;
  readonly scan: (
    end: number,
    delimiter: number,
    width: number,
    slots: number,
    columns: number,
    rows: number,
    places: number,
    notes: number,
    notesLimit: number,
    firstRow: number,
  ) => number;
  readonly powersOfFive: Pointer;
  readonly powersOfTen: Pointer;
  readonly LOWEST_POWER: Pointer;
  readonly HIGHEST_POWER: Pointer;
}

const module = wasmModule(csv);

/** An instance with its tables. */
export function instantiate(): CsvWasm {
  const wasm = module() as CsvWasm;
  const { buffer } = wasm.memory;
  new Float64Array(buffer, wasm.powersOfTen.value, 23).set(
    Array.from({ length: 23 }, (_, k) => Number(`1e${k}`)),
  );
  const lowest = wasm.LOWEST_POWER.value;
  const fives = new BigUint64Array(
    buffer,
    wasm.powersOfFive.value,
    2 * (wasm.HIGHEST_POWER.value - lowest + 1),
  );
  for (let k = 0; k < fives.length; k += 2) {
    const power = powerOfFive(lowest + k / 2);
    fives[k] = power >> 64n;
    fives[k + 1] = power & 0xffffffffffffffffn;
  }
  return wasm;
}

/** The first 128 bits of `5^q`; those of a negative power rounded up, as the source of `assembly/decimal.ts` has it. */
function powerOfFive(q: number): bigint {
  const power = 5n ** BigInt(Math.abs(q));
  const bits = power.toString(2).length;
  if (q >= 0) return bits <= 128 ? power << BigInt(128 - bits) : power >> BigInt(bits - 128);
  // 2^z is the first power of two that is not below.
  const z = power === 1n << BigInt(bits - 1) ? bits - 1 : bits;
  if (q >= -27) return (1n << BigInt(z + 127)) / power + 1n;
  let quotient = (1n << BigInt(2 * z + 128)) / power + 1n;
  while (quotient >= 1n << 128n) quotient >>= 1n;
  return quotient;
}
