/**
 * `focal-loss notebook`: computes the notebook's cells again and holds every digit against the golden file.
 */
import { binaryCrossEntropy, focalLoss, sum } from "@focal-loss/core/notebook";
import type { Notebook, NotebookCase } from "@focal-loss/fixtures/notebook";
import { CliError } from "../cli-error.ts";
import type { Output } from "../output.ts";
import { formatJson } from "../print/json.ts";
import { reprFloat, reprList } from "../python.ts";

interface Replay {
  readonly golden: NotebookCase;
  readonly losses: readonly number[];
  readonly printed: string;
  readonly sum: { readonly value: number; readonly printed: string } | null;
}

export function notebookCommand(notebook: Notebook, options: { json?: boolean }, output: Output): void {
  const replays = notebook.cases.map(replay);
  const differences = replays.flatMap(compare);
  output.stdout(options.json === true ? toJson(replays, differences) : toText(replays, differences));
  if (differences.length > 0) {
    throw new CliError(
      "check",
      differences.map((message) => ({ message })),
    );
  }
}

function replay(golden: NotebookCase): Replay {
  const { gamma } = golden;
  const losses = golden.labels.map((label, i) => {
    const probability = golden.probabilities[i]!;
    return gamma === null ? binaryCrossEntropy(label, probability) : focalLoss(label, probability, { gamma });
  });
  const total = golden.sum === null ? null : sum(losses.slice(golden.sum.from));
  return {
    golden,
    losses,
    printed: reprList(losses),
    sum: total === null ? null : { value: total, printed: reprFloat(total) },
  };
}

function compare({ golden, printed, sum: total }: Replay): string[] {
  const differences: string[] = [];
  if (printed !== golden.printed) {
    differences.push(`cell ${golden.cell}: the notebook printed ${golden.printed}, got ${printed}`);
  }
  if (golden.sum !== null && total?.printed !== golden.sum.printed) {
    differences.push(
      `cell ${golden.sum.cell}: the notebook printed ${golden.sum.printed}, got ${total?.printed ?? "nothing"}`,
    );
  }
  return differences;
}

function countNumbers(replays: readonly Replay[]): number {
  return replays.reduce(
    (count, { losses, sum: total }) => count + losses.length + (total === null ? 0 : 1),
    0,
  );
}

function describe({ gamma, labels, formula }: NotebookCase): string {
  const loss = gamma === null ? "binary cross-entropy" : `focal loss, gamma = ${gamma}`;
  return `${loss}, of ${labels.length} predictions: ${formula}`;
}

function toText(replays: readonly Replay[], differences: readonly string[]): string {
  const cells = replays.map(({ golden, printed, sum: total }) => {
    const lines = [`cell ${golden.cell}: ${describe(golden)}`, printed];
    if (golden.sum !== null && total !== null) {
      lines.push(`cell ${golden.sum.cell}: sum of these losses without the first`, total.printed);
    }
    return `${lines.join("\n")}\n\n`;
  });
  const verdict =
    differences.length === 0
      ? `all ${countNumbers(replays)} numbers are as the notebook printed them\n`
      : `${differences.length} lines differ from what the notebook printed\n`;
  return cells.join("") + verdict;
}

function toJson(replays: readonly Replay[], differences: readonly string[]): string {
  return formatJson({
    numbers: countNumbers(replays),
    differences,
    cells: replays.map(({ golden, losses, printed, sum: total }) => ({
      cell: golden.cell,
      id: golden.id,
      description: describe(golden),
      formula: golden.formula,
      gamma: golden.gamma,
      labels: golden.labels,
      probabilities: golden.probabilities,
      losses,
      printed,
      sum:
        golden.sum === null || total === null
          ? null
          : { cell: golden.sum.cell, from: golden.sum.from, value: total.value, printed: total.printed },
    })),
  });
}
