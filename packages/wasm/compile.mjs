/**
 * Compiles the kernels. The module for relaxed SIMD is written without its end, which is that of the plain one.
 */
import { fileURLToPath } from "node:url";

import { compile, writeGenerated } from "../../scripts/compile-assembly.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const source = "assembly/index.ts";

const plain = await compile(folder, source, ["--enable", "simd"]);
const relaxed = await compile(folder, source, ["--enable", "simd", "--enable", "relaxed-simd"]);
let common = 0;
while (plain.at(-1 - common) === relaxed.at(-1 - common)) common += 1;

writeGenerated(folder, "plain", plain, `${source}, ${plain.length} bytes`);
writeGenerated(
  folder,
  "relaxed",
  relaxed.subarray(0, -common),
  `${source} with relaxed SIMD, ${relaxed.length} bytes without the last, which are as many as COMMON`,
  `export const COMMON = ${common};\n`,
);
