/**
 * The numbers of a chart as an HTML table: for those who do not see it, and for copying.
 */
import { axisTitle } from "./axes.ts";
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import { checkFigure } from "./check-chart.ts";
import { nameOf, nameOfSeries } from "./describe.ts";
import { element, serialize } from "./element.ts";
import { plainText } from "./markup.ts";

/**
 * The data of a chart as an HTML `<table>`: one column for `x`, one for each curve, one row for each `x` that a curve has, in
 * ascending order. Numbers have all their digits; a cell without one is empty. Several charts give several tables.
 *
 * @param chart - A chart, as `renderSvg` takes it.
 * @returns HTML, with everything escaped.
 * @throws If it is not a chart; the message names the field. {@link TypeError}, {@link RangeError}
 */
export function dataTable(chart: Chart | SmallMultiples): string {
  checkFigure(chart);
  return chartsOf(chart).map(tableOf).join("\n");
}

function tableOf(chart: Chart): string {
  const columns = chart.series.map(({ points }) => {
    const values = new Map<number, number[]>();
    for (const [x, y] of points) if (y !== null) values.set(x, [...(values.get(x) ?? []), y]);
    return values;
  });
  const xs = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  const heading = (text: string): string => (text === "" ? " " : plainText(text));
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, heading(axisTitle({ ...chart.x, arrow: false }) || "x")),
    ...chart.series.map((series, i) => element("th", { scope: "col" }, nameOfSeries(series, i))),
  );
  const rows = xs.map((x) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, String(x)),
      ...columns.map((column) => element("td", {}, column.get(x)?.join(", ") ?? "")),
    ),
  );
  const table = element(
    "table",
    { class: "fl-data" },
    element("caption", {}, nameOf(chart)),
    element("thead", {}, head),
    { name: "tbody", attributes: {}, children: rows },
  );
  return serialize(table);
}
