import { InputError, quoted } from "../../../base/errors.ts";
import type { Box } from "../../../base/geometry/box.ts";
import { partsOfBoxes, readGeometry, type Parts } from "../geometry.ts";
import { intersects } from "../intersects.ts";
import { readWireBox, readWireBoxText } from "../wire-box.ts";
import { mustBeJson, onlyKnown, readLimit, type WireQuery } from "../wire-query.ts";
import { meetsTime, readWireTime, type WireTime } from "../wire-time.ts";
import type { StacLook } from "./stac-look.ts";

export const sortFields = ["id", "collection", "datetime"] as const;
export type SortField = (typeof sortFields)[number];

export interface SortBy {
  readonly field: SortField;
  readonly direction: "asc" | "desc";
}

/** What a client asks of the items. */
export interface StacSearch {
  readonly limit: number;
  readonly shape: Parts | null;
  readonly time: WireTime | null;
  readonly ids: ReadonlySet<string> | null;
  readonly collections: ReadonlySet<string> | null;
  readonly sort: readonly SortBy[];
  /** The id of the item after which to go on. */
  readonly token: string | null;
}

/** The newest first, as analysts look for them. */
const usualSort: readonly SortBy[] = [{ field: "datetime", direction: "desc" }];

export const searchParameters = [
  "limit",
  "bbox",
  "intersects",
  "datetime",
  "ids",
  "collections",
  "sortby",
  "token",
] as const;
/** Of the items of one collection; its widest client sends `collections` there too. */
export const itemParameters = [
  "f",
  "limit",
  "bbox",
  "datetime",
  "ids",
  "collections",
  "sortby",
  "token",
] as const;
const where = "search";

/** @throws InputError for a parameter that is not known or cannot be read */
export function readSearchQuery(
  query: WireQuery,
  known: readonly string[] = [...searchParameters, "f"],
): StacSearch {
  const given = onlyKnown(query, known, where);
  mustBeJson(given.get("f"), where);
  const list = (name: string): readonly string[] | null =>
    given
      .get(name)
      ?.split(",")
      .map((text) => text.trim()) ?? null;
  const bbox = given.get("bbox");
  const intersecting = given.get("intersects");
  return built({
    limit: readLimit(given.get("limit"), where),
    boxes: bbox === undefined ? null : readWireBoxText(bbox, where),
    intersecting: intersecting === undefined ? null : parsed(intersecting),
    datetime: given.get("datetime") ?? null,
    ids: list("ids"),
    collections: list("collections"),
    sort:
      list("sortby")?.map((text) =>
        sortBy(text.replace(/^[+-]/, ""), text.startsWith("-") ? "desc" : "asc"),
      ) ?? null,
    token: given.get("token") ?? null,
  });
}

/** @throws InputError for a field that is not known or cannot be read */
export function readSearchBody(body: unknown): StacSearch {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw InputError.of(where, "body", quoted(JSON.stringify(body) ?? "nothing"), "an object of JSON");
  const given = body as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given))
    if (!searchParameters.some((known) => known === name))
      throw InputError.of(where, "field", quoted(name), searchParameters.join(", "));
  const of = (name: string): unknown => given[name] ?? null;
  const refuse = (name: string, allowed: string): never => {
    throw InputError.of(where, name, quoted(JSON.stringify(of(name)) ?? "nothing"), allowed);
  };
  const text = (name: string): string | null => {
    const value = of(name);
    return value === null || typeof value === "string" ? value : refuse(name, "text");
  };
  const texts = (name: string): readonly string[] | null => {
    const value = of(name);
    if (value === null) return null;
    return Array.isArray(value)
      ? value.map((one: unknown) => (typeof one === "string" ? one : refuse(name, "a list of texts")))
      : refuse(name, "a list of texts");
  };
  const [limit, bbox, sort] = [of("limit"), of("bbox"), of("sortby")];
  return built({
    limit: readLimit(limit === null ? undefined : typeof limit === "number" ? String(limit) : "", where),
    boxes:
      bbox === null
        ? null
        : Array.isArray(bbox)
          ? readWireBox(bbox, where)
          : refuse("bbox", "a list of numbers"),
    intersecting: of("intersects"),
    datetime: text("datetime"),
    ids: texts("ids"),
    collections: texts("collections"),
    sort:
      sort === null
        ? null
        : Array.isArray(sort)
          ? sort.map(sortOf)
          : refuse("sortby", "a list of {field, direction}"),
    token: text("token"),
  });
}

