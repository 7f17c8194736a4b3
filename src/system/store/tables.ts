import type { EventRow } from "../../sites/history/event.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import type { Count, Look } from "../../sites/counting/look.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { PassFact } from "../../sites/counting/marks/pass-fact.ts";
import type { MachineReading } from "../../sites/counting/marks/machine-reading.ts";
import type { PublicationRow } from "../../findings/claims/publications-table.ts";
import { amendmentId, type Amendment } from "../../sites/outlines/amendment.ts";
import type { ProposalDecision } from "../../sites/outlines/proposal-decision.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import type {
  ClarityRecord,
  DatedBy,
  LineUp,
  OverrideRecord,
  PictureRecord,
  Repeat,
  Supply,
  ViewRecord,
} from "../../sites/pictures/picture-look.ts";
import type { FindingRecord, JudgementRecord } from "../../findings/judgements/finding.ts";

import { connections, referenceLines, statements } from "./chain-tables.ts";
import {
  fixedObjects,
  ports,
  positionImports,
  revisions,
  scenes,
  sightings,
  verdicts,
  vesselFacts,
  voyages,
  watchEntries,
} from "./movement-tables.ts";
import { table, type RecordTable, type Stored } from "./record-table.ts";

export type { RecordTable, Stored } from "./record-table.ts";

export const sites = table<Site>("sites", {
  id: (s) => s.id,
  name: (s) => s.name,
  names: (s) => JSON.stringify(s.names),
  country: (s) => s.country,
  zone_minutes: (s) => s.zoneMinutes,
  longitude: (s) => s.position[0],
  latitude: (s) => s.position[1],
  note: (s) => s.note,
  source: (s) => s.source,
});

export const areas = table<Area>("areas", {
  key: areaKey,
  site: (a) => a.siteId,
  id: (a) => a.id,
  name: (a) => a.name,
  role: (a) => a.role,
  outline: (a) => JSON.stringify(a.outline),
  valid_from: (a) => a.validFrom,
  valid_to: (a) => a.validTo,
  approximate: (a) => (a.approximate ? 1 : 0),
  uncertainty_m: (a) => a.uncertaintyMetres,
  basis: (a) => a.basis,
  source: (a) => a.source,
});

export const looks = table<Look>("looks", {
  id: (l) => l.id,
  site: (l) => l.siteId,
  taken_at: (l) => l.takenAt?.text ?? null,
  taken_precision: (l) => l.takenAt?.precision ?? null,
  taken_from_ms: (l) => l.takenAt?.fromMs ?? null,
  taken_to_ms: (l) => l.takenAt?.toMs ?? null,
  observer: (l) => l.observer,
  provider: (l) => l.provider,
  sample_distance_m: (l) => l.sampleDistanceMetres,
  looks_summed: (l) => l.looksSummed,
});

export const counts = table<Count>("counts", {
  id: (c) => c.id,
  look: (c) => c.lookId,
  area: (c) => c.areaId,
  kind: (c) => c.kind,
  measure: (c) => c.measure,
  statistic: (c) => c.statistic,
  low: (c) => c.low,
  best: (c) => c.best,
  high: (c) => c.high,
  qualifier: (c) => c.qualifier,
  cover: (c) => c.cover,
  outcome: (c) => c.outcome,
  reason: (c) => c.reason,
  caveats: (c) => c.caveats,
  publisher: (c) => c.publisher,
  address: (c) => c.address,
  page: (c) => c.page,
  published_at: (c) => c.publishedAt,
  corrects: (c) => c.corrects,
});

export const publications = table<PublicationRow>("publications", {
  id: (p) => p.publication,
  count: (p) => p.observation,
  publisher: (p) => p.publisher,
  address: (p) => p.address,
  published_at: (p) => p.publishedAt,
  page: (p) => p.page,
  qualifier: (p) => p.qualifier,
  low: (p) => p.low,
  best: (p) => p.best,
  high: (p) => p.high,
  unit_said: (p) => p.unitSaid,
  taken_at_said: (p) => p.takenAtSaid,
  weekday_said: (p) => p.weekdaySaid,
  note: (p) => p.note,
});

