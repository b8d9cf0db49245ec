/**
 * `npm run demo`: replays the notebook, scores real predictions, and says what it wrote.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

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

console.log(`
Wrote to ${relative(process.cwd(), output) || "."}/: ${written.join(", ")}

Try next:
  npx focal-loss score ${digits} --gamma 2 --alpha 0.25
  npx focal-loss score YOUR-PREDICTIONS.csv --label y --probability p
  npx focal-loss --help
  and the README of packages/core for the library`);
