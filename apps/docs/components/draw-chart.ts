/**
 * A chart as `@focal-loss/svg` draws it. The site preloads what a page imports, also what it imports later; so the page imports
 * this module, and this module the renderer.
 */
import type { LiveChart } from "../src/chart.ts";

/** The SVG, in the theme of the page. */
export async function drawChart(
  { series, ...chart }: LiveChart,
  size: { readonly width: number; readonly height: number },
): Promise<string> {
  const { renderSvg } = await import("@focal-loss/svg");
  const theme = document.documentElement.classList.contains("dark") ? "dark" : "light";
  const finite = series.map(({ label, dash, line, points }) => ({
    label,
    dash,
    line,
    // A curve breaks where it is infinite.
    points: points.map(([x, y]): [number, number | null] => [x, Number.isFinite(y) ? y : null]),
  }));
  return renderSvg({ ...chart, series: finite, palette: "categorical" }, { theme, ...size });
}
