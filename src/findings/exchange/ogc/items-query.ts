import { InputError, quoted } from "../../../base/errors.ts";
import type { Box } from "../../../base/geometry/box.ts";
import { readWireBoxText } from "../wire-box.ts";
import { mustBeJson, onlyKnown, readLimit, type WireQuery } from "../wire-query.ts";
import { readWireTime, type WireTime } from "../wire-time.ts";
import type { CollectionKind, Property } from "./collections.ts";
import { recordId } from "./feature.ts";

/** What a client asks of a collection. */
export interface ItemsQuery {
  readonly limit: number;
  readonly boxes: readonly Box[] | null;
  readonly time: WireTime | null;
  /** Properties that must be equal to a value. */
  readonly equal: readonly { readonly name: string; readonly value: string | number | boolean }[];
  /** The record's id after which to go on: features come in the order of their ids, so that a page stays where it was while others write. */
  readonly after: string | null;
  /** How many to pass over first: not of the standard, but several clients page by it. */
  readonly offset: number;
}

export const itemsParameters = ["f", "limit", "bbox", "datetime", "after", "offset"] as const;

/** The properties that can be filtered by: all but lists, and the two ends of a time, for which there is `datetime`. */
export const filtersOf = ({ properties }: CollectionKind): readonly Property[] =>
  properties.filter(({ name, type }) => type !== "strings" && name !== "taken_from" && name !== "taken_to");

/** @throws InputError for a parameter that is not known or cannot be read */
export function readItemsQuery(query: WireQuery, kind: CollectionKind): ItemsQuery {
  const where = `collection ${kind.id}`;
  const filters = filtersOf(kind);
  const given = onlyKnown(query, [...itemsParameters, ...filters.map((p) => p.name)], where);
  mustBeJson(given.get("f"), where);
  const [bbox, datetime, after] = [given.get("bbox"), given.get("datetime"), given.get("after")];
  return {
    limit: readLimit(given.get("limit"), where),
    boxes: bbox === undefined ? null : readWireBoxText(bbox, where),
    time: datetime === undefined ? null : readWireTime(datetime, where),
    equal: filters.flatMap((property) => {
      const text = given.get(property.name);
      return text === undefined ? [] : [{ name: property.name, value: readValue(property, text, where) }];
    }),
    after: after === undefined ? null : recordId(after),
    offset: readOffset(given.get("offset"), where),
  };
}

function readOffset(text: string | undefined, where: string): number {
  if (text === undefined) return 0;
  if (!/^\d{1,9}$/.test(text)) throw InputError.of(where, "offset", quoted(text), "a whole number from 0");
  return Number(text);
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
  ["1", true],
  ["0", false],
]);

function readValue({ name, type }: Property, text: string, where: string): string | number | boolean {
  if (type === "boolean") {
    // GDAL writes 1 and 0.
    const flag = flags.get(text);
    if (flag === undefined) throw InputError.of(where, name, quoted(text), "true or false");
    return flag;
  }
  if (type !== "number" && type !== "integer") return text;
  if (
    !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ||
    (type === "integer" && !/^[+-]?\d+$/.test(text))
  )
    throw InputError.of(where, name, quoted(text), type === "integer" ? "a whole number" : "a number");
  return Number(text);
}
