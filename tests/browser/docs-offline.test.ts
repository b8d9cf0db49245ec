/**
 * The site without a network, after one visit.
 */
import { focalLoss } from "@focal-loss/core";
import { expect, it } from "vitest";
import { openDocs, pages, visit } from "./docs-site.ts";

it("works after one visit, every page of it, when the server is gone", async () => {
  await using site = await openDocs({ serviceWorkers: "allow" });
  const { page, problems } = site;
  await page.waitForFunction("navigator.serviceWorker.controller !== null");
  const asked = problems.filter((problem) => problem.startsWith("request"));
  expect(asked).toEqual([]);
  await site.stop();

  const answers = await page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => [path, (await fetch(path)).status] as const)),
    pages,
  );
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  await visit(site, "/guide/calibration.html", "load");
  await page.getByRole("slider", { name: "gamma γ" }).waitFor();
  await visit(site, "/playground.html?v=1&gamma=3");
  expect(await page.locator(".numbers").innerText()).toContain(String(focalLoss(1, 0.9, { gamma: 3 })));
  // What is loaded when it is needed: data, a worker, the renderer of charts.
  const training = page.locator("section").filter({ has: page.locator("#training-title") });
  await training.scrollIntoViewIfNeeded();
  await training.getByText("Epoch 0.").waitFor();
  await page.locator("#share-title").scrollIntoViewIfNeeded();
  await page.locator(".bars").first().waitFor();
  const view = page.locator(".view").first();
  await view.locator("summary").click();
  const download = page.waitForEvent("download");
  await view.getByRole("button", { name: "SVG" }).click();
  expect((await download).suggestedFilename()).toBe("loss-probability.svg");
  // The page itself does not come from the network, and says so; nothing else goes wrong.
  expect(problems.filter((problem) => !problem.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
});

it("shows a page of its own for an address that it does not have", async () => {
  await using site = await openDocs({ serviceWorkers: "allow" });
  await site.page.waitForFunction("navigator.serviceWorker.controller !== null");
  await site.stop();
  await site.page.goto(`${site.address}/no-such-page.html`);
  await site.page.getByRole("heading", { name: "There is no such page" }).waitFor();
});
