import { dayMs } from "../../base/time/calendar.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { Observation } from "../../sites/counting/look.ts";
import { withoutReplaced } from "../../sites/counting/standing-counts.ts";
import type { Area, Position, Site } from "../../sites/counting/site.ts";
import type { VoyageRow } from "../voyages/voyages-table.ts";
import type { ErrorEllipse, Sighting } from "./sighting.ts";

/** What a published sighting was read from. It is worked out anew each time and never stored beside its origin. */
export type PublishedOrigin =
  | { readonly record: "voyage"; readonly id: string; readonly end: "from" | "to" }
  | { readonly record: "count"; readonly id: string };

/** A sighting that the case's published voyages or looks tell of, with the ship that its source names. */
export interface PublishedSighting {
  readonly sighting: Sighting;
  readonly origin: PublishedOrigin;
  readonly siteId: string;
  /** As its source names it; empty when it does not. */
  readonly vessel: string;
  readonly imo: string;
  readonly identifiedBy: VoyageRow["identifiedBy"];
}

/** 1 sigma of a ship that is told to be at a site, in metres: somewhere at its piers or before them. */
export const atSiteMetres = 3_000;
/** Longest time that still is one sighting: what is told of months sums up many. */
const longestMs = 4 * dayMs;

interface Told {
  readonly voyages: readonly VoyageRow[];
  /** Observations of all kinds, of which lengths of single ships are taken. */
  readonly observations: readonly Observation[];
  readonly sites: readonly Site[];
  readonly areas: readonly Area[];
}

/** Sightings told by published voyages (each end with a site and a day) and by published lengths of ships, in order of time. */
export function publishedSightings({ voyages, observations, sites, areas }: Told): PublishedSighting[] {
  const siteOf = new Map(sites.map((s) => [s.id, s]));
  const ofVoyages = voyages
    // What was inferred without a ship in a picture is no sighting.
    .filter((v) => v.mode === "ship" && v.identifiedBy !== "inferred")
    .flatMap((v) => [
      ...endOf(v, "from", siteOf.get(v.fromPlace), v.fromAt),
      ...endOf(v, "to", siteOf.get(v.toPlace), v.toAt),
    ]);
  const ofLooks = withoutReplaced(observations).flatMap((o) => lengthOf(o, siteOf.get(o.look.siteId), areas));
  return [...ofVoyages, ...ofLooks].sort(
    (a, b) => a.sighting.at.fromMs - b.sighting.at.fromMs || (a.sighting.id < b.sighting.id ? -1 : 1),
  );
}

const short = (span: TimeSpan): boolean => span.toMs - span.fromMs <= longestMs;

const round = (metres: number): ErrorEllipse => ({
  semiMajorMetres: metres,
  semiMinorMetres: metres,
  azimuthDegrees: 0,
});

const bare: Pick<
  Sighting,
  "sceneId" | "markId" | "widthMetres" | "headingDegrees" | "axisOnly" | "layout" | "colours" | "containers"
> = {
  sceneId: null,
  markId: null,
  widthMetres: null,
  headingDegrees: null,
  axisOnly: true,
  layout: [],
  colours: [],
  containers: null,
};

function endOf(
  voyage: VoyageRow,
  end: "from" | "to",
  site: Site | undefined,
  at: string,
): readonly PublishedSighting[] {
  if (site === undefined || at === "") return [];
  const parsed = parseSpan(at, site.zoneMinutes);
  if (!parsed.ok || !short(parsed.span)) return [];
  return [
    {
      sighting: {
        ...bare,
        id: `voyage/${voyage.voyage}/${end}`,
        at: parsed.span,
        position: site.position,
        error: round(atSiteMetres),
        sensor: "other",
        lengthMetres: null,
        by: voyage.observer,
        source: voyage.address === "" ? voyage.publisher : voyage.address,
        note: voyage.caveats,
      },
      origin: { record: "voyage", id: voyage.voyage, end },
      siteId: site.id,
      vessel: voyage.vessel,
      imo: voyage.imo,
      identifiedBy: voyage.vessel === "" ? "not-identified" : voyage.identifiedBy,
    },
  ];
}

function lengthOf(
  { look, count }: Observation,
  site: Site | undefined,
  areas: readonly Area[],
): readonly PublishedSighting[] {
  if (site === undefined || count.kind !== "ship" || count.measure !== "length" || count.best === null)
    return [];
  if (count.statistic !== "at-look" || count.outcome !== "counted") return [];
  if (look.takenAt === null || !short(look.takenAt)) return [];
  const area = areas.find((a) => a.siteId === site.id && a.id === count.areaId);
  return [
    {
      sighting: {
        ...bare,
        id: `count/${count.id}`,
        at: look.takenAt,
        position: area === undefined ? site.position : middleOf(area, site.position),
        error: round(
          area === undefined ? atSiteMetres : Math.max(500, area.uncertaintyMetres ?? atSiteMetres),
        ),
        sensor: "other",
        lengthMetres: { low: count.low, best: count.best, high: count.high },
        by: look.observer,
        source: count.address === "" ? count.publisher : count.address,
        note: count.caveats,
      },
      origin: { record: "count", id: count.id },
      siteId: site.id,
      vessel: "",
      imo: "",
      identifiedBy: "not-identified",
    },
  ];
}

/** Middle of the corners of an area's first ring: within its uncertainty for a pier. */
function middleOf({ outline }: Area, otherwise: Position): Position {
  const corners = outline.type === "polygons" ? (outline.polygons[0]?.[0]?.slice(1) ?? []) : [];
  if (corners.length === 0) return otherwise;
  const sum = (axis: 0 | 1): number => corners.reduce((total, c) => total + c[axis], 0) / corners.length;
  return [sum(0), sum(1)];
}
