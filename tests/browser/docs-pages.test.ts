/**
 * Every page of the site, in both themes: it loads without an error and without asking anybody else, and axe finds nothing.
 */
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileOf, openDocs, pages, visit } from "./docs-site.ts";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FIRST_VIEW = 100 * 1024;

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
declare const axe: { run: (options: object) => Promise<{ violations: Violation[] }> };

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it.for(pages)("%s loads, and axe finds nothing", async (path) => {
    await using site = await openDocs({ colorScheme, reducedMotion: "reduce" });
    await visit(site, path);
    await site.page.addScriptTag({ path: axeFile });
    const violations = await site.page.evaluate(async () => {
      const { violations } = await axe.run({ resultTypes: ["violations"] });
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => ({ html, failureSummary })),
      }));
    });
    expect(violations).toEqual([]);
    expect(site.problems).toEqual([]);
  });
});

it.for(["/", "/playground.html"])(
  "shows the first view of %s with less than 100 KiB of JavaScript",
  async (path) => {
    await using site = await openDocs();
    await visit(site, path);
    // What a link fetches ahead for the next page is not part of the view.
    const urls = await site.page.evaluate<string[]>(
      `performance.getEntriesByType("resource").filter((entry) => entry.initiatorType !== "link").map(({ name }) => name)`,
    );
    const scripts = new Set(urls.map((url) => new URL(url).pathname).filter((path) => path.endsWith(".js")));
    const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(fileOf(path)!).length, 0);
    expect(scripts.size).toBeGreaterThan(3);
    expect(bytes).toBeLessThan(FIRST_VIEW);
  },
);

it.for([320, 768])("fits into %d px", async (width) => {
  await using site = await openDocs({ viewport: { width, height: 800 } });
  for (const path of pages) {
    await visit(site, path, "load");
    const overflow = await site.page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
