import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import type { PublishedSighting } from "../../../../movements/sightings/published.ts";
import type { Sighting } from "../../../../movements/sightings/sighting.ts";

export const sightingColumns = [
  "at",
  "scene",
  "sensor",
  "length_m",
  "width_m",
  "heading_deg",
  "heading_is",
  "error_m",
  "layout",
  "colours",
  "containers",
  "vessel",
  "imo",
  "identified_by",
  "origin",
  "by",
  "source",
  "note",
] as const;

/** A sighting as other programs take it; of a published one with the ship that its source names. */
export const exchangedSighting = (s: Sighting, published: PublishedSighting | null): Exchanged => ({
  name: s.id,
  geometry: { type: "Point", coordinates: s.position },
  fromMs: s.at.fromMs,
  toMs: s.at.toMs,
  properties: {
    at: s.at.text,
    scene: s.sceneId,
    sensor: s.sensor,
    length_m: s.lengthMetres?.best ?? null,
    width_m: s.widthMetres?.best ?? null,
    heading_deg: s.headingDegrees?.best ?? null,
    heading_is: s.headingDegrees === null ? null : s.axisOnly ? "axis" : "bow",
    error_m: s.error.semiMajorMetres,
    layout: s.layout.join(" "),
    colours: s.colours.join(" "),
    containers: s.containers?.best ?? null,
    vessel: published?.vessel ?? null,
    imo: published?.imo ?? null,
    identified_by: published?.identifiedBy ?? null,
    origin: published === null ? "on record" : `published ${published.origin.record} ${published.origin.id}`,
    by: s.by,
    source: s.source,
    note: s.note,
  },
});
