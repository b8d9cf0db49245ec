import { loadNotebook } from "@focal-loss/fixtures/notebook";
import type { NotebookCell } from "../../src/notebook-cells.ts";

declare const data: readonly NotebookCell[];
export { data };

export default {
  async load(): Promise<readonly NotebookCell[]> {
    const { cases } = await loadNotebook();
    return cases.map(({ cell, gamma, labels, probabilities, printed, sum }) => ({
      cell,
      gamma,
      labels,
      probabilities,
      printed,
      sum: sum && { cell: sum.cell, from: sum.from, printed: sum.printed },
    }));
  },
};
