/**
 * Checks one package as it would be published: `node ../../scripts/check-package.mjs` in its folder.
 *
 * Packs it and looks at the tarball: the file list, what pnpm had to replace in package.json, publint, attw.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, readManifest } from "./packages.mjs";

const ALLOWED = /^(dist\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const REQUIRED = ["package.json", "README.md", "LICENSE"];

const folder = process.cwd();
const temporary = mkdtempSync(join(tmpdir(), "check-package-"));
try {
  const { tarball, files } = pack(folder, temporary);
  const manifest = execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" });
  const problems = [
    ...files.filter((file) => !ALLOWED.test(file)).map((file) => `${file} does not belong in the package`),
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...['"source":', '"workspace:', '"catalog:']
      .filter((text) => manifest.includes(text))
      .map((text) => `the packed package.json still has ${text}`),
    ...verdict("publint", ["run", tarball, "--strict"]),
    ...verdict("attw", [tarball, "--profile", "esm-only", "--no-color", "--no-emoji"]),
  ];
  const { name } = readManifest(folder);
  for (const problem of problems) console.error(`${name}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`${name}: ${files.length} files, publint and attw pass`);
} finally {
  rmSync(temporary, { recursive: true });
}

/**
 * @param {string} tool
 * @param {string[]} args
 * @returns {string[]} What the tool printed, if it failed.
 */
function verdict(tool, args) {
  const { status, error, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8" });
  return status === 0 ? [] : [`${tool} failed\n${error?.message ?? `${stdout}${stderr}`}`];
}
