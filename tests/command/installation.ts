/**
 * The packed command, installed once for all these tests in a project of its own.
 */
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { publicPackages } from "../../scripts/packages.mjs";
import { createFolder, installPacked } from "../packed/project.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the executable. */
    command: string;
  }
}

/** The package of the command, and those of ours that it needs. */
const NAMES = ["core", "sql", "svg", "wasm", "cli"].map((name) => `@focal-loss/${name}`);

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = createFolder();
  const needed = publicPackages().filter(({ manifest }) => NAMES.includes(manifest.name));
  await installPacked(needed, folder);
  // Another user runs it too.
  chmodSync(folder, 0o755);
  provide("command", join(folder, "node_modules/.bin/focal-loss"));
  return () => rmSync(folder, { recursive: true });
}
