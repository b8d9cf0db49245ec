/**
 * The site for readers whose browser runs no programs: the pages are there, and the chart is a picture of several gammas.
 */
import { expect, it } from "vitest";
import { openDocs } from "./docs-site.ts";

it("shows gamma 0 to 4 in a picture", async () => {
  await using site = await openDocs({ javaScriptEnabled: false });
  const { page } = site;
  await page.goto(`${site.address}/index.html`);
  const picture = page.locator(".without-scripts svg").filter({ visible: true });
  expect(await picture.count()).toBe(1);
  expect(await picture.locator("title").first().textContent()).toContain("Focal loss of a positive example");
  for (const gamma of [0, 1, 2, 3, 4]) {
    expect(await picture.getByText(`γ = ${gamma}`).count(), `γ = ${gamma}`).toBeGreaterThan(0);
  }
  expect(await page.getByRole("slider").filter({ visible: true }).count()).toBe(0);
});
