import { parseSpan } from "../../../../base/time/span.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import type { FixedObject } from "../../../../movements/fixed/fixed-object.ts";

/** The columns that `fixed import` reads, and some that say more. */
export const fixedColumns = [
  "fixed",
  "radius_m",
  "kind",
  "valid_from",
  "valid_to",
  "reason",
  "by",
  "version",
  "withdrawn",
] as const;

const startOf = (day: string | null): number | null => {
  const parsed = day === null ? null : parseSpan(day, 0);
  return parsed?.ok === true ? parsed.span.fromMs : null;
};

export const exchangedFixed = (o: FixedObject): Exchanged => ({
  name: o.name === "" ? o.id : o.name,
  geometry: { type: "Point", coordinates: o.position },
  fromMs: startOf(o.validFrom),
  toMs: startOf(o.validTo),
  properties: {
    fixed: o.id,
    radius_m: o.radiusMetres,
    kind: o.kind,
    valid_from: o.validFrom,
    valid_to: o.validTo,
    reason: o.reason,
    by: o.by,
    version: o.version,
    withdrawn: o.withdrawn,
  },
});
