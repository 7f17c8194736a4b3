import sharp from "sharp";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { InputError } from "../../base/errors.ts";
import { wayOfKnots } from "../../findings/screens/strips.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import { onWay, placeOnWay } from "../../sites/tracks/strips/track-way.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import { temporaryFolder } from "../../../test/made-case.ts";
import { drawnYard, yardCase } from "../../../test/made-yard-case.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { lookStrips, stripPiecePng } from "./look-strips.ts";

let yard: Capture;
beforeAll(() => {
  yard = drawnYard();
});

async function made() {
  const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
  onTestFinished(() => opened.close());
  return { opened, look: looks[0] ?? "" };
}

test("each pixel of a strip is the picture's pixel at the place that the strip's knots give", async () => {
  const { opened, look } = await made();
  const strips = lookStrips(opened, look);
  const { shown, marked } = strips;
  expect(shown.stepMetres).toBeCloseTo(0.5, 2);
  expect(shown.tracks.map((t) => t.track).sort()).toEqual(yard.truth.tracks.map((t) => t.id).sort());
  const plane = tangentPlane([131, 43]);
  const path = opened.evidencePath(marked.picture.sha256);
  const picture = await openPicture(await openFileSource(path), {});
  onTestFinished(() => picture.close());
  const { width, height } = picture.description;
  const { bands } = await picture.readWindow({ column: 0, row: 0, width, height });
  for (const track of shown.tracks) {
    const png = await stripPiecePng(
      opened,
      strips,
      { track: track.track, piece: 0 },
      {
        ends: [
          [0, 255],
          [0, 255],
          [0, 255],
        ],
        gamma: 1,
      },
    );
    const strip = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(strip.info).toMatchObject({ width: track.pieces[0]?.columns, height: shown.rows, channels: 4 });
    const way = wayOfKnots(track, plane.toGround);
    let compared = 0;
    for (let column = 3; column < strip.info.width; column += 17)
      for (let row = 1; row < shown.rows; row += 5) {
        const metres = (column + 0.5) * shown.stepMetres;
        const aside = (row + 0.5 - shown.rows / 2) * shown.stepMetres;
        const position = plane.toPosition(placeOnWay(way, metres, aside));
        const [x, y] = marked.marked.place?.toPixel(position) ?? [Number.NaN, Number.NaN];
        const at = 4 * (row * strip.info.width + column);
        const [u, v] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
        if (u < 0 || v < 0 || u + 1 >= width || v + 1 >= height) {
          continue;
        }
        const [fx, fy] = [x - 0.5 - u, y - 0.5 - v];
        const value = (i: number, j: number): number => bands[0]?.[(v + j) * width + u + i] ?? 0;
        const wanted =
          (1 - fy) * ((1 - fx) * value(0, 0) + fx * value(1, 0)) +
          fy * ((1 - fx) * value(0, 1) + fx * value(1, 1));
        expect(Math.abs((strip.data[at] ?? -99) - wanted)).toBeLessThan(3);
        expect(strip.data[at + 3]).toBe(255);
        compared++;
      }
    expect(compared).toBeGreaterThan(30);
  }
});

test("cars stand on the strip of their track, numbered from the west", async () => {
  const { opened, look } = await made();
  const { shown } = lookStrips(opened, look);
  const plane = tangentPlane([131, 43]);
  for (const car of yard.truth.cars.filter((c) => c.whole)) {
    const track = shown.tracks.find((t) => t.track === car.track);
    if (track === undefined) throw new Error(`no strip of ${car.track}`);
    const way = wayOfKnots(track, plane.toGround);
    const [west, east] = [placeOnWay(way, 0), placeOnWay(way, track.metres)];
    expect(east[0]).toBeGreaterThan(west[0]);
    const places = car.outline.map((p) => onWay(way, plane.toGround(p)));
    for (const place of places) expect(Math.abs(place?.aside ?? 99)).toBeLessThan(2.2);
    const metres = places.map((p) => p?.metres ?? 0);
    const length = Math.max(...metres) - Math.min(...metres);
    expect(length).toBeGreaterThan(8);
    expect(length).toBeLessThan(27);
  }
});

test("a piece that a track has not is refused", async () => {
  const { opened, look } = await made();
  const strips = lookStrips(opened, look);
  const track = strips.shown.tracks[0]?.track ?? "";
  await expect(stripPiecePng(opened, strips, { track, piece: 7 }, null)).rejects.toThrow(InputError);
  await expect(stripPiecePng(opened, strips, { track: "none", piece: 0 }, null)).rejects.toThrow(InputError);
  expect((await stripPiecePng(opened, strips, { track, piece: 0 }, null)).length).toBeGreaterThan(500);
  expect(() => lookStrips(opened, "no-look")).toThrow(InputError);
});
