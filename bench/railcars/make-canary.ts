// node bench/railcars/make-canary.ts: draws the picture with a known answer into models/railcars/. It is drawn once and kept, so that a better simulator
// does not change what every run is held against.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { encodeCog } from "../../src/system/pictures/write-cog.ts";
import { pictureOf } from "../../src/system/pictures/simulated-files.ts";
import { sha256 } from "../../src/system/hash.ts";
import { shippedModel } from "../../src/system/models/manifest.ts";

/** A seed whose cars stand apart from the picture's edge and in the light: the canary is there to find a broken way, not to be hard to count. */
const seed = Number(process.argv[2] ?? 910_804);
const [width, height] = [500, 160];
const scene = drawScene(
  { kind: "rail-yard", widthMetres: 260, heightMetres: 80, tracks: 5, tarpedCars: 20 },
  seed,
);
const gsdMetres = 0.5;
const taken = capture(scene, { gsdMetres, widthPixels: width, heightPixels: height }, seed);
const bytes = await encodeCog(pictureOf(taken));

/** Pixels that a line keeps from the edge, and pixels between its points. */
const [margin, step] = [4, 10];
const inside = ([column, row]: readonly [number, number]): boolean =>
  column > margin && row > margin && column < width - margin && row < height - margin;

/** Metres of a cut car that leave no doubt whether it counts lie outside of these. */
const doubtful = [2, 7] as const;

/** Metres along a track at which the part that is kept begins and ends. */
function shown(pixels: readonly (readonly [number, number])[]): readonly [number, number] {
  let [along, start, end] = [0, Infinity, 0];
  for (const [i, to] of pixels.entries()) {
    const from = pixels[i - 1] ?? to;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * gsdMetres;
    const parts = Math.max(1, Math.round(length));
    for (let part = 1; part <= parts; part++) {
      const share = part / parts;
      if (!inside([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])) continue;
      start = Math.min(start, along + length * share);
      end = along + length * share;
    }
    along += length;
  }
  return [start, end];
}

const tracks = taken.truth.tracks.map(({ id, gauge, pixels, line }) => {
  const kept: (readonly [number, number])[] = [];
  for (let i = 1; i < pixels.length; i++) {
    const [from, to, start, end] = [pixels[i - 1], pixels[i], line[i - 1], line[i]];
    if (from === undefined || to === undefined || start === undefined || end === undefined) continue;
    const parts = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
    for (let part = i === 1 ? 0 : 1; part <= parts; part++) {
      const share = part / parts;
      const between = (a: number, b: number): number => a + (b - a) * share;
      if (!inside([between(from[0], to[0]), between(from[1], to[1])])) continue;
      // Nine decimals of a degree: a tenth of a millimetre.
      kept.push([Number(between(start[0], end[0]).toFixed(9)), Number(between(start[1], end[1]).toFixed(9))]);
    }
  }
  const [start, end] = shown(pixels);
  const bodies = taken.truth.cars.flatMap(({ track, position, bodyLength }) => {
    if (track !== id) return [];
    const seen = Math.min(end, position + bodyLength / 2) - Math.max(start, position - bodyLength / 2);
    if (seen > doubtful[0] && seen < doubtful[1])
      throw new Error(
        `seed ${seed}: whether a car at the edge of ${id} counts is doubtful; try another seed`,
      );
    return seen < doubtful[0] ? [] : [bodyLength];
  });
  return {
    id,
    gauge,
    cars: bodies.length,
    bodyMetres:
      bodies.length === 0
        ? null
        : Number((bodies.reduce((sum, length) => sum + length, 0) / bodies.length).toFixed(2)),
    line: kept,
  };
});
const truth = { simulated: true, seed, sha256: sha256(bytes), tracks };
writeFileSync(join(shippedModel(), "canary.tif"), bytes);
writeFileSync(join(shippedModel(), "canary.json"), `${JSON.stringify(truth)}\n`);
console.error(`${bytes.length} bytes, ${tracks.map(({ id, cars }) => `${id}: ${cars}`).join(", ")}`);
