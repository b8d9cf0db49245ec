/**
 * One Chromium for all the tests of a run.
 */
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumOptions } from "../../scripts/chromium.mjs";

declare module "vitest" {
  interface ProvidedContext {
    chromium: string;
  }
}

/** Starts the browser before the first test and says where it listens. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(await chromiumOptions());
  project.provide("chromium", server.wsEndpoint());
  return () => server.close();
}
