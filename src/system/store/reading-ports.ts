import type { DatabaseSync } from "node:sqlite";
import type { Port } from "../../movements/places/port.ts";
import { translated } from "./database.ts";

/** All imported ports, in order of id. */
export function readPorts(database: DatabaseSync): Port[] {
  // Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
  const rows = translated(
    "records.sqlite",
    () =>
      database
        .prepare("SELECT id, name, country, kind, longitude, latitude, list FROM ports ORDER BY id")
        .all() as Record<string, string | number | null>[],
  );
  return rows.map((r) => ({
    id: String(r["id"]),
    name: String(r["name"]),
    country: String(r["country"]),
    kind: String(r["kind"]) as Port["kind"],
    position: [Number(r["longitude"]), Number(r["latitude"])],
    list: String(r["list"]),
  }));
}
