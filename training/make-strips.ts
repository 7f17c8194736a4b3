/**
 * Draws simulated yards and cuts the strips along their tracks, with the truth of each column: what `training/train.py` learns from.
 * Run: node training/make-strips.ts OUT --from SEED --scenes N
 * For each scene two files: `SEED.bin` (strips one after another, rows x columns x RGB, 8 bits) and `SEED.json` (the truth).
 */
import { mkdirSync, existsSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { diceOf } from "../src/sites/simulated/dice.ts";
import { capture, type Capture } from "../src/sites/simulated/capture.ts";
import { drawScene } from "../src/sites/simulated/draw-scene.ts";
import { randomCapture, randomScene } from "../src/sites/simulated/random-options.ts";
import type { TrueCar, TrueCover } from "../src/sites/simulated/truth.ts";

/** Metres between samples, along and across. */
const step = 0.25;
/** Rows of a strip: 24 m, of which the network sees 16 m, so that a line can be misplaced in training. */
const rows = 96;
const sideMetres = 256;
const longestMetres = 256;

interface Strip {
  readonly offset: number;
  readonly columns: number;
  /** Unit vector along the track at the strip's middle, east and north. */
  readonly along: readonly [number, number];
  /** First and last metre of the body from the strip's start, kind, cover. */
  readonly cars: readonly (readonly [from: number, to: number, kind: string, cover: string])[];
  /** Metres from the strip's start between which a bridge or canopy hides the track. */
  readonly hidden: readonly (readonly [from: number, to: number])[];
}

type Place = readonly [number, number];

/** Whether a point lies in a ring (even-odd rule). */
function inRing([x, y]: Place, ring: readonly Place[]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1] ?? [0, 0], ring[i] ?? [0, 0]];
    if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** The rings that a cover hides: its outline on the ground, its top as the picture shows it, and three between. */
function hiding(cover: TrueCover): readonly (readonly Place[])[] {
  return [0, 0.25, 0.5, 0.75, 1].map((up) =>
    cover.pixels.map(([x, y], i): Place => {
      const [u, v] = cover.topPixels[i] ?? [x, y];
      return [x + (u - x) * up, y + (v - y) * up];
    }),
  );
}

/** Runs of places that lie in one of the rings, in metres from the first. */
function hiddenRuns(
  places: readonly Place[],
  rings: readonly (readonly Place[])[],
): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  let from = -1;
  for (let c = 0; c <= places.length; c++) {
    const place = places[c];
    const under = place !== undefined && rings.some((ring) => inRing(place, ring));
    if (under && from < 0) from = c;
    if (!under && from >= 0) {
      runs.push([from * step, c * step]);
      from = -1;
    }
  }
  return runs;
}

function kindOf(car: TrueCar): string {
  switch (car.kind) {
    case "gondola":
      return "open";
    case "hopper":
      return "covered-hopper";
    case "container-flat":
      return car.load === "containers" ? "flat-with-containers" : "flat";
    default:
      return car.kind;
  }
}

function coverOf(car: TrueCar): string {
  if (car.load === "tarp") return "tarp";
  if (car.load === "closed") return "closed";
  return car.load === "empty" ? "open-empty" : "open-loaded";
}

/** Points of a line at even steps: column, row, and the unit vector along it in pixels. */
function* walk(
  points: readonly (readonly [number, number])[],
  pixels: number,
): Generator<readonly [number, number, number, number]> {
  let left = pixels / 2;
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1] ?? [0, 0];
    const [x1, y1] = points[i] ?? [0, 0];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
    for (; left < length; left += pixels) yield [x0 + dx * left, y0 + dy * left, dx, dy];
    left -= length;
  }
}

