import { expect, test } from "vitest";
import { serverSource } from "./server-source.ts";
import { openTileStore, type WantedTile } from "./tile-store.ts";
import type { TileSamples } from "./tile-source.ts";

const tile = (bytes: number): TileSamples => ({
  width: 1,
  height: 1,
  channels: 2,
  samples: new Uint8Array(bytes),
});
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

interface Asked {
  readonly key: string;
  readonly give: (samples: TileSamples) => void;
  readonly fail: (error: Error) => void;
  readonly signal: AbortSignal;
}

function setUp(mostBytes: number, atOnce: number) {
  const asked: Asked[] = [];
  const forgotten: string[] = [];
  let changes = 0;
  const store = openTileStore({
    mostBytes,
    atOnce,
    changed: () => changes++,
    forgotten: (key) => forgotten.push(key),
  });
  const wanted = (key: string): WantedTile => ({
    key,
    source: serverSource("/none"),
    load: (signal) =>
      new Promise((give, fail) => {
        asked.push({ key, give, fail, signal });
        signal.addEventListener("abort", () => fail(signal.reason as Error));
      }),
  });
  return { store, asked, forgotten, wanted, changes: () => changes };
}

test("tiles are loaded in their order, so many at a time", async () => {
  const { store, asked, wanted, changes } = setUp(1000, 2);
  store.want(["a", "b", "c"].map(wanted));
  expect(asked.map((a) => a.key)).toEqual(["a", "b"]);
  expect(store.stateOf("a")).toEqual({ type: "loading" });
  asked[0]?.give(tile(10));
  await settle();
  expect(asked.map((a) => a.key)).toEqual(["a", "b", "c"]);
  expect(store.stateOf("a")?.type).toBe("there");
  expect(changes()).toBe(1);
});

test("what is no longer wanted is stopped, and its failure is nobody's", async () => {
  const { store, asked, wanted } = setUp(1000, 2);
  store.want(["a", "b"].map(wanted));
  store.want(["b", "c"].map(wanted));
  expect(asked.map((a) => [a.key, a.signal.aborted])).toEqual([
    ["a", true],
    ["b", false],
    ["c", false],
  ]);
  await settle();
  expect(store.stateOf("a")).toBeNull();
});

test("beyond its bytes it forgets what was used longest ago, never what is wanted", async () => {
  const { store, asked, wanted, forgotten } = setUp(25, 9);
  store.want(["a", "b"].map(wanted));
  asked[0]?.give(tile(10));
  asked[1]?.give(tile(10));
  await settle();
  store.touch("a");
  store.want(["c"].map(wanted));
  asked[2]?.give(tile(10));
  await settle();
  expect(forgotten).toEqual(["b"]);
  expect(store.stateOf("b")).toBeNull();
  store.want(["d", "e", "f"].map(wanted));
  for (const one of asked.slice(3)) one.give(tile(10));
  await settle();
  // All three are on the screen: they stay, though they are more than may be kept.
  expect(["d", "e", "f"].map((k) => store.stateOf(k)?.type)).toEqual(["there", "there", "there"]);
});

test("a failure is told and not tried again until somebody asks for it", async () => {
  const { store, asked, wanted } = setUp(1000, 2);
  store.want([wanted("a")]);
  asked[0]?.fail(new Error("the picture is not what came on record"));
  await settle();
  const state = store.stateOf("a");
  expect(state?.type === "failed" ? state.error.message : "").toContain("not what came on record");
  store.want([wanted("a")]);
  expect(asked).toHaveLength(1);
  store.retry();
  expect(asked).toHaveLength(2);
});
