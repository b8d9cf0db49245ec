/**
 * Sums of the losses of rows without weights, by `assembly/losses.ts`: exact, and of rounded losses.
 */
import type { ExactSumJson } from "@focal-loss/core";
import { losses } from "../generated/losses.ts";
import { BLOCK_ROWS } from "../input/row-block.ts";
import { wasmModule } from "../wasm-module.ts";
import { QuantisedSum } from "./quantised-sum.ts";

interface Pointer {
  value: number;
}

interface LossesWasm {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly sums: Pointer;
  readonly room: Pointer;
  readonly infinite: Pointer;
  readonly nan: Pointer;
  readonly add: (count: number) => number;
}

/** A sum of rounded losses is exact below. */
const EXACT_UNITS = 2 ** 52;
const EXPONENTS = 2047;

const instantiate = wasmModule(losses);

export class LossSum {
  readonly #wasm: LossesWasm = instantiate() as LossesWasm;
  readonly #sums = new BigUint64Array(this.#wasm.memory.buffer, this.#wasm.sums.value, 2 * EXPONENTS);
  #quantised = new QuantisedSum();
  #count = 0;
  /** Losses that are here already need not be copied. */
  readonly room: Float64Array = new Float64Array(this.#wasm.memory.buffer, this.#wasm.room.value, BLOCK_ROWS);

  /** Adds up to {@link BLOCK_ROWS} losses, none negative. */
  add(values: Float64Array): void {
    if (values.buffer !== this.room.buffer) this.room.set(values);
    const units = this.#wasm.add(values.length);
    if (units < EXACT_UNITS) this.#quantised.addUnits(units);
    else for (const loss of values) this.#quantised.add(loss);
    this.#count += values.length;
  }

  /** All since the last time. */
  take(): { readonly sum: ExactSumJson; readonly units: bigint } {
    const { infinite, nan } = this.#wasm;
    let total = 0n;
    for (let exponent = 0; exponent < EXPONENTS; exponent++) {
      const upper = this.#sums[2 * exponent]!;
      const lower = this.#sums[2 * exponent + 1]!;
      // Exponent 0 stands for the same power as 1.
      if (upper + lower > 0n) total += ((upper << 32n) + lower) << BigInt(Math.max(exponent, 1) - 1);
    }
    const sum = {
      units: total.toString(),
      count: this.#count,
      nan: nan.value,
      positiveInfinity: infinite.value,
      negativeInfinity: 0,
    };
    const units = this.#quantised.units();
    this.#sums.fill(0n);
    this.#quantised = new QuantisedSum();
    this.#count = nan.value = infinite.value = 0;
    return { sum, units };
  }
}
