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
  // Optional and not installed here: that has to be said.
  const message = await png.renderPng(chart).then(() => "no error", String);
  if (message !== 'Error: renderPng needs the package "@resvg/resvg-js": npm install @resvg/resvg-js')
    throw new Error(message);
}

/** @param {boolean} condition */
function expect(condition) {
  if (!condition) throw new Error("unexpected output");
}
