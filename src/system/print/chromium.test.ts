import { expect, test } from "vitest";
import { UnavailableError } from "../../base/errors.ts";
import { findChromium } from "./chromium.ts";

test("a named Chromium goes before those of the system, and one that is not there is told", () => {
  expect(findChromium({ YARDWATCH_CHROMIUM: "/mine" }, () => true)).toBe("/mine");
  expect(() => findChromium({ YARDWATCH_CHROMIUM: "/mine" }, () => false)).toThrow(
    "YARDWATCH_CHROMIUM names /mine, which is not there",
  );
});

test("a machine without one is told what to install, and that the HTML needs none", () => {
  let thrown: unknown;
  try {
    findChromium({}, () => false);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UnavailableError);
  expect(thrown instanceof UnavailableError && thrown.tryAgain).toBe(false);
  expect(String(thrown)).toMatch(/install chromium.*the HTML report needs none/);
});
