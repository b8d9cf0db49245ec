/**
 * The options of `focal-loss score`, as the command line gives them.
 */
import type { InputFormat } from "./formats.ts";

export interface ScoreOptions {
  readonly label?: string;
  readonly probability?: string;
  readonly logit?: string;
  readonly gamma?: readonly number[];
  readonly alpha?: number;
  readonly posWeight?: number;
  readonly inputFormat?: InputFormat;
  readonly rows?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
