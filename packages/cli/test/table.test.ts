/**
 * Tables for people, whatever is in their cells.
 */
import { expect, it } from "vitest";
import { workspace } from "./command.ts";

const { focalLoss, write } = workspace();

it("are of any length", async () => {
  const file = write("many.csv", `y,p\n${"1,0.5\n".repeat(200_000)}`);
  const { code, stdout, stderr } = await focalLoss("score", file, "-q", "--hardest", "200000");
  expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({ code: 0, stderr: "", lines: 200_005 });
}, 30_000);
