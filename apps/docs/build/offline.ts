/**
 * The site without a network: a service worker that keeps every file of it from the first visit on.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformWithEsbuild } from "vite";

const NAME = "service-worker.js";

/** Of no use to a reader without a network: files for machines, and those that are to be taken away. */
const LEFT_OUT = /\.md$|^llms\.txt$|^offline\//;

/** Writes the worker into the built site. Its version is a hash of all that it keeps. */
export async function writeServiceWorker(outDir: string): Promise<void> {
  const files = readdirSync(outDir, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name !== NAME && !LEFT_OUT.test(name) && statSync(join(outDir, name)).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const name of files)
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(outDir, name)));
  const version = hash.digest("hex").slice(0, 16);
  // "./" is the page that a visit without a file's name shows.
  const kept = ["./", ...files];
  const source = join(import.meta.dirname, "service-worker.ts");
  const { code } = await transformWithEsbuild(readFileSync(source, "utf8"), source, { sourcemap: false });
  const head = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(kept)};\n`;
  writeFileSync(join(outDir, NAME), head + code);
}
