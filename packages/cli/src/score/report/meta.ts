/**
 * `--meta`: what a result was made by. Without it results are the same bytes on every run.
 */
import { createRequire } from "node:module";

export function metaOf(): object {
  const { version } = createRequire(import.meta.url)("@focal-loss/cli/package.json") as { version: string };
  const { node } = process.versions;
  return { version, node, platform: `${process.platform} ${process.arch}`, date: new Date().toISOString() };
}
