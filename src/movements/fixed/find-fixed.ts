import { roundedInside } from "../../base/probability/rounded-inside.ts";
import { dayMs } from "../../base/time/calendar.ts";
import { middleMs } from "../../base/time/span.ts";
import { lengthDeviation } from "../matching/dimensions.ts";
import { planeAt, toPlane, type EastNorth, type Plane } from "../matching/plane.ts";
import { inView } from "../matching/seen-place.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";

export interface FindSettings {
  /** Seen in at least so many scenes, on so many days, over so many days from the first to the last. */
  readonly scenes: number;
  readonly days: number;
  readonly spanDays: number;
  /** Named from this probability on that it is no place where ships come and go. */
  readonly probable: number;
  /** Share of looks at a standing object that show it. */
  readonly found: number;
  /** Two sightings nearer than this may be of one thing whatever their errors; further than the most they are not. */
  readonly leastMetres: number;
  readonly mostMetres: number;
}

export const findSettings: FindSettings = {
  scenes: 4,
  days: 4,
  spanDays: 14,
  probable: 0.9,
  found: 0.9,
  leastMetres: 20,
  mostMetres: 250,
};

/** A place at which the same thing was seen again and again. */
export interface FoundObject {
  readonly position: readonly [longitude: number, latitude: number];
  readonly radiusMetres: number;
  /** Sightings of it, one of each scene that shows it, in order of time. */
  readonly sightings: readonly string[];
  /** Scenes that showed the place while it stood. */
  readonly looked: number;
  readonly days: number;
  /** First day that it was seen where earlier scenes show the place without it; null when it stood from the first scene on. */
  readonly validFrom: string | null;
  /** The day after it was last seen, where later scenes show the place without it. */
  readonly validTo: string | null;
  /** That it stands fast, and is not a berth or an anchorage where ships come and go. */
  readonly probability: number;
  readonly lengthMetres: number | null;
}

/** Scenes in a row without it, before its first or after its last sighting, that say that it did not stand then. */
const absences = 2;

/** An object that stood, before anything is looked at, for each place where ships come and go and are seen as often. */
const priorOdds = 1;

/**
 * Finds what was seen at one place in many scenes. Sightings of different scenes that lie within their errors of one place are taken together; a place is
 * named when it was seen nearly whenever it was looked at, always of the same size, and over long enough: ships at a berth come, go and differ.
 * Sightings in `explained` (matched to ships that reported) count as looks at the place that did not show it.
 */
export function findFixed(
  scenes: readonly Scene[],
  sightings: readonly Sighting[],
  explained: ReadonlySet<string>,
  settings: FindSettings = findSettings,
): readonly FoundObject[] {
  const order = new Map(scenes.map((s) => [s.id, s]));
  const usable = sightings
    .filter((s) => s.sceneId !== null && order.has(s.sceneId) && !explained.has(s.id))
    .toSorted((a, b) => a.at.fromMs - b.at.fromMs || (a.id < b.id ? -1 : 1));
  const groups = together(usable, settings);
  return groups.flatMap((group) => judged(group, scenes, settings) ?? []);
}

interface Group {
  readonly plane: Plane;
  east: number;
  north: number;
  weight: number;
  readonly members: Sighting[];
}

const errorMetres = ({ error }: Sighting): number =>
  Math.hypot(error.semiMajorMetres, error.semiMinorMetres) / Math.SQRT2;

