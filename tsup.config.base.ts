import { defineConfig, type Options } from "tsup";

/** The one build recipe: ESM for every entry, types beside it, no platform assumed unless a package says so. */
export function recipe(options: Options & { entry: string[] }): ReturnType<typeof defineConfig> {
  return defineConfig({
    format: "esm",
    target: "es2022",
    platform: "neutral",
    clean: true,
    splitting: true,
    treeshake: false,
    sourcemap: false,
    // TypeScript 6 deprecates `baseUrl`, which tsup's declaration build still sets.
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
    loader: { ".csv": "text" },
    // Names of numbers become the numbers: other bundlers cannot see through the `var` that esbuild makes of a `const`.
    esbuildOptions: (build) => {
      build.minifySyntax = true;
    },
    ...options,
  });
}
