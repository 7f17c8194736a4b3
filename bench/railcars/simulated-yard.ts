import type { Picture } from "../../src/sites/pictures/picture.ts";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import { diceOf } from "../../src/sites/simulated/dice.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { randomCapture, randomScene } from "../../src/sites/simulated/random-options.ts";
import type { TrueCar } from "../../src/sites/simulated/truth.ts";
import { pixelFrame } from "../../src/sites/tracks/strips/ground-frame.ts";
import { trackGauges, type GroundFrame, type TrackLine } from "../../src/sites/tracks/track-line.ts";
import { memorySource } from "../../src/system/pictures/memory-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { pictureOf } from "../../src/system/pictures/simulated-files.ts";
import { encodeCog } from "../../src/system/pictures/write-cog.ts";

/** A car that stands on a line, in metres from the line's start. */
export interface StandingOn {
  readonly car: TrueCar;
  readonly fromMetres: number;
  readonly toMetres: number;
}

/** A simulated yard as a picture with lines, and what stands on each line: cars of which at least 4 m lie on it. */
export interface SimulatedYard {
  readonly picture: Picture;
  readonly frame: GroundFrame;
  readonly lines: readonly TrackLine[];
  readonly standing: ReadonlyMap<string, readonly StandingOn[]>;
}

/** A yard as plain data, its picture as the bytes of a COG. */
export type DrawnYard = Pick<SimulatedYard, "lines" | "standing"> & { readonly picture: Uint8Array };

/** Least length of a car on its line, in metres: the rule of counting. */
const leastSeen = 4;
const shortestLine = 30;

/** A yard by chance from a seed that no training saw, taken at a sample distance. */
export async function drawnYard(seed: number, gsdMetres: number): Promise<DrawnYard> {
  const dice = diceOf(seed, "exam");
  const side = gsdMetres < 0.4 ? 250 : gsdMetres < 0.8 ? 320 : gsdMetres < 2 ? 420 : 600;
  const scene = drawScene(
    randomScene(seed, {
      kind: "rail-yard",
      widthMetres: side,
      heightMetres: side,
      occupancy: dice.chance(0.1) ? 0 : dice.between(0.1, 1),
    }),
    seed,
  );
  const taken = capture(
    scene,
    randomCapture(seed, { gsdMetres, cloud: 0, thinCloud: 0, haze: dice.between(0, 0.3) }),
    seed,
  );
  return drawnFrom(taken);
}

/** A picture that was taken as a yard with lines: the longest piece of each track inside it. */
export async function drawnFrom(taken: Capture): Promise<DrawnYard> {
  const { width, height } = taken.raster;
  const { gsdMetres } = taken.settings;
  const frame = pixelFrame(gsdMetres);
  const lines: TrackLine[] = [];
  const standing = new Map<string, StandingOn[]>();
  for (const track of taken.truth.tracks) {
    const part = longestInside(track.pixels, width, height);
    if (part === null || part.length * gsdMetres < shortestLine) continue;
    const gauge = trackGauges.find((g) => g === track.gauge) ?? null;
    lines.push({ id: track.id, areaId: null, gauge, points: part.points.map((p) => frame.toGround(p)) });
    const [start, end] = [part.from * gsdMetres, (part.from + part.length) * gsdMetres];
    standing.set(
      track.id,
      taken.truth.cars
        .filter((car) => car.track === track.id)
        .map((car) => ({
          car,
          fromMetres: Math.max(start, car.position - car.bodyLength / 2) - start,
          toMetres: Math.min(end, car.position + car.bodyLength / 2) - start,
        }))
        .filter(({ fromMetres, toMetres }) => toMetres - fromMetres >= leastSeen),
    );
  }
  return { picture: await encodeCog(pictureOf(taken)), lines, standing };
}

/** Opens a drawn yard as any other picture with lines. */
export const openYard = async (
  { picture, lines, standing }: DrawnYard,
  gsdMetres: number,
): Promise<SimulatedYard> => ({
  picture: await openPicture(memorySource("yard.tif", picture)),
  frame: pixelFrame(gsdMetres),
  lines,
  standing,
});

type Pixel = readonly [number, number];

/** The longest piece of a line inside a picture, with where it begins, in pixels along the line. */
function longestInside(
  points: readonly Pixel[],
  width: number,
  height: number,
): { readonly points: readonly Pixel[]; readonly from: number; readonly length: number } | null {
  let best: { points: Pixel[]; from: number; length: number } | null = null;
  let open: { points: Pixel[]; from: number; length: number } | null = null;
  let along = 0;
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const steps = Math.max(1, Math.ceil(length / 2));
    for (let k = 0; k < steps; k++) {
      const at = (share: number): Pixel => [
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
      ];
      const [a, b] = [at(k / steps), at((k + 1) / steps)];
      const inside = [a, b].every(([x, y]) => x >= 1 && y >= 1 && x <= width - 1 && y <= height - 1);
      if (inside) {
        open ??= { points: [a], from: along + (length * k) / steps, length: 0 };
        open.points.push(b);
        open.length += length / steps;
        if (best === null || open.length > best.length) best = open;
      } else open = null;
    }
    along += length;
  }
  return best;
}
