/**
 * Where an engine is: `spark`, or a URL. A URL holds no secret, because command lines are seen by everyone on the machine and
 * kept in histories.
 */
import { CliError } from "../cli-error.ts";

type EngineKind = "spark" | "postgres" | "clickhouse" | "trino";

export interface EngineTarget {
  readonly kind: EngineKind;
  /** Of all but Spark. */
  readonly url: URL | undefined;
  /** What messages call it. */
  readonly name: string;
}

const KINDS: Readonly<Record<string, EngineKind>> = {
  "postgres:": "postgres",
  "postgresql:": "postgres",
  "clickhouse+http:": "clickhouse",
  "clickhouse+https:": "clickhouse",
  "trino+http:": "trino",
  "trino+https:": "trino",
};

export const ENGINE_FORMS: string =
  "spark, postgres://USER@HOST/DATABASE, clickhouse+http://USER@HOST:8123/DATABASE or trino+http://USER@HOST:8080/CATALOG/SCHEMA; +https works too";

/** Parameters of the URL that say how to connect, not with which secret. */
const PARAMETERS: readonly string[] = [
  "sslmode",
  "sslrootcert",
  "application_name",
  "connect_timeout",
  "options",
];

/**
 * @throws If it is no engine, or holds a secret. The secret is not repeated. {@link CliError}
 */
export function parseEngine(text: string): EngineTarget {
  if (text === "spark") return { kind: "spark", url: undefined, name: "spark" };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const kind = url && KINDS[url.protocol];
  if (url === undefined || kind === undefined || url.hostname === "") {
    throw new CliError("usage", `--engine ${withoutSecrets(text)}: no such engine`, {
      hint: `expected ${ENGINE_FORMS}`,
    });
  }
  const secrets = [...url.searchParams.keys()].filter((key) => !PARAMETERS.includes(key.toLowerCase()));
  if (url.password !== "" || secrets.length > 0) {
    const what = url.password === "" ? `the parameter ${JSON.stringify(secrets[0])}` : "a password";
    throw new CliError("usage", `--engine ${withoutSecrets(text)}: ${what} may not stand in the URL`, {
      hint:
        kind === "postgres"
          ? "a password comes from ~/.pgpass, the file that PGPASSFILE names, or --password-file FILE"
          : "a password comes from --password-file FILE",
    });
  }
  return { kind, url, name: withoutSecrets(url.href) };
}

/** The address of an HTTP engine. */
export function httpOrigin({ url }: EngineTarget): string {
  const { protocol, host } = url!;
  return `${protocol.endsWith("+https:") ? "https" : "http"}://${host}`;
}

/** The parts of the path of a URL. */
export function pathParts({ url }: EngineTarget): readonly string[] {
  return url!.pathname
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
}

/** A URL without what could be a secret: passwords and the values of parameters. */
export function withoutSecrets(text: string): string {
  return text.replace(/(:\/\/[^/?#]*?):[^/?#]*@/g, "$1:***@").replace(/([?&][^=&#\s]+)=[^&#\s]*/g, "$1=***");
}
