/**
 * The playground as one file, opened from a disk: no server, and nothing beside it.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { focalLoss } from "@focal-loss/core";
import { chromium } from "playwright-core";
import { expect, inject, it, onTestFinished } from "vitest";
import { violationsOf } from "./axe.ts";

it("works from file://, with its state in the address, its data and its worker", async () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "playground.html");
  copyFileSync(join(import.meta.dirname, "../../apps/docs/dist/offline/focal-loss-playground.html"), file);

  const browser = await chromium.connect(inject("chromium"));
  onTestFinished(() => browser.close());
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(blob|data):/.test(url) && !url.startsWith(pathToFileURL(file).href)) problems.push(url);
  });
  await page.goto(`${pathToFileURL(file).href}?v=1&gamma=3`);
  const loss = (gamma: number): Promise<void> =>
    page
      .locator(".numbers")
      .getByText(String(focalLoss(1, 0.9, { gamma })))
      .first()
      .waitFor();
  await loss(3);
  await page.getByRole("slider", { name: "gamma γ" }).press("ArrowRight");
  await loss(3.1);
  await page.waitForURL(/gamma=3\.1/);
  await page.goBack();
  await loss(3);

  await page.locator("#share-title").scrollIntoViewIfNeeded();
  await page.locator(".bars").first().waitFor();
  await page.locator("#training-title").scrollIntoViewIfNeeded();
  await page.getByText("Epoch 0.").waitFor();
  await page.getByRole("button", { name: "One epoch" }).click();
  await page.getByText("Epoch 1.").waitFor();
  const download = page.waitForEvent("download");
  await page.locator(".view summary").first().click();
  await page.locator(".view").first().getByRole("button", { name: "PNG" }).click();
  expect((await download).suggestedFilename()).toBe("loss-probability.png");

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page), colorScheme).toEqual([]);
  }
  expect(problems).toEqual([]);
});
