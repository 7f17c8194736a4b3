import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { mappingOf } from "../georeference/mapping.ts";
import type { Affine } from "../georeference/georeference.ts";
import { crsOfCode } from "./epsg.ts";
import { groundOf } from "./ground.ts";

const hasGdal = spawnSync("gdaltransform", ["--version"]).status === 0;
if (!hasGdal) console.log("epsg-judge: gdaltransform is absent, nothing is judged");

/** [EPSG code, longitude, latitude] where PROJ shifts datums as the program does. */
// oxfmt-ignore
const agreed: readonly (readonly [number, number, number])[] = [
  // Longitude and latitude; world maps.
  [4326, -36, 18], [4269, -131.7, 57.84], 
  [4490, 98.08, 38.82], [3857, -36, 17.01], [3395, -36, 18.4], 
  [6933, -36, 17.2], [8857, -36, 18], [3410, -36, 17.2],
  // Transverse Mercator, also at and beyond the edge of a zone.
  [32652, 128.4, 50.4], [32652, 126, 42.6], [32652, 132.5, 42.6], [32631, 2.4, 50.4], [32733, 14.4, -32],
  [32660, 176.4, 50.4], [25832, 8.4, 66.1], [3067, 24.08, 65.59],
  [26910, -123.6, 61.3], [31983, -45.6, -10.32], [7855, 146.4, -25.89],
  [2193, 171.27, -39.39], [6669, 129.09, 31.63], [2443, 129.09, 31.63], [5179, 127.34, 35.6],
  [2180, 18.14, 53.16], [4546, 110.7, 34.31], [3765, 15.83, 44.86],
  [2157, -8.47, 53.81], [3826, 120.82, 24.2],
  [9377, -77.61, 7.61], [3414, 103.78, 1.33], [32161, -66.65, 19.08],
  // Axes that point west and south.
  [2053, 28.8, -26.49],
  // Polar.
  [3031, -36, -72], [3413, -36, 78], [5041, -36, 78], [5042, -36, -72],
  [3411, -36, 78], [6931, -36, 54], [3408, -36, 54],
  // Conic, azimuthal, oblique.
  [2154, -1.76, 47.4], [3034, -3.42, 60.68], [3347, -100.9, 67.16], [3005, -129.06, 55.31],
  [3310, -120.32, 38.22], [3338, -164.54, 63.36], [5070, -101.64, 39.39], [3577, 129.19, -23.4],
  [3035, -3.42, 60.68], [3301, 23.5, 59.01], [3081, -101.4, 32.23],
  [3078, -87.1, 45.67], [3375, 101.14, 5.14], [26931, -136.6, 58.05],
  // Feet.
  [2263, -73.28, 40.97], [2227, -120.94, 37.92], [3089, -86.52, 38.09],
  // Older datums with the same shift.
  [2100, 23.06, 39], [2039, 34.78, 31.75], [27700, -4.6, 56.51], [29902, -8.71, 53.81], [31370, 4.06, 50.71],
  [2056, 7.77, 47.01], [21781, 7.77, 47.01], [2326, 114.06, 22.4], [20437, 38.4, 25.93],
];

/** Where PROJ shifts the datum otherwise or counts otherwise: how far apart on the ground, in metres, at least and at most. */
const apart: readonly (readonly [
  code: number,
  longitude: number,
  latitude: number,
  from: number,
  to: number,
  why: string,
])[] = [
  [28992, 4.81, 52.52, 0.001, 0.02, "another shift of the same accuracy (EPSG:4833)"],
  [31467, 8.7, 51.96, 0.5, 6, "a grid of corrections (BETA2007)"],
  [28404, 21.34, 54.84, 0.5, 6, "a regional shift"],
  [5514, 16.28, 49.73, 2, 25, "a national shift (EPSG:5239)"],
  [21036, 32.39, -4.64, 1, 20, "a national shift"],
  [2950, -73.8, 55.51, 0.5, 3, "NAD83(CSRS) is told apart from WGS 84"],
  [3979, -100.9, 67.16, 0.5, 3, "NAD83(CSRS) is told apart from WGS 84"],
  [27572, 0.37, 47.62, 0.00001, 3, "digits of the meridian of Paris, or a grid"],
  [5880, -32.6, -29.3, 0.000001, 0.0001, "another series for the polyconic projection"],
];

const pixelMetres = 0.5;

/** A picture of half-metre pixels whose corner lies at a position. */
function pictureAt(code: number, position: readonly [number, number]) {
  const crs = crsOfCode(code);
  const [x, y] = groundOf(crs).fromPosition(position);
  const unit = crs.proj4.includes("longlat") ? 111_320 : Number(/to_meter=(\S+)/.exec(crs.proj4)?.[1] ?? 1);
  const side = pixelMetres / unit;
  const transform: Affine = [x, side, 0, y, 0, -side];
  return mappingOf({ type: "transform", crs, transform });
}

function byGdal(code: number, [longitude, latitude]: readonly [number, number]): readonly [number, number] {
  const args = ["-output_xy", "-s_srs", "EPSG:4326", "-t_srs", `EPSG:${code}`];
  const environment = { ...process.env, OSR_USE_NON_DEPRECATED: "NO" };
  const said = execFileSync("gdaltransform", args, {
    input: `${longitude} ${latitude}\n`,
    encoding: "utf8",
    env: environment,
  });
  const [x = Number.NaN, y = Number.NaN] = said.trim().split(" ").map(Number);
  return [x, y];
}

const pixel = [1234.5, 678.25] as const;

describe.skipIf(!hasGdal)("pixels on the ground, judged by GDAL", () => {
  it(`${agreed.length} cases agree to 1e-6 of a half-metre pixel`, () => {
    for (const [code, longitude, latitude] of agreed) {
      const mapping = pictureAt(code, [longitude, latitude]);
      const position = mapping.toPosition(pixel);
      const [column, row] = mapping.toPixel(byGdal(code, position));
      expect(Math.hypot(column - pixel[0], row - pixel[1]), `EPSG:${code}`).toBeLessThan(1e-6);
      const [back, down] = mapping.pixelAt(position);
      expect(Math.hypot(back - pixel[0], down - pixel[1]), `EPSG:${code} and back`).toBeLessThan(1e-6);
    }
  }, 60_000);

  it("differs where PROJ takes another way, by as much as is said", () => {
    for (const [code, longitude, latitude, from, to] of apart) {
      const mapping = pictureAt(code, [longitude, latitude]);
      const [column, row] = mapping.toPixel(byGdal(code, mapping.toPosition(pixel)));
      const metres = Math.hypot(column - pixel[0], row - pixel[1]) * pixelMetres;
      expect(metres, `EPSG:${code}`).toBeGreaterThan(from);
      expect(metres, `EPSG:${code}`).toBeLessThan(to);
    }
  });
});
