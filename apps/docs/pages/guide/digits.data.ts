import { loadDigitsPixels } from "@focal-loss/fixtures";
import { digitsTable } from "../../src/digits-table.ts";
import type { Table } from "../../src/table.ts";

declare const data: Table;
export { data };

/** Trained while the site is built. */
export default {
  async load(): Promise<Table> {
    return digitsTable(await loadDigitsPixels(), { gamma: 2, alpha: undefined, imbalance: 30 });
  },
};
