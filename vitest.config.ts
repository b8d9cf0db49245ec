import { defineConfig } from "vitest/config";

/** Vite's own `?raw` without the query: esbuild's `text` loader gives the same for the built packages. */
const csvAsText = {
  name: "csv-as-text",
  transform(code: string, id: string) {
    return id.endsWith(".csv") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

export default defineConfig({
  test: {
    // The default leaves a processor idle, which on two is half of them.
    maxWorkers: "100%",
    projects: [
      {
        plugins: [csvAsText],
        resolve: { conditions: ["source"] },
        ssr: { resolve: { conditions: ["source"] } },
        test: { name: "packages", include: ["{packages,apps}/*/test/**/*.test.ts"], testTimeout: 60_000 },
      },
      // What is true of the repository as a whole; runs on the built packages.
      { test: { name: "repository", include: ["tests/*.test.ts"], testTimeout: 120_000 } },
      // The built packages in a real browser.
      {
        test: {
          name: "browser",
          include: ["tests/browser/*.test.ts"],
          globalSetup: "tests/browser/chromium.ts",
          testTimeout: 120_000,
        },
      },
      // Minutes each, so not part of `npm test`: the packed tarballs in other projects, files of ten million rows.
      {
        test: {
          name: "packed",
          include: ["tests/packed/*.test.ts"],
          globalSetup: "tests/browser/chromium.ts",
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      // The tables of the command's design, line by line, on the packed command.
      {
        test: {
          name: "command",
          include: ["tests/command/*.test.ts"],
          globalSetup: "tests/command/installation.ts",
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "large",
          include: ["tests/large/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      // Engines that come from PyPI: they need Python, and Spark needs Java.
      {
        resolve: { conditions: ["source"] },
        ssr: { resolve: { conditions: ["source"] } },
        test: {
          name: "spark",
          include: ["tests/spark/*.test.ts"],
          fileParallelism: false,
          testTimeout: 1_200_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
