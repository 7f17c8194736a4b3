import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { brokenTextIn } from "./broken-text.ts";

test("half a character is found wherever it stands in a body, and whole ones are let through", () => {
  const half = JSON.parse(String.raw`"a\ud800b"`) as string;
  for (const body of [half, { a: [{ b: half }] }, { [half]: 1 }, [["🚢", half]]])
    expect(brokenTextIn(body)?.faults).toMatchObject([
      { where: "body", found: expect.stringContaining("\ufffd") as string },
    ]);
  for (const body of [undefined, null, 1, "🚢 두만강", { a: ["\u0000", { b: null }] }, new Readable()])
    expect(brokenTextIn(body)).toBeNull();
  let deep: unknown = half;
  for (let i = 0; i < 200_000; i++) deep = [deep];
  expect(brokenTextIn(deep)).not.toBeNull();
});
