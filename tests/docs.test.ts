/**
 * The built site, without a browser: its code runs, its links lead somewhere, nothing in it comes from elsewhere.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { focalLossBatch } from "@focal-loss/core";
import { loadDigitsEight } from "@focal-loss/fixtures";
import { loadNotebook } from "@focal-loss/fixtures/notebook";
import { describe, expect, it } from "vitest";
import { apiPages } from "../apps/docs/build/packages.ts";
import { cliCode, pythonCode, tfjsCode, typescriptCode } from "../apps/docs/src/code.ts";
import { sqlCode } from "../apps/docs/src/sql-code.ts";
import { DEFAULT_STATE, toQuery } from "../apps/docs/src/state.ts";
import { root } from "../scripts/packages.mjs";
import { hasExamples, runCommand, runProgram, testExamples } from "./readme/examples.ts";
import { blocks } from "./readme/markdown.ts";

const site = join(root, "apps/docs/dist");
const files = readdirSync(site, { recursive: true, encoding: "utf8" });
const digits = join(root, "packages/fixtures/data/digits-eight.csv");
const read = (file: string): string => readFileSync(join(site, file), "utf8");
const pages = files.filter((file) => file.endsWith(".html") && !file.startsWith("offline"));
const copies = files.filter((file) => file.endsWith(".md"));

/** The entry that a page of the reference is about. */
function entryOf(file: string): string | undefined {
  const [, name, entry] = /^reference\/api\/([a-z]+)(?:-([a-z]+))?\.md$/.exec(file) ?? [];
  return name && ["@focal-loss", name, entry].filter(Boolean).join("/");
}

describe("code on the pages", () => {
  for (const file of files.filter(
    (file) => file.endsWith(".md") && !entryOf(file) && hasExamples(read(file)),
  )) {
    describe(file, () => void testExamples(read(file)));
  }
});

describe("code in comments", () => {
  for (const file of files.filter(entryOf)) {
    // What claims a value has to keep its word; the rest may be a line out of a program. Arrays stand as Node.js shows them.
    const examples = blocks(read(file).replaceAll(/=> (\w+Array)\(\d+\) \[(.*)\]/g, "=> $1.of($2)"));
    const claims = examples.filter(({ language, code }) => language === "ts" && code.includes("// =>"));
    if (claims.length === 0) continue;
    it(`of ${entryOf(file)} does what it says`, async () => {
      const names = Object.keys((await import(entryOf(file)!)) as object);
      for (const { code } of claims) {
        const own = /^import /m.test(code) ? "" : `import { ${names.join(", ")} } from "${entryOf(file)}";\n`;
        runProgram(own + code);
      }
    });
  }
});

describe("code of the playground", () => {
  const states = [
    { gamma: 2, alpha: undefined, label: 1, probability: 0.9 },
    { gamma: 0, alpha: 0.25, label: 0, probability: 0.1 },
    { gamma: 0.5, alpha: 0, label: 1, probability: 1 },
    { gamma: 5, alpha: 1, label: 0, probability: 1e-7 },
  ] as const;

  it.for(states)("runs in TypeScript: %o", (state) => runProgram(typescriptCode(state)));

  it.for(states)("runs in TensorFlow.js: %o", (state) => runProgram(tfjsCode(state)));

  it.for(states)("runs in DuckDB: %o", async (state) => {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`CREATE TABLE predictions AS FROM '${digits}'`);
    const query = sqlCode({ ...state, dialect: "duckdb" });
    const [row] = (await connection.runAndReadAll(query)).getRowObjectsJson();
    const { labels, probabilities } = await loadDigitsEight();
    const { gamma, alpha } = state;
    const { loss } = focalLossBatch(
      labels,
      probabilities,
      alpha === undefined ? { gamma } : { gamma, alpha },
    );
    expect(Number(row!["loss_mean"]) / loss).toBeCloseTo(1, 12);
  });

  it.for(states)("runs as a command: %o", (state) => {
    const output = runCommand(cliCode(state));
    // One prediction to the digits of the library, the file, the engines.
    expect(output).toContain(/=> (\S+)/.exec(typescriptCode(state))![1]!.replace(/;$/, ""));
    expect(output).toMatch(/^digits-eight\.csv +/m);
    expect(output).toMatch(/^clickhouse +/m);
    expect(output).not.toContain("error:");
  });

  it.for(states)("is drawn by the command from a link: %o", (state) => {
    const { gamma, alpha, label } = state;
    const query = toQuery({ ...DEFAULT_STATE, ...state, task: "blobs", hide: ["nav", "code"] });
    expect(query).toMatch(/^\?v=1&/);
    const options = `--gamma ${gamma} --target ${label}${alpha === undefined ? "" : ` --alpha ${alpha}`}`;
    const draw = (options: string): string => runCommand(`focal-loss plot curves ${options} -o -`);
    const linked = draw(`--from-url 'https://host.example/playground.html${query}'`);
    expect(linked).toContain("<svg");
    expect(linked).toBe(draw(options));
  });

  const python = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (python === undefined) console.log("the playground's Python is not run: there is no python3");
  it.runIf(python)("runs in Python, and prints the same loss", () => {
    for (const state of states.slice(0, 2)) {
      const { stdout, stderr } = spawnSync(python!, ["-c", pythonCode(state)], { encoding: "utf8" });
      expect(stderr).toBe("");
      const wanted = Number(/=> (\S+)/.exec(typescriptCode(state))?.[1]);
      expect(Number(stdout) / wanted).toBeCloseTo(1, 14);
    }
  });
});

