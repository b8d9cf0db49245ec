/**
 * The options of `focal-loss score`, as the command line gives them.
 */
import type { LocalEngine } from "../command-line/engine-options.ts";
import type { TableFormat } from "../print/table.ts";
import type { ColumnOptions } from "../input/columns.ts";
import type { InputFormat } from "../input/formats.ts";

export const BAD_ROW_POLICIES = ["fail", "skip", "null"] as const;
export type BadRowPolicy = (typeof BAD_ROW_POLICIES)[number];

export interface ScoreOptions extends ColumnOptions, TableFormat {
  readonly engine?: LocalEngine;
  readonly gamma?: readonly number[];
  /** One a class for a multi-class file. */
  readonly alpha?: readonly number[];
  readonly posWeight?: number;
  readonly clip?: number;
  readonly inputFormat?: InputFormat;
  readonly threads?: number;
  readonly onBad?: BadRowPolicy;
  readonly maxBad?: number;
  readonly rejects?: string;
  readonly hardest?: number;
  readonly failAbove?: number;
  readonly rows?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly parquet?: boolean;
  readonly meta?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
