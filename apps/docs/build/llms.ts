/**
 * The site for machines: a Markdown file beside each page, and `llms.txt`, which lists them.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteConfig } from "vitepress";
import { markdownCopy } from "./markdown-copy.ts";

interface Page {
  /** From the site's root: `guide/numerics.md`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** Writes the files into the built site. */
export async function writeForMachines(config: SiteConfig): Promise<void> {
  const { pages, dynamicRoutes, srcDir, outDir, site } = config;
  const generated = new Map(dynamicRoutes.routes.map((route) => [route.path, route]));
  const found = await Promise.all(
    pages.map(async (path): Promise<Page> => {
      const route = generated.get(path);
      const source = readFileSync(join(srcDir, route?.route ?? path), "utf8");
      const page = partsOf(source.replace("<!-- @content -->", () => route?.content ?? ""));
      const text = await markdownCopy(page.body, path, pages);
      return {
        path,
        title: page.field("title") ?? /^# (.*)$/m.exec(text)?.[1] ?? path,
        description: page.field("description") ?? route?.params?.["description"] ?? "",
        text,
      };
    }),
  );
  for (const { path, title, text } of found) {
    const file = join(outDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.startsWith("# ") ? text : `# ${title}\n\n${text}`);
  }
  writeFileSync(join(outDir, "llms.txt"), listOf(found, site.title, site.description));
}

/** The front matter by its fields, and what stands below it. */
function partsOf(source: string): { body: string; field: (name: string) => string | undefined } {
  const [, matter = "", body = source] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  return { body, field: (name) => new RegExp(`^${name}: (.*)$`, "m").exec(matter)?.[1] };
}

const SECTIONS = [
  ["Guide", /^guide\//],
  ["Reference", /^reference\//],
  ["More", /^[^/]*$/],
] as const;

function listOf(pages: readonly Page[], title: string, description: string): string {
  const sections = SECTIONS.map(([name, pattern]) => {
    const lines = pages
      .filter(({ path }) => pattern.test(path))
      .map(
        ({ path, title, description }) =>
          `- [${title}](/${path})${description === "" ? "" : `: ${description}`}`,
      );
    return `## ${name}\n\n${lines.join("\n")}\n`;
  });
  return [`# ${title}\n`, `> ${description}\n`, ...sections].join("\n");
}
