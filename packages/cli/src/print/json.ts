/**
 * Documents for machines. JSON has no infinities and no NaN, so they are the strings "Infinity", "-Infinity" and "NaN".
 */

/** Version of all documents. A field may be added within it, never changed. */
const SCHEMA_VERSION = 1;

/** One document, as a command prints it with `--json`. */
export function formatJson(document: object): string {
  return `${stringify(document, 2)}\n`;
}

/** One document on one line. */
export function formatJsonLine(document: object): string {
  return `${stringify(document)}\n`;
}

function stringify(document: object, indent?: number): string {
  return JSON.stringify(
    { schemaVersion: SCHEMA_VERSION, ...document },
    (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value),
    indent,
  );
}
