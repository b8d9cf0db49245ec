import { loadBinaryReference } from "@focal-loss/fixtures";
import { accuracies } from "../../src/accuracy.ts";
import { shortNumber } from "../../src/numbers.ts";
import type { Table } from "../../src/table.ts";

declare const data: Table;
export { data };

/** Measured while the site is built. */
export default {
  async load(): Promise<Table> {
    const found = accuracies(await loadBinaryReference());
    return {
      columns: [
        "implementation",
        "from a",
        "of the",
        "references",
        "largest error",
        "NaN",
        "0 where the truth is not",
      ],
      rows: found.map(({ implementation, input, quantity, rows, worst, nan, zero }) => [
        implementation,
        input,
        quantity === "hessian" ? "second derivative" : quantity,
        String(rows),
        worst < 100 ? worst.toFixed(1) : shortNumber(worst),
        String(nan),
        String(zero),
      ]),
    };
  },
};
