import { optional, textColumn, type Column } from "../../../base/table/column.ts";
import type { Table } from "../../../base/table/table.ts";
import { parseSpan, spanForms } from "../../../base/time/span.ts";
import { freeText } from "../../../sites/counting/looks-table.ts";
import { isImoNumber } from "../imo.ts";
import { otherNamesOf, type ListedVessel } from "./read-list.ts";

/** One vessel of a list that an analyst keeps, or that was copied from a list without a form for machines, as that of the UN's 1718 committee. */
export interface WatchRow {
  readonly entry: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly imo: string;
  readonly mmsi: string;
  readonly callSign: string;
  readonly flag: string;
  readonly owner: string;
  readonly listedFrom: string;
  readonly listedTo: string;
  readonly programme: string;
  readonly remarks: string;
}

const matching = (
  name: string,
  meaning: string,
  allowed: string,
  is: (text: string) => boolean,
): Column<string> => ({
  name,
  meaning,
  allowed: `${allowed}; or empty`,
  needed: false,
  read: (text) => (text === "" || is(text) ? { ok: true, value: text } : { ok: false, allowed }),
});

const day = (name: string, meaning: string): Column<string> =>
  matching(name, meaning, spanForms, (text) => parseSpan(text, 0).ok);

export const watchTable: Table<WatchRow> = {
  name: "watch lists",
  oneRow: "One vessel on a list. The list's name and the day of the edition are options of the import.",
  columns: {
    entry: textColumn({ name: "entry", meaning: "The list's own number or name of the entry." }, 80),
    name: textColumn({ name: "name", meaning: "Name of the vessel by the list." }, 120),
    otherNames: {
      name: "other_names",
      meaning: "Further and former names.",
      allowed: "names parted by semicolons; or empty",
      needed: false,
      read: (text) => ({ ok: true, value: otherNamesOf("", text.split(";")) }),
    },
    imo: matching("imo", "Ship number.", "seven digits of which the last is the check digit", isImoNumber),
    mmsi: matching("mmsi", "Maritime identity.", "nine digits", (t) => /^\d{9}$/.test(t)),
    callSign: matching("call_sign", "Call sign.", "3 to 8 letters and digits", (t) =>
      /^[A-Z0-9]{3,8}$/i.test(t),
    ),
    flag: freeText("flag", "Flag, as the list says it.", 80),
    owner: freeText("owner", "Owner or who it is linked to, as the list says it.", 200),
    listedFrom: day("listed_from", "Day since when it is listed."),
    listedTo: day("listed_to", "Day on which it was taken off."),
    programme: freeText("programme", "Resolution or programme.", 200),
    remarks: optional(textColumn({ name: "remarks", meaning: "What else the list says." }, 2_000), ""),
  },
};

export const vesselOfWatchRow = ({ entry, ...row }: WatchRow): ListedVessel => ({
  ...row,
  otherNames: otherNamesOf(row.name, row.otherNames),
  number: entry,
});
