import { describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import type { Capture } from "./capture.ts";
import { capture } from "./capture.ts";
import type { CaptureOptions } from "./capture-options.ts";
import { drawScene } from "./draw-scene.ts";
import { paint } from "./paints.ts";
import { placeAt } from "./place.ts";
import type { Point } from "./plane.ts";
import { randomCapture, randomScene } from "./random-options.ts";
import type { Scene } from "./scene.ts";
import type { Shape } from "./shapes.ts";
import { block } from "./shapes.ts";

const small: CaptureOptions = { gsdMetres: 1, widthPixels: 96, heightPixels: 80 };

/** A scene of one colour with what is given standing on it. */
function bare(shapes: readonly Shape[]): Scene {
  return {
    simulated: true,
    kind: "rail-yard",
    seed: 1,
    state: 1,
    place: placeAt([131, 43]),
    widthMetres: 100,
    heightMetres: 100,
    background: paint("stone", [128, 128, 128, 128], 0, 0),
    shapes,
    areas: [],
    tracks: [],
    cars: [],
    covers: [],
    stacks: [],
    ships: [],
    vehicles: [],
  };
}

/** The mean place, east and north of the middle in metres, of pixels whose red band passes a test. */
function middleWhere({ raster, settings }: Capture, test: (value: number) => boolean): Point {
  let [east, north, count] = [0, 0, 0];
  const { width, height } = raster;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      if (test(raster.bands[0]?.[row * width + column] ?? 0)) {
        east += (column + 0.5 - width / 2) * settings.gsdMetres;
        north -= (row + 0.5 - height / 2) * settings.gsdMetres;
        count++;
      }
  return [east / count, north / count];
}

/** The samples of a band. */
const samplesIn = ({ raster }: Capture, band: number): readonly number[] =>
  Array.from(raster.bands[band] ?? []);

/** A hash of all samples (FNV-1a). */
function hashOf({ raster }: Capture): number {
  let hash = 0x811c9dc5;
  for (const band of raster.bands) for (const sample of band) hash = Math.imul(hash ^ sample, 0x01000193);
  return hash >>> 0;
}

const tower = (top: number): Shape =>
  block({
    at: [0, 0],
    along: [1, 0],
    halfLength: 3,
    halfWidth: 3,
    base: top,
    paint: paint("roof", [220, 220, 220, 220], 0, 0),
  });

const still: CaptureOptions = { gsdMetres: 0.5, widthPixels: 128, heightPixels: 128, noise: 0, haze: 0 };

describe("capture", () => {
  it("gives the same pixels for the same scene, options and seed, and other noise for another seed", () => {
    const scene = drawScene({ widthMetres: 120, heightMetres: 120 }, 4);
    const options = { ...small, cloud: 0.2, bandShiftPixels: 0.5 };
    const [one, again, other] = [
      capture(scene, options, 9),
      capture(scene, options, 9),
      capture(scene, options, 10),
    ];
    expect(hashOf(again)).toBe(hashOf(one));
    expect(again.truth).toEqual(one.truth);
    expect(hashOf(other)).not.toBe(hashOf(one));
  });

  it("shows cars where the truth has them, and changes nothing far from them", () => {
    const taken = (occupancy: number): Capture =>
      capture(
        drawScene({ occupancy, widthMetres: 160, heightMetres: 160, tracks: 4 }, 21),
        { gsdMetres: 0.5, widthPixels: 256, heightPixels: 256, sunElevation: 60, noise: 0, blurPixels: 0 },
        1,
      );
    const [full, empty] = [taken(1), taken(0)];
    expect(full.truth.cars.length).toBeGreaterThan(6);
    const { width, height } = full.raster;
    const near = new Uint8Array(width * height);
    let [inside, count, far] = [0, 0, 0];
    const difference = (i: number): number =>
      full.raster.bands.reduce(
        (sum, band, b) => sum + Math.abs((band[i] ?? 0) - (empty.raster.bands[b]?.[i] ?? 0)),
        0,
      ) / 3;
    for (const { pixels } of full.truth.cars) {
      const [xs, ys] = [pixels.map(([x]) => x), pixels.map(([, y]) => y)];
      for (
        let row = Math.max(0, Math.floor(Math.min(...ys)) - 14);
        row < Math.min(height, Math.max(...ys) + 14);
        row++
      )
        for (
          let column = Math.max(0, Math.floor(Math.min(...xs)) - 14);
          column < Math.min(width, Math.max(...xs) + 14);
          column++
        )
          near[row * width + column] = 1;
      const [x, y] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
      if (x < 2 || y < 2 || x > width - 2 || y > height - 2) continue;
      inside += difference(Math.floor(y) * width + Math.floor(x));
      count++;
    }
    for (let i = 0; i < near.length; i++) if (near[i] === 0) far = Math.max(far, difference(i));
    expect(inside / count).toBeGreaterThan(12);
    expect(far).toBe(0);
  });

  it("draws a car as many pixels long as its body has metres over the sample distance", () => {
    const scene = drawScene({ occupancy: 1, widthMetres: 160, heightMetres: 160, tracks: 3 }, 5);
    for (const gsdMetres of [0.3, 2.5]) {
      const { truth } = capture(scene, { gsdMetres, widthPixels: 64, heightPixels: 64 }, 1);
      expect(truth.cars.length).toBeGreaterThan(0);
      for (const { pixels, bodyLength } of truth.cars) {
        const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = pixels;
        expect(Math.hypot(ax - bx, ay - by) * gsdMetres).toBeCloseTo(bodyLength, 4);
      }
    }
  });

  it("hides the share that was asked for under cloud, within a point", () => {
    const scene = bare([]);
    for (const cloud of [0, 0.1, 0.9, 1]) {
      const { masks, truth } = capture(scene, { ...small, cloud }, 3);
      const counted = masks.cloud.filter((byte) => byte >= 128).length / masks.cloud.length;
      expect(Math.abs(counted - cloud)).toBeLessThan(0.01);
      expect(truth.areas[0]?.shares?.cloud).toBeCloseTo(counted, 12);
    }
  });

  it("makes cloud bright and its shadow dark", () => {
    const { masks, raster } = capture(
      bare([]),
      { ...small, cloud: 0.3, cloudHeightMetres: 100, noise: 0 },
      3,
    );
    const mean = (mask: Uint8Array | null): number => {
      let [sum, count] = [0, 0];
      for (let i = 0; i < masks.cloud.length; i++) {
        const clear = (masks.cloud[i] ?? 0) < 5 && (masks.cloudShadow[i] ?? 0) < 5;
        if (mask === null ? clear : (mask[i] ?? 0) > 220) {
          sum += raster.bands[0]?.[i] ?? 0;
          count++;
        }
      }
      return sum / count;
    };
    expect(mean(masks.cloud)).toBeGreaterThan(mean(null) + 30);
    expect(mean(masks.cloudShadow)).toBeLessThan(mean(null) - 30);
  });

  it("casts shadows away from the sun, as long as height and elevation make them", () => {
    for (const sunAzimuth of [20, 90, 235]) {
      const taken = capture(bare([tower(20)]), { ...still, sunAzimuth, sunElevation: 45 }, 1);
      const [east, north] = middleWhere(taken, (value) => value < 80);
      const toSun = [Math.sin((sunAzimuth * Math.PI) / 180), Math.cos((sunAzimuth * Math.PI) / 180)] as const;
      // 20 m at 45 degrees reach 20 m; less the roof's own half of about 3 m, the middle of what is seen lies near 11.5 m.
      expect(-(east * toSun[0] + north * toSun[1])).toBeGreaterThan(10);
      expect(-(east * toSun[0] + north * toSun[1])).toBeLessThan(13.5);
      expect(Math.abs(east * toSun[1] - north * toSun[0])).toBeLessThan(0.8);
    }
  });

  it("leans tall things away from the sensor by height and angle", () => {
    for (const viewAzimuth of [0, 75, 190]) {
      const taken = capture(bare([tower(12)]), { ...still, viewAzimuth, offNadir: 30, sunElevation: 80 }, 1);
      const [east, north] = middleWhere(taken, (value) => value > 190);
      const far = 12 * Math.tan(Math.PI / 6);
      expect(east).toBeCloseTo(-Math.sin((viewAzimuth * Math.PI) / 180) * far, 0);
      expect(north).toBeCloseTo(-Math.cos((viewAzimuth * Math.PI) / 180) * far, 0);
    }
  });

  it("writes a false place exactly as wrong as asked, over the same pixels", () => {
    const scene = drawScene({ widthMetres: 100, heightMetres: 100 }, 2);
    const right = capture(scene, small, 1);
    const wrong = capture(scene, { ...small, misregistrationMetres: [3.25, -1.75] }, 1);
    expect(right.transform).toEqual(right.trueTransform);
    expect(wrong.transform[0] - wrong.trueTransform[0]).toBe(3.25);
    expect(wrong.transform[3] - wrong.trueTransform[3]).toBe(-1.75);
    expect(hashOf(wrong)).toBe(hashOf(right));
    expect(wrong.truth.cars).toEqual(right.truth.cars);
  });

  it("shifts the picture by parts of a pixel when its middle is moved", () => {
    const edge = block({
      at: [50 * Math.cos(0.3), 50 * Math.sin(0.3)],
      along: [Math.cos(0.3), Math.sin(0.3)],
      halfLength: 50,
      halfWidth: 90,
      base: 0,
      paint: paint("stone", [200, 200, 200, 200], 0, 0),
    });
    const light = (east: number): number => {
      const taken = capture(
        bare([edge]),
        { ...small, noise: 0, haze: 0, gamma: 1, middleMetres: [east, 0] },
        1,
      );
      return samplesIn(taken, 0).reduce((sum, value) => sum + value, 0);
    };
    const step = light(1) - light(0);
    expect((light(0.4) - light(0)) / step).toBeCloseTo(0.4, 1);
  });

  it("carries less detail when the sensor is coarser than the file", () => {
    const scene = drawScene({ widthMetres: 100, heightMetres: 100 }, 2);
    const detail = (nativeGsdMetres: number): number => {
      const { raster } = capture(
        scene,
        { gsdMetres: 0.5, widthPixels: 128, heightPixels: 128, nativeGsdMetres, noise: 0 },
        1,
      );
      const band = raster.bands[1] ?? [];
      let sum = 0;
      for (let i = 1; i < band.length; i++) sum += ((band[i] ?? 0) - (band[i - 1] ?? 0)) ** 2;
      return sum;
    };
    expect(detail(1)).toBeLessThan(detail(0.65) * 0.8);
    expect(detail(0.65)).toBeLessThan(detail(0.5) * 0.95);
  });

  it("covers open ground with the share of snow that was asked for, and says so", () => {
    for (const snow of [0.3, 0.7]) {
      const { truth } = capture(bare([]), { ...small, gsdMetres: 4, snow, season: "winter" }, 1);
      expect(Math.abs((truth.areas[0]?.shares?.snow ?? 0) - snow)).toBeLessThan(0.06);
    }
  });

  it("lays haze evenly, and less contrast with it", () => {
    const taken = (haze: number): Capture => capture(bare([tower(5)]), { ...still, haze }, 1);
    const spread = (one: Capture): number => Math.max(...samplesIn(one, 0)) - Math.min(...samplesIn(one, 0));
    expect(spread(taken(0.6))).toBeLessThan(spread(taken(0)) * 0.6);
    expect(taken(0.6).masks.haze.every((byte) => byte === 153)).toBe(true);
  });

  it("gives the bands and depths that were asked for, grass bright in the near-infrared", () => {
    const scene = { ...bare([]), background: paint("grass", [82, 96, 58, 158], 0.1, 0.1) };
    const taken = capture(scene, { ...small, bands: "rgbn", sampleType: "uint16" }, 1);
    expect(taken.bands.map((band) => band.meaning)).toEqual(["red", "green", "blue", "near-infrared"]);
    expect(taken.raster.bands[3]).toBeInstanceOf(Uint16Array);
    const mean = (band: number): number =>
      samplesIn(taken, band).reduce((sum, value) => sum + value, 0) / (96 * 80);
    expect(mean(3)).toBeGreaterThan(2 * mean(0));
    expect(capture(scene, { ...small, bands: "grey" }, 1).raster.bands).toHaveLength(1);
  });

  it("takes any mix of options that chance makes", () => {
    for (let seed = 0; seed < 6; seed++) {
      const scene = drawScene({ ...randomScene(seed), widthMetres: 100, heightMetres: 100 }, seed);
      const taken = capture(scene, randomCapture(seed, { widthPixels: 48, heightPixels: 40 }), seed);
      expect(taken.raster.bands.every((band) => band.length === 48 * 40)).toBe(true);
      expect(taken.truth.simulated).toBe(true);
    }
  });

  it("refuses unknown options and values out of bounds", () => {
    const scene = bare([]);
    const refused = (options: object): readonly string[] => {
      try {
        capture(scene, options, 1);
      } catch (error) {
        if (error instanceof InputError) return error.faults.map((fault) => fault.field);
      }
      return [];
    };
    expect(refused({ gsd: 1 })).toEqual(["gsd"]);
    expect(refused({ gsdMetres: 0.09 })).toEqual(["gsdMetres"]);
    expect(refused({ gsdMetres: 10.1, cloud: -0.1 })).toEqual(["gsdMetres", "cloud"]);
    expect(refused({ widthPixels: 2049 })).toEqual(["widthPixels"]);
    expect(refused({ widthPixels: 8 })).toEqual(["widthPixels"]);
    expect(refused({ nativeGsdMetres: 3 })).toEqual(["nativeGsdMetres"]);
    expect(refused({ sunElevation: 0 })).toEqual(["sunElevation"]);
    expect(refused({ bands: "swir" })).toEqual(["bands"]);
    expect(refused({ misregistrationMetres: [0] })).toEqual(["misregistrationMetres"]);
  });
});
