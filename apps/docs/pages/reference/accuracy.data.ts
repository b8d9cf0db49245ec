import { loadBinaryReference } from "@focal-loss/fixtures";
import { accuracies, type Accuracy } from "../../src/accuracy.ts";
import { shortNumber } from "../../src/numbers.ts";

/** JSON has no Infinity, so the largest error is a text. */
type Row = Omit<Accuracy, "worst"> & { readonly worst: string };

declare const data: readonly Row[];
export { data };

/** Measured while the site is built. */
export default {
  async load(): Promise<readonly Row[]> {
    const found = accuracies(await loadBinaryReference());
    return found.map(({ worst, ...row }) => ({
      ...row,
      worst: worst < 100 ? worst.toFixed(1) : shortNumber(worst),
    }));
  },
};
