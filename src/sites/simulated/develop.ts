import type { Canvas } from "./canvas.ts";
import { fullLight } from "./light.ts";
import type { Colour } from "./shapes.ts";
import type { Sun, View } from "./sky.ts";

/** Reflectance at the sensor's pixels, one array a band. */
export interface Film {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, near-infrared. */
  readonly bands: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
  /** Share of each pixel that snow covers; null without snow. */
  readonly snow: Float32Array | null;
}

const reflectanceOf = Float32Array.from({ length: 256 }, (_, code) => (code / 255) ** 2);

/** Share of the light on open ground that comes from the sky, by band: shadows are blue, and nearly black in the near-infrared. */
function skyShares(elevation: number): readonly [number, number, number, number] {
  const low = 1 + 0.5 * Math.max(0, 1 - elevation / 40);
  return [0.13 * low, 0.16 * low, 0.21 * low, 0.08 * low];
}

/**
 * Averages the samples of a canvas over pixels of `perPixel` x `perPixel` samples, from `border` samples inside its edge, in the light that falls on them.
 */
export function develop(
  canvas: Canvas,
  light: Uint8Array,
  seen: Int32Array | null,
  overheads: readonly Colour[],
  sun: Sun,
  view: View,
  frame: {
    readonly border: number;
    readonly perPixel: number;
    readonly width: number;
    readonly height: number;
  },
): Film {
  const { codes, overhead, snow } = canvas;
  const { border, perPixel, width, height } = frame;
  const count = width * height;
  const [red, green, blue, infrared] = [0, 1, 2, 3].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const snowShare = snow === null ? null : new Float32Array(count);
  const [skyR, skyG, skyB, skyN] = skyShares(sun.elevation);
  // A low sun is red.
  const warm = Math.max(0, 1 - sun.elevation / 35) * 0.12;
  const [sunR, sunG, sunB, sunN] = [
    (1 - skyR) * (1 + warm),
    1 - skyG,
    (1 - skyB) * (1 - warm),
    (1 - skyN) * (1 + warm),
  ];
  // A wall faces the sensor; the sun lights it by the angle between the two.
  const facing = Math.cos(((sun.azimuth - view.azimuth) * Math.PI) / 180);
  const wall = Math.min(1.3, Math.max(0, facing) / Math.tan((sun.elevation * Math.PI) / 180));
  for (let y = 0; y < height; y++)
    for (let sub = 0; sub < perPixel; sub++) {
      let i = (border + y * perPixel + sub) * canvas.width + border;
      for (let x = 0; x < width; x++) {
        let [r, g, b, n, snowy] = [0, 0, 0, 0, 0];
        for (let k = 0; k < perPixel; k++, i++) {
          const hung = overhead[i] ?? 0;
          if (hung > 0) {
            const colour = overheads[hung - 1];
            r += reflectanceOf[colour?.[0] ?? 0] ?? 0;
            g += reflectanceOf[colour?.[1] ?? 0] ?? 0;
            b += reflectanceOf[colour?.[2] ?? 0] ?? 0;
            n += reflectanceOf[colour?.[3] ?? 0] ?? 0;
            continue;
          }
          let at = i;
          let direct = 0;
          if (seen !== null) {
            at = seen[i] ?? i;
            if (at < 0) {
              at = ~at;
              direct = wall * 0.8 * Math.min(1, (light[at] ?? 0) / fullLight);
            } else direct = (light[at] ?? 0) / fullLight;
          } else direct = (light[at] ?? 0) / fullLight;
          const c = at * 4;
          r += (reflectanceOf[codes[c] ?? 0] ?? 0) * (skyR + sunR * direct);
          g += (reflectanceOf[codes[c + 1] ?? 0] ?? 0) * (skyG + sunG * direct);
          b += (reflectanceOf[codes[c + 2] ?? 0] ?? 0) * (skyB + sunB * direct);
          n += (reflectanceOf[codes[c + 3] ?? 0] ?? 0) * (skyN + sunN * direct);
          if (snow !== null) snowy += snow[at] ?? 0;
        }
        const p = y * width + x;
        red[p] = (red[p] ?? 0) + r;
        green[p] = (green[p] ?? 0) + g;
        blue[p] = (blue[p] ?? 0) + b;
        infrared[p] = (infrared[p] ?? 0) + n;
        if (snowShare !== null) snowShare[p] = (snowShare[p] ?? 0) + snowy;
      }
    }
  const scale = 1 / (perPixel * perPixel);
  for (const band of [red, green, blue, infrared, ...(snowShare === null ? [] : [snowShare])])
    for (let i = 0; i < count; i++) band[i] = (band[i] ?? 0) * scale;
  return { width, height, bands: [red, green, blue, infrared], snow: snowShare };
}
