import { greyOf } from "../../src/sites/pictures/shift/grey.ts";
import { capture } from "../../src/sites/simulated/capture.ts";
import { diceOf } from "../../src/sites/simulated/dice.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { randomCapture, randomScene } from "../../src/sites/simulated/random-options.ts";
import type { GroundRaster } from "../../src/sites/tracks/propose/ground-raster.ts";
import { insideOf } from "../../src/sites/tracks/propose/inside.ts";

type Pixel = readonly [column: number, row: number];

/** A simulated yard in grey, its outline as the place to search, and every track that is drawn in it: also over points, where no car stands. */
export interface Yard {
  readonly raster: GroundRaster;
  readonly tracks: readonly (readonly Pixel[])[];
  /** 1 where a canopy or a bridge hides the ground. */
  readonly covered: Uint8Array;
  /** Of the bend of the yard, metres; 0: straight or wide. */
  readonly radiusMetres: number;
  /** Neither heavy snow nor much haze. There are no clouds in any. */
  readonly clear: boolean;
  readonly snow: number;
  readonly haze: number;
  readonly occupancy: number;
}

/** Metres on a side. */
const side = 300;
const heavySnow = 0.3;
const muchHaze = 0.3;

/** A yard by chance: all seasons, noise, view angles and occupancies, half of the yards bent with radii of 130 to 600 m. */
export function yardOf(seed: number, gsdMetres: number): Yard {
  const dice = diceOf(seed, "propose");
  const occupancy = dice.next();
  const radiusMetres = dice.chance(0.5) ? Math.exp(dice.between(Math.log(130), Math.log(600))) : 0;
  const scene = drawScene(
    randomScene(seed, {
      kind: "rail-yard",
      widthMetres: side,
      heightMetres: side,
      occupancy,
      radiusMetres,
      // Inside a sharp bend there is no room for many.
      tracks: radiusMetres > 0 ? dice.whole(2, Math.max(3, Math.min(18, radiusMetres / 20))) : 0,
    }),
    seed,
  );
  const taken = capture(scene, randomCapture(seed, { gsdMetres, cloud: 0, thinCloud: 0 }), seed);
  const { width, height } = taken.raster;
  const [left, stepX, , top, , stepY] = taken.trueTransform;
  const { place } = scene;
  const { values } = greyOf(
    taken.raster,
    taken.bands.map((b) => b.meaning),
  );
  const { snow, haze } = taken.truth.settings;
  return {
    raster: {
      width,
      height,
      values,
      stepMetres: gsdMetres,
      within: insideOf(
        taken.truth.areas.filter((a) => a.kind === "yard").map((a) => [a.pixels]),
        width,
        height,
        null,
      ),
    },
    tracks: scene.tracks.map((track) =>
      track.curve.points.map(([east, north]): Pixel => [
        (place.easting + east - left) / stepX,
        (place.northing + north - top) / stepY,
      ]),
    ),
    covered: insideOf(
      taken.truth.covers.flatMap((c) => [[c.pixels], [c.topPixels]]),
      width,
      height,
      null,
    ),
    radiusMetres,
    clear: snow < heavySnow && haze < muchHaze,
    snow,
    haze,
    occupancy,
  };
}

/** The same yard with its whole picture as the outline: streets, roofs, fields and woods are searched too. */
export const wholePicture = (yard: Yard): Yard => ({
  ...yard,
  raster: { ...yard.raster, within: new Uint8Array(yard.raster.within.length).fill(1) },
});
