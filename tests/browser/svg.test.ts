/**
 * Pictures of `@focal-loss/svg` in a page: the same bytes as here, the pixels where the numbers are, and interactive by
 * pointer, keyboard and ear.
 */
import { createRequire } from "node:module";
import { focalLoss } from "@focal-loss/core";
import * as svg from "@focal-loss/svg";
import { type Chart, type RenderOptions, renderSvg, type SmallMultiples } from "@focal-loss/svg";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle, openSite, type Site, type SiteOptions } from "./page.ts";

/** A chart whose points are few and known. */
const chart: Chart = {
  title: "Focal loss",
  x: { title: "probability p", domain: [0, 1] },
  y: { title: "loss", unit: "nats", domain: [0, 3] },
  series: [0, 2].map((gamma) => ({
    label: `γ = ${gamma}`,
    points: [0.1, 0.3, 0.5, 0.7, 0.9].map((p) => [p, focalLoss(1, p, { gamma })] as const),
    dash: "solid",
  })),
};

const pair: SmallMultiples = { title: "Two", charts: [chart, { ...chart, title: "Again" }] };

let hydrated: string;
beforeAll(async () => {
  hydrated = await bundle(
    `import { hydrate } from "@focal-loss/svg/hydrate";
     globalThis.selected = [];
     globalThis.interaction = hydrate(document.querySelector("svg"), { onSelect: (reading) => selected.push(reading) });
     globalThis.hydrate = hydrate;`,
  );
});

function open(
  figure: Chart | SmallMultiples = chart,
  render: RenderOptions = {},
  options?: SiteOptions,
): Promise<Site> {
  const svg = renderSvg(figure, { id: "chart", interactive: true, ...render });
  const html = `<!doctype html><html lang="en"><title>Chart</title><main><h1>Chart</h1>${svg}</main><script type="module" src="main.js"></script></html>`;
  return openSite({ "/": html, "/main.js": hydrated }, options);
}

const readout = (page: Page): Promise<string[]> => page.locator(".fl-crosshair tspan").allTextContents();
const heard = (page: Page): Promise<string | null> => page.locator(".fl-live").textContent();
const isShown = (page: Page): Promise<boolean> => page.locator(".fl-crosshair").isVisible();

/** Every chart in every theme. */
function drawAll(library: typeof svg): string[] {
  const labels = [1, 0, 1, 0, 1, 0];
  const probabilities = [0.9, 0.2, 0.7, 0.4, 0.6, 0.05];
  const figures = [
    library.lossCurves({ gammas: [0, 0.5, 1, 2, 5] }),
    library.lossCurves({ over: "logit", label: 0 }),
    library.modulatingFactor(),
    library.gradientCurves(),
    library.hessianCurves(),
    library.sweepChart({ labels, probabilities }),
    library.reliabilityChart({ labels, probabilities, gamma: 2 }),
    library.overview(),
    ...library.notebookFigures(),
  ];
  return figures.flatMap((figure) =>
    (["auto", "light", "dark"] as const).map((theme) =>
      library.renderSvg(figure, { theme, interactive: true }),
    ),
  );
}

it("draws the bytes of Node.js", async () => {
  const code = await bundle(
    `import * as svg from "@focal-loss/svg"; globalThis.drawn = (${drawAll.toString()})(svg);`,
  );
  await using site = await openSite({
    "/": '<script type="module" src="main.js"></script>',
    "/main.js": code,
  });
  expect(site.problems).toEqual([]);
  expect(await site.page.evaluate("drawn")).toEqual(drawAll(svg));
});