export const events = table<EventRow>("events", {
  id: (e) => e.event,
  at: (e) => e.at,
  site: (e) => e.site,
  place: (e) => e.place,
  what: (e) => e.what,
  matters: (e) => e.matters,
  publisher: (e) => e.publisher,
  address: (e) => e.address,
  conflict: (e) => e.conflict,
});

export const findings = table<FindingRecord>("findings", {
  id: (f) => f.id,
  title: (f) => f.title,
  question: (f) => JSON.stringify(f.question),
});

export const judgements = table<JudgementRecord>("judgements", {
  key: (j) => `${j.finding}/${j.place}`,
  finding: (j) => j.finding,
  place: (j) => j.place,
  part: (j) => j.part,
  text: (j) => j.text,
});

const dated = (d: DatedBy | null): Stored => (d === null ? null : JSON.stringify(d));

export const supplies = table<Supply>("supplies", {
  look: (s) => s.lookId,
  origin: (s) => s.origin,
  catalogue: (s) => s.catalogue,
  item: (s) => s.item,
  address: (s) => s.address,
  outcome: (s) => s.outcome,
  reason: (s) => s.reason,
  picture: (s) => s.picture,
  taken_source: (s) => s.takenSource,
  published_at: (s) => dated(s.publishedAt),
  file_time: (s) => dated(s.fileTime),
  uploaded_at: (s) => dated(s.uploadedAt),
  licence: (s) => s.licence,
  may_leave: (s) => (s.mayLeave ? 1 : 0),
  attribution: (s) => s.attribution,
  platform: (s) => s.platform,
  off_nadir_deg: (s) => s.offNadirDegrees,
  sun_elevation_deg: (s) => s.sunElevationDegrees,
  sun_azimuth_deg: (s) => s.sunAzimuthDegrees,
  scene_cloud_percent: (s) => s.sceneCloudPercent,
  checksum: (s) => s.checksum,
});

export const views = table<ViewRecord>("views", {
  look: (v) => v.lookId,
  azimuth_deg: (v) => v.azimuthDegrees,
  off_nadir_deg: (v) => v.offNadirDegrees,
  incidence_deg: (v) => v.incidenceDegrees,
});

export const pictures = table<PictureRecord>("pictures", {
  look: (p) => p.lookId,
  sha256: (p) => p.sha256,
  format: (p) => p.format,
  width: (p) => p.width,
  height: (p) => p.height,
  sample_type: (p) => p.sampleType,
  bands: (p) => JSON.stringify(p.bands),
  // As text, since nodata may be NaN, which SQLite stores as NULL.
  nodata: (p) => (p.nodata === null ? null : String(p.nodata)),
  coding: (p) => p.coding,
  georeference: (p) => (p.georeference === null ? null : JSON.stringify(p.georeference)),
  sample_distance_m: (p) => p.sampleDistanceMetres,
  effective_sample_distance_m: (p) => p.effectiveSampleDistanceMetres,
  effective_reason: (p) => p.effectiveReason,
  simulated: (p) => (p.simulated ? 1 : 0),
  fingerprint: (p) => p.fingerprint,
});

export const clarities = table<ClarityRecord>("clarities", {
  key: (c) => `${c.lookId}/${c.area}`,
  look: (c) => c.lookId,
  area: (c) => c.area,
  covered: (c) => c.covered,
  clear: (c) => c.clear,
  cloud: (c) => c.cloud,
  shadow: (c) => c.shadow,
  snow: (c) => c.snow,
  haze: (c) => c.haze,
  saturated: (c) => c.saturated,
  dark: (c) => c.dark,
  unknown: (c) => c.unknown,
  method: (c) => c.method,
  uncertainty: (c) => c.uncertainty,
});

