import { expect, test } from "vitest";
import { bandChoices } from "./band-choices.ts";

test("colours by what bands mean: natural, infrared where there is one, and each band by itself", () => {
  expect(bandChoices(["red", "green", "blue", "near-infrared"]).map((c) => [c.name, c.bands.join()])).toEqual(
    [
      ["natural colour", "0,1,2"],
      ["colour infrared", "3,0,1"],
      ["red", "0"],
      ["green", "1"],
      ["blue", "2"],
      ["near-infrared", "3"],
    ],
  );
});
