import { areaMask } from "../src/sites/pictures/clarity/area-mask.ts";
import { clarityOf } from "../src/sites/pictures/clarity/clarity.ts";
import { effectiveSampleDistance } from "../src/sites/pictures/clarity/effective-sample-distance.ts";
import { judgePixels } from "../src/sites/pictures/clarity/judge-pixels.ts";
import { capture, type Capture } from "../src/sites/simulated/capture.ts";
import { drawScene } from "../src/sites/simulated/draw-scene.ts";
import { median, type Bench, type Figure } from "./figure.ts";

/** Scenes that no threshold was set on; those of the tests and of the tuning have seeds below 3000. */
const firstSeed = 3001;
const side = 320;

/** Cloud over a part of simulated pictures, and the sample distance behind resampled ones. Everything here is simulated. */
export async function benchClarity({ quick, note }: Bench): Promise<Figure[]> {
  const scenes = quick ? 4 : 24;
  const shares = [0, 0.1, 0.5, 0.9];
  const errors = new Map<string, number[]>();
  for (let n = 0; n < scenes; n++) {
    const seed = firstSeed + n;
    const scene = drawScene({ kind: n % 2 === 0 ? "rail-yard" : "port" }, seed);
    const gsdMetres = n % 3 === 2 ? 3 : 0.5;
    const taken = { gsdMetres, widthPixels: side, heightPixels: side, bands: "rgbn" } as const;
    const clear = capture(scene, { ...taken, sunElevation: 55, sunAzimuth: 170 }, seed + 500);
    for (const share of shares) {
      const cloudy = capture(scene, { ...taken, cloud: share }, seed);
      for (const [name, reference] of [
        ["alone", null],
        ["reference", clear],
      ] as const) {
        const key = `${share * 100}-${name}`;
        errors.set(key, [...(errors.get(key) ?? []), 100 * errorOf(cloudy, reference, gsdMetres)]);
      }
    }
  }
  const figures: Figure[] = [];
  for (const [key, all] of errors) {
    const points = all.map(Math.abs).toSorted((a, b) => a - b);
    note(`cloud ${key}: ${all.map((e) => e.toFixed(1)).join(" ")} points`);
    const figure = (what: string, value: number, unit: string, goal: Figure["goal"]): void => {
      figures.push({ name: `clarity-cloud-${key}-${what}`, value, unit, goal });
    };
    figure("median-error", median(points), "points", "<=5");
    figure("nine-in-ten-error", points[Math.floor(0.9 * points.length)] ?? 0, "points", null);
    figure("largest-error", points.at(-1) ?? 0, "points", null);
    figure("within-5-points", (100 * points.filter((e) => e <= 5).length) / points.length, "%", null);
  }
  return [...figures, ...distances(quick ? 3 : 12, note)];
}

/** Found less true share of cloud over an area of three quarters of the picture. */
function errorOf(cloudy: Capture, clear: Capture | null, gsdMetres: number): number {
  const pixels = (c: Capture) => ({ raster: c.raster, bands: c.bands.map((b) => b.meaning), white: 255 });
  const classes = judgePixels(pixels(cloudy), gsdMetres, {
    reference: clear && pixels(clear),
    sun: { azimuthDegrees: cloudy.settings.sunAzimuth, elevationDegrees: cloudy.settings.sunElevation },
  });
  const [low, high] = [side * 0.067, side * 0.933];
  const ring = [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ] as const;
  const area = areaMask({ type: "polygons", polygons: [[ring]] }, side, side);
  let truth = 0;
  for (const [i, hidden] of cloudy.masks.cloud.entries()) if (hidden >= 128) truth += area.shares[i] ?? 0;
  return clarityOf(classes, area).cloud - truth / area.pixelsInAll;
}

/** Pictures of 0.5 m that were taken at other distances. */
function distances(scenes: number, note: (text: string) => void): Figure[] {
  const errors: number[] = [];
  let within = 0;
  let tried = 0;
  for (let n = 0; n < scenes; n++)
    for (const native of [0.5, 0.6, 0.65, 0.7, 0.81, 1, 1.25]) {
      const seed = firstSeed + 200 + n;
      const scene = drawScene(
        { kind: n % 2 === 0 ? "rail-yard" : "port", widthMetres: 300, heightMetres: 300 },
        seed,
      );
      const { raster } = capture(
        scene,
        { gsdMetres: 0.5, nativeGsdMetres: native, widthPixels: 384, heightPixels: 384 },
        seed,
      );
      const { metres, reason } = effectiveSampleDistance(
        raster.bands[1] ?? [],
        raster.width,
        raster.height,
        0.5,
      );
      const error = metres === null ? Number.POSITIVE_INFINITY : Math.abs(metres / native - 1);
      tried++;
      if (error <= 0.15) within++;
      else note(`sample distance ${native} m of scene ${seed}: ${metres} (${reason})`);
      errors.push(error * 100);
    }
  return [
    { name: "sample-distance-median-error", value: median(errors), unit: "%", goal: "<=15" },
    { name: "sample-distance-within-15-percent", value: (100 * within) / tried, unit: "%", goal: ">=90" },
  ];
}
