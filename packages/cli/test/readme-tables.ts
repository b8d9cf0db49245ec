/**
 * The tables of the README, made from the tables of the command line.
 */
import { COMMANDS, EXIT_CODES, HELP } from "../src/command-line/commands.ts";

/** The README with its tables as they should be; each stands behind the comment that names it. */
export function withTables(readme: string): string {
  return Object.entries({
    commands: commandTable(),
    options: optionTable(),
    "exit codes": exitCodeTable(),
  }).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name}: .* -->\\n\\n)(?:\\|.*\\n)*`),
        (_, comment: string) => comment + table,
      ),
    readme,
  );
}

function commandTable(): string {
  const rows = [...COMMANDS, HELP].map(({ name, usage, args, summary }) => {
    const called =
      usage?.replace("[options] ", "") ?? args.map((argument) => argument.name().toUpperCase()).join(" ");
    return [`\`${`${name} ${called}`.trim()}\``, summary];
  });
  return table([["command", "does"], ...rows]);
}

/** One line an option and meaning, with the commands that have it; options of one name stand together. */
function optionTable(): string {
  const entries: { name: string; flags: string; meaning: string; commands: string[] }[] = [];
  for (const { name: command, options } of COMMANDS) {
    for (const option of options) {
      const { flags, description, argChoices } = option;
      const meaning = argChoices === undefined ? description : `${description} (${argChoices.join(", ")})`;
      const same = entries.find((entry) => entry.flags === flags && entry.meaning === meaning);
      if (same === undefined) entries.push({ name: option.name(), flags, meaning, commands: [command] });
      else same.commands.push(command);
    }
  }
  const names = [...new Set(entries.map(({ name }) => name))];
  const rows = names.flatMap((name) =>
    entries
      .filter((entry) => entry.name === name)
      .map(({ flags, meaning, commands }) => [
        `\`${flags.replaceAll("|", "\\|")}\``,
        commands.join(", "),
        meaning,
      ]),
  );
  return table([["option", "of", "meaning"], ...rows]);
}

function exitCodeTable(): string {
  return table([["exit code", "meaning"], ...EXIT_CODES.map(([code, meaning]) => [String(code), meaning])]);
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  const [header, ...body] = rows.map(
    (row) => `| ${row.map((cell, k) => cell.padEnd(widths[k]!)).join(" | ")} |\n`,
  );
  return [header, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`, ...body].join("");
}
