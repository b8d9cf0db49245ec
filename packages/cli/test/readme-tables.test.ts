/**
 * The README's tables are those of the command line. `vitest -u` writes them.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { withTables } from "./readme-tables.ts";

it("are current", async () => {
  const path = fileURLToPath(new URL("../README.md", import.meta.url));
  const readme = readFileSync(path, "utf8");
  expect(readme.match(/<!-- (commands|options|exit codes): /g)).toHaveLength(3);
  await expect(withTables(readme)).toMatchFileSnapshot(path);
});
