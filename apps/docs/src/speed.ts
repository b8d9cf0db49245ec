/**
 * The figures of a run of the bench, as tables.
 */

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
  readonly dtype: string;
  readonly size: number;
  readonly contestants: readonly string[];
  readonly rows: readonly {
    readonly gamma: number;
    /** Nanoseconds an element, and how many times as long as core; one entry a contestant. */
    readonly figures: readonly (readonly [nanoseconds: number, ratio: number] | undefined)[];
  }[];
}

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
      dtype,
      size: own[0]!.elements,
      contestants: measured,
      rows: own.map((cell) => ({ gamma: cell.gamma, figures: measured.map((name) => figureOf(cell, name)) })),
    };
  });
}

function figureOf(
  { entries }: BenchResults["cells"][number],
  name: string,
): readonly [number, number] | undefined {
  const entry = entries.find(({ contestant, output }) => contestant === name && output === "gradient");
  if (entry?.nanoseconds === undefined) return undefined;
  return [entry.nanoseconds, entry.ratio ?? 1];
}
