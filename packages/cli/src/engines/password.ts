/**
 * A password from a file, and messages without it.
 */
import { readFileSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { oneLine } from "../print/one-line.ts";
import { reason } from "../system-error.ts";
import { withoutSecrets } from "./engine-url.ts";

/** The first line of the file. */
export function readPassword(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new CliError("file", `--password-file ${path}: cannot be read: ${reason(error)}`);
  }
  const password = text.split(/\r?\n/, 1)[0]!;
  if (password === "") throw new CliError("usage", `--password-file ${path}: its first line is empty`);
  return password;
}

/** What an engine says, in one line, without the password, what stands in URLs, and signs that steer a terminal. */
export function redact(message: string, password: string | undefined): string {
  const line = oneLine(message.trim().split("\n", 1)[0] ?? "");
  if (password === undefined) return withoutSecrets(line);
  return withoutSecrets(line.replaceAll(password, "***").replaceAll(encodeURIComponent(password), "***"));
}
