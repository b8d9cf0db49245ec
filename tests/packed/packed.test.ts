/**
 * The packages as their users get them: packed, installed by npm in a project of its own, used by every runtime.
 *
 * Packages and entries are found, not listed here. What a package has to bring is `test/packed/smoke.mjs`: a function
 * `smoke(entries)` that uses its entries and throws if something is wrong; if it needs other packages, the `dependencies`; and,
 * if it has a `bin`, the `commands` to try.
 */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicPackages } from "../../scripts/packages.mjs";
import { execute } from "./execute.ts";
import {
  bundleForBrowser,
  createFolder,
  installPacked,
  type Programs,
  SMOKE,
  writePrograms,
} from "./project.ts";
import { bun, deno, findNode24, node, type Runtime } from "./runtimes.ts";

/** Export names by entry. */
type Names = Record<string, string[]>;

const packages = publicPackages();
const folder = createFolder();
let node24: Runtime | undefined;

beforeAll(async () => {
  [node24] = await Promise.all([findNode24(join(folder, "node24")), installPacked(packages, folder)]);
});

// oxlint-disable-next-line no-empty-pattern -- vitest wants a pattern here
afterAll(({}, file) => {
  const failed = [file, ...file.tasks].some(({ result }) => result?.state === "fail");
  if (failed) console.error(`kept for a look: ${folder}`);
  else rmSync(folder, { recursive: true });
});

async function run({ command, args }: Runtime, program: string): Promise<Names> {
  return JSON.parse(await execute(command, [...args, program], folder)) as Names;
}

for (const pkg of packages) {
  const { name, version, bin = {} } = pkg.manifest;

  describe(name, () => {
    let programs: Programs;
    let names: Names;

    beforeAll(async () => {
      if (!existsSync(join(pkg.folder, SMOKE)))
        throw new Error(`${name} needs a ${SMOKE}, see packages/core`);
      programs = writePrograms(pkg, folder);
      names = await run(node, programs.import);
    });

    it(`is imported by ${node.name}`, () => {
      for (const [entry, exported] of Object.entries(names)) expect(exported, entry).not.toEqual([]);
    });

    it(`is required by ${node.name}`, async () => {
      expect(await run(node, programs.require)).toEqual(names);
    });

    for (const way of ["import", "require"] as const) {
      it(`is used by Node.js 24 through ${way}`, async ({ skip }) => {
        if (node24 === undefined) {
          const reason = "no Node.js 24 for this platform: NODE24 is the path of one";
          console.warn(`skipped: ${reason}`);
          return skip(reason);
        }
        expect(await run(node24, programs[way])).toEqual(names);
      });
    }

    for (const runtime of [deno, bun]) {
      it(`is imported by ${runtime.name}`, async () => {
        expect(await run(runtime, programs.import)).toEqual(names);
      });
    }

    if (Object.keys(bin).length === 0) {
      it("is bundled for browsers", async ({ skip }) => {
        const bundle = await bundleForBrowser(programs.import);
        const { needsBrowser } = (await import(join(pkg.folder, SMOKE))) as { needsBrowser?: string };
        if (needsBrowser !== undefined) {
          console.warn(`bundled, but not run: ${needsBrowser}`);
          return skip(needsBrowser);
        }
        expect(await run(node, bundle)).toEqual(names);
      });
      return;
    }

    it.for(Object.keys(bin))("installs the command %s, which knows its version", async (command) => {
      expect(await execute("npx", ["--no-install", command, "--version"], folder)).toBe(`${version}\n`);
    });

    it("runs its commands", async () => {
      const { commands } = (await import(join(pkg.folder, SMOKE))) as { commands: string[] };
      for (const command of commands) await execute("npx", ["--no-install", ...command.split(" ")], folder);
    });
  });
}
