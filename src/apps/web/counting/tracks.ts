import type { TrackGauge } from "../../../sites/tracks/track-line.ts";
import { onWay, type OnWay, type TrackWay, type WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { wayOfKnots, type ShownStrip, type ShownStrips } from "../../../findings/screens/strips.ts";

/** A track of a look in the view's plane: metres east and north. */
export interface CountingTrack {
  readonly id: string;
  readonly area: string | null;
  readonly name: string;
  readonly gauge: TrackGauge | null;
  readonly from: ShownStrip["from"];
  readonly metres: number;
  /** The part that the picture shows. */
  readonly seen: readonly [from: number, to: number];
  readonly way: TrackWay;
  readonly pieces: ShownStrip["pieces"];
  readonly elsewhere: ShownStrip["elsewhere"];
  readonly box: Box;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The tracks of a look in the plane that its picture is shown in, from north to south, each from its western end. */
export function countingTracks(
  { tracks }: Pick<ShownStrips, "tracks">,
  toPlane: (position: WayPoint) => WayPoint,
): CountingTrack[] {
  return tracks.map((strip): CountingTrack => {
    const way = wayOfKnots(strip, toPlane);
    return {
      id: strip.track,
      area: strip.area,
      name: strip.name,
      gauge: strip.gauge === "1520" || strip.gauge === "1435" ? strip.gauge : null,
      from: strip.from,
      metres: strip.metres,
      seen: strip.seen,
      way,
      pieces: strip.pieces,
      elsewhere: strip.elsewhere,
      box: boxOfKnots(way.knots),
    };
  });
}

function boxOfKnots(knots: Float64Array): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < knots.length; i += 2) {
    const [x, y] = [knots[i] ?? 0, knots[i + 1] ?? 0];
    [west, south] = [Math.min(west, x), Math.min(south, y)];
    [east, north] = [Math.max(east, x), Math.max(north, y)];
  }
  return { west, south, east, north };
}

/** Metres to each side of a centre line within which a thing stands on that track, as the records have it. */
export const besideLineMetres = 2.4;

/** The track that a place lies on, and where; null where none is near enough. */
export function trackAt(
  tracks: readonly CountingTrack[],
  [x, y]: WayPoint,
  withinMetres: number = besideLineMetres,
): { readonly track: CountingTrack; readonly at: OnWay } | null {
  let nearest: { readonly track: CountingTrack; readonly at: OnWay } | null = null;
  for (const track of tracks) {
    const { west, south, east, north } = track.box;
    const reach = withinMetres + 1;
    if (x < west - reach || x > east + reach || y < south - reach || y > north + reach) continue;
    const at = onWay(track.way, [x, y]);
    if (at === null || at.apart > withinMetres) continue;
    if (nearest === null || at.apart < nearest.at.apart) nearest = { track, at };
  }
  return nearest;
}
