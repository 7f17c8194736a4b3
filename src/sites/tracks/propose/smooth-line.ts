import type { SpotLine } from "./lines.ts";

/** A smooth line, its points in metres and `pointMetres` apart. */
export interface Line {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** At each point, log-odds of a track in the section there. */
  readonly odds: readonly number[];
}

export const pointMetres = 2;
/** Spread of the weights of spots about a point: a bend of 150 m radius is cut by 5 cm. */
const spreadMetres = 4;
/** Where spots are further apart than this, nothing was seen between them. */
const unseen = { from: 4.5, odds: -1 } as const;

/** Lays a smooth line through spots: at every point, straight lines fitted to the spots around it, in x and in y over the length (Cleveland, 1979). */
export function smoothLine({ spots }: SpotLine): Line {
  const lengths: number[] = [];
  spots.forEach(({ x, y }, i) => {
    const before = spots[i - 1];
    lengths.push(before === undefined ? 0 : (lengths[i - 1] ?? 0) + Math.hypot(x - before.x, y - before.y));
  });
  const whole = lengths.at(-1) ?? 0;
  const count = Math.max(1, Math.floor(whole / pointMetres) + 1);
  const points: (readonly [number, number])[] = [];
  const odds: number[] = [];
  let from = 0;
  for (let n = 0; n < count; n++) {
    const at = n * pointMetres;
    while ((lengths[from] ?? Infinity) < at - 3 * spreadMetres) from++;
    let [w, ws, wss, wx, wy, wsx, wsy] = [0, 0, 0, 0, 0, 0, 0];
    for (let i = from; i < spots.length && (lengths[i] ?? 0) <= at + 3 * spreadMetres; i++) {
      const spot = spots[i];
      if (spot === undefined) break;
      const off = (lengths[i] ?? 0) - at;
      const weight = Math.exp(-0.5 * (off / spreadMetres) ** 2) / (1 + Math.exp(-spot.odds));
      w += weight;
      ws += weight * off;
      wss += weight * off * off;
      wx += weight * spot.x;
      wy += weight * spot.y;
      wsx += weight * off * spot.x;
      wsy += weight * off * spot.y;
    }
    const spread = wss * w - ws * ws;
    const value = (sum: number, moment: number): number =>
      spread > 1e-6 * w * w ? (wss * sum - ws * moment) / spread : sum / w;
    points.push([value(wx, wsx), value(wy, wsy)]);
    odds.push(oddsAt(spots, lengths, at));
  }
  return { points, odds };
}

function oddsAt(spots: SpotLine["spots"], lengths: readonly number[], at: number): number {
  let i = lengths.findIndex((length) => length > at);
  if (i < 0) i = lengths.length - 1;
  const [before, after] = [spots[i - 1] ?? spots[i], spots[i]];
  if (before === undefined || after === undefined) return unseen.odds;
  const [from, to] = [lengths[i - 1] ?? 0, lengths[i] ?? 0];
  const share = to > from ? (at - from) / (to - from) : 0;
  const between = before.odds + share * (after.odds - before.odds);
  return to - from > unseen.from ? Math.min(between, unseen.odds) : between;
}
