/**
 * The core in a page: the same bits as here.
 */
import { focalLossWithLogitsBatch, softmaxFocalLossBatch } from "@focal-loss/core";
import { expect, it } from "vitest";
import { bundle, openSite } from "./page.ts";

/** Hashes of losses, gradients and Hessians of logits from -800 to 800, alone and as rows of a softmax. */
async function hashes(
  binary: typeof focalLossWithLogitsBatch,
  softmax: typeof softmaxFocalLossBatch,
): Promise<readonly string[]> {
  const n = 60_000;
  const logits = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % 60_001) / 37.5 - 800);
  const labels = Float64Array.from(logits, (_, i) => (i % 7) / 6);
  const classes = Int32Array.from({ length: n / 3 }, (_, i) => i % 3);
  const columns = [0, 0.3, 0.5, 1, 1.5, 2, 3, 7.25].flatMap((gamma) => {
    const elements = {
      values: new Float64Array(n),
      gradients: new Float64Array(n),
      hessians: new Float64Array(n),
    };
    binary(labels, logits, { gamma, alpha: 0.25 }, elements);
    const rows = { values: new Float64Array(n / 3), gradients: new Float64Array(n) };
    softmax(classes, logits, { gamma, classes: 3 }, rows);
    return [elements.values, elements.gradients, elements.hessians, rows.values, rows.gradients];
  });
  const digests = columns.map((column) => crypto.subtle.digest("SHA-256", column));
  return (await Promise.all(digests)).map((digest) => String(new Uint32Array(digest)));
}

it("gives in Chromium the bits it gives in Node.js", async () => {
  const code = await bundle(
    `import { focalLossWithLogitsBatch, softmaxFocalLossBatch } from "@focal-loss/core";
     globalThis.result = (${hashes.toString()})(focalLossWithLogitsBatch, softmaxFocalLossBatch);`,
  );
  await using site = await openSite({
    "/": '<script type="module" src="main.js"></script>',
    "/main.js": code,
  });
  const result = await site.page.evaluate("result");
  expect(site.problems).toEqual([]);
  expect(result).toEqual(await hashes(focalLossWithLogitsBatch, softmaxFocalLossBatch));
});
