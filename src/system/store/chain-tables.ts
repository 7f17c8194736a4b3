import type { StatementRow } from "../../findings/contradictions/statements-table.ts";
import type { ReferenceLine } from "../../findings/distances/reference-line.ts";
import type { ConnectionRow } from "../../movements/chain/connections-table.ts";
import { table } from "./record-table.ts";

export const connections = table<ConnectionRow>("connections", {
  id: (c) => c.connection,
  from_place: (c) => c.fromPlace,
  to_place: (c) => c.toPlace,
  mode: (c) => c.mode,
  length_km_low: (c) => c.lengthKmLow,
  length_km_high: (c) => c.lengthKmHigh,
  basis: (c) => c.basis,
  publisher: (c) => c.publisher,
  address: (c) => c.address,
  page: (c) => c.page,
});

export const referenceLines = table<ReferenceLine>("reference_lines", {
  id: (l) => l.id,
  name: (l) => l.name,
  parts: (l) => JSON.stringify(l.parts),
  error_m: (l) => l.errorMetres,
  valid_from: (l) => l.validFrom,
  valid_to: (l) => l.validTo,
  basis: (l) => l.basis,
  source: (l) => l.source,
});

export const statements = table<StatementRow>("statements", {
  id: (s) => s.statement,
  contradiction: (s) => s.contradiction,
  about: (s) => s.about,
  topic: (s) => s.topic,
  test: (s) => s.test,
  says: (s) => s.says,
  low: (s) => s.low,
  best: (s) => s.best,
  high: (s) => s.high,
  unit: (s) => s.unit,
  base: (s) => s.base,
  value: (s) => s.value,
  over: (s) => s.over,
  rule: (s) => s.rule,
  subject: (s) => s.subject,
  record: (s) => s.record,
  longitude: (s) => s.longitude,
  latitude: (s) => s.latitude,
  document: (s) => s.document,
  retrieved: (s) => s.retrieved,
  publisher: (s) => s.publisher,
  published_at: (s) => s.publishedAt,
  address: (s) => s.address,
  page: (s) => s.page,
  wanted: (s) => s.wanted,
});
