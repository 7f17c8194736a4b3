import { expect, test } from "vitest";
import { outward } from "./outward.ts";

test("an interval is rounded outwards, also where rounding to the nearest would narrow it", () => {
  expect(outward(0.98699, 0.99811, 1000)).toEqual([0.986, 0.999]);
  expect(outward(0.25, 0.75, 4)).toEqual([0.25, 0.75]);
  expect(outward(0, 1, 1000)).toEqual([0, 1]);
});
