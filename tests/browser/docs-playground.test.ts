/**
 * The playground by keyboard and pointer: sliders, address, code, own files, training.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { focalLoss } from "@focal-loss/core";
import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { violationsOf } from "./axe.ts";
import { openDocs, visit } from "./docs-site.ts";

const digits = join(import.meta.dirname, "../../packages/fixtures/data/digits-eight.csv");

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const numberOf = async (page: Page, name: string): Promise<number> => {
  const row = page
    .locator(".numbers dl > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });
  return Number.parseFloat(await row.locator("dd").innerText());
};

it("moves gamma by keyboard, and everything follows", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.9));

  const slider = page.getByRole("slider", { name: "gamma γ" });
  const curve = page.locator(".plot path.line.curve-1").first();
  const before = await curve.getAttribute("d");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  expect(await slider.getAttribute("aria-valuetext")).toBe("gamma 2.1");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.9, { gamma: 2.1 }));
  expect(await curve.getAttribute("d")).not.toBe(before);
  await page.keyboard.press("Home");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.9, { gamma: 0 }));
  expect(site.problems).toEqual([]);
});

it("moves the crosshair by keyboard and pointer, in all charts", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const chart = page.getByRole("slider", { name: "Loss over the probability, predicted probability p" });
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  expect(Number(await chart.getAttribute("aria-valuenow"))).toBeCloseTo(0.9, 12);
  await page.keyboard.press("Home");
  expect(await numberOf(page, "cross-entropy")).toBe(Infinity);
  const gradient = page.getByRole("slider", { name: "Gradient, logit z" });
  await gradient.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await gradient.boundingBox())!;
  // The middle of the axis is a logit of 0.
  await page.mouse.click(x + width * ((40 + 388) / 2 / 400), y + height / 2);
  expect(await numberOf(page, "p, probability of class 1")).toBeCloseTo(0.5, 2);
  expect(await gradient.getAttribute("aria-valuetext")).toMatch(/^logit .*: gradient −0\.\d+$/);
  expect(site.problems).toEqual([]);
});

it("keeps its state in the address, there and back", async () => {
  await using site = await openDocs();
  const { page } = site;
  const query = "?v=1&gamma=0.5&alpha=0.25&label=0&p=0.125&imbalance=30&seed=7&code=python";
  await visit(site, `/playground.html${query}`);
  const loss = focalLoss(0, 0.125, { gamma: 0.5, alpha: 0.25 });
  expect(await numberOf(page, "focal loss")).toBe(loss);
  expect(await page.getByRole("tab", { name: "Python" }).getAttribute("aria-selected")).toBe("true");
  expect(await page.locator(".code code").first().innerText()).toContain("y, p, gamma = 0, 0.125, 0.5");

  await page.getByRole("slider", { name: "gamma γ" }).first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/gamma=0\.6/);
  expect(new URL(page.url()).search).toBe(query.replace("gamma=0.5", "gamma=0.6"));
  await page.goBack();
  await page.waitForURL(/gamma=0\.5/);
  expect(await numberOf(page, "focal loss")).toBe(loss);
  await page.reload();
  await page.waitForLoadState("networkidle");
  expect(await numberOf(page, "focal loss")).toBe(loss);

  await page.getByRole("button", { name: "Reset" }).click();
  await page.waitForURL((url) => url.search === "");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.9));
  expect(site.problems).toEqual([]);
});

it("says what it cannot read in an address, and hides what it is told to", async () => {
  await using site = await openDocs();
  await visit(site, "/playground.html?gamma=many&code_hide=1&data_hide=1&training_hide=1");
  expect(await site.page.getByRole("alert").innerText()).toBe(
    '"gamma" expected a number in [0, 5], got "many".',
  );
  expect(await site.page.locator("#code-title, #data-title, #training-title").count()).toBe(0);
  expect(await site.page.locator("#views-title").count()).toBe(1);
});

it("makes one entry in the history of a whole drag", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&gamma=1");
  const slider = page.getByRole("slider", { name: "gamma γ" });
  const { x, y, width, height } = (await slider.boundingBox())!;
  const entries = await page.evaluate<number>("history.length");
  await page.mouse.move(x + width / 5, y + height / 2);
  await page.mouse.down();
  for (let i = 20; i <= 60; i += 5) await page.mouse.move(x + (width * i) / 100, y + height / 2);
  // The address follows while the pointer is down, in the place of the entry that there is.
  await page.waitForURL(/gamma=(2\.9|3|3\.1)$/);
  expect(await page.evaluate("history.length")).toBe(entries);
  await page.mouse.up();
  await page.waitForFunction((before) => history.length === before + 1, entries);
  await page.goBack();
  await page.waitForURL(/gamma=1$/);
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.9, { gamma: 1 }));
  expect(site.problems).toEqual([]);
});

it("has a gamma in the formula that is dragged, and a slider for the keyboard", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&p=0.5");
  const gamma = page.getByRole("slider", { name: "gamma in the formula" });
  await gamma.focus();
  await page.keyboard.press("ArrowRight");
  expect(await gamma.getAttribute("aria-valuetext")).toBe("gamma 2.1: the factor is 0.2333");
  await page.keyboard.press("PageUp");
  expect(await gamma.getAttribute("aria-valuenow")).toBe("3.1");
  await page.keyboard.press("End");
  expect(await gamma.getAttribute("aria-valuenow")).toBe("5");
  await page.keyboard.press("Home");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.5, { gamma: 0 }));
  await page.waitForURL(/gamma=0&/);

  const { x, y, width, height } = (await gamma.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 4 });
  await page.mouse.up();
  expect(await gamma.getAttribute("aria-valuenow")).toBe("1.5");
  expect(await numberOf(page, "focal loss")).toBe(focalLoss(1, 0.5, { gamma: 1.5 }));
  await page.goBack();
  await page.waitForURL(/gamma=0&/);
  expect(site.problems).toEqual([]);
});

it("has each term of the formula in the colour of its curve", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const strokeOf = (view: string, curve: number): Promise<string> =>
    page
      .getByRole("slider", { name: view })
      .locator("path.line")
      .nth(curve)
      .evaluate((path) => getComputedStyle(path).stroke);
  const colorOf = (term: string): Promise<string> =>
    page
      .locator(`.symbols .${term}`)
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colorOf("entropy")).toBe(await strokeOf("Loss over the probability", 0));
  expect(await colorOf("loss")).toBe(await strokeOf("Loss over the probability", 1));
  expect(await colorOf("factor")).toBe(await strokeOf("Modulating factor", 1));
  expect(new Set(await Promise.all(["entropy", "loss", "factor"].map(colorOf))).size).toBe(3);
  // What the second line says is true, also of the other class, with weights.
  await visit(site, "/playground.html?v=1&label=0&p=0.6&gamma=3&alpha=0.25");
  expect(await page.locator(".symbols").innerText()).toMatch(/^FL = \(1 − α\) · p\s*γ\s*· −ln \(1 − p\)$/);
  expect(await page.locator(".numbers-line").innerText()).toMatch(/^0.1484 = 0.75 · 0.6\s*3\s*· 0.9163$/);
});

it("can be embedded in a lesson, without what is in the way", async () => {
  await using site = await openDocs();
  const { page, address } = site;
  const query =
    "v=1&gamma=3&nav_hide=1&alpha_hide=1&label_hide=1&share_hide=1&code_hide=1&data_hide=1&training_hide=1";
  await page.setContent(
    `<iframe title="Focal loss" width="800" height="900" src="${address}/playground.html?${query}"></iframe>`,
  );
  const lesson = page.frameLocator("iframe");
  await lesson.getByRole("slider", { name: "gamma γ" }).press("ArrowRight");
  await lesson.getByText(String(focalLoss(1, 0.9, { gamma: 3.1 }))).waitFor();
  for (const gone of [
    ".VPNav",
    "text=weigh the classes",
    "#share-title",
    "#code-title",
    "#data-title",
    "#training-title",
    "#link-and-embed",
  ]) {
    expect(await lesson.locator(gone).filter({ visible: true }).count(), gone).toBe(0);
  }
  expect(await lesson.locator("h1").count()).toBe(1);
  expect(site.problems).toEqual([]);
});

it("changes tabs of code by arrow keys", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const tabs = page.getByRole("tablist", { name: "Language" });
  await tabs.getByRole("tab", { name: "TypeScript" }).focus();
  await page.keyboard.press("End");
  expect(await tabs.getByRole("tab", { name: "Python" }).getAttribute("aria-selected")).toBe("true");
  expect(await page.getByRole("tabpanel").innerText()).toContain("from math import");
  // The system's own colours take backgrounds and shadows away, and the chosen tab is to be seen all the same.
  await page.emulateMedia({ forcedColors: "active" });
  const borderOf = (name: string): Promise<string> =>
    tabs.getByRole("tab", { name }).evaluate((tab) => getComputedStyle(tab).borderTopWidth);
  expect(await borderOf("Python")).toBe("3px");
  expect(await borderOf("SQL")).toBe("1px");
});

it("writes SQL for each dialect", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&code=sql&dialect=postgres");
  await page.getByRole("tabpanel").getByText("float8").waitFor();
  await page.getByLabel("Dialect").selectOption("ClickHouse");
  await page.waitForURL(/dialect=clickhouse/);
  await page.getByRole("tabpanel").getByText("toFloat64").waitFor();
  expect(site.problems).toEqual([]);
});

it("scores a dropped CSV file to the command's digits", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  await page.getByLabel("File of predictions").setInputFiles(digits);
  const section = page.locator(".data");
  await section.getByRole("status").waitFor();
  expect(await section.getByRole("status").innerText()).toContain(
    "digits-eight.csv: 1797 rows, 174 positives",
  );
  const text = await section.innerText();
  expect(text).toContain("0.10930912999648525");
  expect(text).toContain("71.74702644446012");
  expect(text).toContain("focal-loss score digits-eight.csv --gamma 2");
  expect(site.problems).toEqual([]);
});

it("scores a Parquet file that is dropped on it", async () => {
  const file = join(temporaryFolder(), "digits.parquet");
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (SELECT label, logit FROM read_csv('${digits}')) TO '${file}'`);
  await using site = await openDocs();
  await visit(site, "/playground.html");
  await site.page.getByLabel("File of predictions").setInputFiles(file);
  await site.page.locator(".data").getByRole("status").waitFor();
  expect(await site.page.locator(".data").innerText()).toContain("71.74702644446012");
  expect(site.problems).toEqual([]);
});

it("takes a drop, and refuses what it cannot read", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const drop = async (name: string, text: string): Promise<void> => {
    const file = `new File([${JSON.stringify(text)}], ${JSON.stringify(name)})`;
    const dataTransfer = await page.evaluateHandle(
      `(() => { const transfer = new DataTransfer(); transfer.items.add(${file}); return transfer; })()`,
    );
    await page.locator(".data").dispatchEvent("drop", { dataTransfer });
  };
  await drop("own.csv", "y,p\n1,0.5\n0,1.5\n");
  expect(await page.locator(".data").getByRole("alert").innerText()).toBe(
    'own.csv: row 2: p: expected a number in [0, 1], got "1.5"',
  );
  await drop("own.xlsx", "");
  await page.locator(".data").getByText('"own.xlsx" expected a name that ends in').waitFor();
  await drop("own.csv", '"y","p, of 1","p"\n1,0,0.5\n0,0,0.25\n');
  await page.locator(".data").getByRole("status").waitFor();
  expect(await page.locator(".data").innerText()).toContain("own.csv: 2 rows, 1 positives");
});

it("trains, and gets better than it was", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&imbalance=30");
  const section = page.locator("section").filter({ has: page.locator("#training-title") });
  await section.scrollIntoViewIfNeeded();
  const status = section.getByTestId("training-status");
  await status.getByText("Epoch 0.").waitFor();
  const precisions = async (): Promise<number[]> =>
    (await section.locator("tbody tr td:nth-child(2)").allInnerTexts()).slice(0, 4).map(Number);
  const before = await precisions();
  await section.getByRole("button", { name: "One epoch" }).click();
  await status.getByText("Epoch 1.").waitFor();
  await section.getByRole("button", { name: "Train" }).click();
  await section.getByRole("button", { name: "Pause" }).waitFor();
  await status.getByText(/Epoch (1\d|2\d)\./).waitFor();
  await section.getByRole("button", { name: "Pause" }).click();
  await section.getByRole("button", { name: "Train" }).waitFor();
  const after = await precisions();
  expect(after).toHaveLength(4);
  after.forEach((precision, i) => expect(precision).toBeGreaterThan(5 * before[i]!));

  await section.getByRole("button", { name: "Start again" }).click();
  await status.getByText("Epoch 0.").waitFor();
  expect(await precisions()).toEqual(before);
  expect(site.problems).toEqual([]);
});

it("trains on points in a plane, and draws where each model changes its mind", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&task=blobs&model=mlp&imbalance=30");
  const section = page.locator("section").filter({ has: page.locator("#training-title") });
  await section.scrollIntoViewIfNeeded();
  const status = section.getByTestId("training-status");
  await status.getByText("Epoch 0. Trained on 2067 points, 67 of them of class 1").waitFor();
  const map = section.locator(".map");
  expect(await map.locator("circle.negative").count()).toBe(301);
  expect(await map.locator("path.positive").count()).toBe(68);
  const lines = map.locator("g path.boundary");
  // Nobody says one half yet, but who weighs to balance does everywhere, which is no line.
  expect(await lines.nth(0).getAttribute("d")).toBe("");
  await section.getByRole("button", { name: "Train" }).click();
  await status.getByText(/Epoch (1\d|2\d)\./).waitFor();
  await section.getByRole("button", { name: "Pause" }).click();
  for (const i of [0, 1, 2]) expect(await lines.nth(i).getAttribute("d")).toMatch(/^M.*L/);
  expect(await violationsOf(page)).toEqual([]);

  await section.getByLabel("learn from").selectOption("handwritten digits: is it an 8?");
  await page.waitForURL((url) => !url.search.includes("task"));
  await status.getByText(/Epoch 0\. Trained on \d+ images/).waitFor();
  expect(await map.count()).toBe(0);
  expect(site.problems).toEqual([]);
});

it("saves a chart as SVG, PNG and CSV, and what to cite", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const view = page.locator(".view").first();
  await view.locator("summary").click();
  await view.locator("tbody tr").nth(10).waitFor();
  const folder = temporaryFolder();
  const expectFile = async (type: string, name: string, start: string): Promise<void> => {
    const download = page.waitForEvent("download");
    await view.getByRole("button", { name: type }).click();
    const file = join(folder, (await download).suggestedFilename());
    expect(file).toBe(join(folder, name));
    await (await download).saveAs(file);
    expect(readFileSync(file, "latin1").startsWith(start), type).toBe(true);
  };
  await expectFile("BibTeX", "focal-loss.bib", "@inproceedings{lin2017focal,");
  for (const [type, start] of [
    ["SVG", "<svg xmlns"],
    ["PNG", "\u0089PNG"],
    ["CSV", "predicted probability p,cross-entropy,"],
  ] as const) {
    await expectFile(type, `loss-probability.${type.toLowerCase()}`, start);
  }
  expect(site.problems).toEqual([]);
});
