/**
 * Publishes every package whose version the registry does not have: `node scripts/release.mjs [--dry-run]`.
 *
 * pnpm packs, because it swaps `publishConfig.exports`; npm publishes the tarball, because it does the exchange of trusted
 * publishing. Ends with `changeset tag`, whose "New tag:" lines the changesets action turns into releases.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, publicPackages, root } from "./packages.mjs";

const dryRun = process.argv.includes("--dry-run");
const temporary = mkdtempSync(join(tmpdir(), "release-"));
try {
  for (const { folder, manifest } of publicPackages()) {
    const id = `${manifest.name}@${manifest.version}`;
    if (isPublished(id)) {
      console.log(`${id} is published already`);
      continue;
    }
    const { tarball } = pack(folder, temporary);
    const flags = dryRun ? ["--dry-run"] : ["--provenance"];
    run("npm", ["publish", tarball, "--access", "public", ...flags]);
  }
  if (!dryRun) run("npx", ["changeset", "tag"]);
} finally {
  rmSync(temporary, { recursive: true });
}

/** @param {string} id - `name@version` */
function isPublished(id) {
  const { status, stdout, stderr } = spawnSync("npm", ["view", id, "version"], { encoding: "utf8" });
  if (status === 0) return stdout.trim() !== "";
  if (stderr.includes("E404")) return false;
  throw new Error(`cannot ask the registry for ${id}:\n${stderr}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: "inherit" });
}
