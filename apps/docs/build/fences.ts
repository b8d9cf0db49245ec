/**
 * Fences that are no code: `math` holds TeX, which becomes MathML, and `figure` holds the name of a figure. Both are finished
 * when the site is built; nothing is left to do in the page.
 */
import temml from "temml";
import type { MarkdownRenderer } from "vitepress";
import { figure } from "./figures.ts";

/** Teaches the renderer the fences, and that tables scroll: so keyboards must reach them. */
export function specialFences(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules["table_open"] = () => '<table tabindex="0">\n';
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index]!;
    if (info.trim() === "math") return `<div class="formula" tabindex="0" v-pre>${toMathMl(content)}</div>\n`;
    if (info.trim() === "figure") return figure(content.trim());
    return fence!(tokens, index, options, env, self);
  };
}

function toMathMl(tex: string): string {
  return temml.renderToString(tex, { displayMode: true, throwOnError: true, annotate: false });
}
