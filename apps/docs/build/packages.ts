/**
 * The published packages and their entries, found by folder: each entry has a page of the reference.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publicPackages } from "../../../scripts/packages.mjs";

/** A page about one entry of a package. */
export interface ApiPage {
  /** What is imported: `@focal-loss/core/notebook`. */
  readonly name: string;
  /** Last part of the page's address: `core-notebook`. */
  readonly slug: string;
  readonly description: string;
  /** The entry's source. */
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, string | { readonly source?: string }>>;
}

/** One page an entry, packages before those that depend on them. */
export function apiPages(): ApiPage[] {
  return publicPackages().flatMap(({ folder }) => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    return Object.entries(manifest.exports).flatMap(([entry, target]) => {
      if (typeof target === "string" || target.source === undefined) return [];
      const source = join(folder, target.source);
      if (!existsSync(source)) throw new Error(`${manifest.name}: ${entry} has no source ${source}`);
      const name = manifest.name + entry.slice(1);
      return [
        {
          name,
          slug: name.replace("@focal-loss/", "").replaceAll("/", "-"),
          description: manifest.description,
          source,
        },
      ];
    });
  });
}
