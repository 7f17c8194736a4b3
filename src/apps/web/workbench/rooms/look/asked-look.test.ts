import { beforeEach, expect, test } from "vitest";
import { AskedLook } from "./asked-look.ts";

beforeEach(() => {
  performance.clearMarks();
  performance.clearMeasures();
});

const layer = (some: boolean, sharp: boolean) => ({ id: "a", some, sharp });
const told = (): string[] => performance.getEntriesByType("measure").map((m) => m.name);

test("how long a look took is told once each: when something of it is seen, when all is sharp, and when it was stepped to", () => {
  const stepped = new AskedLook("a", true);
  stepped.painted(layer(false, false), "canvas");
  expect(stepped.isAwaited).toBe(true);
  expect(told()).toEqual([]);
  for (const sharp of [false, false, true, true]) stepped.painted(layer(true, sharp), "canvas");
  expect(stepped.isAwaited).toBe(false);
  expect(told()).toEqual(["picture:first-paint:took", "picture:sharp:took", "look:stepped:took"]);
  expect(performance.getEntriesByName("picture:sharp")).toMatchObject([
    { detail: { look: "a", drawnBy: "canvas" } },
  ]);
});

test("a look that was opened and not stepped to is not told as a step", () => {
  new AskedLook("a", false).painted(layer(true, true), null);
  expect(told()).toEqual(["picture:first-paint:took", "picture:sharp:took"]);
});
