/**
 * Compiles the scanner of CSV.
 */
import { fileURLToPath } from "node:url";

import { compile, writeGenerated } from "../../scripts/compile-assembly.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const source = "assembly/csv.ts";

const scanner = await compile(folder, source);
writeGenerated(folder, "csv", scanner, `${source}, ${scanner.length} bytes`);
