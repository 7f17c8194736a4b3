import { expect, test } from "vitest";
import { fallingBack } from "./falling-back.ts";
import type { TileSamples, TileSource } from "./tile-source.ts";

const tile = (value: number): TileSamples => ({
  width: 1,
  height: 1,
  channels: 2,
  samples: Uint8Array.of(value, 255),
});
const source = (load: TileSource["load"]): TileSource => ({ by: "ranges", load, close: () => {} });
const at = { level: 0, column: 0, row: 0 };

test("the second source is asked only where the first cannot, and its words are told", async () => {
  let asked = 0;
  const second = source(async () => {
    asked++;
    return tile(2);
  });
  const signal = new AbortController().signal;
  expect(
    await fallingBack(
      source(async () => tile(1)),
      second,
    ).load(at, [0], signal),
  ).toEqual(tile(1));
  expect(asked).toBe(0);
  const broken = source(() => Promise.reject(new Error("a block that the browser does not unpack")));
  expect(await fallingBack(broken, second).load(at, [0], signal)).toEqual(tile(2));
  expect(asked).toBe(1);
  const damaged = source(() => Promise.reject(new Error("the picture is not what came on record")));
  await expect(fallingBack(broken, damaged).load(at, [0], signal)).rejects.toThrow("not what came on record");
});

test("what was stopped is not asked for again", async () => {
  const stop = new AbortController();
  let asked = 0;
  const first = source(() => {
    stop.abort();
    return Promise.reject(new Error("stopped"));
  });
  const second = source(async () => {
    asked++;
    return tile(2);
  });
  await expect(fallingBack(first, second).load(at, [0], stop.signal)).rejects.toThrow("stopped");
  expect(asked).toBe(0);
});
