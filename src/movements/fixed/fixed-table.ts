import { idColumn, numberColumn, oneOf, optional, textColumn, type Column } from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { parseSpan } from "../../base/time/span.ts";
import { fixedKinds } from "./fixed-object.ts";

/** One fixed object as written in a table. */
export interface FixedRow {
  readonly fixed: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly radiusMetres: number;
  readonly kind: (typeof fixedKinds)[number];
  readonly name: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly reason: string;
  readonly by: string;
}

const dayWords = "a day as 2021-12-31";

const dayColumn = (name: string, meaning: string): Column<string> => ({
  name,
  meaning,
  allowed: dayWords,
  needed: false,
  read: (text) => {
    const parsed = parseSpan(text, 0);
    return parsed.ok && parsed.span.precision === "day"
      ? { ok: true, value: text }
      : { ok: false, allowed: dayWords };
  },
});

export const fixedTable: Table<FixedRow> = {
  name: "fixed-objects",
  oneRow: "One thing that stands where it stands and looks like a ship: a platform, a turbine, a buoy.",
  columns: {
    fixed: idColumn({ name: "fixed", meaning: "Names the object." }),
    longitude: numberColumn(
      { name: "longitude", meaning: "Of its middle, WGS 84." },
      { from: -180, to: 180 },
    ),
    latitude: numberColumn({ name: "latitude", meaning: "Of its middle, WGS 84." }, { from: -90, to: 90 }),
    radiusMetres: optional(
      numberColumn(
        { name: "radius_m", meaning: "Sightings nearer than this may be it." },
        { from: 1, to: 5000 },
      ),
      100,
      "empty for 100",
    ),
    kind: oneOf(
      { name: "kind", meaning: "What it is; `berth` for a place where ships lie now and then." },
      fixedKinds,
    ),
    name: optional(textColumn({ name: "name", meaning: "What it is called." }, 200), ""),
    validFrom: optional(dayColumn("valid_from", "First day on which it stands."), null, "empty: from ever"),
    validTo: optional(
      dayColumn("valid_to", "First day on which it no longer stands."),
      null,
      "empty: until further notice",
    ),
    reason: textColumn({ name: "reason", meaning: "How it is known: a list, a chart, pictures." }, 2000),
    by: textColumn({ name: "by", meaning: "Who says so." }, 200),
  },
};