export const lineUps = table<LineUp>("line_ups", {
  look: (l) => l.lookId,
  reference: (l) => l.reference,
  east_m: (l) => l.eastMetres,
  north_m: (l) => l.northMetres,
  quality: (l) => l.quality,
  outcome: (l) => l.outcome,
  reason: (l) => l.reason,
});

export const repeats = table<Repeat>("repeats", {
  look: (r) => r.lookId,
  of_look: (r) => r.of,
  score: (r) => r.score,
  reason: (r) => r.reason,
});

export const overrides = table<OverrideRecord>("overrides", {
  id: (o) => o.id,
  look: (o) => o.lookId,
  kind: (o) => o.kind,
  usability: (o) => o.usability,
  reason: (o) => o.reason,
  by_whom: (o) => o.by,
});

export const marks = table<Mark>("marks", {
  id: (m) => m.id,
  look: (m) => m.lookId,
  area: (m) => m.areaId,
  track: (m) => m.trackId,
  kind: (m) => m.kind,
  cover: (m) => m.cover,
  outline: (m) => JSON.stringify(m.outline),
  in_pixels: (m) => (m.inPixels ? 1 : 0),
  number: (m) => m.number,
  probability: (m) => m.probability,
  marker_type: (m) => m.marker.type,
  marker: (m) => m.marker.name,
  pass: (m) => m.pass,
  state: (m) => m.state,
  replaces: (m) => JSON.stringify(m.replaces),
  note: (m) => m.note,
});

export const passes = table<PassFact>("passes", {
  id: (p) => p.id,
  look: (p) => p.lookId,
  by_whom: (p) => p.by,
  pass: (p) => p.pass,
  kind: (p) => p.kind,
  event: (p) => p.event,
  marks: (p) => p.marks,
  sha256: (p) => p.sha256,
});

export const readings = table<MachineReading>("readings", {
  id: (r) => r.id,
  look: (r) => r.lookId,
  model: (r) => r.model,
  rule: (r) => r.rule,
  evidence: (r) => r.evidence,
  settings: (r) => r.settings,
  outcome: (r) => r.outcome,
  reasons: (r) => JSON.stringify(r.reasons),
  low: (r) => r.total?.low ?? null,
  best: (r) => r.total?.best ?? null,
  high: (r) => r.total?.high ?? null,
  way: (r) => r.way,
});

export const amendments = table<Amendment>("amendments", {
  id: amendmentId,
  outline: (a) => a.outline,
  site: (a) => a.siteId,
  area: (a) => a.areaId,
  number: (a) => a.number,
  what: (a) => a.what.type,
  day: (a) => (a.what.type === "ended" ? a.what.day : null),
  undoes: (a) => (a.what.type === "undone" ? a.what.number : null),
  corrected: (a) => (a.what.type === "corrected" ? JSON.stringify(a.what.area) : null),
  reason: (a) => a.reason,
  by_whom: (a) => a.by,
});

export const proposals = table<ProposalDecision>("proposals", {
  id: (p) => p.id,
  site: (p) => p.siteId,
  picture: (p) => p.picture,
  line: (p) => JSON.stringify(p.line),
  quality: (p) => p.quality,
  decision: (p) => p.decision,
  outline: (p) => p.outline,
  reason: (p) => p.reason,
  by_whom: (p) => p.by,
});

/** All tables of records, in the order in which one may refer to another. */
export const recordTables: readonly RecordTable<never>[] = [
  sites,
  areas,
  looks,
  counts,
  publications,
  events,
  voyages,
  findings,
  judgements,
  supplies,
  pictures,
  clarities,
  lineUps,
  repeats,
  overrides,
  marks,
  readings,
  views,
  passes,
  amendments,
  proposals,
  positionImports,
  ports,
  scenes,
  sightings,
  revisions,
  fixedObjects,
  verdicts,
  vesselFacts,
  watchEntries,
  connections,
  referenceLines,
  statements,
];
