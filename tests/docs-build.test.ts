/**
 * The build of the site fails where a page does, instead of saying that it is complete.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../scripts/packages.mjs";

const docs = join(root, "apps/docs");

/** A site of one page, with the hooks of ours. In its folder, so that its packages are found. */
function createSite(page: string): string {
  mkdirSync(join(docs, "node_modules/.cache"), { recursive: true });
  const folder = mkdtempSync(join(docs, "node_modules/.cache/site-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, ".vitepress/theme"), { recursive: true });
  cpSync(join(docs, "build/render-errors.ts"), join(folder, "render-errors.ts"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, ".vitepress/config.ts"),
    'import { throwRenderErrors } from "../render-errors.ts";\nexport default { buildEnd: throwRenderErrors };\n',
  );
  writeFileSync(
    join(folder, ".vitepress/theme/index.ts"),
    'import { Content } from "vitepress";\nimport { h } from "vue";\nimport { keepRenderErrors } from "../../render-errors.ts";\n' +
      "export default { Layout: () => h(Content), enhanceApp: ({ app }) => keepRenderErrors(app) };\n",
  );
  writeFileSync(join(folder, "index.md"), page);
  return folder;
}

const build = async (folder: string): Promise<{ code: number; output: string }> => {
  const run = promisify(execFile)(join(docs, "node_modules/.bin/vitepress"), ["build", folder]);
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
};

it("fails on a page that does not render, and says what it was", async () => {
  const { code, output } = await build(createSite("# A page\n\n{{ nothing.at.all }}\n"));
  expect(output).toContain("pages did not render:");
  expect(output).toContain("reading 'at'");
  expect(code).not.toBe(0);
});

it("is complete where pages render", async () => {
  const { code, output } = await build(createSite("# A page\n\n{{ 1 + 1 }}\n"));
  expect(output).toContain("build complete");
  expect(code).toBe(0);
});
