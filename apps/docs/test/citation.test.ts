import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BIBTEX } from "../src/citation.ts";

it("cites what CITATION.cff says", () => {
  const cff = readFileSync(join(import.meta.dirname, "../../../CITATION.cff"), "utf8");
  const all = (field: string): string[] =>
    [...cff.matchAll(new RegExp(`^[ -]*${field}: (.*)$`, "gm"))].map(([, value]) => value!);
  const authors = all("family-names").map((family, i) => `${family}, ${all("given-names")[i]}`);
  expect(authors).toHaveLength(5);
  const facts = [
    authors.join(" and ").replace("á", "{\\'a}"),
    ...["title", "name", "collection-title", "year", "doi", "repository-code"].flatMap(all),
    `${all("start")[0]}--${all("end")[0]}`,
    `${all("license")[0]} license`,
  ];
  expect(facts).toHaveLength(10);
  for (const fact of facts) expect(BIBTEX).toContain(fact);
});
