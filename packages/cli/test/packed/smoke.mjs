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
}
