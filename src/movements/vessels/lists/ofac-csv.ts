import { bareVessel, imoIn, mmsiIn, otherNamesOf, plainText, type ListedVessel } from "./read-list.ts";

/**
 * Columns of sdn.csv by their place; the file has no header and "-0-" stands for nothing (OFAC, Specially Designated Nationals, Data
 * Specification; https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas).
 */
const sdnColumns = {
  number: 0,
  name: 1,
  type: 2,
  programme: 3,
  callSign: 5,
  flag: 9,
  owner: 10,
  remarks: 11,
} as const;

export const sdnWidth = 12;
export const altWidth = 5;
export const commentsWidth = 2;

const cellOf = (cells: readonly string[], at: number): string => {
  const text = plainText(cells[at] ?? "");
  return text === "-0-" ? "" : text;
};

/** True for the sign that closes these files, which is no row. */
export const isEndOfFile = (cells: readonly string[]): boolean =>
  cells.length === 1 && plainText(cells[0] ?? "") === "";

/**
 * The vessel in a row of sdn.csv; null for a person or a company.
 * @param further by number, what sdn_comments.csv adds to remarks that are too long for the row
 */
export function vesselOfSdnRow(
  cells: readonly string[],
  further: ReadonlyMap<string, string>,
): ListedVessel | null {
  if (cellOf(cells, sdnColumns.type).toLowerCase() !== "vessel") return null;
  const remarks = plainText(
    `${cellOf(cells, sdnColumns.remarks)}${further.get(cellOf(cells, sdnColumns.number)) ?? ""}`,
  );
  return {
    ...bareVessel,
    number: cellOf(cells, sdnColumns.number),
    name: cellOf(cells, sdnColumns.name),
    callSign: cellOf(cells, sdnColumns.callSign),
    flag: cellOf(cells, sdnColumns.flag),
    owner: cellOf(cells, sdnColumns.owner),
    programme: cellOf(cells, sdnColumns.programme)
      .replaceAll("] [", "; ")
      .replaceAll(/^\[|\]$/g, ""),
    imo: imoIn(remarks),
    mmsi: mmsiIn(remarks),
    remarks,
  };
}

export const numberOfRow = (cells: readonly string[]): string => cellOf(cells, 0);

/** The further name in a row of alt.csv. */
export const nameOfAltRow = (cells: readonly string[]): string => cellOf(cells, 3);

/** Vessels with the further names of alt.csv. */
export const withNames = (
  vessels: readonly ListedVessel[],
  names: ReadonlyMap<string, readonly string[]>,
): ListedVessel[] =>
  vessels.map((v) => ({ ...v, otherNames: otherNamesOf(v.name, names.get(v.number) ?? []) }));
