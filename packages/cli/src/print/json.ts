/**
 * Documents for machines.
 */

/** Version of every document that a command prints with `--json`. A field may be added within it, never changed. */
const SCHEMA_VERSION = 1;

/** One document; JSON has no infinities and no NaN, so they are the strings "Infinity", "-Infinity" and "NaN". */
export function formatJson(document: object): string {
  return `${JSON.stringify(
    { schemaVersion: SCHEMA_VERSION, ...document },
    (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value),
    2,
  )}\n`;
}
