import { spanInWords } from "../../base/time/words.ts";
import type { ChainLink } from "./chain.ts";
import type { ConnectionRow } from "./connections-table.ts";
import type { LinkContext } from "./voyage-links.ts";
import { evidenceOf, risesAt } from "./seen-at-ends.ts";
import { travelHours, wayBetween } from "./way.ts";

/** Looks listed with a way that no leg is on record of. */
const mostRises = 6;

/** The link of a way along which no leg is on record: it could have been taken, and nothing says that it was. */
export function possibleLink(
  row: ConnectionRow,
  { place, settings, observationsAt }: LinkContext,
): ChainLink {
  const from = place(row.fromPlace);
  const to = place(row.toPlace);
  const rises = risesAt(observationsAt(from.id), row.mode).slice(0, mostRises);
  const way = wayBetween(from, to, row.mode, row, settings);
  return {
    id: `connections/${row.connection}`,
    from: from.id,
    to: to.id,
    mode: row.mode,
    carrier: "",
    transponder: "not-stated",
    departs: { earliestMs: null, latestMs: null },
    arrives: { earliestMs: null, latestMs: null },
    departsText: "",
    arrivesText: "",
    way,
    travelHours: travelHours(way, row.mode, settings),
    availableHours: null,
    feasible: "cannot-tell",
    containers: { low: null, best: null, high: null, words: "" },
    group: false,
    sameLoad: false,
    strength: "possible",
    reasons: [
      "the way is there; no record says that a load took it",
      ...(rises.length === 0
        ? []
        : [
            `${row.mode === "rail" ? "cars, boxes or cargo" : "ships or boxes"} rose at ${from.name} between looks, first by ${spanInWords(rises[0]?.look.takenAt ?? null)}; which way they left is not seen`,
          ]),
    ],
    wanted: [
      row.mode === "rail"
        ? `a train seen at ${from.name} and, by the order of its cars, again at ${to.name}`
        : `a ship seen at ${from.name} and again at ${to.name}`,
    ],
    evidence: [
      ...evidenceOf(rises, "rises-at-origin"),
      { table: "connections", id: row.connection, says: "way" },
    ],
  };
}
