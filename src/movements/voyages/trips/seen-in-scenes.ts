import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { isWithin } from "../../../base/geometry/within.ts";
import type { Area, Position } from "../../../sites/counting/site.ts";
import type { Verdict } from "../../matching/verdict.ts";
import type { Scene, Sighting } from "../../sightings/sighting.ts";
import type { PortLook, ShipSighting, ShuttlePort } from "../trips.ts";
import { shipOfNumber } from "./names-of-numbers.ts";

/** A ship seen this near to a port's position is at the port, in metres. */
export const portReachMetres = 5_000;
/** A match at least this probable names a ship. */
const namedFrom = 0.95;
/** What is read of a scene's own two lengths: ships of the second are found 19 times in 20. */
const nearlyAll = 0.95;

/** The case's own scenes over the ports as looks, and the ships that were seen in them. A match with a position report gives a name. */
export function seenInScenes(
  scenes: readonly Scene[],
  sightings: readonly Sighting[],
  verdicts: ReadonlyMap<string, Verdict>,
  ports: readonly ShuttlePort[],
  areas: readonly Area[],
  shortestMetres: number,
  nameOf: (mmsi: number) => string,
): {
  readonly sightings: readonly ShipSighting[];
  readonly looks: readonly PortLook[];
  readonly leftOut: readonly { readonly sighting: ShipSighting; readonly reason: string }[];
} {
  const looks = scenes.flatMap((scene) =>
    ports.flatMap((port): PortLook[] => {
      const saw = sawPort(scene, port, areas);
      return saw === "nothing" && !isWithin(port.position, scene.footprint)
        ? []
        : [
            {
              id: scene.id,
              portId: port.id,
              areaId: null,
              at: scene.at,
              saw,
              foundChance:
                scene.foundNearlyAllMetres === null
                  ? null
                  : scene.foundNearlyAllMetres <= shortestMetres
                    ? nearlyAll
                    : 0.5,
              source: scene.source,
            },
          ];
    }),
  );
  const seen = sightings.flatMap((s): ShipSighting[] => {
    const port = ports.find((p) => distanceMetres(p.position, s.position) <= portReachMetres);
    if (port === undefined) return [];
    const verdict = verdicts.get(s.id);
    const [rival] = verdict?.rivals ?? [];
    // Of a number that was sent from several places at a time it is not known which of its ships this one is.
    const isOneShip = rival !== undefined && rival.segment === undefined;
    const named =
      verdict?.word === "matched" && isOneShip && rival.probability >= namedFrom ? rival.mmsi : null;
    if (verdict?.word === "fixed-object") return [];
    return [
      {
        id: `sightings/${s.id}`,
        placeId: port.id,
        areaId: areaOf(s.position, port, areas),
        position: port.position,
        at: s.at,
        throughout: false,
        ship: named === null ? null : shipOfNumber(named, nameOf),
        candidates: null,
        lengthMetres: s.lengthMetres?.best ?? null,
        lookId: s.sceneId,
        basis: "seen",
        // Of one without a picture it is the observer by whom it is known again in what is published.
        source: s.sceneId === null ? s.by : s.source,
        address: "",
      },
    ];
  });
  const errors = new Map(sightings.map((s) => [`sightings/${s.id}`, s.error.semiMajorMetres]));
  const isPlaced = (s: ShipSighting): boolean => (errors.get(s.id) ?? 0) <= portReachMetres;
  return {
    sightings: seen.filter(isPlaced),
    looks,
    leftOut: seen
      .filter((s) => !isPlaced(s))
      .map((sighting) => ({
        sighting,
        reason: "its place is not known closely enough to say that it lay in the port",
      })),
  };
}

/** Whole where every corner of the port's outlines (or its position) lies in the footprint and none in a hidden part. */
function sawPort(scene: Scene, port: ShuttlePort, areas: readonly Area[]): PortLook["saw"] {
  const corners = areas
    .filter((a) => a.siteId === port.id)
    .flatMap(({ outline }) =>
      outline.type === "polygons" ? outline.polygons.flatMap((p) => p[0] ?? []) : outline.lines.flat(),
    );
  const needed: readonly Position[] = [port.position, ...corners];
  const seen = needed.filter(
    (p) => isWithin(p, scene.footprint) && !scene.hidden.some((part) => isWithin(p, part)),
  );
  return seen.length === needed.length ? "whole" : seen.length > 0 ? "part" : "nothing";
}

const areaOf = (position: Position, port: ShuttlePort, areas: readonly Area[]): string | null =>
  areas.find(
    ({ siteId, outline }) =>
      siteId === port.id &&
      outline.type === "polygons" &&
      outline.polygons.some((polygon) => isWithin(position, polygon)),
  )?.id ?? null;
