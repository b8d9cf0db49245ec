/**
 * A Chromium for tests and measurements: on Linux x64 the one that the npm package carries, with the libraries and fonts it
 * needs, so that a bare machine will do; elsewhere the installed Chrome.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const cache = join(import.meta.dirname, "../node_modules/.cache");

/** WebGL and WebGPU are drawn by SwiftShader, which needs no graphics card. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--ignore-gpu-blocklist",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--use-vulkan=swiftshader",
];

/**
 * How playwright launches it.
 *
 * @returns {Promise<import("playwright-core").LaunchOptions>}
 */
export async function chromiumOptions() {
  return { args: ARGUMENTS, ...(await locate()) };
}

/** @returns {Promise<import("playwright-core").LaunchOptions>} */
async function locate() {
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome" };
  const folder = await unpack();
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [join(folder, "al2023/lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":"),
      FONTCONFIG_PATH: join(folder, "fonts"),
    },
  };
}

/** Unpacks the package once a version. It unpacks to the temporary folder, whatever a broken run may have left there. */
async function unpack() {
  const folder = join(cache, `chromium-${packedVersion()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unpacked = mkdtempSync(join(cache, "chromium-"));
  // In a process of its own, which may have another temporary folder. Under this name of a runtime the package unpacks its own
  // copies of the libraries too, which a bare Debian lacks.
  await promisify(execFile)(
    process.execPath,
    ["--eval", 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())'],
    {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
    },
  );
  const fonts = `<fontconfig><dir prefix="relative">fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
  writeFileSync(join(unpacked, "fonts/fonts.conf"), fonts);
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(folder)) throw error;
    rmSync(unpacked, { recursive: true });
  }
  return folder;
}

function packedVersion() {
  let folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  while (!existsSync(join(folder, "bin"))) folder = dirname(folder);
  const manifest = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  );
  return manifest.version;
}
