/**
 * Every README is true: its examples run and give what they say, its links lead somewhere. What runs and how: readme/examples.ts.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { publicPackages, root } from "../scripts/packages.mjs";
import { testExamples } from "./readme/examples.ts";
import { relativeLinks } from "./readme/markdown.ts";

const folders = [root, ...publicPackages().map(({ folder }) => folder)];
const readmes = folders.map((folder) => join(folder, "README.md"));
const linked = [
  ...readmes,
  ...["CONTRIBUTING.md", "apps/bench/README.md", "apps/docs/README.md"].map((name) => join(root, name)),
];

for (const file of readmes) {
  const name = relative(root, file);

  describe(name, () => {
    const executed = existsSync(file) ? testExamples(readFileSync(file, "utf8")) : 0;

    if (name !== "README.md") {
      it("has an example that runs", () => {
        expect(executed, `examples in ${name}`).toBeGreaterThan(0);
      });
    }
  });
}

describe("links", () => {
  it.for(linked.map((file) => relative(root, file)))("%s links to what exists", (name) => {
    const file = join(root, name);
    const links = relativeLinks(readFileSync(file, "utf8"));
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });
});
