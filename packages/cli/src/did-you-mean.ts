/**
 * Suggestions for names that are not there.
 */
import { closestMatch } from "leven";

/** The one of `names` that was probably meant: not more than two letters in five differ; case does not count. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const maxDistance = Math.ceil(name.length * 0.4);
  const lowerCase = names.map((candidate) => candidate.toLowerCase());
  const found = closestMatch(name.toLowerCase(), lowerCase, { maxDistance });
  return found === undefined ? undefined : names[lowerCase.indexOf(found)];
}
