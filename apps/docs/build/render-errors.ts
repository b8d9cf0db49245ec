/**
 * Errors while pages are rendered. Vue prints them and goes on, VitePress says that the build is complete, and the page lacks
 * what failed; here they end the build.
 */
import type { App } from "vue";

declare global {
  var renderErrors: string[] | undefined;
}

/** Keeps what fails in an app that renders pages. The theme is bundled apart from the build, so they share a global. */
export function keepRenderErrors(app: App): void {
  app.config.errorHandler = (error, component, where) => {
    // oxlint-disable-next-line no-underscore-dangle -- Vue's name of a component that is a file
    const name = component?.$options.__name ?? component?.$options.name ?? "a component";
    const message = error instanceof Error ? error.message : String(error);
    (globalThis.renderErrors ??= []).push(`${name} (${where}): ${message}`);
  };
}

/**
 * Ends the build if something was kept.
 *
 * @throws If a component failed on any page. {@link Error}
 */
export function throwRenderErrors(): void {
  const errors = [...new Set(globalThis.renderErrors)];
  if (errors.length > 0) throw new Error(`pages did not render:\n${errors.join("\n")}`);
}
