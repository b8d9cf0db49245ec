/**
 * The programs that have to be able to use the packages.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execute } from "./execute.ts";

/** A JavaScript runtime: how it is started. */
export interface Runtime {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** An exact version, because it is not in the lockfile: its `bin` would shadow the developer's own `node`. */
const NODE_24 = "24.21.0";

const bin = join(import.meta.dirname, "../../node_modules/.bin");

/** The Node.js that runs this test. */
export const node: Runtime = {
  name: `Node.js ${process.versions.node}`,
  command: process.execPath,
  args: [],
};

export const deno: Runtime = {
  name: "Deno",
  command: join(bin, "deno"),
  args: ["run", "--allow-all", "--no-remote", "--node-modules-dir=manual"],
};

export const bun: Runtime = { name: "Bun", command: join(bin, "bun"), args: ["run"] };

/**
 * The next Node.js: the executable that the environment variable NODE24 names, else one from npm where there is one.
 *
 * @param folder - Where it may be installed.
 * @returns Nothing where neither is to be had.
 */
export async function findNode24(folder: string): Promise<Runtime | undefined> {
  const name = "Node.js 24";
  const given = process.env["NODE24"];
  if (given !== undefined) return { name, command: given, args: [] };
  if (process.platform !== "linux") return undefined;
  const packageName = `node-linux-${process.arch}`;
  mkdirSync(folder);
  await execute(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefix", folder, `${packageName}@${NODE_24}`],
    folder,
  );
  return { name, command: join(folder, "node_modules", packageName, "bin/node"), args: [] };
}