/** Each sighting joins the nearest place that it lies within three errors of and that its scene has not been used for, or begins one. */
function together(sightings: readonly Sighting[], settings: FindSettings): Group[] {
  const groups: Group[] = [];
  const cells = new Map<string, Group[]>();
  const cellOf = ([x, y]: readonly [number, number], dx = 0, dy = 0): string =>
    `${Math.floor(x / 0.01) + dx} ${Math.floor(y / 0.01) + dy}`;
  for (const sighting of sightings) {
    let best: { readonly group: Group; readonly metres: number; readonly place: EastNorth } | null = null;
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const group of cells.get(cellOf(sighting.position, dx, dy)) ?? []) {
          if (group.members.some((m) => m.sceneId === sighting.sceneId)) continue;
          const place = toPlane(group.plane, sighting.position);
          const metres = Math.hypot(place[0] - group.east, place[1] - group.north);
          const gate = Math.min(
            settings.mostMetres,
            Math.max(
              settings.leastMetres,
              3 * Math.hypot(errorMetres(sighting), 1 / Math.sqrt(group.weight)),
            ),
          );
          if (metres <= gate && metres < (best?.metres ?? Infinity)) best = { group, metres, place };
        }
    const weight = 1 / errorMetres(sighting) ** 2;
    if (best === null) {
      const group: Group = {
        plane: planeAt(sighting.position),
        east: 0,
        north: 0,
        weight,
        members: [sighting],
      };
      groups.push(group);
      const key = cellOf(sighting.position);
      cells.set(key, [...(cells.get(key) ?? []), group]);
    } else {
      const { group, place } = best;
      const sum = group.weight + weight;
      group.east = (group.east * group.weight + place[0] * weight) / sum;
      group.north = (group.north * group.weight + place[1] * weight) / sum;
      group.weight = sum;
      group.members.push(sighting);
    }
  }
  return groups;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function judged(group: Group, scenes: readonly Scene[], settings: FindSettings): FoundObject | null {
  const { members, plane } = group;
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined || members.length < settings.scenes) return null;
  const days = new Set(members.map((m) => dayOf(middleMs(m.at)))).size;
  const spanDays = (middleMs(last.at) - middleMs(first.at)) / dayMs;
  if (days < settings.days || spanDays < settings.spanDays) return null;
  const position: readonly [number, number] = [
    plane.origin[0] + group.east / plane.metresPerDegreeEast,
    plane.origin[1] + group.north / plane.metresPerDegreeNorth,
  ];
  const looks = scenes.filter((s) => inView(s, position)).toSorted((a, b) => middleMs(a.at) - middleMs(b.at));
  const showing = new Set(members.map((m) => m.sceneId));
  const meanwhile = looks.filter(
    (s) => middleMs(s.at) >= middleMs(first.at) && middleMs(s.at) <= middleMs(last.at),
  );
  const before = looks.filter((s) => middleMs(s.at) < middleMs(first.at)).length;
  const after = looks.filter((s) => middleMs(s.at) > middleMs(last.at)).length;
  const looked = Math.max(meanwhile.length, members.length);
  const seen = Math.min(looked, meanwhile.filter((s) => showing.has(s.id)).length || members.length);
  const log =
    Math.log(priorOdds) +
    presence(seen, looked, settings.found) +
    sameness(members.flatMap((m) => (m.lengthMetres === null ? [] : [logLength(m)])));
  const probability = 1 / (1 + Math.exp(-log));
  if (probability < settings.probable) return null;
  const spread = Math.sqrt(
    members.reduce((sum, m) => {
      const [e, n] = toPlane(plane, m.position);
      return sum + (e - group.east) ** 2 + (n - group.north) ** 2;
    }, 0) / members.length,
  );
  const lengths = members
    .flatMap((m) => (m.lengthMetres === null ? [] : [m.lengthMetres.best]))
    .toSorted((a, b) => a - b);
  return {
    position: [Math.round(position[0] * 1e6) / 1e6, Math.round(position[1] * 1e6) / 1e6],
    radiusMetres: Math.round(Math.max(settings.leastMetres, 2 * spread)),
    sightings: members.map((m) => m.id),
    looked,
    days,
    validFrom: before >= absences ? dayOf(middleMs(first.at)) : null,
    validTo: after >= absences ? dayOf(middleMs(last.at) + dayMs) : null,
    probability: roundedInside(probability, 6),
    lengthMetres: lengths[lengths.length >> 1] ?? null,
  };
}

const logLength = (m: Sighting): readonly [number, number] => [
  Math.log(m.lengthMetres?.best ?? 1),
  m.lengthMetres === null ? 1 : lengthDeviation(m.lengthMetres, m.sensor),
];

/**
 * Logarithm of how much more probable s of l looks show an object that stands, found with a fixed probability, than a place that is taken with a probability that may
 * be anything: the latter is 1 / (l + 1) for every s.
 */
function presence(seen: number, looked: number, found: number): number {
  let choose = 0;
  for (let i = 1; i <= seen; i++) choose += Math.log((looked - seen + i) / i);
  return choose + seen * Math.log(found) + (looked - seen) * Math.log(1 - found) + Math.log(looked + 1);
}

/** Spread of the logarithms of lengths of ships that come and go at one place. */
const lengthsOfShips = 0.35;

/** Logarithm of how much more probable the lengths are of one thing, measured with their errors, than of several ships. */
function sameness(lengths: readonly (readonly [log: number, deviation: number])[]): number {
  if (lengths.length < 2) return 0;
  const about = (extra: number): number => {
    const weights = lengths.map(([, d]) => 1 / (d * d + extra * extra));
    const total = weights.reduce((a, b) => a + b, 0);
    const mean = lengths.reduce((sum, [log], i) => sum + log * (weights[i] ?? 0), 0) / total;
    return lengths.reduce((sum, [log], i) => {
      const w = weights[i] ?? 1;
      return sum + 0.5 * Math.log(w) - 0.5 * w * (log - mean) ** 2;
    }, 0);
  };
  return about(0) - about(lengthsOfShips);
}
