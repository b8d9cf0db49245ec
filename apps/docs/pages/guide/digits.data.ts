import { loadDigitsPixels } from "@focal-loss/fixtures";
import { type DigitsTable, digitsTable } from "../../src/digits-table.ts";

declare const data: DigitsTable;
export { data };

/** Trained while the site is built. */
export default {
  async load(): Promise<DigitsTable> {
    return digitsTable(await loadDigitsPixels(), { gamma: 2, alpha: undefined, imbalance: 30 });
  },
};
