/**
 * The page of the command line, from the command's own help, which is made from its table of options.
 */
import { run } from "@focal-loss/cli";

/** The Markdown below the page's title. */
export async function cliPage(): Promise<string> {
  const overview = await help([]);
  const commands = entriesOf(overview.get("Commands") ?? "")
    .map(([usage]) => usage.split(" ")[0]!)
    .filter((name) => name !== "help");
  if (commands.length === 0) throw new Error("the help of focal-loss lists no commands");
  const pages = await Promise.all(commands.map(async (name) => pageOf(name, await help([name]))));
  return [
    overview.get("") ?? "",
    table(["command", "does"], entriesOf(overview.get("Commands") ?? ""), (usage) => linked(usage, commands)),
    ...pages,
    ...[...overview]
      .filter(([title]) => /^(Examples|Exit codes)$/.test(title))
      .map(([title, text]) => rest(title, text)),
  ].join("\n\n");
}

const SECTION = /^(Usage|Arguments|Options|Commands|Examples|Exit codes):(.*)$/;

/** The sections of a help text by their titles; what stands before the first one is the description. */
async function help(path: readonly string[]): Promise<Map<string, string>> {
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  const code = await run([...path, "--help"], { stdout: write, stderr: write });
  if (code !== 0) throw new Error(`focal-loss ${path.join(" ")} --help ended with ${code}:\n${text}`);
  const sections = new Map<string, string>();
  let title = "";
  for (const line of text.split("\n")) {
    const [, name, inline] = SECTION.exec(line) ?? [];
    if (name !== undefined) title = name;
    sections.set(title, `${sections.get(title) ?? ""}${name === undefined ? line : (inline ?? "").trim()}\n`);
    // The description stands between the usage and the first section.
    if (name === "Usage") title = "";
  }
  return sections;
}

function pageOf(name: string, sections: ReadonlyMap<string, string>): string {
  return [
    `## ${name}`,
    escape((sections.get("") ?? "").trim()),
    `\`\`\`text\n${(sections.get("Usage") ?? "").trim()}\n\`\`\``,
    table(["argument", "meaning"], entriesOf(sections.get("Arguments") ?? ""), code),
    table(["option", "meaning"], entriesOf(sections.get("Options") ?? ""), code),
    ...[...sections]
      .filter(([title]) => !/^(|Usage|Arguments|Options)$/.test(title))
      .map(([title, text]) => rest(title, text)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Terms and what they mean; a line that is indented further goes on with the meaning. */
function entriesOf(text: string): [term: string, meaning: string][] {
  const entries: [string, string][] = [];
  for (const line of text.split("\n")) {
    const [, term, meaning] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    if (term !== undefined) entries.push([term, meaning ?? ""]);
    else if (line.trim() !== "" && entries.length > 0) entries.at(-1)![1] += ` ${line.trim()}`;
  }
  return entries;
}

function table(
  titles: readonly [string, string],
  entries: readonly (readonly [string, string])[],
  show: (term: string) => string,
): string {
  if (entries.length === 0) return "";
  const rows = entries.map(
    ([term, meaning]) => `| ${show(term)} | ${escape(meaning.trim()).replaceAll("|", "\\|")} |`,
  );
  return [`| ${titles.join(" | ")} |`, "| --- | --- |", ...rows].join("\n");
}

/** Examples and the like, as they stand. */
function rest(title: string, text: string): string {
  return `**${title}**\n\n\`\`\`text\n${text.replaceAll(/^ {2}/gm, "").trim()}\n\`\`\``;
}

function code(term: string): string {
  return `\`${term.replaceAll("|", "\\|")}\``;
}

function linked(usage: string, commands: readonly string[]): string {
  const [name = ""] = usage.split(" ");
  return commands.includes(name) ? `[${code(usage)}](#${name})` : code(usage);
}

/** Help texts are no HTML and no templates. */
function escape(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");
}
