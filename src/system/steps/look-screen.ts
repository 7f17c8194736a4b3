import { lookScreen, type LookScreen } from "../../findings/screens/look.ts";
import { lookStrip, type LookStrip, type PublishedLook } from "../../findings/screens/look-strip.ts";
import { leadingKind } from "../../findings/screens/leading-kind.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Look } from "../../sites/counting/look.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import { outcomes } from "../../sites/counting/outcome.ts";
import type { Precision } from "../../base/time/span.ts";
import type { Case } from "../files/case-folder.ts";
import { translated } from "../store/database.ts";
import { readEvidence, readTrails } from "../store/reading-origins.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readFigures, readObservations, readPlaces, readPublications } from "../store/reading.ts";

type Row = Readonly<Record<string, string | number | null>>;

/** What a site is watched for: the kind most figures are of; null where there are none. */
export const watchedKind = (opened: Case, site: string): Kind | null =>
  leadingKind(readFigures(opened.database, site));

/** A look of any kind with its site; null when the case has none of that name. */
export function readLook({ database }: Case, id: string): Look | null {
  const row = translated("records.sqlite", () =>
    database.prepare("SELECT * FROM looks WHERE id = ?").get(id),
  ) as Row | undefined;
  return row === undefined ? null : lookFrom(row);
}

function lookFrom(row: Row): Look {
  const { taken_from_ms: from, taken_to_ms: to } = row;
  return {
    id: String(row["id"]),
    siteId: String(row["site"]),
    takenAt:
      typeof from === "number" && typeof to === "number"
        ? {
            text: String(row["taken_at"]),
            precision: String(row["taken_precision"]) as Precision,
            fromMs: from,
            toMs: to,
          }
        : null,
    observer: String(row["observer"]),
    provider: String(row["provider"]),
    sampleDistanceMetres: typeof row["sample_distance_m"] === "number" ? row["sample_distance_m"] : null,
    looksSummed: typeof row["looks_summed"] === "number" ? row["looks_summed"] : null,
  };
}

/** Tables that say something of a look, by their column that names it. */
const aboutLooks = [
  ["looks", "id"],
  ["supplies", "look"],
  ["pictures", "look"],
  ["clarities", "look"],
  ["line_ups", "look"],
  ["repeats", "look"],
  ["overrides", "look"],
  ["counts", "look"],
] as const;

/**
 * Reads and builds what the look room shows; null when there is no such look.
 * @param kindOf what a site is watched for
 */
export function askLookScreen(opened: Case, id: string, kindOf: (site: string) => Kind): LookScreen | null {
  const { database } = opened;
  const look = readLook(opened, id);
  if (look === null) return null;
  const { sites, areas } = readPlaces(database);
  const site = sites.find((s) => s.id === look.siteId);
  if (site === undefined) return null;
  const pictures = readPictureLooks(database, { siteId: site.id });
  const observations = readObservations(database, site.id, id);
  const counts = new Set(observations.map((o) => o.count.id));
  const trails = new Set<number>();
  translated("records.sqlite", () => {
    for (const [table, column] of aboutLooks)
      for (const row of database.prepare(`SELECT DISTINCT trail FROM ${table} WHERE ${column} = ?`).all(id))
        trails.add(Number(row["trail"]));
  });
  return lookScreen({
    look,
    site,
    picture: pictures.find((p) => p.look.id === id) ?? null,
    pictures,
    observations,
    publications:
      counts.size === 0 ? [] : readPublications(database, site.id).filter((p) => counts.has(p.observation)),
    areas: areas.filter((a) => a.siteId === site.id),
    trail: [...readTrails(database, trails, readEvidence(database)).values()].sort((a, b) => a.id - b.id),
    kind: kindOf(site.id),
  });
}

/** Reads and builds the strip of a site's looks; null when there is no such site. */
export function askLookStrip(opened: Case, siteId: string, kindOf: (site: string) => Kind): LookStrip | null {
  const { database } = opened;
  const site = readPlaces(database).sites.find((s) => s.id === siteId);
  if (site === undefined) return null;
  const rows = translated("records.sqlite", () =>
    database
      .prepare(
        "SELECT l.*, group_concat(DISTINCT c.outcome) AS ended FROM looks l JOIN counts c ON c.look = l.id WHERE l.site = ? AND l.looks_summed = 1 AND c.statistic = 'at-look' GROUP BY l.id",
      )
      .all(siteId),
  ) as Row[];
  const published = rows.map((row): PublishedLook => ({
    look: lookFrom(row),
    outcome: bestOf(String(row["ended"]).split(",")),
  }));
  return lookStrip(site, kindOf(siteId), readPictureLooks(database, { siteId }), published);
}

/** A look of which one figure was counted is one at which something was seen. */
const bestOf = (ended: readonly string[]): Outcome => outcomes.find((o) => ended.includes(o)) ?? "failed";
