/**
 * A page as plain Markdown: without front matter, components and Vue, with links that lead to the other copies.
 */
import { posix } from "node:path";
import { componentAsMarkdown } from "./components-as-markdown.ts";
import { figureTitles } from "./figures.ts";

/**
 * The copy.
 *
 * @param body - Markdown of the page, below its front matter.
 * @param path - Of the page, from the site's root: `guide/numerics.md`.
 * @param pages - The paths of all pages.
 */
export async function markdownCopy(body: string, path: string, pages: readonly string[]): Promise<string> {
  const page = posix.basename(path).replace(/md$/, "html");
  const plain = body
    .replaceAll(/<script setup.*?<\/script>\n*/gs, "")
    .replaceAll(/^```figure\n(.*?)\n```$/gms, (_, name: string) => figureText(name, page))
    .replaceAll(/^<\/?(?:div|main|p)\b[^>]*>$/gm, "")
    .replaceAll(/^ *<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>$/gm, "[$2]($1)")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return `${withLinks(await withComponents(plain, page), path, pages)}\n`;
}

function figureText(name: string, page: string): string {
  return `_[The page](${page}) has a figure here: ${figureTitles(name).join("; ")}._`;
}

async function withComponents(text: string, page: string): Promise<string> {
  const parts = text.split(/^(<[A-Z]\w*[^>]*\/>)$/m);
  const written = parts.map(async (part) => {
    const [, name, attributes = ""] = /^<([A-Z]\w*)([^>]*)\/>$/.exec(part) ?? [];
    return name === undefined ? part : await componentAsMarkdown(name, { attributes, page });
  });
  return (await Promise.all(written)).join("");
}

/** What is code, and what is the target of a link, with the attributes that VitePress takes. */
const CODE_OR_LINK = /^```.*?^```$|`[^`]*`|\]\(([^)\s]+)\)(?:\{[^}]*\})?/gms;

function withLinks(text: string, path: string, pages: readonly string[]): string {
  return text.replaceAll(CODE_OR_LINK, (all: string, href: string | undefined) =>
    href === undefined ? all : `](${linkOf(href, path, pages)})`,
  );
}

function linkOf(href: string, path: string, pages: readonly string[]): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [, file = "", query = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href)!;
  const target = file.startsWith("/") ? file.slice(1) : posix.join(posix.dirname(path), file);
  // From a copy to its own page.
  if (target === path.replace(/md$/, "html")) return href;
  const page = target.replace(/\.(?:html|md)$/, "").replace(/(^|\/)$/, "$1index");
  const to = (name: string): string => posix.relative(posix.dirname(path), name);
  if (!pages.includes(`${page}.md`)) return to(target) + query + hash;
  // What an address says about the state of a page, its copy cannot show.
  return to(page) + (query === "" ? ".md" : `.html${query}`) + hash;
}
