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
  await visit(site, "/playground.html?gamma=many&hide=code,data,training");
  expect(await site.page.getByRole("alert").innerText()).toBe(
    '"gamma" expected a number in [0, 5], got "many".',
  );
  expect(await site.page.locator("#code-title, #data-title, #training-title").count()).toBe(0);
  expect(await site.page.locator("#views-title").count()).toBe(1);
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
});

it("writes SQL for each dialect", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html?v=1&code=sql&dialect=postgres");
  const code = page.getByRole("tabpanel").locator("code");
  expect(await code.innerText()).toContain("float8");
  await page.getByLabel("Dialect").selectOption("ClickHouse");
  await page.waitForURL(/dialect=clickhouse/);
  expect(await code.innerText()).toContain("toFloat64");
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

it("saves a chart as SVG, PNG and CSV", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/playground.html");
  const view = page.locator(".view").first();
  await view.locator("summary").click();
  await view.locator("tbody tr").nth(10).waitFor();
  const folder = temporaryFolder();
  for (const [type, start] of [
    ["SVG", "<svg xmlns"],
    ["PNG", "\u0089PNG"],
    ["CSV", "predicted probability p,cross-entropy,"],
  ] as const) {
    const download = page.waitForEvent("download");
    await view.getByRole("button", { name: type }).click();
    const file = join(folder, (await download).suggestedFilename());
    expect(file).toBe(join(folder, `loss-probability.${type.toLowerCase()}`));
    await (await download).saveAs(file);
    const bytes = readFileSync(file);
    expect(bytes.toString("latin1").startsWith(start), type).toBe(true);
  }
  expect(site.problems).toEqual([]);
});