function stripsOf(taken: Capture): { readonly strips: readonly Strip[]; readonly pixels: Uint8Array } {
  const { width, height, bands } = taken.raster;
  const rings = taken.truth.covers.flatMap(hiding);
  const strips: Strip[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const track of taken.truth.tracks) {
    const places = [...walk(track.pixels, step / taken.settings.gsdMetres)];
    const inside = ([x, y]: readonly [number, number, number, number]): boolean => {
      const reach = rows / 2 + 2;
      return x > reach && y > reach && x < width - reach && y < height - reach;
    };
    let from = 0;
    while (from < places.length) {
      while (from < places.length && !inside(places[from] ?? [0, 0, 0, 0])) from++;
      let to = from;
      while (to < places.length && to - from < longestMetres / step && inside(places[to] ?? [0, 0, 0, 0]))
        to++;
      if ((to - from) * step >= 24) {
        const columns = to - from;
        const pixels = new Uint8Array(rows * columns * 3);
        for (let c = 0; c < columns; c++) {
          const [x, y, dx, dy] = places[from + c] ?? [0, 0, 0, 0];
          for (let r = 0; r < rows; r++) {
            const across = r + 0.5 - rows / 2;
            // Row 0 lies to the left of the direction of the line.
            const [px, py] = [x - dy * across - 0.5, y + dx * across - 0.5];
            const [i, j] = [Math.floor(px), Math.floor(py)];
            const [fx, fy] = [px - i, py - j];
            const at = j * width + i;
            for (let b = 0; b < 3; b++) {
              const band = bands[b] ?? bands[0];
              if (band === undefined) continue;
              const value =
                ((band[at] ?? 0) * (1 - fx) + (band[at + 1] ?? 0) * fx) * (1 - fy) +
                ((band[at + width] ?? 0) * (1 - fx) + (band[at + width + 1] ?? 0) * fx) * fy;
              pixels[(r * columns + c) * 3 + b] = Math.round(value);
            }
          }
        }
        const middle = places[(from + to) >> 1] ?? [0, 0, 1, 0];
        const start = from * step;
        strips.push({
          offset,
          columns,
          along: [middle[2], -middle[3]],
          hidden: hiddenRuns(
            places.slice(from, to).map(([x, y]) => [x, y] as const),
            rings,
          ),
          cars: taken.truth.cars
            .filter((car) => car.track === track.id)
            .map(
              (car) =>
                [
                  car.position - car.bodyLength / 2 - start,
                  car.position + car.bodyLength / 2 - start,
                  kindOf(car),
                  coverOf(car),
                ] as const,
            )
            .filter(([a, b]) => b > 0 && a < columns * step),
        });
        parts.push(pixels);
        offset += pixels.length;
      }
      from = to;
    }
  }
  return { strips, pixels: Buffer.concat(parts) };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: "string", default: "1" }, scenes: { type: "string", default: "400" } },
});
const [out] = positionals;
if (out === undefined) throw new Error("OUT: the folder to write to");
mkdirSync(out, { recursive: true });
const first = Number(values.from);
for (let seed = first; seed < first + Number(values.scenes); seed++) {
  const name = `${out}/${String(seed)}`;
  if (existsSync(`${name}.json`)) continue;
  const dice = diceOf(seed, "training");
  const scene = drawScene(
    randomScene(seed, {
      kind: "rail-yard",
      widthMetres: sideMetres,
      heightMetres: sideMetres,
      occupancy: dice.chance(0.2) ? 0 : dice.between(0.1, 1),
    }),
    seed,
  );
  const given = {
    gsdMetres: step,
    nativeGsdMetres: 0,
    bands: "rgb",
    sampleType: "uint8",
    cloud: 0,
    thinCloud: 0,
    noise: 0.3,
    blurPixels: dice.between(0.25, 0.7),
    bandShiftPixels: 0,
    // A full track's shadow on an empty one under a low sun makes most errors: half of the scenes have one.
    ...(dice.chance(0.5) ? { sunElevation: dice.between(12, 32) } : {}),
  } as const;
  const taken = capture(scene, randomCapture(seed, given), seed);
  const { strips, pixels } = stripsOf(taken);
  const { sunAzimuth, sunElevation, viewAzimuth, offNadir } = taken.settings;
  const radians = Math.PI / 180;
  const shadow = 1 / Math.tan(sunElevation * radians);
  const lean = Math.tan(offNadir * radians);
  writeFileSync(`${name}.bin`, pixels);
  writeFileSync(
    `${name}.part`,
    JSON.stringify({
      seed,
      rows,
      step,
      // Metres east and north by which one metre of height throws its shadow and moves its top in the picture.
      shadow: [-shadow * Math.sin(sunAzimuth * radians), -shadow * Math.cos(sunAzimuth * radians)],
      lean: [-lean * Math.sin(viewAzimuth * radians), -lean * Math.cos(viewAzimuth * radians)],
      strips,
    }),
  );
  renameSync(`${name}.part`, `${name}.json`);
}
