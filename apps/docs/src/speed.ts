/**
 * The figures of a run of the bench, as tables.
 */

import { shortNumber } from "./numbers.ts";
import type { Table } from "./table.ts";

/** What is read of the bench's JSON. */
export interface BenchResults {
  readonly schemaVersion: number;
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly versions: readonly string[] };
  readonly contestants: readonly { readonly name: string; readonly description: string }[];
  readonly cells: readonly {
    readonly loss: string;
    readonly dtype: string;
    readonly gamma: number;
    readonly elements: number;
    readonly entries: readonly {
      readonly contestant: string;
      readonly output: string;
      readonly status: string;
      readonly nanoseconds?: number;
      readonly ratio?: number | null;
    }[];
  }[];
}

export interface SpeedTable {
  readonly id: string;
  readonly title: string;
  /** Nanoseconds an element, and how many times as long as core: a gamma a row, a contestant a column. */
  readonly table: Table;
}

const NAMES: Readonly<Record<string, string>> = { f64: "float64", f32: "float32" };

/** One table an array type: value and gradient of the binary loss. */
export function speedTables({ schemaVersion, contestants, cells }: BenchResults): SpeedTable[] {
  if (schemaVersion !== 2) throw new Error(`speed.json: expected schema version 2, got ${schemaVersion}`);
  const focal = cells.filter(({ loss }) => loss === "focal");
  return [...new Set(focal.map(({ dtype }) => dtype))].map((dtype) => {
    const own = focal.filter((cell) => cell.dtype === dtype);
    const measured = contestants
      .map(({ name }) => name)
      .filter((name) => own.some((cell) => figureOf(cell, name) !== undefined));
    return {
      id: `speed-${dtype}`,
      title: `${NAMES[dtype]}, ${own[0]!.elements.toLocaleString("en")} logits`,
      table: {
        columns: ["gamma", ...measured],
        rows: own.map((cell) => [String(cell.gamma), ...measured.map((name) => figureOf(cell, name) ?? "")]),
      },
    };
  });
}

function figureOf({ entries }: BenchResults["cells"][number], name: string): string | undefined {
  const entry = entries.find(({ contestant, output }) => contestant === name && output === "gradient");
  if (entry?.nanoseconds === undefined) return undefined;
  return `${shortNumber(Number(entry.nanoseconds.toPrecision(3)))} ns (${(entry.ratio ?? 1).toFixed(2)}×)`;
}