describe("a picture", () => {
  it.each(["light", "dark"] as const)(
    "has the colours of its curves where its points are, %s",
    async (theme) => {
      const alone = { label: "alone", points: [[0.2, 2.5] as const], dash: "dashed" as const };
      await using site = await open({ ...chart, series: [...chart.series, alone] }, { theme });
      const found = await site.page.evaluate(async () => {
        const svg = document.querySelector("svg")!;
        const { panels } = JSON.parse(svg.querySelector("metadata")!.textContent) as {
          panels: { series: { points: number[][] }[] }[];
        };
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 800 });
        const context = canvas.getContext("2d")!;
        context.drawImage(image, 0, 0, 1280, 800);
        const colorAt = (x: number, y: number): string => {
          const [r, g, b] = context.getImageData(Math.round(2 * x), Math.round(2 * y), 1, 1).data;
          return `#${[r!, g!, b!].map((each) => each.toString(16).padStart(2, "0")).join("")}`;
        };
        return panels[0]!.series.map(({ points }, i) => ({
          color: svg.querySelector(`.fl-series[data-series="${i}"] .fl-line`)!.getAttribute("stroke"),
          seen: points.slice(points.length > 1 ? 1 : 0, 4).map(([, , x, y]) => colorAt(x!, y!)),
        }));
      });
      for (const { color, seen } of found) expect(new Set(seen)).toEqual(new Set([color]));
      expect(found.map(({ seen }) => seen.length)).toEqual([3, 3, 1]);
      expect(found[0]!.color).not.toBe(found[1]!.color);
    },
  );

  const background = (page: Page): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.querySelector("svg > rect")!).fill);

  it("is light or dark as the reader prefers, and the page has the last word", async () => {
    await using site = await open(chart);
    const { page } = site;
    const light = await background(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await background(page);
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const printed = await background(page);
    await page.evaluate(() =>
      document.documentElement.style.setProperty("--focal-background", "rgb(1, 2, 3)"),
    );
    expect([light, dark, printed, await background(page)]).toEqual([
      "rgb(255, 255, 255)",
      "rgb(27, 27, 31)",
      "rgb(255, 255, 255)",
      "rgb(1, 2, 3)",
    ]);
  });

  it("takes the colours that a reader forces", async () => {
    await using site = await open(chart, {}, { context: { forcedColors: "active" } });
    const [line, text] = await site.page.evaluate(() =>
      [".fl-line", ".fl-axis text"].map((each) => {
        const { stroke, fill } = getComputedStyle(document.querySelector(each)!);
        return each === ".fl-line" ? stroke : fill;
      }),
    );
    expect(line).toBe(text);
  });

  it("runs nothing that a text holds", async () => {
    const hostile = `"><script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran = 1"> & ]]> 'x' </svg>`;
    await using site = await open({
      ...chart,
      title: hostile,
      caption: hostile,
      x: { title: hostile },
      series: [
        {
          label: hostile,
          points: [
            [0, 1],
            [1, 2],
          ],
        },
      ],
    });
    await site.page.focus("svg");
    await site.page.keyboard.press("ArrowRight");
    expect((await readout(site.page))[0]).toBe(hostile);
    expect(await site.page.evaluate("globalThis.ran")).toBeUndefined();
    expect(await site.page.locator("svg script, svg img, main > img").count()).toBe(0);
    expect(site.problems).toEqual([]);
  });
});

describe("the crosshair", () => {
  const colors = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const styleOf = (selector: string): CSSStyleDeclaration =>
        getComputedStyle(document.querySelector(selector)!);
      return [
        styleOf(".fl-crosshair rect").fill,
        styleOf(".fl-crosshair text").fill,
        styleOf(".fl-crosshair circle").fill,
        styleOf(".fl-crosshair circle").stroke,
      ];
    });

  it.each<[RenderOptions["theme"], "light" | "dark", string[]]>([
    ["auto", "light", ["rgb(255, 255, 255)", "rgb(27, 27, 31)", "rgb(255, 255, 255)", "rgb(200, 0, 100)"]],
    ["auto", "dark", ["rgb(27, 27, 31)", "rgb(232, 232, 236)", "rgb(27, 27, 31)", "rgb(200, 0, 100)"]],
    ["dark", "light", ["rgb(27, 27, 31)", "rgb(232, 232, 236)", "rgb(27, 27, 31)", "rgb(200, 0, 100)"]],
  ])(
    "has the colours of the picture and of the curve: %s, in a %s page",
    async (theme, colorScheme, wanted) => {
      const series = chart.series.map((each, i) => (i === 0 ? { ...each, color: "#c80064" } : each));
      await using site = await open({ ...chart, series }, { theme }, { context: { colorScheme } });
      const { page } = site;
      await page.evaluate("interaction.select({ panel: 0, series: 0, point: 2 })");
      expect(await colors(page)).toEqual(wanted);
      await page.evaluate("interaction.select({ panel: 0, series: 1, point: 2 })");
      const line = await page.evaluate(
        () => getComputedStyle(document.querySelector('.fl-series[data-series="1"] .fl-line')!).stroke,
      );
      expect((await colors(page))[3]).toBe(line);
    },
  );
});

