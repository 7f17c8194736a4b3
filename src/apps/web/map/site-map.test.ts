import { expect, test } from "vitest";
import { toWorld } from "./camera.ts";
import { placeOfName, siteAt, type MappedSite, type PlacedName } from "./site-map.ts";

const size = { width: 400, height: 300 };
const site = (id: string, longitude: number): MappedSite => ({
  id,
  name: id,
  country: "",
  position: [longitude, 0],
  areas: [],
});
/** A pixel is a degree. */
const cameraAt = (longitude: number) => {
  const [x, y] = toWorld([longitude, 0]);
  return { x, y, worldPixels: 360 };
};

test("the pointer is on the nearest site within reach, on the nearer way round the world", () => {
  const sites = [site("a", 0), site("b", 10), site("c", 179)];
  expect(siteAt(sites, [203, 150], cameraAt(0), size)?.id).toBe("a");
  expect(siteAt(sites, [207, 150], cameraAt(0), size)?.id).toBe("b");
  expect(siteAt(sites, [225, 150], cameraAt(0), size)).toBeNull();
  expect(siteAt(sites, [197, 150], cameraAt(-178), size)?.id).toBe("c");
});

test("a name stands at the right, else at the left, else nowhere, but where it must be written", () => {
  const placed: PlacedName[] = [];
  const first = placeOfName([100, 50], 60, placed, 400, false);
  expect(first).toMatchObject({ left: 94, words: 109 });
  if (first !== null) placed.push(first);
  // Another line is free; on the same line there is room at the left, where that is far enough away.
  expect(placeOfName([90, 70], 60, placed, 400, false)).toMatchObject({ words: 99 });
  expect(placeOfName([80, 55], 60, placed, 400, false)).toMatchObject({ words: 11 });
  expect(placeOfName([90, 55], 60, placed, 400, false)).toBeNull();
  expect(placeOfName([90, 55], 60, placed, 400, true)).toMatchObject({ words: 99 });
  // Beyond the edge nothing is written.
  expect(placeOfName([395, 150], 60, [], 400, false)).toBeNull();
});
