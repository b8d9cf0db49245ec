/**
 * How long a move of the slider takes until it is painted, in Chromium, on the built site.
 *
 *     npm run docs && node apps/docs/measurements/measure-slider.mjs
 *
 * prints the figures, and writes `slider.json` beside this file. Processor time is that of the page's main thread (script, style,
 * layout, paint), less that of a frame in which nothing moves; frames of both kinds alternate. It does not grow with what else
 * the machine does, which the time from the move to the end of its frame does.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumOptions } from "../../../scripts/chromium.mjs";

const MOVES = 200;
const PAGES = { home: "/index.html", playground: "/playground.html" };
/** @type {Readonly<Record<string, string>>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const site = join(import.meta.dirname, "../dist");
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  try {
    const file = readFileSync(join(site, pathname));
    response.writeHead(200, { "Content-Type": TYPES[extname(pathname)] ?? "application/octet-stream" });
    response.end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "localhost", resolve));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const address = `http://localhost:${port}`;
const browser = await chromium.launch(await chromiumOptions());
/** @typedef {{ readonly processor: number, readonly untilPaint: number }} Frame Milliseconds. */
/** @type {Record<string, Frame>} */
const pages = {};
for (const [name, path] of Object.entries(PAGES)) pages[name] = await measure(address + path);
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, browser: browser.version() },
  moves: MOVES,
  pages,
};
await browser.close();
server.close();
writeFileSync(join(import.meta.dirname, "slider.json"), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));

/**
 * Medians of many moves of gamma on a page.
 *
 * @param {string} url
 * @returns {Promise<Frame>}
 */
async function measure(url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const threadTime = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN) * 1000;
  };
  /**
   * @param {number | undefined} gamma
   * @returns {Promise<Frame>}
   */
  const frame = async (gamma) => {
    const before = await threadTime();
    const untilPaint = await page.evaluate(moveSlider, gamma);
    return { processor: (await threadTime()) - before, untilPaint };
  };
  /** @type {Frame[]} */
  const moved = [];
  /** @type {Frame[]} */
  const still = [];
  for (let i = -20; i < MOVES; i++) {
    const [a, b] = [await frame((((i + 20) * 7) % 50) / 10), await frame(undefined)];
    // The first moves warm up.
    if (i >= 0) {
      moved.push(a);
      still.push(b);
    }
  }
  await context.close();
  return {
    processor: round(medianOf(moved, "processor") - medianOf(still, "processor")),
    untilPaint: round(medianOf(moved, "untilPaint")),
  };
}

/**
 * In the page: moves the slider if there is a value, at the start of a frame as browsers do, and waits for the end of the frame.
 *
 * @param {number | undefined} gamma
 */
async function moveSlider(gamma) {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const start = performance.now();
  if (gamma !== undefined) {
    const slider = /** @type {HTMLInputElement} */ (document.querySelector("input[type=range]"));
    slider.value = String(gamma);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  // A message comes after what the frame has to paint.
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = resolve;
    port1.postMessage(undefined);
  });
  return performance.now() - start;
}

/**
 * @param {readonly Frame[]} frames
 * @param {keyof Frame} field
 */
function medianOf(frames, field) {
  const values = frames.map((each) => each[field]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

/** @param {number} milliseconds */
function round(milliseconds) {
  return Number(milliseconds.toFixed(2));
}
