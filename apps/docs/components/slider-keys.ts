/**
 * The keys of a slider, for what is a slider without being an `<input>`.
 */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

/** How many steps a key goes, `undefined` for another key. With a modifier, a key is the browser's. */
export function stepsOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): number | undefined {
  return altKey || ctrlKey || metaKey ? undefined : STEPS[key];
}
