/**
 * The site for machines: a Markdown file beside each page, and `llms.txt`, which lists them.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteConfig } from "vitepress";

interface Page {
  /** From the site's root: `guide/numerics.md`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** Writes the files into the built site. */
export function writeForMachines({ pages, dynamicRoutes, srcDir, outDir, site }: SiteConfig): void {
  const generated = new Map(dynamicRoutes.routes.map((route) => [route.path, route]));
  const found = pages.map((path): Page => {
    const route = generated.get(path);
    const source = readFileSync(join(srcDir, route?.route ?? path), "utf8");
    const text = source.replace("<!-- @content -->", () => route?.content ?? "");
    return toPage(path, text, route?.params?.["description"]);
  });
  for (const { path, title, text } of found) {
    const file = join(outDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.startsWith("# ") ? text : `# ${title}\n\n${text}`);
  }
  writeFileSync(join(outDir, "llms.txt"), listOf(found, site.title, site.description));
}

function toPage(path: string, source: string, description = ""): Page {
  const [, matter = "", body = source] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, "m").exec(matter)?.[1];
  const text = body
    .replaceAll(/<script setup.*?<\/script>\n*/gs, "")
    .replaceAll(/^```figure\n.*?```\n*/gms, "")
    .replaceAll(/^<\/?(?:div|p|[A-Z]\w*)\b[^>]*>\n*/gm, "")
    .trim();
  return {
    path,
    title: field("title") ?? /^# (.*)$/m.exec(text)?.[1] ?? path,
    description: field("description") ?? description,
    text: `${text}\n`,
  };
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
