/**
 * The playground as one file, for places without a server: `offline/focal-loss-playground.html` holds its own program, its
 * styles, its worker and its data.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import vue from "@vitejs/plugin-vue";
import { build, type Rollup } from "vite";

const root = join(import.meta.dirname, "..");

/** Writes the file into the built site. */
export async function writeExplainer(outDir: string): Promise<void> {
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [vue()],
    resolve: {
      alias: [
        {
          find: /^.*\/start-training-worker\.ts$/,
          replacement: join(root, "explainer/start-training-worker-inside.ts"),
        },
      ],
    },
    // Everything in one piece: there is nothing to load from.
    worker: { format: "iife", rollupOptions: { output: { inlineDynamicImports: true } } },
    build: {
      write: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rollupOptions: {
        input: join(root, "explainer/main.ts"),
        output: { inlineDynamicImports: true },
      },
    },
  })) as Rollup.RollupOutput;
  const [chunk, ...others] = output.filter((part) => part.type === "chunk");
  const styles = output.flatMap((part) => (part.type === "asset" ? [String(part.source)] : []));
  if (chunk === undefined || others.length > 0 || styles.length !== 1) {
    throw new Error(`the explainer expected one program and one style sheet, got ${output.length} files`);
  }
  const file = join(outDir, "offline/focal-loss-playground.html");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pageOf({ script: chunk.code, style: styles[0]! }));
}

function pageOf({ script, style }: { script: string; style: string }): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Focal loss: playground</title>
<link rel="icon" href="data:,">
<style>${style.replaceAll("</style", "<\\/style")}</style>
</head>
<body>
<div id="app"></div>
<noscript>This page computes what it shows, so it needs JavaScript.</noscript>
<script type="module">${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}
