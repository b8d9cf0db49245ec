/**
 * Compiles the kernels and writes each as a module of TypeScript, so that the package needs no file, fetch or plugin at run
 * time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL(".", import.meta.url));

await compile("plain", "assembly/index.ts", ["--enable", "simd"]);
await compile("relaxed", "assembly/index.ts", ["--enable", "simd", "--enable", "relaxed-simd"]);

/**
 * @param {string} name
 * @param {string} source
 * @param {string[]} features
 */
async function compile(name, source, features) {
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
  const base64 = Buffer.from(binary).toString("base64");
  mkdirSync(`${folder}/src/generated`, { recursive: true });
  writeFileSync(
    `${folder}/src/generated/${name}.ts`,
    `/** ${source}, compiled by ../../compile.mjs: ${binary.length} bytes in base64. */\nexport const ${name} =\n  "${base64}";\n`,
  );
}
