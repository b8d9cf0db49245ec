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
  const refuse = (what: string, hint: string): never => {
    throw new CliError("usage", `--engine ${withoutSecrets(text.replace(/\s/g, "%20"))}: ${what}`, { hint });
  };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const kind = url && KINDS[url.protocol];
  if (url === undefined || kind === undefined || url.hostname === "") {
    return refuse("no such engine", `expected ${ENGINE_FORMS}`);
  }
  const { username, pathname, search, hash } = url;
  if (/@/.test(pathname + search + hash)) {
    return refuse(
      'there is an "@" behind the host',
      "in names it is written %40; a password may not stand in the URL",
    );
  }
  if (!isDecodable(username + pathname)) {
    return refuse('"%" stands for nothing there', "in names it is written %25");
  }
  const secrets = [...url.searchParams.keys()].filter((key) => !PARAMETERS.includes(key.toLowerCase()));
  if (url.password !== "" || secrets.length > 0) {
    const what = url.password === "" ? `the parameter ${JSON.stringify(secrets[0])}` : "a password";
    return refuse(
      `${what} may not stand in the URL`,
      kind === "postgres"
        ? "a password comes from ~/.pgpass, the file that PGPASSFILE names, or --password-file FILE"
        : "a password comes from --password-file FILE",
    );
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

function isDecodable(text: string): boolean {
  try {
    return typeof decodeURIComponent(text) === "string";
  } catch {
    return false;
  }
}

/**
 * A text whose URLs lack what could be a secret: passwords, also with signs that they should not have there, the values of
 * parameters, and what stands behind a "#".
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(:\/\/[^:@/?#\s]*):\S*@/g, "$1:***@")
    .replace(/([?&][^=&#\s]+)=[^&#\s]*/g, "$1=***")
    .replace(/(:\/\/[^\s#]*)#\S*/g, "$1#***");
}
