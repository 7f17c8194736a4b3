import { uniform } from "../src/base/random.ts";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";

/** What differs from one look at a made scene to the next. */
export interface MadeLook {
  readonly seed: number;
  /** Where the sun stands, in radians, and the length of a shadow over the height of what throws it. */
  readonly sunAzimuth: number;
  readonly shadowLength: number;
  /** 0 summer, 1 winter: grass and trees change their brightness and fields their pattern. */
  readonly season: number;
  /** Share of the picture under cloud. */
  readonly cloud: number;
  /** How far the picture lies from where it should, in pixels; fractions allowed. */
  readonly columns: number;
  readonly rows: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly tall: number;
  readonly tone: number;
}

const oversampling = 4;

/** Smooth noise of one scale, the same for a seed at every place: [0, 1). */
function noiseOf(seed: number): (x: number, y: number) => number {
  const corner = (i: number, j: number): number => {
    let h = Math.imul(i, 374_761_393) ^ Math.imul(j, 668_265_263) ^ Math.imul(seed, 2_147_483_629);
    h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
    return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
  };
  return (x, y) => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const [a, b] = [x - i, y - j];
    const [u, v] = [a * a * (3 - 2 * a), b * b * (3 - 2 * b)];
    const top = corner(i, j) * (1 - u) + corner(i + 1, j) * u;
    const bottom = corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u;
    return top * (1 - v) + bottom * v;
  };
}

/**
 * A place of houses, roads, tracks and fields as a look sees it, drawn from areas at four times the sampling: the geometry of `place` is the
 * same for every look, while shadows, season, cars, cloud and noise are the look's own. `side` pixels each way, values from 0 to 255.
 */
export function madeScene(place: number, side: number, look: MadeLook, mask = false): ShiftPicture {
  const random = uniform(place * 7919 + 1);
  const area = side + 120;
  const boxes: Box[] = Array.from({ length: Math.round((area * area) / 900) }, () => ({
    x: random() * area - 60,
    y: random() * area - 60,
    w: 5 + random() * 22,
    h: 5 + random() * 22,
    tall: random() < 0.7 ? 3 + random() * 12 : 0.5,
    tone: 60 + random() * 170,
  }));
  const roads = Array.from({ length: 8 }, () => ({
    at: random() * area - 60,
    across: random() < 0.5,
    wide: 3 + random() * 6,
  }));
  const trackTop = side * (0.3 + 0.4 * random());
  const own = uniform(look.seed * 104_729 + 3);
  const cars: Box[] = Array.from({ length: Math.round(side / 3) }, () => {
    const track = Math.floor(own() * 6);
    return {
      x: own() * area - 60,
      y: trackTop + track * 9 + 2,
      w: 28,
      h: 5,
      tall: 5,
      tone: 50 + own() * 150,
    };
  });
  const fine = side * oversampling;
  const tone = new Float32Array(fine * fine);
  const dark = new Uint8Array(fine * fine);
  const [coarseNoise, fineNoise, grain] = [noiseOf(place), noiseOf(place + 1000), noiseOf(place + 2000)];
  const fieldNoise = noiseOf(place + 3000 + Math.round(look.season * 50));
  for (let j = 0; j < fine; j++)
    for (let i = 0; i < fine; i++) {
      const x = (i + 0.5) / oversampling - look.columns;
      const y = (j + 0.5) / oversampling - look.rows;
      const grass = coarseNoise(x / 40, y / 40) > 0.5;
      const field = (1 - look.season) * fineNoise(x / 5, y / 5) + look.season * fieldNoise(x / 6, y / 6);
      let value = grass ? 60 + 60 * look.season + 50 * field : 110 + 40 * fineNoise(x / 7, y / 7);
      for (const road of roads) {
        const from = (road.across ? x : y) - road.at;
        if (from > 0 && from < road.wide) value = 95 - 20 * look.season;
      }
      const inTracks = y - trackTop;
      if (inTracks > 0 && inTracks < 54) {
        const rail = inTracks % 9;
        value =
          (rail > 3 && rail < 3.4) || (rail > 5.4 && rail < 5.8) ? 160 : 105 + 15 * fineNoise(x / 3, y / 3);
      }
      tone[j * fine + i] = value + 14 * grain(x * 0.8, y * 0.8);
    }
  const fill = (box: Box, dx: number, dy: number, paint: (at: number) => void): void => {
    const left = Math.max(0, Math.round((box.x + dx + look.columns) * oversampling));
    const right = Math.min(fine, Math.round((box.x + dx + box.w + look.columns) * oversampling));
    const top = Math.max(0, Math.round((box.y + dy + look.rows) * oversampling));
    const bottom = Math.min(fine, Math.round((box.y + dy + box.h + look.rows) * oversampling));
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) paint(y * fine + x);
  };
  const standing = [...boxes, ...cars];
  for (const box of standing) {
    const length = box.tall * look.shadowLength;
    for (let step = 0; step <= length; step += 0.25)
      fill(box, step * Math.cos(look.sunAzimuth), step * Math.sin(look.sunAzimuth), (at) => (dark[at] = 1));
  }
  for (let i = 0; i < tone.length; i++) if (dark[i] === 1) tone[i] = (tone[i] ?? 0) * 0.35;
  for (const box of standing)
    fill(box, 0, 0, (at) => (tone[at] = box.tone * (1 - 0.25 * look.season * ((box.tone * 7) % 1))));
  return sensed(tone, side, look, mask);
}

/** Averages over pixels, blurs a little, lays cloud over it and adds noise. */
function sensed(tone: Float32Array, side: number, look: MadeLook, mask: boolean): ShiftPicture {
  const fine = side * oversampling;
  const plain = new Float32Array(side * side);
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      let sum = 0;
      for (let y = -1; y < oversampling + 1; y++)
        for (let x = -1; x < oversampling + 1; x++) {
          const [a, b] = [j * oversampling + y, i * oversampling + x];
          sum += tone[Math.min(fine - 1, Math.max(0, a)) * fine + Math.min(fine - 1, Math.max(0, b))] ?? 0;
        }
      plain[j * side + i] = sum / (oversampling + 2) ** 2;
    }
  const random = uniform(look.seed * 15_485_863 + 11);
  const [wide, narrow] = [noiseOf(look.seed + 5000), noiseOf(look.seed + 6000)];
  const depth = Float32Array.from(plain, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    return wide((x * 5) / side, (y * 5) / side) + 0.35 * narrow((x * 22) / side, (y * 22) / side);
  });
  const limit =
    look.cloud > 0 ? (depth.toSorted()[Math.floor((1 - look.cloud) * (depth.length - 1))] ?? 9) : 9;
  const values = new Float32Array(plain.length);
  const valid = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at++) {
    const cover = Math.min(1, Math.max(0, ((depth[at] ?? 0) - limit) * 8 + 0.5 * Number(look.cloud > 0)));
    const noise = 3 * (random() + random() + random() - 1.5);
    const value = (plain[at] ?? 0) * (1 - cover) + 225 * cover + noise;
    values[at] = Math.min(255, Math.max(0, Math.round(value)));
    valid[at] = cover < 0.2 ? 1 : 0;
  }
  return { width: side, height: side, values, valid: mask ? valid : null };
}
