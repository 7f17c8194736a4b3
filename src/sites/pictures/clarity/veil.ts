import type { Light } from "./light.ts";
import { boxMean, opening, quantile, type Field } from "./window-filters.ts";

/** Bright things narrower than this are taken away where the light of cloud and of ground are measured: cars, boxes, roads, most roofs. Metres. */
const narrowMetres = 24;
/** Fine noise is averaged away over this length first. Metres. */
const grainMetres = 1.5;
/** Thick cloud is at least this bright, of white. Taken lower, dry soil and clean concrete become cloud. */
const leastCloud = 0.85;
/** Cloud has less colour than this (mean over the fine window). Fmask's whiteness test with a tighter bound, as small sites need no thin cirrus. */
const mostColour = 0.22;
/** Clear ground is at most this bright in its darkest band. */
const mostGround = 0.4;

/** How much of the light at each pixel comes from something bright and grey. */
export interface Veil {
  /** Share of the light, 0 to 1, with all that is bright and narrow taken away. */
  readonly opacity: Field;
  /** Share of the light over 1.5 m, not held to 0 to 1: what is bright and narrow counts too. */
  readonly fine: Field;
  /** 1 where there is data with little colour. */
  readonly grey: Uint8Array;
}

/**
 * The veil over a picture, from this picture alone. Where ground is seen, 24 m of it almost always hold something dark in one band: shadow, asphalt, water, leaves. Cloud
 * adds its own light to all of it (the dark channel prior: He, Sun and Tang, Single image haze removal using dark channel prior, CVPR 2009). So the darkest band is opened with that window,
 * which gives the light of clear ground and of cloud; a height between the two is an opacity.
 */
export function veilOf(light: Light, sampleDistanceMetres: number): Veil {
  const { width, height, valid } = light;
  const grain = Math.round(grainMetres / 2 / sampleDistanceMetres);
  const most = Math.ceil(Math.min(width, height) / 8);
  const radius = Math.max(1, Math.min(most, Math.round(narrowMetres / 2 / sampleDistanceMetres)));
  const soft = boxMean(light.darkest, Math.max(1, grain));
  const floor = opening(grain > 0 ? soft : light.darkest, radius);
  const cloudLight = Math.min(1.2, Math.max(leastCloud, quantile(floor.values, 0.995, valid)));
  const ground = groundLight(floor.values, valid, cloudLight);
  const range = cloudLight - ground;
  const colour = light.colourfulness && boxMean(light.colourfulness, Math.max(1, 2 * grain)).values;
  return {
    opacity: {
      width,
      height,
      values: floor.values.map((v) => Math.max(0, Math.min(1, (v - ground) / range))),
    },
    fine: { width, height, values: soft.values.map((v) => (v - ground) / range) },
    grey: valid.map((on, i) => (on === 1 && (colour?.[i] ?? 0) <= mostColour ? 1 : 0)),
  };
}

/** Middle of what lies in the lower half of the range: of the ground, however little of it is seen. */
function groundLight(floor: Float32Array, valid: Uint8Array, cloudLight: number): number {
  const least = quantile(floor, 0.01, valid);
  const lower = Uint8Array.from(floor, (v, i) => (valid[i] === 1 && v <= (least + cloudLight) / 2 ? 1 : 0));
  const middle = quantile(floor, 0.5, lower);
  return Math.min(mostGround, Number.isNaN(middle) ? least : middle);
}