describe("the pointer", () => {
  it("shows the numbers of the nearest point, with all their digits", async () => {
    await using site = await open();
    const { page } = site;
    expect(await isShown(page)).toBe(false);
    // Near p = 0.7 of the lower curve, in px of the picture.
    const [x, y] = await placeOf(page, 1, 3);
    await page.mouse.move(x + 6, y + 3);
    expect(await readout(page)).toEqual(["γ = 2", "probability p = 0.7", `loss = ${focalLoss(1, 0.7)} nats`]);
    expect(await page.evaluate("selected")).toEqual([
      { panel: 0, series: 1, point: 3, label: "γ = 2", x: 0.7, y: focalLoss(1, 0.7) },
    ]);
    await page.mouse.move(1, 1);
    expect(await isShown(page)).toBe(false);
    expect(await page.evaluate("selected.length")).toBe(2);
    expect(site.problems).toEqual([]);
  });

  it("finds the place in a picture of another size", async () => {
    await using site = await open();
    const { page } = site;
    await page.addStyleTag({ content: "svg { width: 900px; height: auto; margin: 30px }" });
    const [x, y] = await placeOf(page, 0, 1);
    await page.mouse.move(x, y);
    expect((await readout(page))[1]).toBe("probability p = 0.3");
  });

  it("keeps the numbers inside the picture", async () => {
    await using site = await open();
    const { page } = site;
    for (const [series, point] of [
      [0, 0],
      [0, 4],
      [1, 0],
      [1, 4],
    ] as const) {
      const [x, y] = await placeOf(page, series, point);
      await page.mouse.move(x, y);
      const inside = await page.evaluate(() => {
        const outer = document.querySelector("svg")!.getBoundingClientRect();
        return [...document.querySelectorAll(".fl-crosshair rect, .fl-crosshair tspan")].every((each) => {
          const { left, right, top, bottom } = each.getBoundingClientRect();
          return left >= outer.left && right <= outer.right && top >= outer.top && bottom <= outer.bottom;
        });
      });
      expect(inside, `${series}, ${point}`).toBe(true);
    }
  });
});

/** Where a point is in the window. */
async function placeOf(page: Page, series: number, point: number): Promise<readonly [number, number]> {
  return page.evaluate(
    ([i, j]) => {
      const svg = document.querySelector("svg")!;
      const { panels } = JSON.parse(svg.querySelector("metadata")!.textContent) as {
        panels: { series: { points: number[][] }[] }[];
      };
      const [, , x, y] = panels[0]!.series[i]!.points[j]!;
      const place = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()!);
      return [place.x, place.y] as const;
    },
    [series, point] as const,
  );
}

describe("the keyboard", () => {
  it("goes along a curve, to its ends, to the other curve, and leaves", async () => {
    await using site = await open();
    const { page } = site;
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("chart");
    expect(await heard(page)).toMatch(/arrow keys/);
    const after = async (key: string): Promise<[string | undefined, number, string | null]> => {
      await page.keyboard.press(key);
      const [label, x] = await readout(page);
      return [label, Number(x?.replace("probability p = ", "")), await heard(page)];
    };
    const loss = (p: number, gamma: number): string =>
      `γ = ${gamma}, probability p = ${p}, loss = ${focalLoss(1, p, { gamma })} nats`;
    expect(await after("ArrowRight")).toEqual(["γ = 0", 0.1, loss(0.1, 0)]);
    expect(await after("ArrowLeft")).toEqual(["γ = 0", 0.1, loss(0.1, 0)]);
    expect(await after("ArrowRight")).toEqual(["γ = 0", 0.3, loss(0.3, 0)]);
    expect(await after("ArrowDown")).toEqual(["γ = 2", 0.3, loss(0.3, 2)]);
    expect(await after("ArrowDown")).toEqual(["γ = 2", 0.3, loss(0.3, 2)]);
    expect(await after("End")).toEqual(["γ = 2", 0.9, loss(0.9, 2)]);
    expect(await after("ArrowRight")).toEqual(["γ = 2", 0.9, loss(0.9, 2)]);
    expect(await after("ArrowUp")).toEqual(["γ = 0", 0.9, loss(0.9, 0)]);
    expect(await after("Home")).toEqual(["γ = 0", 0.1, loss(0.1, 0)]);
    expect(await after("PageUp")).toEqual(["γ = 0", 0.9, loss(0.9, 0)]);
    expect(await after("PageDown")).toEqual(["γ = 0", 0.1, loss(0.1, 0)]);
    await page.keyboard.press("Escape");
    expect(await isShown(page)).toBe(false);
    expect(site.problems).toEqual([]);
  });

  it("goes on to the next chart of several", async () => {
    await using site = await open(pair);
    const { page } = site;
    await page.focus("svg");
    for (const key of ["ArrowRight", "End", "ArrowDown", "ArrowDown", "ArrowDown"])
      await page.keyboard.press(key);
    expect(await page.evaluate("selected.at(-1)")).toMatchObject({ panel: 1, series: 1, x: 0.9 });
  });

  it("leaves the page its own keys", async () => {
    await using site = await open();
    const { page } = site;
    await page.focus("svg");
    await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("a");
    expect(await isShown(page)).toBe(false);
    await page.keyboard.press("ArrowRight");
    await page.evaluate(() => (document.activeElement as unknown as { blur(): void }).blur());
    expect(await isShown(page)).toBe(false);
    expect(await heard(page)).toBe("");
  });
});

