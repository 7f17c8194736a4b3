import { expect, test } from "vitest";
import { stayText } from "./visits.ts";

test("a ship whose reports end in a port was not heard to leave; that it is still there nobody knows", () => {
  const visit = { enteredMs: 0, entryUnseen: true, leftMs: null, exitUnseen: true };
  expect(stayText(visit)).toBe("1970-01-01T00:00Z* to not heard to leave");
  expect(stayText({ ...visit, entryUnseen: false, leftMs: 3_600_000 })).toBe(
    "1970-01-01T00:00Z  to 1970-01-01T01:00Z*",
  );
});
