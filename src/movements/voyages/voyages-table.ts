import {
  addressColumn,
  idColumn,
  numberColumn,
  oneOf,
  optional,
  textColumn,
  type Column,
} from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { parseSpan, spanForms } from "../../base/time/span.ts";
import { pages, type Page } from "../../sites/counting/look.ts";
import { freeText, publishedColumn } from "../../sites/counting/looks-table.ts";
import { isImoNumber } from "../vessels/imo.ts";

export const transponderStates = ["off", "on", "mixed", "not-stated"] as const;
/** How the carrier was named: by its source, by likeness of shape and size, from other things seen, or not at all. */
export const identifications = ["named", "likened", "inferred", "not-identified"] as const;

/** One published leg of a ship or train between places, as written in a table. A side that nobody saw is empty. */
export interface VoyageRow {
  readonly voyage: string;
  readonly vessel: string;
  readonly imo: string;
  readonly imoSource: "published" | "unverified" | null;
  readonly mode: "ship" | "rail";
  readonly fromPlace: string;
  readonly fromAt: string;
  readonly toPlace: string;
  readonly toAt: string;
  readonly containersLow: number | null;
  readonly containersBest: number | null;
  readonly containersHigh: number | null;
  readonly containersWords: string;
  readonly transponder: (typeof transponderStates)[number];
  readonly identifiedBy: (typeof identifications)[number];
  readonly observer: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly address: string;
  readonly page: Page;
  readonly caveats: string;
}

const containers = (name: string, meaning: string): Column<number | null> =>
  optional(numberColumn({ name, meaning }, { from: 0, to: 1_000_000 }), null);

const time = (name: string, meaning: string): Column<string> => ({
  name,
  meaning,
  allowed: `${spanForms}; or empty when not known`,
  needed: false,
  read: (text) => {
    const parsed = text === "" ? null : parseSpan(text, 0);
    return parsed === null || parsed.ok ? { ok: true, value: text } : parsed;
  },
});

export const voyagesTable: Table<VoyageRow> = {
  name: "voyages",
  oneRow: "One published leg of a ship or a train between two places; a side that nobody saw is left empty.",
  columns: {
    voyage: idColumn({ name: "voyage", meaning: "Names the leg." }),
    vessel: freeText("vessel", "The ship's name; empty when its source does not name it.", 80),
    imo: {
      name: "imo",
      meaning: "Ship number of the International Maritime Organization.",
      allowed: "seven digits with a right check digit; or empty",
      needed: false,
      read: (text) =>
        text === "" || isImoNumber(text)
          ? { ok: true, value: text }
          : { ok: false, allowed: "seven digits of which the last is the check digit" },
    },
    imoSource: optional(
      oneOf(
        {
          name: "imo_source",
          meaning: "Whether a page gives the number, or it is from memory and unverified.",
        },
        ["published", "unverified"],
      ),
      null,
    ),
    mode: oneOf({ name: "mode", meaning: "What carried the load." }, ["ship", "rail"]),
    fromPlace: freeText("from_place", "A site of the case, or the name of a place.", 120),
    fromAt: time("from_at", "When it was seen there or left."),
    toPlace: freeText("to_place", "A site of the case, or the name of a place.", 120),
    toAt: time("to_at", "When it was seen there or arrived."),
    containersLow: containers("containers_low", "Fewest containers carried that the source allows."),
    containersBest: containers("containers_best", "Containers carried, by the source."),
    containersHigh: containers("containers_high", "Most containers carried that the source allows."),
    containersWords: freeText("containers_words", "The load in the words of the source.", 160),
    transponder: oneOf(
      { name: "transponder", meaning: "Whether the ship sent position reports." },
      transponderStates,
    ),
    identifiedBy: oneOf({ name: "identified_by", meaning: "How the ship was named." }, identifications),
    observer: textColumn({ name: "observer", meaning: "Who saw it." }, 120),
    publisher: textColumn({ name: "publisher", meaning: "Who published the page." }, 120),
    publishedAt: publishedColumn,
    address: optional(
      addressColumn({ name: "address", meaning: "Where the page is." }),
      "",
      "empty: no public address",
    ),
    page: optional(
      oneOf({ name: "page", meaning: "How near the page is to the observer." }, pages),
      "quoting",
      "empty: quoting",
    ),
    caveats: freeText("caveats", "What limits it.", 600),
  },
};
