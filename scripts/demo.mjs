/**
 * `npm run demo`: replays the notebook, scores real predictions, draws both, and says what it wrote.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { notebookFigures, renderSvg, sweepChart } from "@focal-loss/svg";
import { renderPng } from "@focal-loss/svg/png";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = join(root, "demo-output");
/** @type {string[]} */
const written = [];

/**
 * Runs the built command as a person would, shows what it prints, and keeps it.
 *
 * @param {string[]} args
 * @param {string} file
 */
function focalLoss(args, file) {
  console.log(`\n$ focal-loss ${args.join(" ")}`);
  const { status, stdout } = spawnSync(process.execPath, [join(root, "packages/cli/dist/bin.js"), ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  if (!args.includes("--json")) process.stdout.write(stdout);
  writeFileSync(join(output, file), stdout);
  written.push(file);
}

/**
 * Writes a chart as SVG and PNG.
 *
 * @param {string} name
 * @param {import("@focal-loss/svg").Chart} chart
 * @param {"light" | "dark"} theme
 */
async function draw(name, chart, theme) {
  const options = { theme, width: 640, height: 480 };
  writeFileSync(join(output, `${name}.svg`), renderSvg(chart, options));
  writeFileSync(join(output, `${name}.png`), await renderPng(chart, options));
  written.push(`${name}.svg`, `${name}.png`);
}

mkdirSync(output, { recursive: true });
const digits = "packages/fixtures/data/digits-eight.csv";
const gammas = ["--gamma", "0", "--gamma", "0.5", "--gamma", "2"];
const rows = "digits-eight-scored.csv";

focalLoss(["notebook"], "notebook.txt");
console.log(`\nReal predictions: is a handwritten digit an 8? 174 of 1,797 are.`);
focalLoss(["score", digits, "--probability", "probability", ...gammas], "score-by-probability.txt");
focalLoss(["score", digits, "--logit", "logit", ...gammas], "score-by-logit.txt");
focalLoss(
  ["score", digits, "--logit", "logit", ...gammas, "--rows", `demo-output/${rows}`, "--force", "--json"],
  "score-by-logit.json",
);
written.push(rows);

console.log(
  "\nDrawing the four figures of the notebook and a sweep of these predictions, in the notebook's look and in ours.",
);
const figures = ["weight-positive", "weight-negative", "focal-y1", "focal-y0"];
const looks = /** @type {const} */ ([
  ["notebook", "light"],
  ["default", "light"],
  ["default", "dark"],
]);
const lines = readFileSync(join(root, digits), "utf8").trim().split("\n").slice(1);
const columns = lines.map((line) => line.split(",").map(Number));
const sweep = sweepChart({
  labels: columns.map((row) => row[2] ?? NaN),
  logits: columns.map((row) => row[3] ?? NaN),
});
for (const [look, theme] of looks) {
  const suffix = theme === "dark" ? `${look}-dark` : look;
  for (const [i, chart] of notebookFigures({ look }).entries())
    await draw(`${figures[i]}-${suffix}`, chart, theme);
  await draw(
    `sweep-${suffix}`,
    look === "notebook" ? { ...sweep, palette: "notebook", legend: "box" } : sweep,
    theme,
  );
}

console.log(`
Wrote to ${relative(process.cwd(), output) || "."}/: ${written.filter((file) => !/\.(svg|png)$/.test(file)).join(", ")}
and, as .svg and .png: ${written.flatMap((file) => (file.endsWith(".svg") ? file.slice(0, -4) : [])).join(", ")}

Try next:
  npx focal-loss score ${digits} --gamma 2 --alpha 0.25
  npx focal-loss score YOUR-PREDICTIONS.csv --label y --probability p
  npx focal-loss --help
  and the README of packages/core for the library`);
