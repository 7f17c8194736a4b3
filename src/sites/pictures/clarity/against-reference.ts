import type { Light } from "./light.ts";
import { boxMean, dilation, quantile, type Field } from "./window-filters.ts";

/** Half the side of the window in which contrast is compared. Metres, and at least 3 pixels. */
const windowMetres = 6;
/** Contrast of the reference below which it says nothing: standard deviation, of white. */
const leastContrast = 0.012;
/** Windows that agree this well show how the two pictures are related where both are clear. */
const agreeing = 0.6;
/** Windows more veiled than this by the picture alone do not show how clear ground relates. */
const mostVeiled = 0.3;
/** Share of such windows below which no relation is fitted. */
const leastAgreeing = 0.02;
/** Thick cloud is at least this bright, of white. */
const leastCloud = 0.72;

/** A picture held against an earlier clear one of the same ground. */
export interface Compared {
  /** Share of the light at each pixel that a veil adds, from loss of contrast and gain of brightness together. */
  readonly opacity: Field;
  /** Brightness gained over 1.5 m, as a share of the way to cloud. */
  readonly fine: Field;
  /** Correlation of the two pictures, -1 to 1; NaN where the reference has no contrast. */
  readonly alike: Field;
  /** Share of contrast lost, 0 to 1; NaN where the reference has none. */
  readonly lost: Field;
  /** Brightness that was gained, as a share of the way to cloud; negative where it is darker. */
  readonly gained: Field;
  /** Brightness over what the reference lets expect. */
  readonly ratio: Field;
  /** Share of the picture by which the relation was fitted; 0: none could be, and equal light was assumed. */
  readonly agreed: number;
}

/**
 * A veil of opacity a turns ground g into (1 - a) g + a c: it takes the share a of the contrast and moves brightness the share a of the way to the cloud's light c. Each is
 * measured in windows of 12 m against the reference; where the reference has contrast they count the same, elsewhere brightness alone counts. How clear ground relates between the two dates
 * (season, sun, sensor) is taken from the windows that agree.
 * @param veiled opacity from the picture alone; see `veilOf`
 */
export function comparedWith(
  light: Light,
  reference: Light,
  veiled: Field,
  sampleDistanceMetres: number,
): Compared {
  const { width, height } = light;
  const radius = Math.max(3, Math.round(windowMetres / sampleDistanceMetres));
  const [now, then] = [light.brightness, reference.brightness];
  const [meanNow, meanThen] = [boxMean(now, radius).values, boxMean(then, radius).values];
  const product = (a: Field, b: Field): Field => ({
    width,
    height,
    values: a.values.map((v, i) => v * (b.values[i] ?? 0)),
  });
  const squareNow = boxMean(product(now, now), radius).values;
  const squareThen = boxMean(product(then, then), radius).values;
  const cross = boxMean(product(now, then), radius).values;
  const size = width * height;
  const spreadNow = new Float32Array(size);
  const spreadThen = new Float32Array(size);
  const alike = new Float32Array(size);
  const agrees = new Uint8Array(size);
  let agreed = 0;
  for (let i = 0; i < size; i++) {
    const [a, b] = [meanNow[i] ?? 0, meanThen[i] ?? 0];
    const [sa, sb] = [
      Math.sqrt(Math.max(0, (squareNow[i] ?? 0) - a * a)),
      Math.sqrt(Math.max(0, (squareThen[i] ?? 0) - b * b)),
    ];
    spreadNow[i] = sa;
    spreadThen[i] = sb;
    alike[i] = sb > leastContrast ? ((cross[i] ?? 0) - a * b) / Math.max(1e-6, sa * sb) : Number.NaN;
    const both = light.valid[i] === 1 && reference.valid[i] === 1 && (veiled.values[i] ?? 0) < mostVeiled;
    if (
      both &&
      sa > leastContrast / 2 &&
      sb > leastContrast &&
      (cross[i] ?? 0) - a * b > agreeing * sa * sb
    ) {
      agrees[i] = 1;
      agreed++;
    }
  }
  const fitted = agreed >= leastAgreeing * size;
  const ratios = spreadNow.map((s, i) => s / Math.max(1e-6, spreadThen[i] ?? 0));
  // Shaded and thinly veiled windows agree too, with less contrast, so the upper half counts.
  const gain = fitted ? quantile(ratios, 0.6, agrees) : 1;
  const offsets = meanNow.map((m, i) => m - gain * (meanThen[i] ?? 0));
  const offset = fitted ? quantile(offsets, 0.5, agrees) : 0;
  const cloud = Math.max(leastCloud, quantile(meanNow, 0.995, light.valid));
  const [opacity, lost, gained, ratio] = [
    new Float32Array(size),
    new Float32Array(size),
    new Float32Array(size),
    new Float32Array(size),
  ];
  for (let i = 0; i < size; i++) {
    const expected = Math.max(0.01, gain * (meanThen[i] ?? 0) + offset);
    const brighter = ((meanNow[i] ?? 0) - expected) / Math.max(0.1, cloud - expected);
    const known = (spreadThen[i] ?? 0) * gain > leastContrast;
    const less = known
      ? Math.max(0, 1 - (spreadNow[i] ?? 0) / (gain * Math.max(1e-6, spreadThen[i] ?? 0)))
      : Number.NaN;
    const bounded = Math.max(0, Math.min(1, brighter));
    lost[i] = less;
    gained[i] = brighter;
    ratio[i] = (meanNow[i] ?? 0) / expected;
    opacity[i] = known ? (bounded + less) / 2 : bounded;
  }
  const grain = Math.max(1, Math.round(0.75 / sampleDistanceMetres));
  const [fineNow, fineThen] = [boxMean(now, grain).values, dilation(boxMean(then, grain), grain).values];
  const fine = fineNow.map((value, i) => {
    const expected = Math.max(0.01, gain * (fineThen[i] ?? 0) + offset);
    return (value - expected) / Math.max(0.1, cloud - expected);
  });
  const field = (values: Float32Array): Field => ({ width, height, values });
  return {
    opacity: field(opacity),
    fine: field(fine),
    alike: field(alike),
    lost: field(lost),
    gained: field(gained),
    ratio: field(ratio),
    agreed: fitted ? agreed / size : 0,
  };
}
