/**
 * Pages of the reference, as Markdown, from the comments in the sources.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, DeclarationReflection, SignatureReflection } from "typedoc";
import { root } from "../../../scripts/packages.mjs";
import type { ApiPage } from "./packages.ts";

/**
 * Generates the pages.
 *
 * @returns The Markdown below a page's title, by the page's slug.
 */
export async function generateApi(pages: readonly ApiPage[]): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-api-"));
  try {
    const app = await Application.bootstrapWithPlugins({
      plugin: ["typedoc-plugin-markdown"],
      entryPoints: pages.map(({ source }) => source),
      tsconfig: join(root, "tsconfig.json"),
      // The repository is type-checked elsewhere.
      skipErrorChecking: true,
      out: folder,
      readme: "none",
      disableGit: true,
      sourceLinkTemplate: "{path}",
      logLevel: "Error" as never,
      validation: false,
      ...MARKDOWN_OPTIONS,
    });
    const project = await app.convert();
    if (project === undefined) throw new Error("typedoc could not read the sources");
    for (const { slug, source } of pages) {
      const module = project.children?.find((child) => child.sources?.[0]?.fullFileName === source);
      if (module === undefined) throw new Error(`typedoc has no module for ${source}`);
      module.name = slug;
    }
    for (const reflection of Object.values(project.reflections)) {
      // Where a function stands in a file is nothing to its users.
      if (reflection instanceof DeclarationReflection || reflection instanceof SignatureReflection)
        delete reflection.sources;
    }
    await app.generateOutputs(project);
    return new Map(pages.map(({ slug }) => [slug, readFileSync(join(folder, `${slug}.md`), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Options of the plugin, which adds them to typedoc's. */
const MARKDOWN_OPTIONS = {
  outputFileStrategy: "modules",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hidePageTitle: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  typeDeclarationFormat: "table",
  expandObjects: true,
  sanitizeComments: true,
} as object;
