/**
 * Settings from files and the environment.
 */
import { mkdirSync, rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { place } from "./process.ts";

const { focalLoss: command, path, write } = place();
write("a.csv", "y,p\n1,0.25\n0,0.5\n");
mkdirSync(path(".config/focal-loss"), { recursive: true });
mkdirSync(path("inner/deep"), { recursive: true });
afterEach(() => {
  for (const name of [
    "focal-loss.config.json",
    "package.json",
    ".config/focal-loss/config.json",
    "other.json",
  ]) {
    rmSync(path(name), { force: true });
  }
});

const gammas = (
  args: readonly string[] = [],
  env: Record<string, string> = {},
  cwd?: string,
): readonly number[] => {
  const { code, stdout, stderr } = command(["score", "-q", "--json", path("a.csv"), ...args], {
    env,
    ...(cwd === undefined ? {} : { cwd: path(cwd) }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as { options: { gammas: number[] } }).options.gammas;
};
const settings = (gamma: unknown): string => JSON.stringify({ score: { gamma } });

it("make errors JSON as the option does", () => {
  const args = ["score", "missing.csv"];
  const asked = command([...args, "--json"]);
  expect(asked).toMatchObject({ code: 4, stderr: expect.stringMatching(/^\{.*\}\n$/) as string });
  expect(command(args, { env: { FOCAL_LOSS_JSON: "1" } })).toEqual(asked);
  expect(command(args, { env: { FOCAL_LOSS_JSON: "0" } }).stderr).toMatch(/^error: /);
});

describe("precedence", () => {
  it("is command line, environment, project, user", () => {
    expect(gammas()).toEqual([2]);
    write(".config/focal-loss/config.json", settings(5));
    expect(gammas()).toEqual([5]);
    write("package.json", JSON.stringify({ name: "x", "focal-loss": { score: { gamma: [4, 1.5] } } }));
    expect(gammas()).toEqual([4, 1.5]);
    expect(gammas([], {}, "inner/deep")).toEqual([4, 1.5]);
    write("focal-loss.config.json", settings([3]));
    expect(gammas()).toEqual([3]);
    expect(gammas([], { FOCAL_LOSS_GAMMA: "1,0" })).toEqual([1, 0]);
    expect(gammas(["--gamma", "7"], { FOCAL_LOSS_GAMMA: "1" })).toEqual([7]);
  });

  it("is one file with --config, and none with --no-config", () => {
    write("focal-loss.config.json", settings(3));
    write("other.json", settings(6));
    expect(gammas(["--config", "other.json"])).toEqual([6]);
    expect(gammas(["--no-config"])).toEqual([2]);
  });

  it("ends at the system", () => {
    mkdirSync(path("xdg/focal-loss"), { recursive: true });
    write("xdg/focal-loss/config.json", settings(8));
    const env = { XDG_CONFIG_DIRS: `relative:${path("none")}:${path("xdg")}` };
    expect(gammas([], env)).toEqual([8]);
    write(".config/focal-loss/config.json", settings(5));
    expect(gammas([], env)).toEqual([5]);
  });

  it("drops what an option of a higher place excludes", () => {
    write("focal-loss.config.json", JSON.stringify({ score: { alpha: 0.25, label: "y" } }));
    const { stdout } = command(["score", "-q", "--json", "a.csv", "--pos-weight", "2"]);
    expect((JSON.parse(stdout) as { options: object }).options).toEqual({
      gammas: [2],
      alpha: null,
      posWeight: 2,
    });
  });
});

it("is shown by --verbose", () => {
  write("focal-loss.config.json", JSON.stringify({ score: { gamma: [0, 2], "on-bad": "skip" } }));
  const { stderr } = command(["score", "-v", "a.csv"]);
  const file = path("focal-loss.config.json");
  expect(stderr).toContain(
    `note: settings from ${file}\nnote: --gamma [0,2] from ${file}\nnote: --on-bad "skip" from ${file}\n`,
  );
});

describe("switches of the environment", () => {
  it.each(["true", "TRUE", "True", "1"])("are on for %s", (value) => {
    expect(command(["score", "-q", "a.csv"], { env: { FOCAL_LOSS_CSV: value } }).stdout).toMatch(/^file,/);
  });

  it.each(["false", "FALSE", "False", "0", ""])("are off for %j", (value) => {
    expect(command(["score", "-q", "a.csv"], { env: { FOCAL_LOSS_CSV: value } }).stdout).toMatch(/^file {2}/);
  });

  it.each(["no", "off", "yes", "maybe", "2", "toString"])("are nothing for %s", (value) => {
    expect(command(["score", "-q", "a.csv"], { env: { FOCAL_LOSS_CSV: value } })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        `error: FOCAL_LOSS_CSV expected true or false, or 1 or 0, got "${value}"\n` +
        "hint: --csv on the command line goes before it\n",
    });
  });
});

describe("mistakes", () => {
  it.each([
    ["not JSON", "{", /^error: .*focal-loss\.config\.json: not valid JSON: .*\n$/],
    ["a list", "[]", /^error: .*: expected an object, got \[\]\n$/],
    [
      "an unknown option",
      '{"score":{"gama":2}}',
      /^error: .*: "score" has no option "gama"\nhint: did you mean "gamma"\?\n$/,
    ],
    [
      "an unknown option of another command",
      '{"score":{"gamma":2},"check":{"strikt":true}}',
      /^error: .*focal-loss\.config\.json: "check" has no option "strikt"\nhint: did you mean "strict"\?\n$/,
    ],
    [
      "an unknown command",
      '{"scoer":{"gamma":2}}',
      /^error: .*: no command "scoer" has settings\nhint: did you mean "score"\?\n$/,
    ],
    [
      "a command without settings",
      '{"plot":{}}',
      /^error: .*: no command "plot" has settings\nhint: expected one of score, sweep, check, calibrate\n$/,
    ],
    ["a chart", '{"sweep":{"chart":"a.svg"}}', /^error: .*: "chart" is for the command line alone\n$/],
    ["an output", '{"score":{"force":true}}', /^error: .*: "force" is for the command line alone\n$/],
    ["a wrong value", '{"score":{"gamma":-1}}', /^error: .*: "gamma" expected a number >= 0, got -1\n$/],
    [
      "a number beyond all",
      '{"score":{"gamma":1e999}}',
      /^error: .*: "gamma" expected a number >= 0, got Infinity\n$/,
    ],
    [
      "a list with such a number",
      '{"score":{"gamma":[0.5,-1e999]}}',
      /^error: .*: "gamma" expected a number >= 0, got \[0\.5,-Infinity\]\n$/,
    ],
    [
      "a wrong choice",
      '{"score":{"on-bad":"x"}}',
      /^error: .*: "on-bad" expected one of fail, skip, null, got "x"\n$/,
    ],
    ["a wrong type", '{"score":{"json":"yes"}}', /^error: .*: "json" expected true or false, got "yes"\n$/],
  ])("%s is refused", (_, content, stderr) => {
    write("focal-loss.config.json", content);
    const result = command(["score", "a.csv"]);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(stderr);
  });

  it.each([
    ["score", "rows", "a.parquet"],
    ["score", "output", "a.txt"],
    ["score", "rejects", "b.csv"],
    ["score", "force", "1"],
    ["calibrate", "rows", "b.csv"],
    ["sweep", "chart", "a.svg"],
  ])("of %s --%s in the environment is refused", (name, option, value) => {
    const variable = `FOCAL_LOSS_${option.toUpperCase()}`;
    expect(command([name, "a.csv"], { env: { [variable]: value } })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${variable}: --${option} is for the command line alone\n`,
    });
    expect(command(["check", "-q", "a.csv"], { env: { [variable]: value } })).toMatchObject({ code: 0 });
  });

  it("of a variable names it", () => {
    expect(command(["calibrate", "a.csv"], { env: { FOCAL_LOSS_GAMMA: "0,2" } })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'error: FOCAL_LOSS_GAMMA expected a number >= 0, got "0,2"\n' +
        "hint: --gamma on the command line goes before it\n",
    });
    expect(command(["check", "-q", "a.csv"], { env: { FOCAL_LOSS_GAMMA: "0,2" } })).toMatchObject({
      code: 0,
    });
  });

  it("of --config is a file that is not there", () => {
    expect(command(["score", "a.csv", "--config", "no.json"])).toMatchObject({ code: 4 });
  });
});
