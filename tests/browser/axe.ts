/**
 * axe in a page of the tests.
 */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
declare const axe: { run: (options: object) => Promise<{ violations: Violation[] }> };

/**
 * What axe finds on the page as it stands.
 *
 * @param options - `contrast`: whether colours are looked at (default `true`). Those that the system puts in their place are not
 * what styles say, so that axe cannot judge them.
 */
export async function violationsOf(page: Page, options: { contrast?: boolean } = {}): Promise<Violation[]> {
  const { contrast = true } = options;
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.addScriptTag({ path: axeFile });
  return page.evaluate(async (contrast) => {
    const { violations } = await axe.run({
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: contrast } },
    });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 5).map(({ html, failureSummary = "" }) => ({ html, failureSummary })),
    }));
  }, contrast);
}
