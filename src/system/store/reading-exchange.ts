import type { DatabaseSync } from "node:sqlite";
import { intersects } from "../../findings/exchange/intersects.ts";
import { partsOf, partsOfBoxes } from "../../findings/exchange/geometry.ts";
import { markGeometry, type ExchangeRow, type Value } from "../../findings/exchange/ogc/feature.ts";
import type { ItemsPage } from "../../findings/exchange/ogc/documents.ts";
import type { ItemsQuery } from "../../findings/exchange/ogc/items-query.ts";
import type { Position } from "../../sites/counting/site.ts";
import { translated } from "./database.ts";

/** The collections that may be large and are read a page at a time. */
export type LargeCollection = "looks" | "marks" | "counts";

type Row = Readonly<Record<string, string | number | null>>;

interface Source {
  /** The property that is the record's id. */
  readonly key: string;
  readonly from: string;
  /** What stands for each property. */
  readonly columns: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

const taken = { taken_at: "l.taken_at" };

/** Where each property is read. */
export const sources: Readonly<Record<LargeCollection, Source>> = {
  looks: {
    key: "l.id",
    from: "looks l JOIN sites t ON t.id = l.site LEFT JOIN supplies s ON s.look = l.id LEFT JOIN pictures p ON p.look = l.id",
    columns: {
      look: "l.id",
      site: "l.site",
      ...taken,
      observer: "l.observer",
      provider: "l.provider",
      sample_distance_m: "l.sample_distance_m",
      looks_summed: "l.looks_summed",
      has_picture: "(p.look IS NOT NULL)",
      supply: "s.outcome",
      supply_reason: "s.reason",
      platform: "s.platform",
      licence: "s.licence",
      simulated: "p.simulated",
    },
    flags: ["has_picture", "simulated"],
  },
  marks: {
    key: "m.id",
    from: "marks m JOIN looks l ON l.id = m.look JOIN sites t ON t.id = l.site",
    columns: {
      mark: "m.id",
      look: "m.look",
      site: "l.site",
      area: "m.area",
      track: "m.track",
      kind: "m.kind",
      cover: "m.cover",
      number: "m.number",
      probability: "m.probability",
      marker_type: "m.marker_type",
      marker: "m.marker",
      pass: "m.pass",
      state: "m.state",
      // Only marks of the same look replace each other.
      standing:
        "(NOT EXISTS (SELECT 1 FROM marks n, json_each(n.replaces) j WHERE n.look = m.look AND n.replaces <> '[]' AND j.value = m.id))",
      note: "m.note",
      ...taken,
    },
    flags: ["standing"],
  },
  counts: {
    key: "c.id",
    from: "counts c JOIN looks l ON l.id = c.look JOIN sites t ON t.id = l.site",
    columns: {
      count: "c.id",
      look: "c.look",
      site: "l.site",
      area: "c.area",
      ...taken,
      observer: "l.observer",
      kind: "c.kind",
      measure: "c.measure",
      statistic: "c.statistic",
      low: "c.low",
      best: "c.best",
      high: "c.high",
      qualifier: "c.qualifier",
      cover: "c.cover",
      outcome: "c.outcome",
      reason: "c.reason",
      caveats: "c.caveats",
      publisher: "c.publisher",
      address: "c.address",
      published_at: "c.published_at",
      corrects: "c.corrects",
      standing: "(c.id NOT IN (SELECT corrects FROM counts WHERE corrects IS NOT NULL))",
    },
    flags: ["standing"],
  },
};

/** Questions whose totals are remembered at once. */
const mostTotals = 200;

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/**
 * A page of a large collection, in the order of ids.
 * @param totals what earlier questions of the same records came to: all pages of one question have the same total
 */
export function readExchangePage(
  database: DatabaseSync,
  collection: LargeCollection,
  query: ItemsQuery,
  totals: Map<string, number> = new Map(),
): ItemsPage {
  const { key, from } = sources[collection];
  const conditions = conditionsOf(collection, query);
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.map((c) => c.sql).join(" AND ")}`;
  const values = conditions.flatMap((c) => c.values);
  const after = query.after === null ? "" : `${where === "" ? " WHERE" : " AND"} ${key} > ?`;
  const select = `SELECT ${key} AS row_id, ${selected(collection)} FROM ${from}${where}`;
  return translated("records.sqlite", () => {
    // Outlines of marks are text to SQLite: those that fit are found one by one.
    if (collection === "marks" && query.boxes !== null)
      return pageOfMarks(
        database.prepare(`${select} ORDER BY ${key}`).iterate(...values) as Iterable<Row>,
        query,
      );
    const question = JSON.stringify([collection, where, values]);
    const numberMatched =
      totals.get(question) ??
      Number(database.prepare(`SELECT count(*) AS n FROM ${from}${where}`).get(...values)?.["n"] ?? 0);
    if (totals.size >= mostTotals) totals.clear();
    totals.set(question, numberMatched);
    const rows = database
      .prepare(`${select}${after} ORDER BY ${key} LIMIT ? OFFSET ?`)
      .all(...values, ...(query.after === null ? [] : [query.after]), query.limit + 1, query.offset) as Row[];
    return {
      rows: rows.slice(0, query.limit).map((row) => rowFrom(collection, row)),
      numberMatched,
      more: rows.length > query.limit,
    };
  });
}

/** One record of a large collection; null for none. */
export function readExchangeRow(
  database: DatabaseSync,
  collection: LargeCollection,
  id: string,
): ExchangeRow | null {
  const { key, from } = sources[collection];
  const row = translated("records.sqlite", () =>
    database
      .prepare(`SELECT ${key} AS row_id, ${selected(collection)} FROM ${from} WHERE ${key} = ?`)
      .get(id),
  ) as Row | undefined;
  return row === undefined ? null : rowFrom(collection, row);
}

const selected = (collection: LargeCollection): string =>
  [
    ...Object.entries(sources[collection].columns).map(([name, sql]) => `${sql} AS ${name}`),
    "l.taken_from_ms AS from_ms",
    "l.taken_to_ms AS to_ms",
    ...(collection === "marks"
      ? ["m.outline AS outline", "m.in_pixels AS in_pixels"]
      : ["t.longitude AS longitude", "t.latitude AS latitude"]),
  ].join(", ");

function conditionsOf(collection: LargeCollection, { time, boxes, equal }: ItemsQuery): Condition[] {
  const { columns } = sources[collection];
  const conditions: Condition[] = equal.map(({ name, value }) => {
    const column = columns[name];
    if (column === undefined) throw new RangeError(`${collection} has no column for ${name}`);
    return { sql: `${column} = ?`, values: [typeof value === "boolean" ? Number(value) : value] };
  });
  if (time !== null) {
    // Infinity is no number of SQLite.
    if (time.toMs !== Infinity)
      conditions.push({ sql: "(l.taken_from_ms IS NULL OR l.taken_from_ms <= ?)", values: [time.toMs] });
    if (time.fromMs !== -Infinity)
      conditions.push({ sql: "(l.taken_to_ms IS NULL OR l.taken_to_ms > ?)", values: [time.fromMs] });
  }
  if (boxes !== null && collection !== "marks")
    conditions.push({
      sql: `(${boxes.map(() => "t.longitude BETWEEN ? AND ? AND t.latitude BETWEEN ? AND ?").join(" OR ")})`,
      values: boxes.flatMap(({ west, east, south, north }) => [west, east, south, north]),
    });
  return conditions;
}

function pageOfMarks(rows: Iterable<Row>, { boxes, after, limit, offset }: ItemsQuery): ItemsPage {
  const shape = partsOfBoxes(boxes ?? []);
  const page: ExchangeRow[] = [];
  let [numberMatched, passed, more] = [0, 0, false];
  for (const row of rows) {
    const read = rowFrom("marks", row);
    if (read.geometry !== null && !intersects(partsOf(read.geometry), shape)) continue;
    numberMatched++;
    if (after !== null && read.id <= after) continue;
    if (passed++ < offset) continue;
    if (page.length < limit) page.push(read);
    else more = true;
  }
  return { rows: page, numberMatched, more };
}

function rowFrom(collection: LargeCollection, row: Row): ExchangeRow {
  const { columns, flags } = sources[collection];
  const value = (name: string): Value => {
    const found = row[name] ?? null;
    return found !== null && flags.includes(name) ? found === 1 : found;
  };
  const ms = (name: string): number | null => {
    const found = row[name];
    return typeof found === "number" ? found : null;
  };
  return {
    id: String(row["row_id"]),
    values: Object.fromEntries(Object.keys(columns).map((name) => [name, value(name)])),
    geometry:
      collection === "marks"
        ? // Checked when it was written, and by `case verify` since.
          markGeometry(JSON.parse(String(row["outline"])) as Position[], row["in_pixels"] === 1)
        : { type: "Point", coordinates: [Number(row["longitude"]), Number(row["latitude"])] },
    held: { fromMs: ms("from_ms"), toMs: ms("to_ms") },
  };
}
