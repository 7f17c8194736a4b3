import { expect, test } from "vitest";
import { TrackThinner } from "../../../findings/screens/movements-thinning.ts";
import { fixesOf, type PlainFix } from "../../../movements/tracks/plain-fixes.ts";
import { fitted } from "./camera.ts";
import { drawTracks, type TrackTimes } from "./draw-tracks.ts";
import { findReport } from "./find-track.ts";
import { inkOf, LineRaster } from "./line-raster.ts";
import { momentOf, rowAt, tracksOf, type Tracks } from "./tracks.ts";

const zero = Date.UTC(2020, 0, 1);
const size = { width: 300, height: 200 };
const inks = {
  track: inkOf("#0000ff"),
  flagged: inkOf("#ff0000"),
  silence: inkOf("#808080"),
  ship: inkOf("#000000"),
};

function made(fixes: readonly PlainFix[], flags?: Uint16Array): Tracks {
  const thinner = new TrackThinner({ fromMs: zero, toMs: zero + 86_400_000, mostReports: 1000 });
  thinner.add({
    mmsi: fixes[0]?.mmsi ?? 0,
    segment: 0,
    fixes: fixesOf(fixes),
    from: 0,
    to: fixes.length,
    ...(flags === undefined ? {} : { flags }),
  });
  return tracksOf(thinner.done());
}

const at = (minute: number, longitude: number, latitude = 42): PlainFix => ({
  mmsi: 440_000_001,
  at: zero + minute * 60_000,
  longitude,
  latitude,
  speed: 12,
  course: 90,
});
const times = (over: Partial<TrackTimes> = {}): TrackTimes => ({
  from: 0,
  to: 864_000,
  at: 863_000,
  silence: 30 * 600,
  ...over,
});
const choice = { silences: true, ships: null, only: null, leastStep: 1 };
const camera = fitted(
  [
    [130, 41.8],
    [131, 42.2],
  ],
  size,
  20,
);

function drawn(tracks: Tracks, over: Partial<TrackTimes> = {}, own = choice): LineRaster {
  const raster = new LineRaster(size.width, size.height);
  drawTracks(raster, tracks, camera, times(over), own, inks, { ratio: 1 });
  return raster;
}
const pixelsOf = (raster: LineRaster, ink: number): number =>
  raster.pixels.reduce((sum, p) => sum + ((p & 0xffffff) === ink && p >>> 24 > 120 ? 1 : 0), 0);

test("a silence is drawn as dashes between its two ends and never as a line", () => {
  const heard = made([at(0, 130.1), at(10, 130.5), at(20, 130.9)]);
  const silent = made([at(0, 130.1), at(10, 130.2), at(200, 130.8), at(210, 130.9)]);
  const line = pixelsOf(drawn(heard), inks.track);
  expect(line).toBeGreaterThan(100);
  const raster = drawn(silent);
  const dashes = pixelsOf(raster, inks.silence);
  expect(dashes).toBeGreaterThan(30);
  expect(pixelsOf(raster, inks.track)).toBeLessThan(line / 3);
  // Of the stretch between, about five pixels in nine are drawn.
  expect(dashes).toBeLessThan(line * 0.55);
  expect(pixelsOf(drawn(silent, {}, { ...choice, silences: false }), inks.silence)).toBe(0);
  // Whoever says that dashes begin at six hours sees a line.
  expect(pixelsOf(drawn(silent, { silence: 360 * 600 }), inks.silence)).toBe(0);
});

test("only the window of time is drawn, and what comes after the moment is fainter", () => {
  const tracks = made(Array.from({ length: 81 }, (_, i) => at(i, 130.1 + i * 0.01)));
  const all = pixelsOf(drawn(tracks), inks.track);
  const half = pixelsOf(drawn(tracks, { to: 40 * 600 }), inks.track);
  expect(half).toBeGreaterThan(all * 0.4);
  expect(half).toBeLessThan(all * 0.6);
  const firm = pixelsOf(drawn(tracks, { at: 40 * 600 }), inks.track);
  expect(firm).toBeLessThan(all * 0.6);
  expect(pixelsOf(drawn(tracks, { from: 90 * 600 }), inks.track)).toBe(0);
});

test("flagged reports are drawn in another ink, with crosses", () => {
  const fixes = [at(0, 130.1), at(5, 130.4), at(10, 130.7), at(15, 130.9)];
  const raster = drawn(made(fixes, Uint16Array.from([0, 0, 4, 0])));
  expect(pixelsOf(raster, inks.flagged)).toBeGreaterThan(30);
  expect(pixelsOf(raster, inks.track)).toBeGreaterThan(30);
});

test("where a ship was: between two reports on the line, over a silence hollow, before and after them unknown", () => {
  const tracks = made([at(0, 130), at(10, 131), at(200, 132)]);
  expect(momentOf(tracks, 0, 5 * 600, 18_000)).toMatchObject({ how: "between", row: 0 });
  expect(momentOf(tracks, 0, 5 * 600, 18_000)?.x).toBeCloseTo(130.5 / 360 + 0.5, 9);
  expect(momentOf(tracks, 0, 100 * 600, 18_000)).toMatchObject({ how: "silent", row: 1 });
  expect(momentOf(tracks, 0, 201 * 600, 18_000)).toBeNull();
  expect(momentOf(tracks, 0, 200 * 600, 18_000)).toMatchObject({ how: "between", row: 2 });
  expect(rowAt(tracks.columns.tenths, 0, 3, 6000)).toBe(1);
});

test("a track over the date line goes on beyond it, and is found from both sides", () => {
  const tracks = made([at(0, 179.9), at(10, -179.9), at(20, -179.7)]);
  expect(tracks.x[1]).toBeCloseTo(1 + 0.1 / 360, 9);
  for (const longitude of [179.9, -179.9]) {
    const [x, y] = [((longitude + 540) % 360) / 360, tracks.y[0] ?? 0];
    const view = { x, y, worldPixels: 200_000 };
    const raster = new LineRaster(size.width, size.height);
    drawTracks(raster, tracks, view, times(), choice, inks, { ratio: 1 });
    expect(pixelsOf(raster, inks.track)).toBeGreaterThan(40);
    expect(findReport(tracks, view, times(), [0, 0])).toMatchObject({ track: 0 });
  }
});

test("lines are cut at the edges of the layer, and far ends cost nothing", () => {
  const raster = new LineRaster(50, 40);
  raster.line(-1e7, 20, 1e7, 20, inks.track);
  expect(pixelsOf(raster, inks.track)).toBe(50);
  raster.clear();
  raster.line(60, 60, 90, 90, inks.track);
  raster.line(Number.NaN, 0, 10, 10, inks.track);
  expect(raster.pixels.every((p) => p === 0)).toBe(true);
  raster.line(0, 0, 49, 39, inks.track);
  const strengths = [...raster.pixels].map((p) => p >>> 24);
  expect(Math.max(...strengths)).toBeGreaterThan(200);
});
