/**
 * Uses every entry of the packed package, in whatever runtime loaded it.
 *
 * @param {{
 *   ".": typeof import("@focal-loss/svg"),
 *   "./png": typeof import("@focal-loss/svg/png"),
 *   "./terminal": typeof import("@focal-loss/svg/terminal"),
 * }} entries
 */
export async function smoke({ ".": svg, "./png": png, "./terminal": terminal }) {
  const chart = svg.lossCurves({ gammas: [0, 2] });
  expect(
    svg.renderSvg(chart, { id: "loss" }).startsWith('<svg xmlns="http://www.w3.org/2000/svg" id="loss"'),
  );
  expect(svg.dataTable(chart).startsWith('<table class="fl-data">'));
  expect(terminal.renderTerminal(chart, { height: 8 }).includes("γ = 2"));
  // resvg is optional and not installed here: that has to be said. Bun fetches what is missing by itself.
  const image = await png.renderPng(chart).then((bytes) => String.fromCharCode(...bytes.slice(1, 4)), String);
  const refusal = 'Error: renderPng needs the package "@resvg/resvg-js": npm install @resvg/resvg-js';
  if (image !== "PNG" && image !== refusal) throw new Error(image);
}

/** @param {boolean} condition */
function expect(condition) {
  if (!condition) throw new Error("unexpected output");
}
