import type { OptionRules } from "./option-table.ts";
import { checkOptions } from "./option-table.ts";
import type { SeasonName } from "./season.ts";
import { seasons } from "./season.ts";

export const bandSets = ["grey", "rgb", "rgbn"] as const;
export type BandSet = (typeof bandSets)[number];

/** How a scene is taken. All of it plain data, so that it can be stored beside the picture. */
export interface CaptureSettings {
  /** Metres between the pixels of the file, 0.1 to 10; default 0.5. */
  readonly gsdMetres: number;
  /** Metres between the pixels of the sensor, from which the file is resampled; 0, the default: the same as `gsdMetres`. */
  readonly nativeGsdMetres: number;
  /** Pixels of the file, 16 to 2048; 0, the default: as many as the scene needs, at most 1024. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** East and north of the scene's anchor, where the picture's middle lies; default [0, 0]. */
  readonly middleMetres: readonly [number, number];
  /** Degrees clockwise from north to the sun; default 150. */
  readonly sunAzimuth: number;
  /** Degrees above the horizon, 5 to 85; default 42. */
  readonly sunElevation: number;
  /** Degrees clockwise from north, from the ground to the sensor; default 100. */
  readonly viewAzimuth: number;
  /** Degrees from the vertical, 0 to 40; default 0. */
  readonly offNadir: number;
  /** Default summer. */
  readonly season: SeasonName;
  /** Share of open ground under snow, 0 to 1; default 0. */
  readonly snow: number;
  /** 0 dry to 1 soaked; default 0. */
  readonly wetness: number;
  /** Share of contrast lost to an even haze, 0 to 0.95; default 0.04. */
  readonly haze: number;
  /** Share of the picture under thick cloud, 0 to 1; default 0. */
  readonly cloud: number;
  /** Share of the picture under thin cloud, 0 to 1; default 0. */
  readonly thinCloud: number;
  /** 100 to 12,000; default 1,200. */
  readonly cloudHeightMetres: number;
  /** Size of the largest clouds, 20 to 20,000; 0, the default: half the picture. */
  readonly cloudSizeMetres: number;
  /** Default rgb. */
  readonly bands: BandSet;
  /** Default uint8. */
  readonly sampleType: "uint8" | "uint16";
  /** Standard deviation of the sensor's blur in its own pixels, 0 to 3; default 0.45. */
  readonly blurPixels: number;
  /** 0 none, 1 (default) a good sensor, up to 20. */
  readonly noise: number;
  /** Times reflectance, before it becomes a number; 0.1 to 5; default 1. */
  readonly gain: number;
  /** For 8 bits only, 1 to 3; default 2. */
  readonly gamma: number;
  /** How far, in the sensor's pixels, bands lie apart at most; 0 to 3; default 0. */
  readonly bandShiftPixels: number;
  /** Seconds between one band and the next, which parts the colours of what moves; 0 to 3; default 0. */
  readonly bandDelaySeconds: number;
  /** East and north: how far wrong the file says that the picture lies; up to 500 each way; default [0, 0]. */
  readonly misregistrationMetres: readonly [number, number];
}
export type CaptureOptions = Partial<CaptureSettings>;

export const captureDefaults: CaptureSettings = {
  gsdMetres: 0.5,
  nativeGsdMetres: 0,
  widthPixels: 0,
  heightPixels: 0,
  middleMetres: [0, 0],
  sunAzimuth: 150,
  sunElevation: 42,
  viewAzimuth: 100,
  offNadir: 0,
  season: "summer",
  snow: 0,
  wetness: 0,
  haze: 0.04,
  cloud: 0,
  thinCloud: 0,
  cloudHeightMetres: 1200,
  cloudSizeMetres: 0,
  bands: "rgb",
  sampleType: "uint8",
  blurPixels: 0.45,
  noise: 1,
  gain: 1,
  gamma: 2,
  bandShiftPixels: 0,
  bandDelaySeconds: 0,
  misregistrationMetres: [0, 0],
};

const number = (least: number, most: number) => ({ type: "number", least, most }) as const;

const rules: Readonly<Record<keyof CaptureSettings, OptionRules[string]>> = {
  gsdMetres: number(0.1, 10),
  nativeGsdMetres: number(0, 10),
  widthPixels: { ...number(0, 2048), whole: true },
  heightPixels: { ...number(0, 2048), whole: true },
  middleMetres: { type: "pair", least: [-10_000, -10_000], most: [10_000, 10_000] },
  sunAzimuth: number(-360, 720),
  sunElevation: number(5, 85),
  viewAzimuth: number(-360, 720),
  offNadir: number(0, 40),
  season: { type: "word", words: seasons },
  snow: number(0, 1),
  wetness: number(0, 1),
  haze: number(0, 0.95),
  cloud: number(0, 1),
  thinCloud: number(0, 1),
  cloudHeightMetres: number(100, 12_000),
  cloudSizeMetres: number(0, 20_000),
  bands: { type: "word", words: bandSets },
  sampleType: { type: "word", words: ["uint8", "uint16"] },
  blurPixels: number(0, 3),
  noise: number(0, 20),
  gain: number(0.1, 5),
  gamma: number(1, 3),
  bandShiftPixels: number(0, 3),
  bandDelaySeconds: number(0, 3),
  misregistrationMetres: { type: "pair", least: [-500, -500], most: [500, 500] },
};

/**
 * The settings of a capture: options over defaults.
 * @throws InputError with every unknown name and every value out of its bounds
 */
export function captureSettings(options: CaptureOptions): CaptureSettings {
  checkOptions("capture", options, rules);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: CaptureSettings = { ...captureDefaults, ...given };
  for (const field of ["widthPixels", "heightPixels"] as const)
    if (settings[field] !== 0 && settings[field] < 16)
      checkOptions("capture", { [field]: settings[field] }, { [field]: number(16, 2048) });
  if (settings.nativeGsdMetres !== 0) {
    // Finer than a quarter of the file's pixels, the sensor would be sampled too thinly; coarser than four, nothing would be gained.
    const [least, most] = [settings.gsdMetres / 2, settings.gsdMetres * 4];
    checkOptions(
      "capture",
      { nativeGsdMetres: settings.nativeGsdMetres },
      { nativeGsdMetres: number(least, most) },
    );
  }
  return settings;
}
