import type { ShownLook } from "../../findings/screens/movements.ts";
import { pictureOutline } from "../../sites/pictures/picture-outline.ts";
import type { Georeference } from "../../sites/pictures/georeference/georeference.ts";
import type { LineUpOutcome } from "../../sites/pictures/picture-look.ts";
import type { Case } from "../files/case-folder.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Looks of the case that have a time, in its order, with what their pictures cover where there are pixels. */
export const shownLooks = ({ database }: Case): ShownLook[] =>
  (
    database
      .prepare(
        `SELECT l.id, l.site, l.taken_at, l.taken_from_ms, l.taken_to_ms, l.provider, s.platform, s.item,
           p.sha256, p.simulated, p.georeference, p.width, p.height, u.east_m, u.north_m, u.outcome
         FROM looks l LEFT JOIN pictures p ON p.look = l.id LEFT JOIN supplies s ON s.look = l.id LEFT JOIN line_ups u ON u.look = l.id
         WHERE l.taken_from_ms IS NOT NULL ORDER BY l.taken_from_ms, l.id`,
      )
      .all() as Row[]
  ).map((r) => ({
    id: String(r["id"]),
    site: String(r["site"]),
    fromMs: Number(r["taken_from_ms"]),
    toMs: Number(r["taken_to_ms"]),
    time: String(r["taken_at"]),
    source: [r["platform"], r["provider"], r["item"]].map((s) => String(s ?? "")).find((s) => s !== "") ?? "",
    picture: r["sha256"] !== null,
    footprint: footprintOf(r),
    simulated: r["simulated"] === 1,
  }));

function footprintOf(r: Row): ShownLook["footprint"] {
  const georeference = georeferenceOf(r);
  if (georeference === null) return null;
  return pictureOutline(
    georeference,
    { width: Number(r["width"]), height: Number(r["height"]) },
    r["outcome"] === null
      ? null
      : {
          eastMetres: Number(r["east_m"]),
          northMetres: Number(r["north_m"]),
          outcome: r["outcome"] as LineUpOutcome,
        },
  );
}

/** A record that cannot be read gives no place here; the look's own room says what is wrong with it. */
function georeferenceOf(r: Row): Georeference | null {
  if (r["sha256"] === null || typeof r["georeference"] !== "string") return null;
  try {
    return JSON.parse(r["georeference"]) as Georeference | null;
  } catch {
    return null;
  }
}
