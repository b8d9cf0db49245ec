/**
 * What options of several tables share.
 */

/** Headings of the help, for options of commands that have many. */
export const GROUPS = {
  columns: "Columns:",
  loss: "Loss:",
  input: "Input:",
  engine: "Engines:",
  output: "Output:",
} as const;

export const NO_WEIGHTS = "default: no weights";
