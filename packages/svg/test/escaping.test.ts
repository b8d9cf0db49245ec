/**
 * No text leaves its place: whatever it holds, the picture is well-formed, has the elements that it should have, and gives the
 * text back.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { element, serialize } from "../src/element.ts";
import { type Chart, dataTable, renderSvg, type SmallMultiples } from "../src/index.ts";
import { all, named, parse, textOf } from "./xml.ts";

const HOSTILE = [
  "</text><script>alert(1)</script>",
  '"><script>alert(1)</script>',
  "' onload='alert(1)",
  '" onload="alert(1)',
  "]]><script>alert(1)</script>",
  "<!--",
  "-->",
  "<![CDATA[",
  "&lt;script&gt;&amp;&#0;&#x1F;",
  "</style><style>*{display:none}",
  "}*{background:url(https://example.com)}",
  "javascript:alert(1)",
  "<?xml?>",
  "<!DOCTYPE svg [<!ENTITY x 'y'>]>&x;",
  "a\u0000b\u0008c\u000Bd\u001Fe\uFFFEf\uFFFF",
  "\uD800",
  "\uDC00x",
  "a\tb\nc\rd",
  "_{</tspan>}^{<a>}",
  "\\_\\{",
  "\u202Eabc",
];

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ maxLength: 30 }),
);

/** A chart with the text in every field that takes one. */
function chartOf(text: (field: string) => string): Chart {
  return {
    title: text("title"),
    subtitle: text("subtitle"),
    caption: text("caption"),
    x: { title: text("x.title"), unit: text("x.unit") },
    y: { title: text("y.title"), unit: text("y.unit") },
    series: [
      {
        label: text("label 1"),
        points: [
          [0, 1],
          [1, 2],
        ],
      },
      {
        label: text("label 2"),
        points: [
          [0, 2],
          [1, 5],
        ],
        diverges: [{ x: 1, to: "Infinity" }],
      },
    ],
    annotations: [
      { type: "point", x: 0.5, y: 2, label: text("point") },
      { type: "rule", x: 0.3, label: text("rule") },
      { type: "band", x: [0.1, 0.9], label: text("band") },
    ],
  };
}

const ELEMENTS = [
  "svg",
  "title",
  "desc",
  "style",
  "metadata",
  "rect",
  "g",
  "path",
  "line",
  "circle",
  "text",
  "tspan",
];
const ATTRIBUTES =
  /^(xmlns|id|class|viewBox|width|height|role|aria-labelledby|data-panel|data-series|x|y|x1|x2|y1|y2|cx|cy|r|rx|d|dy|fill|fill-opacity|font-family|font-size|paint-order|stroke|stroke-dasharray|stroke-linejoin|stroke-width|text-anchor|transform)$/;

function check(svg: string): void {
  for (const { name, attributes } of all(parse(svg))) {
    expect(ELEMENTS).toContain(name);
    for (const key of Object.keys(attributes)) expect(key).toMatch(ATTRIBUTES);
  }
}

describe("renderSvg", () => {
  it.for(HOSTILE)("keeps %j where it belongs", (text) => {
    for (const legend of ["direct", "box"] as const) {
      for (const theme of ["auto", "light"] as const) {
        check(renderSvg({ ...chartOf(() => text), legend }, { theme, interactive: true, width: 900 }));
      }
    }
    const multiples: SmallMultiples = {
      title: text,
      subtitle: text,
      caption: text,
      charts: [chartOf(() => text)],
    };
    check(renderSvg(multiples, { interactive: true }));
  });

  it("keeps every text of every field where it belongs", () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (strings, interactive) => {
          let i = 0;
          check(
            renderSvg(
              chartOf(() => strings[i++ % strings.length]!),
              { interactive },
            ),
          );
        },
      ),
      { numRuns: 120 },
    );
  });

  it("gives a text back, but for what XML cannot hold", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [title] = named(parse(renderSvg({ ...chartOf(() => "x"), description: text })), "desc");
        const sayable = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
        expect(textOf(title!)).toBe(sayable);
      }),
      { numRuns: 150 },
    );
  });

  it("gives the data of interactive pictures back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), (label) => {
        const escaped = label.replaceAll(/[\\_^{}]/g, "\\$&");
        const chart: Chart = {
          x: {},
          y: {},
          series: [
            {
              label: escaped,
              points: [
                [0, 0.1],
                [1, 0.2],
              ],
            },
          ],
        };
        const [metadata] = named(parse(renderSvg(chart, { interactive: true })), "metadata");
        const data = JSON.parse(textOf(metadata!)) as { panels: { series: { label: string }[] }[] };
        expect(data.panels[0]!.series[0]!.label).toBe(label);
      }),
    );
  });

  it.for([
    "red;stroke:url(#x)",
    "url(https://example.com)",
    'red" onload="alert(1)',
    "}*{fill:red",
    "var(--x)",
    "expression(alert(1))",
    "#12345",
    "",
    "rgb(1,2,3);",
    "red/**/",
  ])("accepts no colour like %j", (color) => {
    const chart: Chart = { x: {}, y: {}, series: [{ points: [[0, 0]] }] };
    const message = /expected a colour as "#4477aa", "rgb\(68, 119, 170\)" or "teal", got /;
    expect(() => renderSvg({ ...chart, series: [{ points: [], color }] })).toThrow(message);
    expect(() => renderSvg({ ...chart, palette: [color] })).toThrow(message);
    for (const name of ["background", "text", "muted", "axis", "grid", "band"]) {
      expect(() => renderSvg(chart, { theme: { [name]: color } })).toThrow(message);
    }
    expect(() => renderSvg(chart, { theme: { palette: [color] } })).toThrow(message);
  });

  it("lets no string through as a colour, a font or an id that could do more", () => {
    const chart: Chart = {
      x: {},
      y: {},
      series: [
        {
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    };
    const attempt = (text: string): void => {
      for (const theme of [{ background: text }, { fontFamily: text }, { palette: [text] }]) {
        try {
          check(renderSvg({ ...chart, palette: [text] }, { theme }));
          expect(text).toMatch(/^[\w\s#(),.%/-]*$/);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }
      try {
        check(renderSvg(chart, { id: text }));
        expect(text).toMatch(/^[A-Za-z][\w-]*$/);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    };
    fc.assert(fc.property(hostile, attempt), { numRuns: 120 });
  });
});

describe("serialize", () => {
  it("gives attributes and texts back, whatever they hold", () => {
    fc.assert(
      fc.property(hostile, hostile, (value, text) => {
        const node = parse(serialize(element("a", { b: value, c: undefined, d: 1 }, text, undefined)));
        const sayable = (each: string): string =>
          each.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
        expect(node.attributes).toEqual({ b: sayable(value), d: "1" });
        expect(textOf(node)).toBe(sayable(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("dataTable", () => {
  it("keeps every text where it belongs", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const elements = all(parse(dataTable(chartOf(() => text))));
        expect(new Set(elements.map(({ name }) => name))).toEqual(
          new Set(["table", "caption", "thead", "tbody", "tr", "th", "td"]),
        );
        expect(
          elements
            .flatMap(({ attributes }) => Object.keys(attributes))
            .filter((key) => !/^(class|scope)$/.test(key)),
        ).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});
