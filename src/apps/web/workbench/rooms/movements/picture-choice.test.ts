import { expect, test } from "vitest";
import type { ShownLook } from "../../../../../findings/screens/movements.ts";
import { fitted } from "../../../map/camera.ts";
import { onScreen } from "../../../map/place-on-screen.ts";
import { isSeen, picturesAt, picturesInView, placedPictures, viewOf } from "./picture-choice.ts";
import { ageWords, takenWords } from "./picture-words.ts";

const hour = 3_600_000;
const zero = Date.UTC(2023, 9, 1);

/** A picture so many hours after the first of October 2023, of a kilometre about a place. */
function look(
  id: string,
  hours: number,
  of: Partial<ShownLook> & { at?: readonly [number, number] } = {},
): ShownLook {
  const { at: [x, y] = [130, 42], ...more } = of;
  return {
    id,
    site: "yard",
    fromMs: zero + hours * hour,
    toMs: zero + hours * hour + 1,
    time: id,
    source: "Eye-1",
    picture: true,
    footprint: [
      [
        [x, y],
        [x, y - 0.01],
        [x + 0.01, y - 0.01],
        [x + 0.01, y],
        [x, y],
      ],
    ],
    simulated: false,
    ...more,
  };
}
const placed = (...looks: ShownLook[]) => placedPictures({ looks });
const ids = (pictures: readonly { readonly id: string }[]) => pictures.map((p) => p.id);
const window = { fromMs: zero, toMs: zero + 48 * hour };

test("the last picture at the moment or before it is shown, one for each place, the newest on top", () => {
  const all = placed(
    look("c", 20, { site: "port" }),
    look("a", 1),
    look("b", 10),
    look("d", 30),
    look("e", 12, { site: "port" }),
  );
  const at = (hours: number) => ids(picturesAt(all, { window, atMs: zero + hours * hour, chosen: [] }));
  expect(at(0)).toEqual([]);
  expect(at(1)).toEqual(["a"]);
  expect(at(10)).toEqual(["b"]);
  expect(at(15)).toEqual(["b", "e"]);
  expect(at(29)).toEqual(["b", "c"]);
  expect(at(40)).toEqual(["c", "d"]);
});

test("pictures beyond the window are not shown, and those of a day count from its begin", () => {
  const all = placed(look("before", -30, { site: "port" }), look("day", 24, { toMs: zero + 48 * hour }));
  const atMs = zero + 25 * hour;
  expect(ids(picturesAt(all, { window, atMs, chosen: [] }))).toEqual(["day"]);
  expect(
    ids(picturesAt(all, { window: { fromMs: zero - 40 * hour, toMs: window.toMs }, atMs, chosen: [] })),
  ).toEqual(["before", "day"]);
});

test("a moment on whole seconds shows the picture that was taken in that second", () => {
  const taken = zero + 5 * hour + 300;
  const all = placed(look("a", 1), look("b", 0, { fromMs: taken, toMs: taken + 1 }));
  expect(ids(picturesAt(all, { window, atMs: zero + 5 * hour, chosen: [] }))).toEqual(["b"]);
});

test("what was chosen is shown at its place whatever the moment and the window, the first choice before others", () => {
  const all = placed(look("a", 1), look("b", 10), look("far", 90), look("p", 2, { site: "port" }));
  const at = (...chosen: string[]) => ids(picturesAt(all, { window, atMs: zero + 12 * hour, chosen }));
  expect(at("far")).toEqual(["p", "far"]);
  expect(at("a", "far")).toEqual(["a", "p"]);
  expect(at("no such")).toEqual(["p", "b"]);
});

test("only pictures that a view shows are laid, large enough to show something, a few nearest to its middle", () => {
  const size = { width: 800, height: 600 };
  const [one, other] = placed(look("a", 1), look("b", 2, { at: [131, 42] }));
  if (one === undefined || other === undefined) throw new Error("no pictures");
  const near = {
    camera: fitted(
      [
        [130, 42],
        [130.01, 41.99],
      ],
      size,
    ),
    size,
  };
  expect([isSeen(one, near), isSeen(other, near)]).toEqual([true, false]);
  const far = { camera: { ...near.camera, worldPixels: 15 / one.box.wide }, size };
  expect(isSeen(one, far)).toBe(false);
  const many = placed(
    ...Array.from({ length: 9 }, (_, i) => look(`p${i}`, i, { site: `s${i}`, at: [130 + i / 1000, 42] })),
  );
  const { shown, leftOut } = picturesInView(many, { ...near, camera: fitted([[130.004, 41.996]], size) });
  expect(leftOut).toBe(3);
  expect(ids(shown)).toHaveLength(6);
  expect(ids(shown)).toEqual(ids(shown).toSorted());
});

test("a picture that is asked for fills the map", () => {
  const size = { width: 800, height: 600 };
  const [picture] = placed(look("a", 1));
  if (picture === undefined) throw new Error("no picture");
  const camera = viewOf(picture, size);
  expect(isSeen(picture, { camera, size })).toBe(true);
  for (const position of picture.footprint.flat()) {
    const [x, y] = onScreen(position, camera, size);
    expect(Math.min(x, y)).toBeGreaterThan(0);
    expect(x).toBeLessThan(800);
    expect(y).toBeLessThan(600);
  }
  expect(camera.worldPixels * picture.box.high).toBeCloseTo(540, 3);
});

test("a picture across the 180th meridian is seen from both sides of it", () => {
  const [ring] = [
    [
      [179.99, 42],
      [179.99, 41.99],
      [-179.99, 41.99],
      [-179.99, 42],
      [179.99, 42],
    ],
  ] as const;
  const [picture] = placed(look("a", 1, { footprint: [ring] }));
  if (picture === undefined) throw new Error("no picture");
  expect(picture.box.wide).toBeCloseTo(0.02 / 360, 8);
  const size = { width: 800, height: 600 };
  for (const longitude of [179.98, -179.98])
    expect(
      isSeen(picture, { camera: { ...fitted([[longitude, 42]], size), worldPixels: 2 ** 22 }, size }),
    ).toBe(true);
});

test("pictures without pixels or without a place are none", () => {
  expect(
    placed(look("a", 1, { footprint: null }), look("b", 1, { picture: false, footprint: null })),
  ).toEqual([]);
});

test("how old a picture is at the moment", () => {
  const instant = { fromMs: zero, toMs: zero + 1000 };
  expect(ageWords(instant, zero + 30_000)).toBe("taken at the moment");
  expect(ageWords(instant, zero + 3 * hour)).toBe("3 h before the moment");
  expect(ageWords(instant, zero - 2 * hour)).toBe("2 h after the moment");
  const day = { fromMs: zero, toMs: zero + 24 * hour };
  expect(ageWords(day, zero + 27 * hour)).toBe("3 h to 27 h before the moment");
  expect(ageWords(day, zero + 6 * hour)).toBe("taken at most 6 h before the moment or 18 h after it");
  expect(ageWords(day, zero - 6 * hour)).toBe("6 h to 30 h after the moment");
  expect(ageWords(day, zero + 24 * 400 * hour)).toBe("399 d to 400 d before the moment");
});

test("when it was taken, as exactly as that is known", () => {
  expect(takenWords({ fromMs: zero, toMs: zero + 1000, time: "x" })).toBe("1 Oct 2023 00:00 UTC");
  expect(takenWords({ fromMs: zero, toMs: zero + 48 * hour, time: "2023-10-01/2023-10-02" })).toBe(
    "2023-10-01 to 2023-10-02",
  );
});
