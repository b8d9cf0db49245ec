/**
 * Names of tables on the command line: parts with dots between them, a part with a dot in double quotes.
 */
import { type DialectName, quoteTableName } from "@focal-loss/sql";
import { CliError } from "../cli-error.ts";
import type { EngineSource } from "./sql-engine.ts";

const PART = /^(?:"((?:[^"]|"")+)"|([^".]+))(\.|$)/;

/** `sales."a.b"` is `["sales", "a.b"]`. */
export function parseTableName(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  for (;;) {
    const match = PART.exec(rest);
    if (match === null) {
      throw new CliError("usage", `${JSON.stringify(text)} is not the name of a table`, {
        hint: 'expected a name, or parts like schema.name; a part with a dot stands in double quotes: schema."a.b"',
      });
    }
    const [whole, quoted, plain, dot] = match;
    parts.push(quoted?.replaceAll('""', '"') ?? plain!);
    rest = rest.slice(whole.length);
    if (dot === "") return parts;
  }
}

/** A query whose result has the columns of a table and no row. */
export function columnsQuery({ table }: EngineSource, dialect: DialectName): string {
  return `SELECT * FROM ${quoteTableName(table, dialect)} LIMIT 0`;
}

export function tableSource(name: string): EngineSource {
  return { name, table: parseTableName(name), format: "table", setup: [] };
}
