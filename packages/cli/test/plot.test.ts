/**
 * `focal-loss plot`
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadDigitsEight } from "@focal-loss/fixtures";
import {
  type Chart,
  gradientCurves,
  hessianCurves,
  lossCurves,
  modulatingFactor,
  notebookFigures,
  reliabilityChart,
  renderSvg,
  type SmallMultiples,
  sweepChart,
} from "@focal-loss/svg";
import { renderPng } from "@focal-loss/svg/png";
import { renderTerminal } from "@focal-loss/svg/terminal";
import { beforeAll, describe, expect, it } from "vitest";
import { shell } from "./process.ts";

const { bash, folder } = shell();
const digits = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));
const here = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(here(name), "utf8");

let data: { labels: Float64Array; logits: Float64Array };
beforeAll(async () => {
  const { labels, logits } = await loadDigitsEight();
  data = { labels: Float64Array.from(labels), logits: Float64Array.from(logits) };
});

describe("focal-loss plot -o", () => {
  it.each<[string, () => Chart | SmallMultiples]>([
    ["curves", () => lossCurves()],
    [
      "curves --gamma 0,3 --alpha 0.25 --target 0 --over logit --palette categorical --title A&B",
      () =>
        lossCurves({
          gammas: [0, 3],
          alphas: [0.25],
          label: 0,
          over: "logit",
          palette: "categorical",
          title: "A&B",
        }),
    ],
    ["factor --target 0", () => modulatingFactor({ label: 0 })],
    ["gradient --over logit --gamma 0.5", () => gradientCurves({ gammas: [0.5], over: "logit" })],
    ["hessian", () => hessianCurves()],
    ["notebook", () => ({ charts: notebookFigures({ look: "default" }), columns: 2 })],
    ["notebook --palette notebook", () => ({ charts: notebookFigures(), columns: 2 })],
    [`sweep ${digits} --logit logit`, () => sweepChart(data)],
    [
      `sweep ${digits} --logit logit --gamma 0,1 --alpha 0.25`,
      () => sweepChart({ ...data, gammas: [0, 1], alphas: [0.25] }),
    ],
    [`reliability ${digits} --logit logit --bins 5`, () => reliabilityChart({ ...data, bins: 5 })],
    [
      `reliability ${digits} --logit logit --gamma 2 --alpha 0.25`,
      () => reliabilityChart({ ...data, gamma: 2, alpha: 0.25 }),
    ],
  ])("%s writes what the library draws", (args, chart) => {
    const { code, stdout, stderr } = bash(
      `focal-loss plot ${args.replace("&", "\\&")} -q --force -o chart.svg`,
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(read("chart.svg")).toBe(`${renderSvg(chart(), { theme: "light" })}\n`);
  });

  it("takes size and theme, and writes to standard output for -", () => {
    const { code, stdout } = bash("focal-loss plot curves --theme auto --width 900 --height 300 -o -");
    expect(code).toBe(0);
    expect(stdout).toBe(`${renderSvg(lossCurves(), { theme: "auto", width: 900, height: 300 })}\n`);
  });

  it("writes PNG", async () => {
    expect(bash("focal-loss plot factor --theme dark -o factor.PNG").code).toBe(0);
    expect(readFileSync(here("factor.PNG"))).toEqual(
      Buffer.from(await renderPng(modulatingFactor(), { theme: "dark" })),
    );
  });

  it("overwrites nothing without --force, and leaves nothing half written", () => {
    writeFileSync(here("kept.svg"), "mine");
    expect(bash("focal-loss plot curves -o kept.svg")).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: kept.svg: already exists\nhint: --force overwrites it\n",
    });
    expect(read("kept.svg")).toBe("mine");
    expect(bash("focal-loss plot curves -o missing/chart.svg")).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: missing/chart.svg: cannot be written: no such file or directory\n",
    });
    expect(bash("focal-loss plot sweep nowhere.csv -o sweep.svg").code).toBe(4);
    expect(existsSync(here("sweep.svg"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  });
});

describe("focal-loss plot, without -o", () => {
  it("writes text, 80 columns wide off a terminal", () => {
    expect(bash("focal-loss plot curves")).toEqual({
      code: 0,
      stdout: renderTerminal(lossCurves()),
      stderr: "",
    });
    const small = bash("focal-loss plot curves --ascii --width 40 --height 10").stdout;
    expect(small).toBe(renderTerminal(lossCurves(), { ascii: true, width: 40, height: 10 }));
    // oxlint-disable-next-line no-control-regex -- that is the claim
    expect(small).toMatch(/^[\u0000-\u007F]+$/);
  });
});

describe("focal-loss plot refuses", () => {
  it.each([
    ["pie", `error: command-argument value 'pie' is invalid for argument 'chart'.`],
    ["curves -o chart.pdf", 'error: --output expected a name that ends in .svg or .png, got "chart.pdf"'],
    ["curves -o chart.png --theme auto", "error: --theme auto is for .svg files; a .png is light or dark"],
    ["curves -o chart.svg --ascii", "error: --ascii is for the terminal, not for a file"],
    ["curves -o chart.svg --width 80", "error: --width expected 120 to 10000 px, got 80"],
    ["curves --height 600", "error: --height expected 8 to 500 rows, got 600"],
    ["curves file.csv", 'error: plot curves expected no files, got "file.csv"'],
    ["sweep", "error: plot sweep expected files of predictions, got none"],
    ["factor --alpha 0.25", "error: plot factor has no option --alpha"],
    ["notebook --gamma 2", "error: plot notebook has no option --gamma"],
    ["curves --input-format csv", "error: plot curves has no option --input-format"],
    [`sweep ${digits} --over logit`, "error: plot sweep has no option --over"],
    [
      `reliability ${digits} --gamma 0,2`,
      "error: plot reliability expected one --gamma, that of the training, got 2",
    ],
    [
      "curves --gamma -1",
      "error: option '--gamma <number>' argument '-1' is invalid. Expected a number in [0, 1e+100].",
    ],
    [
      "curves --target 2",
      "error: option '--target <number>' argument '2' is invalid. Expected a number in [0, 1].",
    ],
  ])("%s", (args, message) => {
    const { code, stdout, stderr } = bash(`focal-loss plot ${args}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n")[0]).toContain(message);
  });
});

describe("focal-loss plot --from-url", () => {
  const link = "https://host.example/playground.html?v=1&gamma=3&alpha=0.25&label=0&p=0.6&seed=4";

  it("draws what the link of the playground shows", () => {
    const linked = bash(`focal-loss plot curves --from-url '${link}' -o -`);
    expect(linked).toEqual(bash("focal-loss plot curves --gamma 3 --alpha 0.25 --target 0 -o -"));
    expect(linked.code).toBe(0);
    expect(bash("focal-loss plot factor --from-url https://host.example/playground.html -o -")).toEqual(
      bash("focal-loss plot factor --gamma 2 --target 1 -o -"),
    );
  });

  it("yields to options", () => {
    expect(bash(`focal-loss plot gradient --from-url '${link}' --gamma 1 --target 1 -o -`)).toEqual(
      bash("focal-loss plot gradient --gamma 1 --alpha 0.25 -o -"),
    );
  });

  it.each([
    [
      "playground",
      'error: --from-url expected a link of the playground, got "playground"\n' +
        "hint: quotes keep the shell from splitting it at &\n",
    ],
    ["https://host.example/?v=2", "error: --from-url: the link is of version 2, expected 1\n"],
    ["https://host.example/?alpha=2", 'error: --from-url: alpha expected a number in [0, 1], got "2"\n'],
  ])("refuses %s", (url, stderr) => {
    expect(bash(`focal-loss plot curves --from-url '${url}'`)).toEqual({ code: 2, stdout: "", stderr });
  });
});
