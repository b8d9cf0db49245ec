/**
 * A console block as commands and what each prints.
 */
export interface Exchange {
  readonly command: string;
  readonly output: string;
}

/** A command stands after `$ `, and goes on after a backslash at the end of its line; the rest is what it prints. */
export function exchanges(code: string): Exchange[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [, command = "", output = ""] = /^((?:.*\\\n)*.*)\n?([^]*)$/.exec(part) ?? [];
      return { command, output: trimLines(output) };
    });
}

/** Without white space at the end of lines and of the text. */
export function trimLines(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "").trimEnd();
}

/** Whether the output is what was written, where a line `...` stands for any number of lines. */
export function matches(output: string, written: string): boolean {
  const parts = `\n${written}\n`
    .split(/(?<=\n)\.\.\.\n/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(?:.*\\n)*")}$`).test(`\n${output}\n`);
}
