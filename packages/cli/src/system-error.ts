/**
 * Errors of the operating system in words.
 */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
};

/** Whether `error` comes from the operating system, with one of the codes if any are given. */
export function isErrorCode(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return codes.length === 0 || codes.includes(error.code);
}

export function reason(error: unknown): string {
  if (isErrorCode(error)) return REASONS[error.code ?? ""] ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
