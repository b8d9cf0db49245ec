/**
 * `focal-loss check`: what is wrong or odd about files of predictions.
 */
import { CliError } from "../cli-error.ts";
import { checksOf, type Check, type DuplicateSearch } from "../check/checks.ts";
import { SeenTexts } from "../check/duplicates.ts";
import { effectOf, type FileReport, type PlacedCheck, toText } from "../check/report.ts";
import { surveyFile } from "../check/survey-file.ts";
import type { Output } from "../output.ts";
import { formatJson } from "../print/json.ts";
import {
  openFile,
  type PredictionFile,
  type PredictionOptions,
  type Reader,
  withReader,
} from "../read/prediction-file.ts";
import { expandPatterns } from "../input/sources.ts";
import type { Watcher } from "../input/progress.ts";

export interface CheckOptions extends PredictionOptions {
  readonly id?: string;
  readonly gamma?: readonly number[];
  readonly strict?: boolean;
}

const DEFAULT_GAMMAS = [2];
const ID_NAMES = ["id", "row_id", "sample_id", "uuid", "key"];

export async function checkCommand(
  patterns: readonly string[],
  options: CheckOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const paths = await expandPatterns(patterns);
  const reports = await withReader(options, { output, signal }, (reader) =>
    checkFiles(paths, options, reader),
  );
  const statuses = options.strict === true ? ["fail", "warning"] : ["fail"];
  const failures = reports.map(({ file, checks }) => ({
    file,
    names: checks.filter(({ status }) => statuses.includes(status)).map(({ name }) => name),
  }));
  const problems = failures
    .filter(({ names }) => names.length > 0)
    .map(({ file, names }) => ({ message: `${file}: failed: ${names.join(", ")}` }));
  output.stdout(
    options.json === true ? formatJson({ ok: problems.length === 0, files: reports }) : toText(reports),
  );
  if (problems.length > 0) throw new CliError("check", problems);
}

async function checkFiles(
  paths: readonly string[],
  options: CheckOptions,
  reader: Reader,
): Promise<readonly FileReport[]> {
  const opened: { path: string; found: PredictionFile | FileReport }[] = [];
  const names = options.id === undefined ? [] : [options.id];
  for (const path of paths) {
    const found = await openFile(path, options, reader, names).catch((error: unknown) =>
      failed(path, "columns", error),
    );
    opened.push({ path, found });
  }
  const files = opened.flatMap(({ found }) => ("checks" in found ? [] : [found]));
  const progress = reader.progress(files);
  const seen = new SeenTexts();
  const reports: FileReport[] = [];
  try {
    for (const { found } of opened) {
      if ("checks" in found) reports.push(found);
      else {
        const watcher = progress.watch(files.indexOf(found));
        reports.push(
          await checkFile(found, options, { seen, watcher }, reader).catch((error: unknown) =>
            failed(found.path, "structure", error),
          ),
        );
      }
    }
  } finally {
    progress.stop();
  }
  return reports;
}

async function checkFile(
  file: PredictionFile,
  options: CheckOptions,
  { seen, watcher }: { seen: SeenTexts; watcher: Watcher },
  reader: Reader,
): Promise<FileReport> {
  const { key, search } = duplicateSearch(file, options.id);
  const gammas = [...new Set([0, ...(options.gamma ?? DEFAULT_GAMMAS)])];
  const survey = await surveyFile(file, { gammas, key, seen, watcher }, reader);
  const sought = search && { ...search, complete: seen.complete };
  const checks = checksOf(file, survey, sought).map(placed);
  return { file: file.path, rows: survey.rows, checks, focalLoss: effectOf(survey) };
}

/**
 * What a file is made of is what is checked.
 *
 * @throws What is no finding: a column that an option names is there, or the option is wrong.
 */
function failed(path: string, name: string, error: unknown): FileReport {
  const isFinding =
    error instanceof CliError && error.kind === "data" && !/ which --\w+ names$/.test(error.message);
  if (!isFinding) throw error;
  const { message, hint, problems: places } = error;
  const check: PlacedCheck =
    places.length === 1 && places[0]!.excerpt === undefined
      ? { name, status: "fail", message, hint, count: 0, places: [] }
      : { name, status: "fail", message: "the file cannot be read to its end", hint, count: 0, places };
  return { file: path, rows: 0, checks: [check], focalLoss: null };
}

function placed({ rows, ...check }: Check): PlacedCheck {
  return { ...check, count: rows?.count ?? 0, places: rows?.first ?? [] };
}

/** By an identifier if there is one, else by whole rows, if they hold more than a label and a prediction. */
function duplicateSearch(
  { path, names }: PredictionFile,
  id: string | undefined,
): { key: readonly number[] | undefined; search: Omit<DuplicateSearch, "complete"> | undefined } {
  const index =
    id === undefined ? names.findIndex((name) => ID_NAMES.includes(name.toLowerCase())) : names.indexOf(id);
  if (index < 0 && id !== undefined) {
    throw new CliError("data", `${path}: no column ${JSON.stringify(id)}, which --id names`);
  }
  if (index >= 0) {
    return { key: [index], search: { what: `the same ${JSON.stringify(names[index])}`, fails: true } };
  }
  if (names.length <= 2) return { key: undefined, search: undefined };
  return { key: names.map((_, k) => k), search: { what: "the same values", fails: false } };
}
