import { numberColumn, oneOf, optional, textColumn, type Column } from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import { portKinds, type Port } from "./port.ts";

const latitude = numberColumn({ name: "latitude", meaning: "Degrees north." }, { from: -90, to: 90 });
const longitude = numberColumn({ name: "longitude", meaning: "Degrees east." }, { from: -180, to: 180 });
const country: Column<string> = {
  name: "country",
  meaning: "Of ISO 3166-1, three letters.",
  allowed: "three capital letters; or empty",
  needed: false,
  read: (text) =>
    text === "" || /^[A-Z]{3}$/.test(text)
      ? { ok: true, value: text }
      : { ok: false, allowed: "three capital letters; or empty" },
};

/** One row of a list of ports, whatever columns it came in. */
export interface PortRow {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly kind: Port["kind"];
  readonly longitude: number;
  readonly latitude: number;
}

interface OwnRow extends Omit<PortRow, "key"> {
  readonly port: string;
}

/** Our own columns. */
export const portsTable: Table<OwnRow> = {
  name: "ports",
  oneRow: "One port or anchorage that ships visit.",
  columns: {
    port: textColumn({ name: "port", meaning: "Names the port within its list." }, 60),
    name: textColumn({ name: "name", meaning: "As it is shown." }, 120),
    country,
    kind: optional(
      oneOf({ name: "kind", meaning: "What ships do there." }, portKinds),
      "port",
      "empty: port",
    ),
    longitude,
    latitude,
  },
};

interface ListedRow {
  readonly iso3: string;
  readonly label: string;
  readonly sublabel: string;
  readonly latitude: number;
  readonly longitude: number;
}

const listed = {
  iso3: { ...country, name: "iso3" },
  label: freeText("label", "Name of the port.", 120),
  sublabel: freeText("sublabel", "Name of a part of it.", 120),
  latitude,
  longitude,
} as const;

/** The World Port Index as Global Fishing Watch gives it. */
const worldPortIndex: Table<ListedRow> = {
  name: "ports of the World Port Index",
  oneRow: "One port.",
  columns: listed,
};

interface CellRow extends ListedRow {
  readonly s2id: string;
}

/** Anchorages of Global Fishing Watch: cells of about half a kilometre in which ships lie. */
const anchorageCells: Table<CellRow> = {
  name: "anchorages of Global Fishing Watch",
  oneRow: "One cell of an anchorage.",
  columns: { s2id: textColumn({ name: "s2id", meaning: "The cell." }, 20), ...listed },
};

/** A form in which lists of ports come: known by its header. */
export interface PortForm {
  readonly list: string;
  /** A publisher's list, whose wrong rows nobody here can mend: they are passed over and said. Of our own columns all rows must be right. */
  readonly isPublished: boolean;
  readonly table: Table<object>;
  readonly row: (row: object) => PortRow;
}

const shownName = ({ label, sublabel }: ListedRow, otherwise: string): string =>
  [label, sublabel].filter((part) => part !== "").join(", ") || otherwise;

const isAnchorage = ({ label, sublabel }: ListedRow): boolean => /\bANCH/i.test(`${label} ${sublabel}`);

const fromListed = (key: string, row: ListedRow): PortRow => ({
  key,
  name: shownName(row, key),
  country: row.iso3,
  kind: isAnchorage(row) ? "anchorage" : "port",
  longitude: row.longitude,
  latitude: row.latitude,
});

/** A name as a part of an id: a-z, 0-9 and hyphens. */
const slug = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "unnamed";

/** The form of a list by its header, or null when it is none that is known. */
export function portFormOf(header: readonly string[]): PortForm | null {
  const has = (...names: readonly string[]): boolean => names.every((n) => header.includes(n));
  if (has("s2id", "label"))
    return {
      list: "gfw",
      isPublished: true,
      table: anchorageCells,
      row: (row) => {
        const cell = row as CellRow;
        return fromListed(slug(cell.s2id), cell);
      },
    };
  if (has("iso3", "label"))
    return {
      list: "wpi",
      isPublished: true,
      table: worldPortIndex,
      row: (row) => {
        const port = row as ListedRow;
        return fromListed(slug(`${port.iso3} ${port.label} ${port.sublabel}`), port);
      },
    };
  if (has("port", "name"))
    return {
      list: "own",
      isPublished: false,
      table: portsTable,
      row: (row) => {
        const { port, ...rest } = row as OwnRow;
        return { key: slug(port), ...rest };
      },
    };
  return null;
}