interface Given {
  readonly limit: number;
  readonly boxes: readonly Box[] | null;
  readonly intersecting: unknown;
  readonly datetime: string | null;
  readonly ids: readonly string[] | null;
  readonly collections: readonly string[] | null;
  readonly sort: readonly SortBy[] | null;
  readonly token: string | null;
}

function built({ limit, boxes, intersecting, datetime, ids, collections, sort, token }: Given): StacSearch {
  if (boxes !== null && intersecting !== null)
    throw InputError.of(where, "intersects", "given together with bbox", "one of the two");
  return {
    limit,
    shape:
      boxes !== null ? partsOfBoxes(boxes) : intersecting === null ? null : readGeometry(intersecting, where),
    time: datetime === null ? null : readWireTime(datetime, where),
    ids: ids === null ? null : new Set(ids),
    collections: collections === null ? null : new Set(collections),
    sort: sort === null || sort.length === 0 ? usualSort : sort,
    token,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw InputError.of(where, "intersects", quoted(text), "a geometry of GeoJSON");
  }
}

function sortOf(value: unknown): SortBy {
  const { field, direction } = (typeof value === "object" && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  const way = direction ?? "asc";
  if (typeof field !== "string" || (way !== "asc" && way !== "desc"))
    throw InputError.of(
      where,
      "sortby",
      quoted(JSON.stringify(value) ?? "nothing"),
      "{field, direction: asc or desc}",
    );
  return sortBy(field, way);
}

function sortBy(text: string, direction: SortBy["direction"]): SortBy {
  const name = text.replace(/^properties\./, "");
  const field = sortFields.find((known) => known === name);
  if (field === undefined) throw InputError.of(where, "sortby", quoted(text), sortFields.join(", "));
  return { field, direction };
}

/** The looks that fit, in order. One without a place fits every shape, as the standards ask. */
export function searched(
  looks: readonly StacLook[],
  { shape, time, ids, collections, sort }: StacSearch,
): StacLook[] {
  return looks
    .filter(
      ({ look: { look }, takenAt, parts }) =>
        (ids === null || ids.has(look.id)) &&
        (collections === null || collections.has(look.siteId)) &&
        meetsTime(takenAt, time) &&
        (shape === null || parts === null || intersects(parts, shape)),
    )
    .sort((a, b) => {
      for (const by of sort) {
        const order = compared(a, b, by.field);
        if (order !== 0) return by.direction === "asc" ? order : -order;
      }
      return compared(a, b, "id");
    });
}

function compared(a: StacLook, b: StacLook, field: SortField): number {
  if (field === "datetime") return a.takenAt.fromMs - b.takenAt.fromMs;
  const of = ({ look: { look } }: StacLook): string => (field === "id" ? look.id : look.siteId);
  return of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0;
}

/** The page of a search after its token. @throws InputError for a token that names none of the items */
export function pageOf(found: readonly StacLook[], { limit, token }: StacSearch) {
  const before = token === null ? -1 : found.findIndex(({ look }) => look.look.id === token);
  if (token !== null && before < 0)
    throw InputError.of(where, "token", quoted(token), "the token of a link to a next page");
  const looks = found.slice(before + 1, before + 1 + limit);
  const more = before + 1 + limit < found.length;
  return { looks, next: more ? (looks.at(-1)?.look.look.id ?? null) : null };
}
