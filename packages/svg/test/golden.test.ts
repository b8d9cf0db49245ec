/**
 * Each chart, byte for byte. After a wanted change: `npx vitest run --project packages packages/svg -u`, and look at the pictures.
 */
import { expect, it } from "vitest";

import { render } from "./charts.ts";
import { digits } from "./predictions.ts";

it.for(Object.entries(render(digits)))("%s is as it was", async ([name, svg]) => {
  await expect(`${svg}\n`).toMatchFileSnapshot(`output/${name}.svg`);
});
