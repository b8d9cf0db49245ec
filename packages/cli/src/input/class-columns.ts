/**
 * The columns of `--logits`: one a class, in the order of the classes.
 */
import { CliError } from "../cli-error.ts";
import { listColumns, named, type PredictionTable } from "./named-column.ts";

/**
 * In the order of the list; where a pattern names them in that of their numbers, or of the file if they have none.
 *
 * @throws If one is not there, or their order is not known. {@link CliError}
 */
export function classColumns(file: PredictionTable, text: string): readonly number[] {
  const columns = text.split(",").flatMap((name) => {
    const isName = file.columns.some((column) => column.name === name) || !/[*?]/.test(name);
    return isName ? [named(file, "--logits", name)] : matches(file, name);
  });
  if (columns.length < 2) {
    throw new CliError("usage", `--logits ${text}: expected a column for each of two or more classes`, {
      hint: "--logit takes the one logit of a binary file",
    });
  }
  return columns;
}

interface Match {
  readonly column: number;
  readonly name: string;
  /** NaN where it has none. */
  readonly number: number;
}

function matches(file: PredictionTable, pattern: string): readonly number[] {
  const expression = toExpression(pattern);
  const found = file.columns.flatMap(({ name }, column): Match[] => {
    const wild = expression.exec(name)?.slice(1).join("");
    return wild === undefined ? [] : [{ column, name, number: /^\d+$/.test(wild) ? Number(wild) : NaN }];
  });
  if (found.length === 0) {
    throw new CliError("data", `${file.path}: no column matches ${JSON.stringify(pattern)} of --logits`, {
      hint: `the columns are ${listColumns(file)}`,
    });
  }
  const numbered = found
    .filter(({ number }) => !Number.isNaN(number))
    .toSorted((a, b) => a.number - b.number);
  if (numbered.length === 0) return found.map(({ column }) => column);
  refuseUnordered(file, pattern, found, numbered);
  return numbered.map(({ column }) => column);
}

/** A class that is not there, or a column that is none, would move all that follow to other classes. */
function refuseUnordered(
  file: PredictionTable,
  pattern: string,
  found: readonly Match[],
  numbered: readonly Match[],
): void {
  const refuse = (what: string): never => {
    const list = found.map(({ name }) => name).join(",");
    throw new CliError("data", `${file.path}: --logits ${pattern} ${what}`, {
      hint: `if that is right, list the columns in the order of the classes: --logits ${list}`,
    });
  };
  const stray = found.find(({ number }) => Number.isNaN(number));
  if (stray !== undefined)
    refuse(`matches ${JSON.stringify(stray.name)}, which has no number as the others have`);
  const [first] = numbered;
  if (first!.number > 1)
    refuse(`matches ${JSON.stringify(first!.name)}, but no column of the classes before it`);
  const k = numbered.findIndex(
    ({ number }, index) => index > 0 && number !== numbered[index - 1]!.number + 1,
  );
  if (k > 0) {
    refuse(
      `matches ${JSON.stringify(numbered[k - 1]!.name)} and ${JSON.stringify(numbered[k]!.name)}, but not one class after the other`,
    );
  }
}

/** `*` is any text, `?` any character. */
function toExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+()|[\]{}]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", "(.*)").replaceAll("?", "(.)")}$`, "su");
}
