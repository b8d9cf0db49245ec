/**
 * Compiles the scanner of CSV, and the sums of losses.
 */
import { fileURLToPath } from "node:url";

import { compile, writeGenerated } from "../../scripts/compile-assembly.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));

for (const name of ["csv", "losses"]) {
  const source = `assembly/${name}.ts`;
  const module = await compile(folder, source);
  writeGenerated(folder, name, module, `${source}, ${module.length} bytes`);
}
