import {
  addressColumn,
  idColumn,
  numberColumn,
  oneOf,
  optional,
  textColumn,
} from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { pages, type Page } from "../../sites/counting/look.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import { chainModes, type ChainMode } from "./chain.ts";

/** A way that a load can take between two places, and how long it is. It says nothing of whether a load took it. */
export interface ConnectionRow {
  readonly connection: string;
  readonly fromPlace: string;
  readonly toPlace: string;
  readonly mode: ChainMode;
  readonly lengthKmLow: number | null;
  readonly lengthKmHigh: number | null;
  readonly basis: string;
  readonly publisher: string;
  readonly address: string;
  readonly page: Page;
}

const kilometres = (name: string, meaning: string) =>
  optional(
    numberColumn({ name, meaning }, { from: 0.001, to: 50_000 }),
    null,
    "empty: from the shortest line between the places and a stated detour",
  );

export const connectionsTable: Table<ConnectionRow> = {
  name: "connections",
  oneRow: "One way between two places, in one direction, by ship or rail.",
  columns: {
    connection: idColumn({ name: "connection", meaning: "Names the way." }),
    fromPlace: textColumn(
      { name: "from_place", meaning: "A site of the case, or the name of a place." },
      120,
    ),
    toPlace: textColumn({ name: "to_place", meaning: "A site of the case, or the name of a place." }, 120),
    mode: oneOf({ name: "mode", meaning: "What goes along it." }, chainModes),
    lengthKmLow: kilometres("length_km_low", "Least length of the way, in kilometres."),
    lengthKmHigh: kilometres("length_km_high", "Greatest length of the way, in kilometres."),
    basis: textColumn({ name: "basis", meaning: "Where the way and its length are known from." }, 400),
    publisher: freeText("publisher", "Who published it.", 120),
    address: optional(addressColumn({ name: "address", meaning: "Where the page is." }), ""),
    page: optional(
      oneOf({ name: "page", meaning: "How near the page is to its source." }, pages),
      "quoting",
      "empty: quoting",
    ),
  },
};
