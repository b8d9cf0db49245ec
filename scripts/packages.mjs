/**
 * The packages that get published, and the one way to pack them.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * What is read of a package.json.
 *
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {Record<string, unknown>} exports
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [dependencies]
 */

/** @typedef {{ folder: string, manifest: Manifest }} Package */

export const root = join(import.meta.dirname, "..");

/**
 * Every folder of `packages/` that is not private, dependencies before their dependents.
 *
 * @returns {Package[]}
 */
export function publicPackages() {
  const found = readdirSync(join(root, "packages"))
    .map((name) => join(root, "packages", name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private);
  /** @type {Set<Package>} */
  const ordered = new Set();
  /** @param {Package} pkg */
  const add = (pkg) => {
    for (const name of Object.keys(pkg.manifest.dependencies ?? {})) {
      const dependency = found.find(({ manifest }) => manifest.name === name);
      if (dependency) add(dependency);
    }
    ordered.add(pkg);
  };
  found.forEach(add);
  return [...ordered];
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
export function readManifest(folder) {
  return /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
}

/**
 * Packs through pnpm, which puts `publishConfig.exports` in place and turns `workspace:` and `catalog:` into versions.
 *
 * @param {string} folder - The package.
 * @param {string} destination - Folder for the tarball.
 * @returns {{ tarball: string, files: string[] }}
 */
export function pack(folder, destination) {
  const output = execFileSync("pnpm", ["pack", "--json", "--pack-destination", destination], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"]}` },
  });
  const { filename, files } = /** @type {{ filename: string, files: { path: string }[] }} */ (
    JSON.parse(output)
  );
  return { tarball: filename, files: files.map(({ path }) => path) };
}
