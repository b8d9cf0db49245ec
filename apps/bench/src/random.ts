/**
 * Random numbers that are the same in every run.
 *
 * sfc32 by Chris Doty-Humphrey (PractRand): three words of state and a counter, period at least 2^32, passes PractRand and
 * BigCrush. The twelve rounds at the start are the author's.
 */

/** A generator of numbers in [0, 1), multiples of 2^-53. */
export function uniform(seed: number): () => number {
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next();
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) * 2 ** -53;
}

/** A generator of normal numbers with mean 0, two at a time by Box and Muller. */
export function normal(seed: number, deviation: number): () => number {
  const random = uniform(seed);
  let second: number | undefined;
  return () => {
    if (second !== undefined) {
      const value = second;
      second = undefined;
      return value;
    }
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    second = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
