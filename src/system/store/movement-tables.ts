import type { PositionImport } from "../../movements/ais/position-import.ts";
import type { FixedObject } from "../../movements/fixed/fixed-object.ts";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import type { Port } from "../../movements/places/port.ts";
import { revisionId, type Revision } from "../../movements/sightings/revision.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { VesselFact } from "../../movements/vessels/vessel-fact.ts";
import type { WatchEntry } from "../../movements/vessels/watch-entry.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { table, type Stored } from "./record-table.ts";

export const voyages = table<VoyageRow>("voyages", {
  id: (v) => v.voyage,
  vessel: (v) => v.vessel,
  imo: (v) => v.imo,
  imo_source: (v) => v.imoSource,
  mode: (v) => v.mode,
  from_place: (v) => v.fromPlace,
  from_at: (v) => v.fromAt,
  to_place: (v) => v.toPlace,
  to_at: (v) => v.toAt,
  containers_low: (v) => v.containersLow,
  containers_best: (v) => v.containersBest,
  containers_high: (v) => v.containersHigh,
  containers_words: (v) => v.containersWords,
  transponder: (v) => v.transponder,
  identified_by: (v) => v.identifiedBy,
  observer: (v) => v.observer,
  publisher: (v) => v.publisher,
  published_at: (v) => v.publishedAt,
  address: (v) => v.address,
  page: (v) => v.page,
  caveats: (v) => v.caveats,
});

export const positionImports = table<PositionImport>("position_imports", {
  id: (p) => p.id,
  source: (p) => p.source,
  sha256: (p) => p.sha256,
  format: (p) => p.format,
  lines: (p) => p.lines,
  fixes: (p) => p.fixes,
  statements: (p) => p.statements,
  refused: (p) => JSON.stringify(p.refused),
  days: (p) => JSON.stringify(p.days),
  clock: (p) => (p.clock === null ? null : JSON.stringify(p.clock)),
});

export const ports = table<Port>("ports", {
  id: (p) => p.id,
  name: (p) => p.name,
  country: (p) => p.country,
  kind: (p) => p.kind,
  longitude: (p) => p.position[0],
  latitude: (p) => p.position[1],
  list: (p) => p.list,
});

const orNull = (value: object | null): Stored => (value === null ? null : JSON.stringify(value));

export const scenes = table<Scene>("scenes", {
  id: (s) => s.id,
  at_text: (s) => s.at.text,
  at_precision: (s) => s.at.precision,
  at_from_ms: (s) => s.at.fromMs,
  at_to_ms: (s) => s.at.toMs,
  sensor: (s) => s.sensor,
  platform: (s) => s.platform,
  footprint: (s) => JSON.stringify(s.footprint),
  sample_distance_m: (s) => s.sampleDistanceMetres,
  hidden: (s) => JSON.stringify(s.hidden),
  found_half_m: (s) => s.foundHalfMetres,
  found_nearly_all_m: (s) => s.foundNearlyAllMetres,
  radar: (s) => orNull(s.radar),
  look: (s) => s.lookId,
  source: (s) => s.source,
  licence: (s) => s.licence,
});

export const sightings = table<Sighting>("sightings", {
  id: (s) => s.id,
  scene: (s) => s.sceneId,
  mark: (s) => s.markId,
  at_text: (s) => s.at.text,
  at_precision: (s) => s.at.precision,
  at_from_ms: (s) => s.at.fromMs,
  at_to_ms: (s) => s.at.toMs,
  longitude: (s) => s.position[0],
  latitude: (s) => s.position[1],
  error: (s) => JSON.stringify(s.error),
  sensor: (s) => s.sensor,
  length: (s) => orNull(s.lengthMetres),
  width: (s) => orNull(s.widthMetres),
  heading: (s) => orNull(s.headingDegrees),
  axis_only: (s) => (s.axisOnly ? 1 : 0),
  layout: (s) => JSON.stringify(s.layout),
  colours: (s) => JSON.stringify(s.colours),
  containers: (s) => orNull(s.containers),
  by_whom: (s) => s.by,
  source: (s) => s.source,
  note: (s) => s.note,
});

export const revisions = table<Revision>("revisions", {
  id: revisionId,
  thing: (r) => r.thing,
  of_record: (r) => r.of,
  version: (r) => r.version,
  withdrawn: (r) => (r.withdrawn ? 1 : 0),
  cells: (r) => JSON.stringify(r.cells),
  corrected: (r) => orNull(r.corrected),
  reason: (r) => r.reason,
  by_whom: (r) => r.by,
});

export const fixedObjects = table<FixedObject>("fixed_objects", {
  key: (f) => `${f.id}/${f.version}`,
  id: (f) => f.id,
  version: (f) => f.version,
  longitude: (f) => f.position[0],
  latitude: (f) => f.position[1],
  radius_m: (f) => f.radiusMetres,
  kind: (f) => f.kind,
  name: (f) => f.name,
  valid_from: (f) => f.validFrom,
  valid_to: (f) => f.validTo,
  withdrawn: (f) => (f.withdrawn ? 1 : 0),
  sightings: (f) => JSON.stringify(f.sightings),
  reason: (f) => f.reason,
  by_whom: (f) => f.by,
});

export const verdicts = table<VerdictRecord>("verdicts", {
  id: (v) => v.id,
  sighting: (v) => v.sightingId,
  scene: (v) => v.sceneId,
  word: (v) => v.word,
  probability: (v) => v.probability,
  rivals: (v) => JSON.stringify(v.rivals),
  heard: (v) => v.heard,
  reasons: (v) => JSON.stringify(v.reasons),
  settings: (v) => v.settings,
  positions: (v) => v.positions,
});

export const vesselFacts = table<VesselFact>("vessel_facts", {
  id: (f) => f.id,
  vessel: (f) => f.vessel,
  field: (f) => f.field,
  value: (f) => f.value,
  from_day: (f) => f.from,
  to_day: (f) => f.to,
  basis: (f) => f.basis,
  publisher: (f) => f.publisher,
  address: (f) => f.address,
  note: (f) => f.note,
});

export const watchEntries = table<WatchEntry>("watch_entries", {
  id: (w) => w.id,
  list: (w) => w.list,
  published: (w) => w.published,
  name: (w) => w.name,
  other_names: (w) => JSON.stringify(w.otherNames),
  imo: (w) => w.imo,
  mmsi: (w) => w.mmsi,
  call_sign: (w) => w.callSign,
  flag: (w) => w.flag,
  owner: (w) => w.owner,
  listed_from: (w) => w.listedFrom,
  listed_to: (w) => w.listedTo,
  programme: (w) => w.programme,
  remarks: (w) => w.remarks,
});
