/**
 * Texts that came before, among millions.
 *
 * A text is kept as 64 bits of hash: among ten million different ones, two have the same with a probability below 3e-6.
 */

/** Beyond this many texts no more are kept, so that memory stays below half a gigabyte. */
export const MOST_TEXTS = 10_000_000;

export class SeenTexts {
  /** Two words a slot; both 0 in an empty one. */
  #slots: Uint32Array = new Uint32Array(2 << 12);
  #count = 0;

  /** Whether all texts were kept. */
  get complete(): boolean {
    return this.#count < MOST_TEXTS;
  }

  /** Whether the text came before; keeps it. */
  add(text: string): boolean {
    const [high, low] = hash(text);
    const slot = this.#find(high, low);
    if (this.#slots[slot] !== 0 || this.#slots[slot + 1] !== 0) return true;
    if (!this.complete) return false;
    this.#slots[slot] = high;
    this.#slots[slot + 1] = low;
    this.#count += 1;
    if (this.#count > 0.3 * this.#slots.length) this.#grow();
    return false;
  }

  /** Where the hash stands, or has its place. */
  #find(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = (low << 1) & mask;
    while (this.#slots[slot] !== high || this.#slots[slot + 1] !== low) {
      if (this.#slots[slot] === 0 && this.#slots[slot + 1] === 0) break;
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    for (let i = 0; i < old.length; i += 2) {
      if (old[i] === 0 && old[i + 1] === 0) continue;
      const slot = this.#find(old[i]!, old[i + 1]!);
      this.#slots[slot] = old[i]!;
      this.#slots[slot + 1] = old[i + 1]!;
    }
  }
}

/** Two words of MurmurHash3's mixing, over UTF-16 units; never both 0. */
function hash(text: string): [number, number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
    high = (high << 13) | (high >>> 19);
    low = (low << 17) | (low >>> 15);
  }
  high = finish(high ^ text.length);
  low = finish(low ^ high);
  return [high, low === 0 ? 1 : low];
}

function finish(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
