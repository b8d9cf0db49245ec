/**
 * The sections of a run, one after the other.
 */
import { pools, small } from "./contestants/index.ts";
import type { Contestant } from "./contestant.ts";
import { writeData } from "./data.ts";
import { measureFiles } from "./files/measure-files.ts";
import { programs } from "./files/programs.ts";
import { type Bench, measureCell } from "./measure.ts";
import type { CellResult, Results, Sections } from "./results.ts";
import { cellsOf, cellsOfGammaTwo, type Section, type Settings } from "./settings.ts";
import { type Cell, cellName, type Output } from "./task.ts";

interface Plan {
  readonly cells: readonly Cell[];
  readonly contestants: readonly Contestant[];
  readonly outputs: readonly Output[];
}

export async function measureSections(bench: Bench): Promise<Sections> {
  const { settings, folder } = bench;
  const plans = plansOf(settings, bench.contestants);
  const sizes = Object.values(plans).flatMap(({ cells }) => cells.map(({ elements }) => elements));
  if (sizes.length > 0) writeData(folder, Math.max(...sizes));
  return {
    cells: await measurePlan(plans.batches, bench),
    small: await measurePlan(plans.small, bench),
    threads: await measurePlan(plans.threads, bench),
    files: settings.sections.includes("files") ? await measureFiles(settings, bench) : [],
  };
}

/** Sections that measure cells; one that is not chosen has none. */
export function plansOf(
  settings: Settings,
  contestants: readonly Contestant[],
): Record<Exclude<Section, "files">, Plan> {
  const chosen = (section: Section, cells: Cell[]): Cell[] =>
    settings.sections.includes(section) ? cells : [];
  const { outputs, smallSizes, sharedSizes } = settings;
  return {
    batches: { cells: chosen("batches", cellsOf(settings)), contestants, outputs },
    small: {
      cells: chosen("small", cellsOfGammaTwo(settings, smallSizes)),
      contestants: small,
      outputs: ["value", "gradient"],
    },
    threads: {
      cells: chosen("threads", cellsOfGammaTwo(settings, sharedSizes)),
      contestants: pools,
      outputs: ["gradient"],
    },
  };
}

/** Everybody in the sections that are chosen, once; the first is the one that others are compared with. */
export function participants(
  { sections }: Settings,
  contestants: readonly Contestant[],
): Results["contestants"] {
  const everybody = [
    ...contestants,
    ...(sections.includes("threads") ? pools : []),
    ...(sections.includes("files") ? programs : []),
  ];
  const descriptions = new Map(everybody.map(({ name, description }) => [name, description]));
  return [...descriptions].map(([name, description]) => ({ name, description }));
}

async function measurePlan({ cells, contestants, outputs }: Plan, bench: Bench): Promise<CellResult[]> {
  const settings = { ...bench.settings, outputs };
  const results: CellResult[] = [];
  for (const cell of cells) {
    const start = performance.now();
    const result = await measureCell(cell, { ...bench, settings, contestants });
    results.push(result);
    const measured = result.entries.filter(({ result }) => result.status === "measured").length;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${cellName(cell)}: ${measured} measured in ${seconds} s\n`);
  }
  return results;
}
