import { expect, test } from "vitest";
import { parsedRange } from "./range.ts";

test("one range of bytes is read, from the front, from the end and open", () => {
  expect(parsedRange("bytes=0-99", 1000)).toEqual({ from: 0, to: 100 });
  expect(parsedRange("bytes=900-", 1000)).toEqual({ from: 900, to: 1000 });
  expect(parsedRange("bytes=900-5000", 1000)).toEqual({ from: 900, to: 1000 });
  expect(parsedRange("bytes=-10", 1000)).toEqual({ from: 990, to: 1000 });
  expect(parsedRange("bytes=-5000", 1000)).toEqual({ from: 0, to: 1000 });
});

test("what begins behind the end cannot be given; what is no single range of bytes is ignored", () => {
  expect(parsedRange("bytes=1000-1001", 1000)).toBe("unsatisfiable");
  expect(parsedRange("bytes=-0", 1000)).toBe("unsatisfiable");
  for (const header of [
    undefined,
    "",
    "bytes=",
    "bytes=-",
    "items=0-1",
    "bytes=0-1,4-5",
    "bytes=9-3",
    "bytes=a-b",
  ])
    expect(parsedRange(header, 1000)).toBeNull();
});
