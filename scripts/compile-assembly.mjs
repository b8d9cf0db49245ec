/**
 * Compiles AssemblyScript, and writes modules of TypeScript that hold what came of it, so that a package needs no file, fetch
 * or plugin at run time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import asc from "assemblyscript/asc";

/**
 * @param {string} folder - Of the package.
 * @param {string} source - Relative to the folder.
 * @param {string[]} features
 * @returns {Promise<Uint8Array>}
 */
export async function compile(folder, source, features = []) {
  // 112: functions that take vectors are for other functions, not for JavaScript.
  const options = ["-O3", "--runtime", "stub", "--use", "abort=", "--disableWarning", "112", ...features];
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error } = await asc.main([source, "--outFile", "out.wasm", "--baseDir", folder, ...options], {
    stderr: process.stderr,
    writeFile: (_, contents) => {
      if (typeof contents !== "string") binary = contents;
    },
  });
  if (error || binary === undefined) throw new Error(`${source} does not compile`, { cause: error });
  return binary;
}

/**
 * Writes `src/generated/NAME.ts`, which exports bytes as base64 under that name.
 *
 * @param {string} folder - Of the package.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {string} what - What they are.
 * @param {string} more - More of the module.
 */
export function writeGenerated(folder, name, bytes, what, more = "") {
  const generated = join(folder, "src/generated");
  mkdirSync(generated, { recursive: true });
  const base64 = Buffer.from(bytes).toString("base64");
  const header = `/** ${what}, compiled by ../../compile.mjs, in base64. */`;
  writeFileSync(join(generated, `${name}.ts`), `${header}\nexport const ${name} =\n  "${base64}";\n${more}`);
}
