/**
 * A file opened, and its columns found.
 */
import { chooseColumns, type ColumnOptions, type ScoredFile } from "./columns.ts";
import { type InputFile, openInput, type Opening, withEveryKey } from "./input-file.ts";

/**
 * A column of a JSONL file that its first lines do not have is sought in all of them.
 *
 * @param names - Columns that are wanted beside those that are scored, if the file has them.
 * @throws If the file cannot be read, or a column is not there. {@link CliError}
 */
export async function openScored(
  path: string,
  options: ColumnOptions,
  opening: Opening,
  names: readonly string[] = [],
): Promise<ScoredFile> {
  const scored = (file: InputFile): ScoredFile => ({ file, columns: chooseColumns(file, options) });
  const file = await openInput(path, opening);
  if (file.format !== "jsonl" || opening.everyKey) return scored(file);
  if (names.some((name) => !file.columns.some((column) => column.name === name))) {
    return scored(await withEveryKey(file));
  }
  try {
    return scored(file);
  } catch {
    return scored(await withEveryKey(file));
  }
}
