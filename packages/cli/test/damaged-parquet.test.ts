/**
 * Parquet files of which a byte differs from what was written: no other total comes out where the file can tell.
 */
import { expect, it } from "vitest";
import { workspace } from "./command.ts";

/*
 * Of pyarrow 26.0.1, 24 rows: labels in a dictionary, levels, plain probabilities.
 *
 *     n = 24
 *     schema = pa.schema([pa.field("y", pa.int32()), pa.field("p", pa.float64(), nullable=False)])
 *     y = pa.array([k % 2 for k in range(n)], pa.int32())
 *     p = pa.array([round((k * 7 % 24 + 0.5) / 25, 3) for k in range(n)])
 *     pq.write_table(pa.table([y, p], schema=schema), "rows.parquet", use_dictionary=["y"],
 *                    write_statistics=False, store_schema=False, **options)
 */
/** `compression="none", write_page_checksum=True` */
const CHECKED =
  "UEFSMRUEFRAVEBXnn4qmBDwVBBUAEgAAAAAAAAEAAAAVABUWFRYV4Ke95ggcFTAVEBUGFQYcAAAAAgAAADABAQeqqqoVABWAAxWA" +
  "AxWfmYTEAxwVMBUAFQYVBhwAAAB7FK5H4XqUPzMzMzMzM9M/j8L1KFyP4j+F61G4HoXrPwrXo3A9Csc/cT0K16Nw3T+uR+F6FK7n" +
  "P7gehetRuK4/w/UoXI/C1T/Xo3A9CtfjP83MzMzMzOw/KVyPwvUozD8AAAAAAADgP/YoXI/C9eg/mpmZmZmZuT9SuB6F61HYPx+F" +
  "61G4HuU/FK5H4XoU7j+kcD0K16PQP0jhehSuR+E/PQrXo3A96j/sUbgehevBP+F6FK5H4do/ZmZmZmZm5j8VBBk8NQAYBnNjaGVt" +
  "YRUEABUCJQIYAXkAFQolABgBcAAWMBkcGSwmABwVAhk1AAYQGRgBeRUAFjAWgAEWgAEmQCYIKSwVBBUAFQIAFQAVEBUCADwpBhkm" +
  "ADAAAAAmABwVChklBgAZGAFwFQAWMBa2Axa2AyaIAUkcFQAVABUCAAAAFrYEFjAmCBa2BAAoIHBhcnF1ZXQtY3BwLWFycm93IHZl" +
  "cnNpb24gMjYuMC4xGSwcAAAcAAAAuAAAAFBBUjE=";
/** `compression="gzip"`, which has checksums itself */
const GZIP =
  "UEFSMRUEFRAVNEwVBBUAEgAAH4sIAAAAAAACA2NgYGBgBGIADLie3QgAAAAVABUWFT4sFTAVEBUGFQYcAAAAH4sIAAAAAAACA2Ni" +
  "YGAwYGRkX7VqFQDwqWdGCwAAABUAFYADFcoCLBUwFQAVBhUGHAAAAB+LCAAAAAAAAgOrFlnn/rBqir0xGFy27z/0VSOm/5F96+vA" +
  "HXKtr+25ri8usOU6bl9oC2LdtQepFln33B4kGbhjnf1hkPJDV+3Byq4/tj97BgTe2GvGgEw6Y88ABg/sv4GUfX1hP2smCOy0DwIb" +
  "cMNeHmzRU3uwM0Te2S8BGbP4gr0HyBr3h/Zga21f2b8BO+egPUT4ln0aGDyzBwCweb/jwAAAABUEGTw1ABgGc2NoZW1hFQQAFQIl" +
  "AhgBeQAVCiUAGAFwABYwGRwZLCYAHBUCGTUABhAZGAF5FQQWMBZoFrQBJlgmCCksFQQVABUCABUAFRAVAgA8KQYZJgAwAAAAJgAc" +
  "FQoZJQYAGRgBcBUEFjAWqgMW9AImvAFJHBUAFQAVAgAAABaSBBYwJggWqAQAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2" +
  "LjAuMRksHAAAHAAAALcAAABQQVIx";
const START = 4;

const { write, focalLoss } = workspace();

it.each([
  ["checksums", CHECKED],
  ["gzip", GZIP],
])("is found by %s", async (_, base64) => {
  const bytes = Buffer.from(base64, "base64");
  const args = ["score", "-q", "--json", write("rows.parquet", bytes)];
  const whole = await focalLoss(...args);
  expect(whole).toMatchObject({ code: 0, stderr: "" });
  const pages = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  let found = 0;
  for (let at = START; at < pages; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at]! ^= 1 << (at % 8);
    write("rows.parquet", damaged);
    const result = await focalLoss(...args);
    // Some bytes of headers mean nothing here.
    if (result.code === 0) expect({ at, ...result }).toEqual({ at, ...whole });
    else {
      expect(result).toEqual({
        code: 4,
        stdout: "",
        stderr: expect.stringContaining("rows.parquet: is not a complete Parquet file (") as string,
      });
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(0.8 * (pages - START));
});
