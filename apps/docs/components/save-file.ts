/**
 * Files that the page gives to its reader.
 */
import type { LiveChart } from "../src/chart.ts";

/** Resolution of a PNG, in px for one of the drawing. */
const PNG_SCALE = 2;
const WIDTH = 640;
const HEIGHT = 400;

/** Saves a text. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Saves a chart as `@focal-loss/svg` draws it, in the theme of the page. */
export async function saveSvg(name: string, chart: LiveChart): Promise<void> {
  saveText(name, "image/svg+xml", await draw(chart));
}

/** Saves the same as pixels. */
export async function savePng(name: string, chart: LiveChart): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(await draw(chart))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * PNG_SCALE;
  canvas.height = HEIGHT * PNG_SCALE;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("the browser cannot make a PNG of this chart");
  saveBlob(name, blob);
}

async function draw(chart: LiveChart): Promise<string> {
  const { drawChart } = await import("./draw-chart.ts");
  return drawChart(chart, { width: WIDTH, height: HEIGHT });
}

function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
