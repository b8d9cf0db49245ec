/**
 * `focal-loss sql`: the SQL that scores a table, for people to run themselves.
 */
import { type DialectName, lossExpression, lossRowsQuery, lossTotalsQuery } from "@focal-loss/sql";
import { CliError } from "../cli-error.ts";
import { asUsageErrors } from "../engines/engine-queries.ts";
import { parseTableName } from "../engines/table-name.ts";
import type { Query } from "../command-line/engine-options.ts";
import type { Output } from "../output.ts";

export interface SqlOptions {
  readonly dialect: DialectName;
  readonly table: string;
  readonly query: Query;
  readonly label: string;
  readonly probability?: string;
  readonly logit?: string;
  readonly weight?: string;
  readonly gamma?: readonly number[];
  readonly alpha?: number;
  readonly posWeight?: number;
  readonly by?: readonly string[];
}

export function sqlCommand(options: SqlOptions, output: Output): void {
  output.stdout(`${print(options)}\n`);
}

function print({ query, table, gamma: gammas, by, ...options }: SqlOptions): string {
  const { dialect, label, logit, weight, alpha, posWeight } = options;
  const probability = options.probability ?? (logit === undefined ? "probability" : undefined);
  const scoring = { dialect, label, probability, logit, weight, alpha, posWeight };
  if (query !== "totals" && (gammas?.length ?? 0) > 1) {
    throw new CliError("usage", `--query ${query} takes one --gamma, got ${gammas!.length}`);
  }
  if (query !== "totals" && by !== undefined) {
    throw new CliError("usage", `--by goes with --query totals, not with --query ${query}`);
  }
  const [gamma] = gammas ?? [];
  return asUsageErrors(() => {
    switch (query) {
      case "totals":
        return `${lossTotalsQuery({ ...scoring, table: parseTableName(table), gammas, by })};`;
      case "rows":
        return `${lossRowsQuery({ ...scoring, table: parseTableName(table), gamma })};`;
      case "expression":
        return lossExpression({ ...scoring, gamma });
    }
  });
}
