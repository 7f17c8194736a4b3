import { normalQuantile } from "../../src/base/probability/normal.ts";
import { uniform } from "../../src/base/random.ts";
import type { FixedObject } from "../../src/movements/fixed/fixed-object.ts";
import { velocityOf, type Report } from "../../src/movements/matching/bracket.ts";
import type { Candidate } from "../../src/movements/matching/candidate.ts";
import { foundProbability } from "../../src/movements/matching/detection.ts";
import { displacementOf } from "../../src/movements/matching/displacement.ts";
import { bowOf } from "../../src/movements/matching/heading.ts";
import { directionOf, fromPlane, planeAt, toPlane } from "../../src/movements/matching/plane.ts";
import type { Scene, Sighting } from "../../src/movements/sightings/sighting.ts";
import { halfOf } from "./halves.ts";
import { firstFrom } from "./hidden-passages.ts";
import { gatherLeft, trueWithin, type World } from "./left-reports.ts";
import { isSilent, made, madeDimensions, sentDimensions } from "./made.ts";

/** What a made-up picture is of: real ships at real places, of which it is known who is who. */
export interface HiddenScene {
  readonly scene: Scene;
  readonly atMs: number;
  readonly sightings: readonly Sighting[];
  readonly truths: readonly Truth[];
  /** As `sighting match` gathers them from the reports that were left. */
  readonly candidates: readonly Candidate[];
  /** The ships that report and may be seen, with all reports that were left about the time, by one who knows which are whose. */
  readonly known: readonly Candidate[];
  readonly fixed: readonly FixedObject[];
  /** Ships that never report. */
  readonly silent: ReadonlySet<number>;
  /** Reports that were left, of every ship that reports, for rules that look at reports alone. */
  readonly left: ReadonlyMap<number, readonly Report[]>;
}

/** What a sighting really is, and whether it is of the half of the ships that nothing was learnt from. */
export interface Truth {
  readonly kind: "reporting" | "silent" | "false" | "fixed";
  readonly mmsi: number | null;
  readonly lengthMetres: number;
  readonly judged: boolean;
}

const hour = 3_600_000;

/**
 * A picture of a region at a time, with every report of every ship from half of `gapHours` before it to half after it taken away. Places
 * are those of the reports taken away, interpolated over at most 6 minutes; ships that have no such place are left out of this world.
 */
