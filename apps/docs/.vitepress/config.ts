/**
 * The site: what stands where. Everything is built from this repository, and no page asks anybody else for anything.
 */
import { defineConfig } from "vitepress";
import { specialFences } from "../build/fences.ts";
import { writeForMachines } from "../build/llms.ts";
import { writeExplainer } from "../build/explainer.ts";
import { writeServiceWorker } from "../build/offline.ts";
import { apiPages } from "../build/packages.ts";
import { throwRenderErrors } from "../build/render-errors.ts";

const guide = [
  {
    text: "Learn",
    items: [
      { text: "What focal loss is", link: "/guide/focal-loss" },
      { text: "From the notebook to today", link: "/guide/notebook" },
      { text: "Gamma and alpha", link: "/guide/gamma-and-alpha" },
      { text: "Numerics", link: "/guide/numerics" },
      { text: "Calibration", link: "/guide/calibration" },
    ],
  },
  {
    text: "Use",
    items: [
      { text: "Training in TensorFlow.js", link: "/guide/tfjs" },
      { text: "Boosting", link: "/guide/boosting" },
      { text: "Scoring files and clusters", link: "/guide/scoring" },
      { text: "Other libraries, and migrating", link: "/guide/migrating" },
    ],
  },
];

const reference = [
  {
    text: "Reference",
    items: [
      { text: "Overview", link: "/reference/" },
      { text: "Command line", link: "/reference/cli" },
      { text: "Accuracy and speed", link: "/reference/measurements" },
      { text: "Fixtures and their sources", link: "/reference/fixtures" },
    ],
  },
  {
    text: "Packages",
    items: apiPages().map(({ name, slug }) => ({ text: name, link: `/reference/api/${slug}` })),
  },
];

export default defineConfig({
  title: "focal-loss",
  description:
    "Binary cross-entropy and focal loss for JavaScript: what they are, how they behave, and exact code.",
  lang: "en-GB",
  srcDir: "pages",
  outDir: "dist",
  cacheDir: "node_modules/.cache/vitepress",
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }]],
  markdown: {
    config: specialFences,
    // The usual ones have too little contrast.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  // A generated page has no front matter of its own.
  transformPageData({ params = {} }) {
    const { description } = params as { readonly description?: string };
    return description === undefined ? undefined : { description };
  },
  async buildEnd(site) {
    throwRenderErrors();
    await writeForMachines(site);
    await writeExplainer(site.outDir);
    // Last, since it lists what there is.
    await writeServiceWorker(site.outDir);
  },
  vite: { worker: { format: "es" } },
  themeConfig: {
    logo: { src: "/icon.svg", alt: "" },
    nav: [
      { text: "Guide", link: "/guide/focal-loss", activeMatch: "^/guide/" },
      { text: "Playground", link: "/playground" },
      { text: "Reference", link: "/reference/", activeMatch: "^/reference/" },
    ],
    sidebar: { "/guide/": guide, "/reference/": reference },
    outline: [2, 3],
    search: { provider: "local" },
    externalLinkIcon: true,
  },
});
