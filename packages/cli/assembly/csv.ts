/**
 * Records of CSV to columns of doubles.
 *
 * Plain fields are read here. What is rare is left to JavaScript: a record with a quote ends the scan, and a cell that is no
 * plain decimal is noted, with its place.
 */
import { readDecimal, decimalEnd } from "./decimal";

export { HIGHEST_POWER, LOWEST_POWER, powersOfFive, powersOfTen } from "./decimal";

const LINE_FEED: u32 = 10;
const CARRIAGE_RETURN: u32 = 13;
const QUOTE: u32 = 34;

/** Where the scan stopped. */
export let position: usize = 0;
/** Lines before {@link position}. */
export let lines: i32 = 0;
/** How many cells are noted: row, cell, start, end. */
export let noted: i32 = 0;

/**
 * Scans `[position, end)`, whole lines, until `rows` rows are full, a record with a quote comes, or the notes are full.
 *
 * @param slots - For each column the cell it is, from 1; 0 for none; negative for one that is always noted.
 * @param places - Start, end and line of each record.
 */
export function scan(
  end: usize,
  delimiter: u32,
  width: i32,
  slots: usize,
  columns: usize,
  rows: i32,
  places: usize,
  notes: usize,
  notesLimit: i32,
  firstRow: i32,
): i32 {
  let p = position;
  let line = lines;
  let row = firstRow;
  noted = 0;
  const stride = rows << 3;
  while (row < rows && p < end && noted < notesLimit) {
    let byte: u32 = load<u8>(p);
    if (byte == LINE_FEED || (byte == CARRIAGE_RETURN && load<u8>(p + 1) == LINE_FEED)) {
      p += byte == LINE_FEED ? 1 : 2;
      line += 1;
      continue;
    }
    const start = p;
    const notedBefore = noted;
    let field = 0;
    for (;;) {
      byte = load<u8>(p);
      if (byte == QUOTE) break;
      const slot = field < width ? load<i32>(slots + (field << 2)) : 0;
      if (slot == 0) {
        while (byte != delimiter && byte != LINE_FEED) byte = load<u8>(++p);
      } else {
        const from = p;
        const value = slot > 0 ? readDecimal(p) : NaN;
        if (slot > 0) p = decimalEnd;
        byte = load<u8>(p);
        if (byte == CARRIAGE_RETURN && load<u8>(p + 1) == LINE_FEED) byte = load<u8>(++p);
        const cell = (slot > 0 ? slot : -slot) - 1;
        store<f64>(columns + cell * stride + (row << 3), value);
        if (value != value || (byte != delimiter && byte != LINE_FEED)) {
          while (byte != delimiter && byte != LINE_FEED) byte = load<u8>(++p);
          const note = notes + (noted << 4);
          store<i32>(note, row);
          store<i32>(note, cell, 4);
          store<i32>(note, <i32>from, 8);
          store<i32>(
            note,
            byte == LINE_FEED && p > from && load<u8>(p - 1) == CARRIAGE_RETURN ? <i32>p - 1 : <i32>p,
            12,
          );
          noted += 1;
        }
      }
      field += 1;
      if (byte == LINE_FEED) break;
      p += 1;
    }
    if (byte == QUOTE) {
      p = start;
      noted = notedBefore;
      break;
    }
    if (field != width) {
      noted = notedBefore;
      for (let column = 0; column < width; column++) {
        const slot = load<i32>(slots + (column << 2));
        if (slot != 0) store<f64>(columns + ((slot > 0 ? slot : -slot) - 1) * stride + (row << 3), NaN);
      }
    }
    const place = places + row * 12;
    store<i32>(place, <i32>start);
    store<i32>(place, p > start && load<u8>(p - 1) == CARRIAGE_RETURN ? <i32>p - 1 : <i32>p, 4);
    store<i32>(place, line, 8);
    line += 1;
    p += 1;
    row += 1;
  }
  position = p;
  lines = line;
  return row;
}

export function setPosition(p: usize, line: i32): void {
  position = p;
  lines = line;
}
