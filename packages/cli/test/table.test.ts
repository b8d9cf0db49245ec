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

it("have no sign that steers a terminal, and a line a row", async () => {
  const file = write("odd\u001B[31m\n.csv", 'y,p,"a\u0007\nb"\n1,0.5,"\u001B[2J\r\nx|y"\n');
  const aligned = await focalLoss("score", file, "--hardest", "1");
  const lines = aligned.stdout.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(lines.slice(3)).toEqual([
    "place loss y p a b",
    "odd [31m .csv:3 0.17328679513998632 1 0.5 [2J x|y",
    "",
  ]);
  expect(aligned.stderr).toBe(
    'note: odd [31m .csv: column "y" is the label\nnote: odd [31m .csv: column "p" is the probability\n',
  );
  const { stdout } = await focalLoss("score", file, "-q", "--hardest", "1", "--md");
  expect(stdout.split("\n").at(-2)).toBe(
    String.raw`| odd [31m .csv:3 | 0.17328679513998632 | 1 | 0.5 |  [2J x\|y |`,
  );
  expect((await focalLoss("score", file, "--weight", "w")).stderr).toMatch(
    /^error: odd \[31m \.csv: no column "w", which --weight names\nhint: .*\n$/,
  );
  const check = await focalLoss("check", file);
  expect(check.stdout + check.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
});
