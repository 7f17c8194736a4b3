import { expect, it } from "vitest";
import { readingOfCount } from "./reading-means.ts";

it("names the reading of a count that the machine made alone", () => {
  expect(readingOfCount("yard.2023-10-05.1a2b3c4d.count-0123abcd.site")).toBe(
    "yard.2023-10-05.1a2b3c4d.count-0123abcd",
  );
  expect(readingOfCount("yard.2023-10-05.1a2b3c4d.count-0123abcd.track.7")).toBe(
    "yard.2023-10-05.1a2b3c4d.count-0123abcd",
  );
});

it("takes no count that people had a part in for the machine's", () => {
  expect(readingOfCount("yard.2023-10-05.1a2b3c4d.count-0123abcd.combined-89abcdef.site")).toBeNull();
  expect(readingOfCount("yard.2023-10-05.1a2b3c4d.combined-89abcdef.site")).toBeNull();
  expect(readingOfCount("csis-2023-10-05-railcar")).toBeNull();
});
