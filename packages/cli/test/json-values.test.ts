/**
 * Where values stand in the lines of a JSONL file.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { valuePlaces, writtenValue } from "../src/input/json-values.ts";
import { place } from "./process.ts";

it("are found for every key of any object, with any white space", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()),
      fc.constantFrom("", " "),
      (object, space) => {
        const text = Object.entries(object)
          .map(([key, value]) => `${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}${space}`)
          .join(`,${space}`);
        const line = `${space}{${space}${text}}`;
        const places = valuePlaces(line);
        expect([...places.keys()].toSorted()).toEqual(Object.keys(object).toSorted());
        for (const [key, value] of Object.entries(object)) {
          const { from, to } = places.get(key)!;
          expect(line.slice(from, to)).toBe(JSON.stringify(value));
          expect(writtenValue(line, key)).toBe(JSON.stringify(value));
        }
      },
    ),
  );
});

const { focalLoss, read, write } = place();

it("are those that count, of a key that comes twice, in a text and in an object", () => {
  write(
    "twice.jsonl",
    '{"n":{"p":0.5},"t":"p","id":1,"y":1,"p":0.25,"p":"x"}\n{"a":"p","id":9007199254740993,"id":9007199254740992,"y":1,"p":0.5}\n',
  );
  expect(focalLoss(["score", "-q", "twice.jsonl"]).stderr).toBe(
    'error: twice.jsonl:1:50: p: "x" is not a number\n' +
      '  {"n":{"p":0.5},"t":"p","id":1,"y":1,"p":0.25,"p":"x"}\n' +
      `  ${" ".repeat(49)}^\nhint: --on-bad skip leaves such rows out\n`,
  );
  write("ids.jsonl", '{"a":"id","b":9007199254740993,"id":9007199254740992,"y":1,"p":0.5}\n');
  expect(focalLoss(["score", "-q", "ids.jsonl", "--rows", "ids.csv"]).code).toBe(0);
  expect(read("ids.csv").split("\n")[1]).toMatch(/^id,9007199254740993,9007199254740992,1,0\.5,/);
});
