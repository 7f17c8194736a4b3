import { InputError } from "../../base/errors.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";
import { linesOfAreas } from "../../sites/tracks/lines/lines-of-areas.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { placeMetres, stripStepMetres, type StripPlan } from "../../sites/tracks/strip.ts";
import { groundFrame } from "../../sites/tracks/strips/ground-frame.ts";
import { lineKnots } from "../../sites/tracks/strips/line-knots.ts";
import { farthestMoveMetres } from "../../sites/tracks/strips/refined-plan.ts";
import { planStrips } from "../../sites/tracks/strips/plan-strips.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import { placeOnWay, turnedWay, type TrackWay } from "../../sites/tracks/strips/track-way.ts";
import type { TrackGauge } from "../../sites/tracks/track-line.ts";

/** A track as it lies in the pixels of a look's picture, walked from its western end. */
export interface WayInPicture {
  readonly trackId: string;
  readonly areaId: string | null;
  readonly name: string;
  readonly gauge: TrackGauge | null;
  /** "reading": where the machine's reading found the track; "drawn": as it is on record. */
  readonly from: "reading" | "drawn";
  readonly way: TrackWay;
  /** Metres of the track from where the picture first shows it to where it does last. */
  readonly seen: readonly [from: number, to: number];
  /** Metres of the track that another one answers for: a car there stands on that one. */
  readonly elsewhere: readonly (readonly [from: number, to: number])[];
}

export interface WaysOfLook {
  /** Of level 0 of the picture. */
  readonly sampleDistanceMetres: number;
  /** From north to south. */
  readonly tracks: readonly WayInPicture[];
}

/**
 * The tracks that hold on the day of a look, in its picture: planned as the reader plans them, and moved onto what the picture shows where a reading of these
 * very lines moved them. None for a picture without a place on the ground.
 */
export function waysOfLook(
  { look, picture, lineUp }: PictureLook,
  site: Site,
  areas: readonly Area[],
  reading: PictureReading | null,
): WaysOfLook {
  const held = areasAt(
    areas.filter((a) => a.siteId === site.id),
    look.takenAt,
    site.zoneMinutes,
  ).filter((a) => a.outline.type === "lines");
  const origin = held.flatMap((a) => (a.outline.type === "lines" ? a.outline.lines.flat() : []))[0];
  if (picture === null || picture.georeference === null || origin === undefined)
    return { sampleDistanceMetres: picture?.sampleDistanceMetres ?? 1, tracks: [] };
  const moved = {
    eastMetres: lineUp?.eastMetres ?? 0,
    northMetres: lineUp?.northMetres ?? 0,
    matched: lineUp?.outcome === "matched",
  };
  const plane = tangentPlane(origin);
  const frame = frameAt(mappingOf(picture.georeference), origin);
  if (frame === null) return { sampleDistanceMetres: picture.sampleDistanceMetres ?? 1, tracks: [] };
  const lines = linesOfAreas(held, (position) => plane.toGround(asItLies(position, moved)));
  const nameOf = new Map(held.map((a) => [a.id, a.name]));
  const gaugeOf = new Map(lines.map((l) => [l.id, l.gauge]));
  const tracks = planStrips(lines, frame).flatMap((plan): WayInPicture[] => {
    const drawn = wayOfPlan(plan);
    if (drawn === null || seenOf(drawn, picture)[1] === 0) return [];
    const read = readingOfWay(drawn, plan, reading);
    const way = read ?? drawn;
    const turns = runsWest(way, frame.toGround);
    const metres = way.metres;
    const elsewhere = plan.elsewhere.map(
      ([from, to]) => [from * stripStepMetres, to * stripStepMetres] as const,
    );
    return [
      {
        trackId: plan.trackId,
        areaId: plan.areaId,
        name: nameOf.get(plan.areaId ?? "") ?? plan.trackId,
        gauge: gaugeOf.get(plan.trackId) ?? null,
        from: read === null ? "drawn" : "reading",
        way: turns ? turnedWay(way) : way,
        seen: seenOf(turns ? turnedWay(way) : way, picture),
        elsewhere: turns
          ? elsewhere.map(([from, to]) => [metres - to, metres - from] as const).toReversed()
          : elsewhere,
      },
    ];
  });
  const north = new Map(tracks.map((t) => [t.trackId, northernmost(t.way, frame.toGround)]));
  return {
    sampleDistanceMetres: frame.sampleDistanceMetres,
    tracks: tracks.toSorted((a, b) => (north.get(b.trackId) ?? 0) - (north.get(a.trackId) ?? 0)),
  };
}

function frameAt(...[mapping, origin]: Parameters<typeof groundFrame>) {
  try {
    return groundFrame(mapping, origin);
  } catch (error) {
    // The picture's map does not reach there: nothing of the tracks is in it.
    if (error instanceof InputError) return null;
    throw error;
  }
}

function wayOfPlan(plan: StripPlan): TrackWay | null {
  const { knots, across } = lineKnots(plan);
  const isWhole = (values: Float64Array): boolean => values.every((v) => Number.isFinite(v));
  return knots.length < 4 || !isWhole(knots) || !isWhole(across)
    ? null
    : { metres: plan.columns * stripStepMetres, knots, rights: across };
}

/** From the first to the last place of a way that lies in the picture, to half a metre; nothing for none. */
function seenOf(
  way: TrackWay,
  { width, height }: { readonly width: number; readonly height: number },
): readonly [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (let metres = 0; metres <= way.metres; metres += 0.5) {
    const [x, y] = placeOnWay(way, metres);
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    from = Math.min(from, metres);
    to = metres;
  }
  return from <= to ? [from, to] : [0, 0];
}

/** The way as the reading moved it; null where the reading is of another line. */
function readingOfWay(drawn: TrackWay, plan: StripPlan, reading: PictureReading | null): TrackWay | null {
  const read = reading?.tracks.find((t) => t.reading.trackId === plan.trackId);
  if (read === undefined || read.knots.length !== drawn.knots.length) return null;
  if (read.reading.places * placeMetres !== drawn.metres) return null;
  // A line that was drawn anew since lies elsewhere than any move could take it.
  const isNear = read.knots.every((value, i) => {
    const [rx, ry] = [drawn.rights[i - (i % 2)] ?? 0, drawn.rights[i - (i % 2) + 1] ?? 0];
    return (
      Math.abs(value - (drawn.knots[i] ?? Number.NaN)) <= (farthestMoveMetres + 0.1) * Math.hypot(rx, ry)
    );
  });
  return isNear ? { metres: drawn.metres, knots: read.knots, rights: read.across } : null;
}

type ToGround = ReturnType<typeof groundFrame>["toGround"];

/** Marks are numbered from the west: a line that was drawn from its eastern end is turned. */
function runsWest(way: TrackWay, toGround: ToGround): boolean {
  const [from, to] = [toGround(placeOnWay(way, 0)), toGround(placeOnWay(way, way.metres))];
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  return east < -1e-6 || (Math.abs(east) <= 1e-6 && north < 0);
}

function northernmost({ knots }: TrackWay, toGround: ToGround): number {
  let most = -Infinity;
  for (let i = 0; i < knots.length; i += 2)
    most = Math.max(most, toGround([knots[i] ?? 0, knots[i + 1] ?? 0])[1]);
  return most;
}
