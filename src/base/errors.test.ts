import { expect, it } from "vitest";
import { messageOf } from "./errors.ts";

it("what was thrown is told, also where it is no error", () => {
  expect(messageOf(new TypeError("no such look"))).toBe("no such look");
  expect([messageOf("a word"), messageOf(7), messageOf(null)]).toEqual(["a word", "7", "null"]);
});
