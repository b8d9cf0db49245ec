/**
 * Every page of the site, as its readers may see it: in both themes, in a narrow window or magnified, on paper, in the system's
 * own colours, without motion. It loads without an error and without asking anybody else.
 */
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { violationsOf } from "./axe.ts";
import { fileOf, openDocs, pages, visit } from "./docs-site.ts";

const FIRST_VIEW = 100 * 1024;

// One visit for all of it, since loading is what takes the time.
it.for(pages)("%s is there for everybody", async (path) => {
  await using site = await openDocs({ colorScheme: "light", reducedMotion: "reduce" });
  const { page, problems } = site;
  await visit(site, path);
  expect(await violationsOf(page), "axe, light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction("document.documentElement.classList.contains('dark')");
  expect(await violationsOf(page), "axe, dark").toEqual([]);
  expect(await page.evaluate(moving), "what moves although motion is to be reduced").toEqual([]);

  // The page is dark, and paper is white.
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(paleText), "pale text on paper").toEqual([]);
  expect(await page.locator(".VPNav, .VPSidebar, .push-button").filter({ visible: true }).count()).toBe(0);

  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  expect(await violationsOf(page, { contrast: false }), "axe, forced colours").toEqual([]);
  expect(await page.evaluate(ownPaint), "paint of charts that is not the system's").toEqual([]);
  await page.emulateMedia({ forcedColors: "none" });

  // 640 px is a window of 1280 px at 200 %, and 320 px the same at 400 %.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
  }
  // Languages that are written from right to left.
  await page.evaluate("document.documentElement.dir = 'rtl'");
  const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  expect(overflow, "right to left").toBeLessThanOrEqual(0);
  expect(problems).toEqual([]);
});

/** What has an animation or a transition that takes time. */
const moving = `[...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].flatMap((pseudo) => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(element, pseudo);
    const takesTime = (times) => times.split(",").some((time) => Number.parseFloat(time) > 0.001);
    return takesTime(transitionDuration) || (animationName !== "none" && takesTime(animationDuration))
      ? [element.tagName + "." + element.className + pseudo]
      : [];
  }),
)`;

/** Elements with text of their own that is seen, and too light for white paper (less than 3:1). */
const paleText = `[...document.querySelectorAll("body *")].filter((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
  const { color, fill, visibility } = getComputedStyle(element);
  if (!own || visibility === "hidden" || element.getClientRects().length === 0) return false;
  const [r, g, b] = (element instanceof SVGElement ? fill : color).match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0];
  const [red, green, blue] = [r, g, b].map((c) => (c <= 10.3 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 3;
}).map(({ outerHTML }) => outerHTML.slice(0, 200))`;

/** Parts of live charts whose paint is neither the system's text nor its background, which nobody forces on a drawing. */
const ownPaint = `[...document.querySelectorAll(".live-chart :is(text, .line, .mark, .crosshair *), .map :is(circle, path)")].flatMap((part) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const system = ["CanvasText", "Canvas", "GrayText"].map((name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const { fill, stroke } = getComputedStyle(part);
  const isSystem = (paint) => paint === "none" || system.includes(paint);
  return isSystem(fill) && (part.matches(".y-title, .line, .crosshair path") || isSystem(stroke)) ? [] : [part.outerHTML + fill + stroke];
})`;

it.for(["/", "/playground.html"])(
  "shows the first view of %s with less than 100 KiB of JavaScript",
  async (path) => {
    await using site = await openDocs();
    await visit(site, path);
    // What a link fetches ahead for the next page is not part of the view.
    const urls = await site.page.evaluate<string[]>(
      `performance.getEntriesByType("resource").filter((entry) => entry.initiatorType !== "link").map(({ name }) => name)`,
    );
    const scripts = new Set(urls.map((url) => new URL(url).pathname).filter((path) => path.endsWith(".js")));
    const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(fileOf(path)!).length, 0);
    expect(scripts.size).toBeGreaterThan(3);
    expect(bytes).toBeLessThan(FIRST_VIEW);
  },
);
