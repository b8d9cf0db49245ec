/**
 * Makes `src/font/DejaVuSans.ttf`, which `@focal-loss/svg/png` draws with: `node subset-font.mjs`. Its licence is beside it.
 *
 * Latin, Greek and Cyrillic letters, punctuation, raised and lowered digits, arrows and mathematical signs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x300, 0x36f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  [0x2070, 0x209c],
  [0x20ac, 0x20ac],
  [0x2190, 0x21d5],
  [0x2200, 0x22ff],
  [0xfffd, 0xfffd],
];

const characters = RANGES.flatMap(([first = 0, last = 0]) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
).join("");
/**
 * @param {Buffer} font
 * @returns {Promise<Buffer>} The same font with these characters alone.
 */
export function subset(font) {
  return subsetFont(font, characters, { targetFormat: "truetype" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  writeFileSync(new URL("src/font/DejaVuSans.ttf", import.meta.url), await subset(readFileSync(source)));
}
