/**
 * A page of a project that has installed nothing but the packed `@focal-loss/svg`: it draws a chart and makes it interactive.
 */
import { rmSync } from "node:fs";
import { focalLoss } from "@focal-loss/core";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publicPackages } from "../../scripts/packages.mjs";
import { openSite } from "../browser/page.ts";
import { createFolder, installPacked } from "./project.ts";

const folder = createFolder();
beforeAll(() => {
  const packages = publicPackages().filter(({ manifest }) =>
    ["@focal-loss/core", "@focal-loss/svg"].includes(manifest.name),
  );
  return installPacked(packages, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("shows an interactive chart", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { lossCurves, renderSvg } from "@focal-loss/svg";
        import { hydrate } from "@focal-loss/svg/hydrate";
        document.body.innerHTML = renderSvg(lossCurves({ gammas: [0, 2] }), { interactive: true });
        hydrate(document.querySelector("svg"));`,
      resolveDir: folder,
    },
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  await using site = await openSite({
    "/": '<!doctype html><body><script type="module" src="main.js"></script>',
    "/main.js": outputFiles[0]!.text,
  });
  const { page } = site;
  await page.keyboard.press("Tab");
  for (const key of ["ArrowRight", "ArrowDown", "End", "PageDown"]) await page.keyboard.press(key);
  const [label, x, y] = await page.locator(".fl-crosshair tspan").allTextContents();
  const p = Number(x!.replace("probability p = ", ""));
  expect(p).toBeGreaterThan(0.5);
  expect([label, y]).toEqual(["γ = 2", `loss = ${focalLoss(1, p)} nats`]);
  expect(site.problems).toEqual([]);
});