export async function hiddenScene(
  world: World,
  atMs: number,
  gapHours: number,
  seed: number,
  positionMetres: number = made.positionMetres,
): Promise<HiddenScene> {
  const { ships, region, lengths } = world;
  const random = uniform(seed);
  const normal = (): number => normalQuantile(random() * (1 - 2e-9) + 1e-9);
  const [west, south, east, north] = region.box;
  const radar = random() < 0.5;
  const scene: Scene = {
    id: "made",
    at: { fromMs: atMs, toMs: atMs + 1000, precision: "second", text: "" },
    sensor: radar ? "radar" : "optical",
    platform: "made up",
    footprint: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
    sampleDistanceMetres: null,
    hidden: [],
    foundHalfMetres: made.foundHalfMetres,
    foundNearlyAllMetres: made.foundNearlyAllMetres,
    radar: radar ? { lookAzimuthDegrees: 80, incidenceDegrees: 38, rangeOverVelocitySeconds: 110 } : null,
    lookId: null,
    source: "made up",
    licence: "",
  };
  const sightings: Sighting[] = [];
  const truths: Truth[] = [];
  const known: Candidate[] = [];
  const left = new Map<number, readonly Report[]>();
  const silentOnes = new Set<number>();
  const inBox = ([x, y]: readonly [number, number]): boolean =>
    x >= west && x < east && y >= south && y < north;
  const see = (
    position: readonly [number, number],
    truth: Truth,
    widthMetres: number | null,
    headingDegrees: number | null,
  ): void => {
    const plane = planeAt(position);
    const length = truth.lengthMetres * Math.exp(made.lengthShare * normal());
    const width = widthMetres === null ? null : widthMetres * Math.exp(made.widthShare * normal());
    const interval = (best: number, share: number) => ({
      low: best * Math.exp(-1.96 * share),
      best,
      high: best * Math.exp(1.96 * share),
    });
    const heading =
      headingDegrees === null
        ? null
        : (((headingDegrees + made.headingDegrees * normal() + (radar && random() < 0.5 ? 180 : 0)) % 360) +
            360) %
          360;
    sightings.push({
      id: `s${sightings.length}`,
      sceneId: scene.id,
      markId: null,
      at: scene.at,
      position: fromPlane(plane, [positionMetres * normal(), positionMetres * normal()]),
      error: {
        semiMajorMetres: positionMetres,
        semiMinorMetres: positionMetres,
        azimuthDegrees: 0,
      },
      sensor: scene.sensor,
      lengthMetres: interval(length, made.lengthShare),
      widthMetres: width === null ? null : interval(width, made.widthShare),
      headingDegrees:
        heading === null
          ? null
          : {
              low: heading - 1.96 * made.headingDegrees,
              best: heading,
              high: heading + 1.96 * made.headingDegrees,
            },
      axisOnly: radar,
      layout: [],
      colours: [],
      containers: null,
      by: "made up",
      source: "made up",
      note: "",
    });
    truths.push(truth);
  };
  for (const ship of ships) {
    const { reports } = ship;
    const nextIndex = firstFrom(reports, atMs);
    const [previous, next] = [reports[nextIndex - 1], reports[nextIndex]];
    const silent = isSilent(seed, ship.mmsi);
    if (silent) silentOnes.add(ship.mmsi);
    const { lengthMetres, widthMetres } = madeDimensions(ship, lengths);
    // Where a ship is that did not report then nobody knows: it would be missing from the picture though it may be there.
    if (previous === undefined || next === undefined || next.at - previous.at > trueWithin) continue;
    {
      const share = (atMs - previous.at) / Math.max(1, next.at - previous.at);
      const plane = planeAt(previous.position);
      const [e, n] = toPlane(plane, next.position);
      let place = fromPlane(plane, [e * share, n * share]);
      const within = inBox(place);
      const found = random() < foundProbability(scene, lengthMetres, ship.shipClass, made.mostFound);
      if (within && found) {
        const near = share < 0.5 ? previous : next;
        const bow = bowOf(near);
        const along = made.antennaShare * lengthMetres * normal();
        const [de, dn] = directionOf(bow ?? 360 * random());
        const shift =
          scene.radar === null ? [0, 0] : displacementOf(scene.radar, velocityOf(near) ?? [0, 0]).shift;
        place = fromPlane(planeAt(place), [along * de + (shift[0] ?? 0), along * dn + (shift[1] ?? 0)]);
        if (inBox(place))
          see(
            place,
            {
              kind: silent ? "silent" : "reporting",
              mmsi: ship.mmsi,
              lengthMetres,
              judged: halfOf(ship.mmsi) === "judged",
            },
            widthMetres,
            bow,
          );
      }
    }
    if (silent) continue;
    const kept = reports.filter((r) => Math.abs(r.at - atMs) > (gapHours / 2) * hour);
    const afterIndex = firstFrom(kept, atMs);
    const within = (r: Report | undefined): Report | null =>
      r !== undefined && Math.abs(r.at - atMs) <= 12 * hour ? r : null;
    const bracket = { before: within(kept[afterIndex - 1]), after: within(kept[afterIndex]) };
    if (bracket.before === null && bracket.after === null) continue;
    left.set(ship.mmsi, kept);
    const other = ships[Math.floor(random() * ships.length)];
    const sent = sentDimensions(seed, ship, other ?? ship, lengths);
    known.push({
      mmsi: ship.mmsi,
      name: ship.name,
      shipClass: ship.shipClass,
      senderClass: "A",
      lengthMetres: sent?.lengthMetres ?? null,
      widthMetres: sent?.widthMetres ?? null,
      toBowMetres: null,
      brackets: [bracket],
    });
  }
  const anywhere = (): readonly [number, number] => [
    west + (east - west) * random(),
    south + (north - south) * random(),
  ];
  const falseOnes = Math.round(made.falseShare * sightings.length + random());
  for (let i = 0; i < falseOnes; i++)
    see(
      anywhere(),
      {
        kind: "false",
        mmsi: null,
        lengthMetres: made.falseMetres * Math.exp(made.falseSpread * normal()),
        judged: true,
      },
      null,
      360 * random(),
    );
  const fixed = Array.from({ length: made.fixedObjects }, (_, i): FixedObject => ({
    id: `fixed${i}`,
    version: 1,
    position: anywhere(),
    radiusMetres: 100,
    kind: "platform",
    name: `platform ${i}`,
    validFrom: null,
    validTo: null,
    withdrawn: false,
    sightings: [],
    reason: "",
    by: "made up",
  }));
  for (const { position } of fixed)
    if (random() < made.fixedFound)
      see(
        position,
        { kind: "fixed", mmsi: null, lengthMetres: 30 + 40 * random(), judged: true },
        null,
        360 * random(),
      );
  const { candidates } = await gatherLeft(world, { scene, sightings }, { atMs, gapHours, seed, known });
  return { scene, atMs, sightings, truths, candidates, known, fixed, silent: silentOnes, left };
}
