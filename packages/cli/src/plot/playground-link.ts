/**
 * What a link of the playground says of a chart. The names in its query are those of the options, but for `label`, which is
 * `--target` here; what is at its default is left out of it.
 *
 *     https://HOST/playground.html?v=1&gamma=3&alpha=0.25&label=0
 */
import { CliError } from "../cli-error.ts";
import { parseNumber } from "../command-line/numbers.ts";

/** Version of the query. */
const VERSION = "1";

export interface LinkedCurve {
  readonly gamma: number;
  /** `undefined` for no weights. */
  readonly alpha: number | undefined;
  readonly label: number;
}

const DEFAULTS: LinkedCurve = { gamma: 2, alpha: undefined, label: 1 };
const RANGES = { gamma: [0, 1e100], alpha: [0, 1], label: [0, 1] } as const;

/** @throws If it is no such link. {@link CliError} */
export function readLink(link: string): LinkedCurve {
  if (!URL.canParse(link)) {
    throw new CliError("usage", `--from-url expected a link of the playground, got ${JSON.stringify(link)}`, {
      hint: "quotes keep the shell from splitting it at &",
    });
  }
  const { searchParams } = new URL(link);
  const version = searchParams.get("v") ?? VERSION;
  if (version !== VERSION) {
    throw new CliError("usage", `--from-url: the link is of version ${version}, expected ${VERSION}`);
  }
  const numbers = Object.entries(RANGES).flatMap(([name, [lowest, highest]]) => {
    const text = searchParams.get(name);
    if (text === null) return [];
    const value = parseNumber(text);
    if (value >= lowest && value <= highest) return [[name, value] as const];
    throw new CliError(
      "usage",
      `--from-url: ${name} expected a number in [${lowest}, ${highest}], got ${JSON.stringify(text)}`,
    );
  });
  return { ...DEFAULTS, ...Object.fromEntries(numbers) };
}
