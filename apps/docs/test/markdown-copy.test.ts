import { describe, expect, it } from "vitest";
import { markdownCopy } from "../build/markdown-copy.ts";

const PAGES = ["index.md", "playground.md", "guide/numerics.md", "guide/scoring.md"];
const copy = (body: string): Promise<string> => markdownCopy(body, "guide/numerics.md", PAGES);

describe("a copy in Markdown", () => {
  it.each([
    ["[a](./scoring)", "[a](scoring.md)"],
    ["[a](/guide/scoring#files)", "[a](scoring.md#files)"],
    ["[a](/)", "[a](../index.md)"],
    ["[a](../playground.html)", "[a](../playground.md)"],
    ["[a](/playground?v=1&p=0.9#data)", "[a](../playground.html?v=1&p=0.9#data)"],
    ["[a](numerics.html)", "[a](numerics.html)"],
    ['[`a`](/llms.txt){target="_self"}', "[`a`](../llms.txt)"],
    [
      "[a](https://host.example/guide/scoring) [b](#here)",
      "[a](https://host.example/guide/scoring) [b](#here)",
    ],
    ['<p class="actions">\n  <a class="action" href="./scoring.html">Go</a>\n</p>', "[Go](scoring.md)"],
    ["`[a](./scoring)`", "`[a](./scoring)`"],
    ["```ts\nf[a](./scoring)\n```", "```ts\nf[a](./scoring)\n```"],
  ])("of %s is %s", async (body, text) => expect(await copy(body)).toBe(`${text}\n`));

  it("leaves out scripts and boxes, and says what a figure and a component show", async () => {
    const body =
      '<script setup>\nimport A from "a";\n</script>\n\n# A\n\n<main class="page">\n\n```figure\ngammas\n```\n\n<RecoverDemo />\n\n</main>';
    expect(await copy(body)).toBe(
      "# A\n\n_[The page](numerics.html) has a figure here: Focal loss of a positive example._\n\n" +
        "_[The page](numerics.html) has a chart here of what a model's outputs mean, with sliders for the output and γ._\n",
    );
  });

  it("is none where nobody said what stands for a component", () =>
    expect(copy("# A\n\n<SomethingNew />")).rejects.toThrow(
      "Markdown copies have nothing for the component SomethingNew",
    ));
});
