import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Run through npx beside the installed package; each has to end with exit code 0. */
export const commands = [
  "focal-loss notebook",
  "focal-loss score --help",
  "focal-loss at 0.9 1",
  "focal-loss completion bash",
  "focal-loss engines",
  "focal-loss explain 0.9 1",
  "focal-loss sql --dialect spark",
];

/**
 * Uses every entry of the packed package, in whatever runtime loaded it.
 *
 * @param {{ ".": typeof import("@focal-loss/cli") }} entries
 */
export async function smoke({ ".": cli }) {
  let printed = "";
  const exitCode = await cli.run(["notebook"], {
    stdout: (text) => {
      printed += text;
    },
    stderr: (text) => {
      throw new Error(text);
    },
  });
  if (exitCode !== 0) throw new Error(`expected exit code 0, got ${exitCode}`);
  if (!printed.includes("0.10536051565782628")) throw new Error(`unexpected output: ${printed}`);
  await smokeThreads(cli);
}

/**
 * The file of a thread is there, and where a runtime cannot run it, the result is the same.
 *
 * @param {typeof import("@focal-loss/cli")} cli
 */
async function smokeThreads(cli) {
  if (!existsSync(new URL("score-worker.js", import.meta.resolve("@focal-loss/cli")))) {
    throw new Error("there is no score-worker.js");
  }
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-smoke-"));
  try {
    const paths = [1, 2, 3, 4, 5].map((k) => join(folder, `${k}.csv`));
    for (const path of paths) writeFileSync(path, `label,logit\n${"1,2\n0,-1\n".repeat(5000)}`);
    /** @param {number} threads */
    const score = async (threads) => {
      let printed = "";
      const write = (/** @type {string} */ text) => {
        printed += text;
      };
      const args = ["score", "--quiet", "--json", "--threads", String(threads), ...paths];
      const exitCode = await cli.run(args, { stdout: write, stderr: write });
      if (exitCode !== 0) throw new Error(`expected exit code 0, got ${exitCode}: ${printed}`);
      return printed;
    };
    if ((await score(3)) !== (await score(1))) throw new Error("three threads print what one does not");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
