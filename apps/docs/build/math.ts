/**
 * Formulas: a fence with the language `math` holds TeX, which becomes MathML while the site is built. Nothing is left to
 * do in the page.
 */
import temml from "temml";
import type { MarkdownRenderer } from "vitepress";

/** Teaches the renderer the fence. */
export function mathFence(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index]!;
    if (info.trim() !== "math") return fence!(tokens, index, options, env, self);
    const math = temml.renderToString(content, { displayMode: true, throwOnError: true, annotate: false });
    return `<div class="formula" v-pre>${math}</div>\n`;
  };
}
