import { expect, test } from "vitest";
import { pathOf, roomOf } from "./places.ts";

test("an address leads to its room, and a room's address back to it", () => {
  expect(roomOf("/")).toEqual({ room: "board", id: "" });
  expect(roomOf(pathOf.look("yard.2023-10-05.1a2b"))).toEqual({ room: "look", id: "yard.2023-10-05.1a2b" });
  expect(roomOf(pathOf.count("a b/c"))).toEqual({ room: "count", id: "a b/c" });
  expect(roomOf(pathOf.finding("tumangang.1"))).toEqual({ room: "report", id: "tumangang.1" });
  expect(pathOf.history("yard", { kind: "railcar", at: null })).toBe("/sites/yard?kind=railcar");
});

test("an address that is none leads nowhere", () => {
  expect(roomOf("/looks")).toEqual({ room: "none", id: "" });
  expect(roomOf("/sites/%E0%A4%A")).toEqual({ room: "none", id: "" });
  expect(roomOf("/etc/passwd")).toEqual({ room: "none", id: "" });
});
