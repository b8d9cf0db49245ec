/**
 * What the tests take out of a Markdown file.
 */

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  readonly code: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const FENCE = /^```(\S*)[^\n]*\n(.*?)^```$/gms;

export function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(FENCE)].map(({ 1: language = "", 2: code = "", index }) => ({
    language,
    code,
    line: markdown.slice(0, index).split("\n").length,
  }));
}

/** The relative paths that a file links to or shows, without their `#fragment`. */
export function relativeLinks(markdown: string): string[] {
  const text = markdown.replaceAll(FENCE, "");
  const targets = [
    ...text.matchAll(/\]\(\s*<?([^)\s>]+)/g),
    ...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"\s]+)/g),
  ].map(([, target = ""]) => target.replace(/#.*$/, ""));
  return targets.filter((target) => target !== "" && !/^[a-z]+:/i.test(target));
}