describe("a program", () => {
  it("moves the crosshair, and takes it away", async () => {
    await using site = await open();
    const { page } = site;
    await page.evaluate("interaction.select({ panel: 0, series: 1, point: 2 })");
    expect((await readout(page))[1]).toBe("probability p = 0.5");
    await page.evaluate("interaction.select({ panel: 3, series: 1, point: 2 })");
    expect((await readout(page))[1]).toBe("probability p = 0.5");
    await page.evaluate("interaction.select(undefined)");
    expect(await isShown(page)).toBe(false);
    expect(await page.evaluate("selected")).toEqual([]);
  });

  it("makes the picture what it was, also after it was begun anew", async () => {
    const svg = renderSvg(chart, { id: "chart", interactive: true });
    await using site = await open();
    const { page } = site;
    await page.evaluate(`hydrate(document.querySelector("svg"))`);
    expect(await page.locator(".fl-crosshair").count()).toBe(1);
    await page.evaluate(`hydrate(document.querySelector("svg")).destroy()`);
    const [left, original] = await page.evaluate((source) => {
      const parsed = document.createElement("div");
      parsed.innerHTML = source;
      return [document.querySelector("main")!.lastElementChild!.outerHTML, parsed.innerHTML];
    }, svg);
    expect(left).toBe(original);
  });

  it("destroys what it made and no more: not twice, and not what was begun after it", async () => {
    await using site = await open();
    const { page } = site;
    await page.evaluate(`globalThis.later = hydrate(document.querySelector("svg")); interaction.destroy()`);
    expect(await page.getAttribute("svg", "role")).toBe("application");
    await page.focus("svg");
    await page.keyboard.press("ArrowRight");
    expect((await readout(page)).length).toBe(3);
    await page.evaluate(`later.destroy(); hydrate(document.querySelector("svg")); later.destroy()`);
    await page.evaluate(`document.querySelector("svg").blur()`);
    await page.focus("svg");
    await page.keyboard.press("ArrowRight");
    expect((await readout(page)).length).toBe(3);
    expect(await page.locator(".fl-live").count()).toBe(1);
  });

  it("is told of a picture without data", async () => {
    await using site = await open();
    const error = await site.page.evaluate(
      `(() => { try { hydrate(document.createElementNS("http://www.w3.org/2000/svg", "svg")); } catch (e) { return String(e); } })()`,
    );
    expect(error).toBe(
      'TypeError: "svg" expected an <svg> of renderSvg(chart, { interactive: true }), got one without its data',
    );
  });
});

describe("axe finds nothing", () => {
  const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  it.each(["light", "dark"] as const)("in a page that is %s", async (colorScheme) => {
    await using site = await open(pair, {}, { context: { colorScheme } });
    const { page } = site;
    await page.focus("svg");
    await page.keyboard.press("ArrowRight");
    await page.addScriptTag({ path: source });
    const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");
    expect(violations).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
  });
});
