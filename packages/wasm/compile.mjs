/**
 * Compiles the kernels, and writes them as modules of TypeScript, so that the package needs no file, fetch or plugin at run
 * time. The module for relaxed SIMD is written without its end, which is that of the plain one.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL(".", import.meta.url));
const source = "assembly/index.ts";

const plain = await compile(["--enable", "simd"]);
const relaxed = await compile(["--enable", "simd", "--enable", "relaxed-simd"]);
let common = 0;
while (plain.at(-1 - common) === relaxed.at(-1 - common)) common += 1;

write("plain", plain, `${source}, ${plain.length} bytes`);
write(
  "relaxed",
  relaxed.subarray(0, -common),
  `${source} with relaxed SIMD, ${relaxed.length} bytes without the last, which are as many as COMMON`,
  `export const COMMON = ${common};\n`,
);

/**
 * @param {string[]} features
 * @returns {Promise<Uint8Array>}
 */
async function compile(features) {
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
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {string} what
 */
function write(name, bytes, what, more = "") {
  mkdirSync(`${folder}/src/generated`, { recursive: true });
  writeFileSync(
    `${folder}/src/generated/${name}.ts`,
    `/** ${what}, compiled by ../../compile.mjs, in base64. */\nexport const ${name} =\n  "${Buffer.from(bytes).toString("base64")}";\n${more}`,
  );
}
