import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Chart, gradientCurves, lossCurves, modulatingFactor, overview } from "../src/index.ts";
import { renderTerminal } from "../src/terminal.ts";
import { EVERYTHING } from "./charts.ts";

describe("renderTerminal", () => {
  it("draws braille between axes, with the names below", () => {
    expect(renderTerminal(modulatingFactor({ gammas: [0, 1, 5] }), { width: 50, height: 10 }))
      .toMatchInlineSnapshot(`
        "Modulating factor, y = 1
        (1 − p)^γ
         1.0 ┤⢫⠻⠭⣉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉a⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
             │ ⢣  ⠉⠓⠢⢄⣀
             │  ⠣⡀    ⠈⠑⠒⢤⣀
             │   ⠱⡀        ⠉⠑⠦⢄⡀
             │    ⠘⢆           ⠈⠙⠢⠤⣀
         0.5 ┤     ⠈⠳⡀              b⠒⠢⣄⡀
             │       ⠈⠲⡀                ⠈⠑⠲⢄⣀
             │         ⠈⠑⢤⡀                  ⠉⠓⠤⢄⡀
             │            ⠈⠑⠢⢄⣀                  ⠉⠑⠢⢤⣀
         0.0 ┤                 c⠙⠒⠒⠤⠤⠤⠤⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣉⣒⣦⣀
             └┬────────┬───────┬────────┬───────┬────────┬
             0.0      0.2     0.4      0.6     0.8     1.0
                                           probability p →
        a γ = 0   b γ = 1   c γ = 5
        "
      `);
  });

  it("draws letters where only ASCII is wanted", () => {
    const drawn = renderTerminal(gradientCurves({ gammas: [0, 5] }), { width: 50, height: 10, ascii: true });
    expect(drawn).toMatch(/^[ -~\n]*$/);
    expect(drawn).toMatchInlineSnapshot(`
      "Gradient of the focal loss, y = 1
      dL/dz
        0.0 +                     bbbbbbbbbbbbbbbbbbbbbb
            |                   bbb   aaaaa
            |                  bb   aaa
       -0.5 +                 bb  aa
            |                 baaa
            |               abaa
       -1.0 +aaaaaaaaaaaaaaabb
            |bbbbbb        bb
            |     bbbbbbbbbb
            |
            ++------+------+------+------+------+------+
            -6     -4     -2      0      2      4      6
                                              logit z ->
      a gamma = 0   b gamma = 5
      "
    `);
  });

  it("breaks curves, leaves out what is outside, and draws points", () => {
    expect(renderTerminal(EVERYTHING, { width: 60, height: 12 })).toMatchInlineSnapshot(`
      "Every part of a chart: p_t, 10³, a_b
      Two gaps, a cut, a reversed sign
      y
       +100 ┤                         ⡠⠔⠁    ⡇                   ⣀
            │          ⡠           ⢀⠤c       ⢸               ⢀⣠⠖⠊
            │       ⢀⠔⠊          ⡠⠒⠁         ⠘⡄            ⢀⠔⠋
        +10 ┤     ⡠⠔⠁          ⡔⠊ ⠁           ⡇         ⢀⢤⠞⠁
            │  ⢀⡠⠊          ⢀⠕⠊               ⢱      ⢀⠤⢊⠕d
            ┤⢀⠔⠁          ⡠⠒⠁                 ⢸   ⢀⡠⠊⠁ ⠁
         −1 ┤⠁         ⢀⠔⠊                     ⣇⡠⠒⠁             ⡰⠉
            │        ⡠⠊⠁                    ⢀⡠⠒⢇              ⢀⠎
        −10 ┤     ⢀⠔⠉                     ⡠a⠁  ⢸             ⡰⠁
            │   ⡠⠊⠁                    ⢠⠔⠉     ⠘⡄          ⢀⠎
            │⢀⠔⠉                                ⡇         ⡰⠁
       −100 ┤⠁                                  ⢸       ⢀⠎  b
            └┬────────────┬────────────┬─────────────────────────┬
            0.0          2.5          5.0                     10.0
                                                           x (m) →
      a broken   b markers   c cut   d limit
      "
    `);
  });

  it("colours curves only where it is wanted", () => {
    const chart = modulatingFactor({ gammas: [1, 2] });
    expect(renderTerminal(chart)).not.toContain("\u001B");
    const colored = renderTerminal(chart, { color: true });
    expect(colored).toContain("\u001B[34m");
    expect(colored.replaceAll(/\p{Cc}\[\d+m/gu, "")).toBe(renderTerminal(chart));
  });

  it("writes several charts one below the other", () => {
    const drawn = renderTerminal(overview({ gammas: [0, 2] }), { height: 8 });
    for (const title of ["Loss", "Modulating factor", "Gradient by the logit"])
      expect(drawn).toContain(`\n${title}\n`);
  });

  it.for([30, 37, 44, 60, 80, 81, 200])("keeps every line of every chart to %i columns", (width) => {
    const long: Chart = {
      ...EVERYTHING,
      title: "A title that is so long that it needs another line in a terminal of common width, γ = 0.5",
      x: { ...EVERYTHING.x, title: "x".repeat(250), format: ".9f" },
      y: { ...EVERYTHING.y, title: "a title of an axis that is long as well", format: ".30f" },
      series: EVERYTHING.series.map((each) => ({ ...each, label: "損失の曲線 ".repeat(9) })),
    };
    for (const chart of [lossCurves(), lossCurves({ over: "logit" }), overview(), EVERYTHING, long]) {
      for (const ascii of [false, true]) {
        const drawn = renderTerminal(chart, { width, ascii });
        const widths = drawn
          .split("\n")
          .map(
            (line) =>
              line.length + (line.match(/\p{L}/gu) ?? []).filter((letter) => letter > "\u3000").length,
          );
        expect(Math.max(...widths)).toBeLessThanOrEqual(width);
      }
    }
    const whole = renderTerminal(long, { width });
    // Nothing of a text is lost.
    expect(whole.replaceAll("\n", " ")).toContain(long.title);
    expect(whole.match(/x/g)!.length).toBeGreaterThanOrEqual(250);
    expect(whole.match(/損/g)!.length).toBe(9 * EVERYTHING.series.length);
  });

  it("lets no control character of a format through", () => {
    const chart: Chart = { ...EVERYTHING, y: { format: "\u001B>9" }, x: { format: "\u0007>9" } };
    expect(renderTerminal(chart)).not.toMatch(/[^\n\P{C}]/u);
  });

  it("lets no control character of a text through, and keeps to the width", () => {
    const label = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(
        label,
        label,
        fc.integer({ min: 30, max: 120 }),
        fc.boolean(),
        (title, name, width, ascii) => {
          const chart: Chart = {
            title,
            x: { title: name, unit: title },
            y: { title },
            series: [
              {
                label: name,
                points: [
                  [0, 0],
                  [1, 1e7],
                ],
              },
            ],
          };
          const drawn = renderTerminal(chart, { width, ascii, height: 8 });
          expect(drawn).not.toMatch(/[^\n\P{C}]/u);
          for (const line of drawn.split("\n")) expect(Array.from(line).length).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 100 },
    );
  });
});
