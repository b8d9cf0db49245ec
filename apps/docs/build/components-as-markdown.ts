/**
 * What stands in a page's Markdown copy where the page has a component: its numbers, or what there is to see.
 */
import { join } from "node:path";
import digits from "../pages/guide/digits.data.ts";
import notebook from "../pages/guide/notebook.data.ts";
import accuracy from "../pages/reference/accuracy.data.ts";
import packages from "../pages/reference/packages.data.ts";
import slider from "../pages/reference/slider.data.ts";
import speed from "../pages/reference/speed.data.ts";
import { root } from "../../../scripts/packages.mjs";
import { CHOICES } from "../src/choices.ts";
import { gammaTable } from "../src/gamma-table.ts";
import { replay, sourceOf } from "../src/notebook-cells.ts";
import { isWrong, NUMERICS_ROWS, rowsOfLogit } from "../src/numerics-rows.ts";
import { markdownTable } from "../src/table.ts";

const measurements = (file: string): [string] => [join(root, "apps/docs/measurements", file)];

/** Where a component stands. */
interface Place {
  /** As they stand in the tag. */
  readonly attributes: string;
  /** The page's file, beside which its copy lies. */
  readonly page: string;
}

const COMPONENTS: Readonly<Record<string, (place: Place) => string | Promise<string>>> = {
  AccuracyTable: async () => markdownTable(await accuracy.load()),
  DigitsTable: async () => markdownTable(await digits.load()),
  GammaTable: ({ page }) =>
    `At γ = 2, label 1; [the page](${page}) has a slider for γ:\n\n${markdownTable(gammaTable(2))}`,
  LossExplorer: ({ page }) =>
    `_[The page](${page}) has a chart of focal loss over the probability here, with a slider for γ._`,
  NotebookCells: cells,
  NumericsDemo: () =>
    markdownTable({
      columns: ["at", "of", "the formula as it stands", "@focal-loss/core"],
      rows: [...NUMERICS_ROWS, ...rowsOfLogit(38, 0.5)].map((row) => [
        row.where,
        row.quantity,
        `${row.naive}${isWrong(row) ? ", wrong" : ""}`,
        String(row.exact),
      ]),
    }),
  PackageChooser: () =>
    CHOICES.map(
      ({ wish, packages, advice, link, linkText }) =>
        `- To ${wish}: \`npm install ${packages}\`. ${advice} [${linkText}](${link})`,
    ).join("\n"),
  PackagesTable: () =>
    markdownTable({
      columns: ["import", "what it is"],
      rows: packages
        .load()
        .map(({ name, slug, description }) => [`[\`${name}\`](/reference/api/${slug})`, description]),
    }),
  PlaygroundPage: ({ page }) =>
    `_[The page](${page}) has the playground here: formula, numbers, charts, code and training that follow its controls._`,
  RecoverDemo: ({ page }) =>
    `_[The page](${page}) has a chart here of what a model's outputs mean, with sliders for the output and γ._`,
  SliderFigures: () => {
    const { table, measured } = slider.load(measurements("slider.json"));
    return `${markdownTable(table)}\n\n${measured}`;
  },
  SpeedTables: () => {
    const { parts, measured } = speed.load(measurements("speed.json"));
    return [...parts.map(({ title, table }) => `### ${title}\n\n${markdownTable(table)}`), measured].join(
      "\n\n",
    );
  },
};

/**
 * A component in Markdown.
 *
 * @throws If nobody said what stands for it. {@link Error}
 */
export async function componentAsMarkdown(name: string, place: Place): Promise<string> {
  const write = COMPONENTS[name];
  if (write === undefined) throw new Error(`Markdown copies have nothing for the component ${name}`);
  return write(place);
}

async function cells({ attributes }: Place): Promise<string> {
  const original = (await notebook.load()).filter(
    ({ gamma }) => (gamma === null) === attributes.includes('"cross-entropy"'),
  );
  const texts = original.map((cell) => {
    const { printed, sum } = replay(cell);
    const lines = [
      `In [${cell.cell}]: ${sourceOf(cell)}`,
      `y = [${cell.labels.join(", ")}]`,
      `p = [${cell.probabilities.join(", ")}]`,
      printed,
    ];
    if (cell.sum !== null) lines.push(`In [${cell.sum.cell}]: sum without the first`, sum!);
    return lines.join("\n");
  });
  return `\`\`\`text\n${texts.join("\n\n")}\n\`\`\``;
}
