import { greyOf } from "../src/sites/pictures/shift/grey.ts";
import { resampleOnto, type PictureGrid } from "../src/sites/pictures/shift/resample.ts";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";
import { capture } from "../src/sites/simulated/capture.ts";
import type { CaptureOptions } from "../src/sites/simulated/capture-options.ts";
import { drawScene } from "../src/sites/simulated/draw-scene.ts";

export interface SimulatedLook {
  readonly picture: ShiftPicture;
  readonly grid: PictureGrid;
}

/** One look at a simulated place: rail yards at even seeds, ports at odd ones. Another `state` is another day with other cars. */
export function simulatedLook(
  place: number,
  side: number,
  state: number,
  options: CaptureOptions,
): SimulatedLook {
  const metres = side * (options.gsdMetres ?? 0.5);
  const scene = drawScene(
    { kind: place % 2 === 0 ? "rail-yard" : "port", widthMetres: metres, heightMetres: metres, state },
    place + 1,
  );
  const taken = capture(scene, { widthPixels: side, heightPixels: side, ...options }, state * 1009 + place);
  const picture = greyOf(
    taken.raster,
    taken.bands.map((band) => band.meaning),
  );
  return { picture, grid: { width: side, height: side, transform: taken.transform } };
}

/**
 * Two looks at a simulated place, with other cars, sun, season and 30 % cloud in the second, which says of itself that it lies `offset` pixels
 * (east and south) from where it does; brought onto one grid by what the files say. The shift that puts it right is -offset.
 */
export function simulatedPair(
  place: number,
  side: number,
  offset: readonly [number, number],
  turn: number,
): readonly [reference: ShiftPicture, moved: ShiftPicture] {
  const gsdMetres = 0.5;
  const reference = simulatedLook(place, side, 1, { gsdMetres, sunAzimuth: 150, sunElevation: 50 });
  const moved = simulatedLook(place, side, 2, {
    gsdMetres,
    sunAzimuth: 150 + 60 * (turn - 0.5),
    sunElevation: 30 + 40 * ((turn * 7) % 1),
    season: (["winter", "autumn", "spring"] as const)[place % 3] ?? "winter",
    cloud: 0.3,
    cloudSizeMetres: (side * gsdMetres) / 4,
    misregistrationMetres: [offset[0] * gsdMetres, -offset[1] * gsdMetres],
  });
  return [reference.picture, resampleOnto(moved.picture, moved.grid, reference.grid)];
}
