/**
 * A project outside this repository that has installed the packed packages from tarballs, with plain npm.
 */
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { pack, type Package } from "../../scripts/packages.mjs";
import { execute } from "./execute.ts";

/** Where a package's own smoke program lies. */
export const SMOKE = "test/packed/smoke.mjs";

export function createFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "packed-")));
}

/**
 * Packs the packages and installs them together, so that they find each other and not the registry; with the `dependencies` that
 * their smoke programs export.
 */
export async function installPacked(packages: readonly Package[], folder: string): Promise<void> {
  const tarballs = packages.map(
    ({ folder: source, manifest }) => [manifest.name, `file:${pack(source, folder).tarball}`] as const,
  );
  const smokes = await Promise.all(
    packages.map(async (pkg) => (await import(join(pkg.folder, SMOKE))) as { dependencies?: object }),
  );
  writeJson(join(folder, "package.json"), {
    private: true,
    dependencies: Object.assign(
      Object.fromEntries(tarballs),
      ...smokes.map((smoke) => smoke.dependencies),
    ) as object,
    overrides: Object.fromEntries(tarballs.map(([name]) => [name, `$${name}`])),
  });
  await execute("npm", ["install", "--no-audit", "--no-fund"], folder);
}

/** The programs written for one package; each runs its smoke program and prints the export names of every entry. */
export interface Programs {
  readonly import: string;
  readonly require: string;
}

export function writePrograms({ folder: source, manifest }: Package, project: string): Programs {
  const folder = join(project, "programs", manifest.name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, SMOKE), join(folder, "smoke.mjs"));
  const entries = Object.keys(manifest.exports)
    .filter((entry) => entry !== "./package.json")
    .map((entry, i) => ({ entry, local: `entry${i}`, specifier: `${manifest.name}${entry.slice(1)}` }));
  const table = `const entries = { ${entries.map(({ entry, local }) => `"${entry}": ${local}`).join(", ")} };`;
  const report = [
    "  await smoke(entries);",
    "  const names = Object.entries(entries).map(([entry, module]) => [entry, Object.keys(module).sort()]);",
    "  console.log(JSON.stringify(Object.fromEntries(names)));",
  ];
  const programs = { import: join(folder, "import.mjs"), require: join(folder, "require.cjs") };
  writeLines(programs.import, [
    ...entries.map(({ local, specifier }) => `import * as ${local} from "${specifier}";`),
    'import { smoke } from "./smoke.mjs";',
    table,
    "{",
    ...report,
    "}",
  ]);
  writeLines(programs.require, [
    ...entries.map(({ local, specifier }) => `const ${local} = require("${specifier}");`),
    table,
    'void import("./smoke.mjs").then(async ({ smoke }) => {',
    ...report,
    "});",
  ]);
  return programs;
}

/** Bundles a program for browsers, where nothing of Node.js may be imported. */
export async function bundleForBrowser(program: string): Promise<string> {
  const outfile = program.replace(/\.mjs$/, ".browser.mjs");
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  return outfile;
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function writeLines(file: string, lines: readonly string[]): void {
  writeFileSync(file, `${lines.join("\n")}\n`);
}
