import type { CaptureSettings } from "./capture-options.ts";
import { captureDefaults } from "./capture-options.ts";
import type { Dice } from "./dice.ts";
import { diceOf } from "./dice.ts";
import type { SceneSettings } from "./draw-scene.ts";
import { sceneDefaults } from "./draw-scene.ts";
import { sceneKinds } from "./scene.ts";
import { seasons } from "./season.ts";

const logBetween = (dice: Dice, low: number, high: number): number =>
  Math.exp(dice.between(Math.log(low), Math.log(high)));

/** A scene with every option by chance, for training; the kind is by chance too unless given. */
export function randomScene(seed: number, given: Partial<SceneSettings> = {}): SceneSettings {
  const dice = diceOf(seed, "random scene");
  const side = logBetween(dice, 200, 700);
  return {
    ...sceneDefaults,
    kind: dice.pick(sceneKinds),
    widthMetres: side,
    heightMetres: side,
    anchor: [dice.between(-170, 170), dice.between(-55, 65)],
    state: dice.whole(0, 1e9),
    occupancy: dice.next(),
    gauge: dice.chance(0.5) ? "1520" : "1435",
    ...given,
  };
}

/**
 * A capture with every option by chance within what pictures from space and from the air show, for training: sun, view, season, snow, weather,
 * sensor and radiometry. What is given stays as given; the sample distance is 0.3 to 1 m unless given.
 */
export function randomCapture(seed: number, given: Partial<CaptureSettings> = {}): CaptureSettings {
  const dice = diceOf(seed, "random capture");
  const gsd = given.gsdMetres ?? logBetween(dice, 0.3, 1);
  const season = dice.pick(seasons);
  const deep = season === "winter" ? dice.chance(0.45) : dice.chance(0.04);
  return {
    ...captureDefaults,
    gsdMetres: gsd,
    nativeGsdMetres: dice.chance(0.3) ? gsd * dice.between(0.85, 1.6) : 0,
    sunAzimuth: dice.between(95, 265) + (dice.chance(0.08) ? 180 : 0),
    sunElevation: dice.between(14, 70),
    viewAzimuth: dice.between(0, 360),
    offNadir: dice.chance(0.25) ? 0 : dice.between(0, 28),
    season,
    snow: deep ? dice.between(0.1, 1) : 0,
    wetness: dice.chance(0.25) ? dice.next() : 0,
    haze: dice.between(0, 0.25) + (dice.chance(0.1) ? dice.between(0, 0.3) : 0),
    cloud: dice.chance(0.15) ? dice.between(0.02, 0.4) : 0,
    thinCloud: dice.chance(0.12) ? dice.between(0.1, 1) : 0,
    cloudHeightMetres: logBetween(dice, 150, 6000),
    bands: dice.weighted([
      ["rgb", 5],
      ["grey", 3],
      ["rgbn", 2],
    ] as const),
    sampleType: dice.chance(0.7) ? "uint8" : "uint16",
    blurPixels: dice.between(0.25, 0.95),
    noise: logBetween(dice, 0.3, 5),
    gain: logBetween(dice, 0.55, 1.7),
    gamma: dice.between(1.4, 2.5),
    bandShiftPixels: dice.chance(0.4) ? dice.between(0, 0.8) : 0,
    bandDelaySeconds: dice.chance(0.5) ? dice.between(0, 0.5) : 0,
    ...given,
  };
}
