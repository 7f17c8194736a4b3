import type { DraftChoices } from "../../findings/screens/finding-list.ts";
import { isKind, kindInWords } from "../../sites/counting/kind.ts";
import type { Case } from "../files/case-folder.ts";
import { translated } from "../store/database.ts";
import { readEvents, readPlaces } from "../store/reading.ts";

/** At most this many days are offered; any other can be typed. */
const mostDays = 12;

/** The sites, kinds and days of which a finding can be drafted, and the events after which an onset can be sought. */
export function draftChoices(opened: Case): DraftChoices {
  const { sites } = readPlaces(opened.database);
  const grouped = translated("records.sqlite", () =>
    opened.database
      .prepare(
        `SELECT l.site, c.kind, substr(l.taken_at, 1, 10) AS day, count(*) AS figures
         FROM counts c JOIN looks l ON l.id = c.look
         WHERE l.taken_from_ms IS NOT NULL AND coalesce(c.best, c.low, c.high) IS NOT NULL AND c.measure = 'count'
         GROUP BY l.site, c.kind, day ORDER BY l.site, c.kind, max(l.taken_from_ms) DESC`,
      )
      .all(),
  );
  const rows = grouped.map((r) => ({
    site: String(r["site"]),
    kind: String(r["kind"]),
    day: String(r["day"]),
    figures: Number(r["figures"]),
  }));
  return {
    sites: sites
      .map(({ id, name }) => ({
        id,
        name,
        kinds: [
          ...Map.groupBy(
            rows.filter((r) => r.site === id),
            (r) => r.kind,
          ),
        ]
          .map(([kind, days]) => ({
            kind,
            many: isKind(kind) ? kindInWords(kind, 2) : kind,
            figures: days.reduce((sum, d) => sum + d.figures, 0),
            newest: days.slice(0, mostDays).map((d) => d.day),
          }))
          .toSorted((a, b) => b.figures - a.figures),
      }))
      .filter((s) => s.kinds.length > 0)
      // The site with most on record first: it is the one that most is asked of.
      .toSorted((a, b) => most(b) - most(a)),
    events: readEvents(opened.database).map(({ event, at, what }) => ({ id: event, at, what })),
  };
}

const most = ({ kinds }: { readonly kinds: readonly { readonly figures: number }[] }): number =>
  kinds.reduce((sum, k) => sum + k.figures, 0);
