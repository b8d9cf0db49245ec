/**
 * Makes a fresh clone ready: installs what the lockfile says, builds packages and bench. About a second when that is done.
 *
 * Node.js alone is needed: npx fetches the pnpm that the catalog names, the later runs use the installed one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { exit, versions } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), "utf8");

requireNode(/"node": ">=(\d+)\.(\d+)"/.exec(read("package.json")));

if (existsSync(join(bin, "pnpm"))) {
  step("install", ["pnpm", "install", "--frozen-lockfile"], { quiet: true });
} else {
  const pnpm = /^ {2}pnpm: (\S+)$/m.exec(read("pnpm-workspace.yaml"))?.[1];
  step("install", ["npx", "-y", `pnpm@${pnpm}`, "install", "--frozen-lockfile"], { quiet: false });
}
step("build", ["turbo", "run", "build", "--filter=./packages/*", "--filter=./apps/bench"], { quiet: true });

/** @param {RegExpExecArray | null} minimum */
function requireNode(minimum) {
  const [major = 0, minor = 0] = versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = (minimum ?? []).slice(1).map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`setup: Node.js ${wantedMajor}.${wantedMinor} or newer is needed, this is ${versions.node}`);
  exit(1);
}

/**
 * Runs one command; a quiet one shows its output only when it fails.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {{ quiet: boolean }} options
 */
function step(name, [command = "", ...args], { quiet }) {
  const start = performance.now();
  if (!quiet) console.log(`setup: ${name} ...`);
  const output = quiet ? "pipe" : "inherit";
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", output, output],
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
    },
  });
  if (status !== 0) {
    console.error(stdout ?? "", stderr ?? "", error?.message ?? "");
    console.error(`setup: ${name} failed: ${[command, ...args].join(" ")}`);
    exit(1);
  }
  console.log(`setup: ${name} done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