describe("pages", () => {
  it("hold no template that nobody filled in", () => {
    expect([...pages, ...copies, "llms.txt"].filter((file) => read(file).includes("{{"))).toEqual([]);
  });

  it.for(apiPages())("say that they are about $name, and what that is", ({ name, slug, description }) => {
    const html = read(`reference/api/${slug}.html`);
    expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).toBe(`${name} | focal-loss`);
    expect(/<meta name="description" content="(.*?)">/.exec(html)?.[1]).toBe(description);
    expect(read("llms.txt")).toContain(`- [${name}](/reference/api/${slug}.md): ${description}\n`);
  });
});

describe("copies in Markdown", () => {
  it.for(copies)("%s is no Vue and begins with its title", (copy) => {
    const text = read(copy).replaceAll(/^```.*?^```$|`[^`\n]*`/gms, "");
    expect(text).toMatch(/^# \S/);
    expect(
      text.match(/<(?:[A-Z]|script|template|table|main|div|a [^>]*href)[^>]*>|\bv-\w+=|\{target=.*?\}/g),
    ).toBeNull();
  });

  const unescaped = (html: string): string =>
    html
      .replaceAll(/<!--.*?-->|<[^>]*>/gs, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&")
      .trim();

  // The playground's follow its controls.
  const withNumbers = copies.filter(
    (copy) =>
      copy !== "playground.md" && read(copy.replace(/md$/, "html")).includes('<table class="numeric"'),
  );
  it.for(withNumbers)("%s has the numbers of the page's tables", (copy) => {
    const html = read(copy.replace(/md$/, "html"));
    const rows = [...html.matchAll(/<table class="numeric".*?<\/table>/gs)].flatMap(([table]) =>
      [...table.matchAll(/<tr\b.*?<\/tr>/gs)].map(([row]) =>
        [...row.matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => unescaped(cell)),
      ),
    );
    expect(rows.length).toBeGreaterThan(1);
    const lines = read(copy).split("\n");
    expect(rows.map((row) => `| ${row.join(" | ")} |`).filter((row) => !lines.includes(row))).toEqual([]);
  });

  it("have the packages and the cells of the notebook", async () => {
    const reference = read("reference/index.md");
    for (const { name, slug, description } of apiPages())
      expect(reference).toContain(`| [\`${name}\`](api/${slug}.md) | ${description} |`);
    const notebook = read("guide/notebook.md");
    const { cases } = await loadNotebook();
    for (const { printed, sum } of cases)
      for (const output of [printed, sum?.printed ?? printed]) expect(notebook).toContain(`\n${output}\n`);
  });
});

describe("links", () => {
  const idsOf = (html: string): Set<string> =>
    new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
  const ids = new Map(pages.map((page) => [page, idsOf(read(page))]));

  it.for(pages)("of %s lead to pages and places that exist", (page) => {
    const broken = [...read(page).matchAll(/<a[^>]* href="([^"]*)"/g)].flatMap(([, href = ""]) => {
      if (/^[a-z]+:/.test(href)) return [];
      const [path = "", anchor] = href.replace(/\?.*?(?=#|$)/, "").split("#");
      const target = path === "" ? page : posix.join(path.startsWith("/") ? "" : dirname(page), path);
      const file = target.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
      if (!files.includes(file)) return [href];
      return anchor === undefined || anchor === "" || ids.get(file)?.has(decodeURIComponent(anchor))
        ? []
        : [href];
    });
    expect(broken).toEqual([]);
  });

  it.for(pages)("of %s load nothing from elsewhere", (page) => {
    const foreign = [
      ...read(page).matchAll(/<(?:script|link|img|source|iframe)[^>]* (?:src|href)="(\w+:[^"]*)"/g),
    ];
    expect(foreign.map(([, url]) => url)).toEqual([]);
  });

  it.for(copies)("of %s lead to files, and to the copies of pages", (copy) => {
    const text = read(copy).replaceAll(/^```.*?^```$|`[^`\n]*`/gms, "");
    const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, href = ""]) => href);
    const wrong = links.filter((href) => {
      if (/^(?:https:|#)/.test(href)) return false;
      const [path = ""] = href.split(/[?#]/);
      // What only a page can show.
      const isPage =
        href.includes("?") || path.startsWith("offline/") || path === posix.basename(copy, "md") + "html";
      return !files.includes(posix.join(dirname(copy), path)) || (path.endsWith(".html") && !isPage);
    });
    expect(wrong).toEqual([]);
  });

  it("are all in llms.txt", () => {
    const listed = [...read("llms.txt").matchAll(/\]\(\/([^)]+)\.md\)/g)].map(([, path]) => `${path}.html`);
    expect(listed.sort()).toEqual(pages.filter((page) => page !== "404.html").sort());
  });
});
