/**
 * The list of keys, and that what it says is true.
 */
import { expect, it } from "vitest";
import { violationsOf } from "./axe.ts";
import { openDocs, visit } from "./docs-site.ts";

it.for(["light", "dark"] as const)("opens by ?, and gives the focus back, %s", async (colorScheme) => {
  await using site = await openDocs({ colorScheme, reducedMotion: "reduce" });
  const { page } = site;
  await visit(site, "/playground.html");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  const slider = page.getByRole("slider", { name: "alpha α" });
  await page.getByLabel("weigh the classes by α").check();
  await slider.focus();
  await page.keyboard.press("?");
  await dialog.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  // The focus is in it, and stays there.
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')",
      ),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);

  const button = page.getByRole("button", { name: "Keys (?)" });
  await button.click();
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(site.problems).toEqual([]);
});

it("opens on any page, not while somebody writes, and not if it is turned off", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/guide/notebook.html");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await page.getByRole("textbox").first().focus();
  await page.keyboard.press("?");
  expect(await dialog.isVisible()).toBe(false);
  // What was written is no number, and would be asked for again.
  await page.keyboard.press("Backspace");
  await page.getByRole("textbox").first().blur();
  await page.keyboard.press("?");
  await dialog.getByLabel("open this list by the key ?").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  expect(await dialog.isVisible()).toBe(false);
  await visit(site, "/guide/numerics.html");
  await page.keyboard.press("?");
  expect(await dialog.isVisible()).toBe(false);
});

it("leads past the navigation", async () => {
  await using site = await openDocs();
  const { page } = site;
  await visit(site, "/guide/numerics.html");
  await page.keyboard.press("Tab");
  const link = page.getByRole("link", { name: "Skip to content" });
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.closest('#VPContent') !== null")).toBe(true);
});

it("has room for fingers on everything that can be touched", async () => {
  await using site = await openDocs({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const { page } = site;
  await visit(site, "/playground.html?v=1&code=sql&alpha=0.25");
  await page.locator(".view summary").first().click();
  const small = await page.evaluate(`[...document.querySelectorAll(
    "main :is(button, select, summary, input, [role=slider], [role=tab]), main .action",
  )].flatMap((element) => {
    const target = element.closest("label") ?? element;
    const { width, height } = target.getBoundingClientRect();
    return height === 0 || (width >= 44 && height >= 44) ? [] : [target.outerHTML.slice(0, 120) + " " + width + "x" + height];
  })`);
  expect(small).toEqual([]);
});
