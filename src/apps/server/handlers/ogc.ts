import { boxOf } from "../../../base/geometry/box.ts";
import { geoJson, jsonSchema } from "../../../findings/exchange/link.ts";
import { partsOf, partsOfBoxes } from "../../../findings/exchange/geometry.ts";
import { intersects } from "../../../findings/exchange/intersects.ts";
import {
  collectionIds,
  collectionKind,
  isCollectionId,
  type CollectionId,
} from "../../../findings/exchange/ogc/collections.ts";
import {
  crs84,
  ogcCollection,
  ogcCollections,
  ogcConformanceDocument,
  ogcItems,
  ogcLanding,
  ogcSchema,
  type Extent,
  type ItemsPage,
} from "../../../findings/exchange/ogc/documents.ts";
import {
  areaRow,
  featureDocument,
  recordId,
  siteRow,
  type ExchangeRow,
} from "../../../findings/exchange/ogc/feature.ts";
import { readItemsQuery, type ItemsQuery } from "../../../findings/exchange/ogc/items-query.ts";
import { meetsTime } from "../../../findings/exchange/wire-time.ts";
import { positionsOf } from "../../../sites/counting/outline-parts.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { readExchangePage, readExchangeRow } from "../../../system/store/reading-exchange.ts";
import { NotFoundError } from "../failure.ts";
import { keptByVersion } from "../kept.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";
import { mustBePlain, originOf, sendAs, wireQuery } from "./standards.ts";

const baseOf = (asked: Asked): string => `${originOf(asked)}/ogc`;

export function getOgc(asked: Asked) {
  mustBePlain(asked);
  return ogcLanding(baseOf(asked), asked.bench.opened.file.title);
}

export function getOgcConformance(asked: Asked) {
  mustBePlain(asked);
  return ogcConformanceDocument();
}

export function getOgcCollections(asked: Asked) {
  mustBePlain(asked);
  const extents = extentsOf(asked.bench);
  return ogcCollections(
    baseOf(asked),
    collectionIds.map((id) => [id, extents[id]] as const),
  );
}

export function getOgcCollection(asked: Asked) {
  mustBePlain(asked);
  const id = collectionOf(asked);
  return ogcCollection(baseOf(asked), id, extentsOf(asked.bench)[id]);
}

export function getOgcSchema(asked: Asked) {
  mustBePlain(asked);
  return sendAs(asked, jsonSchema, ogcSchema(baseOf(asked), collectionOf(asked)));
}

export function getOgcItems(asked: Asked) {
  const id = collectionOf(asked);
  const query = wireQuery(asked);
  const page = pageOf(asked.bench, id, readItemsQuery(query, collectionKind(id)));
  return answered(asked, ogcItems(baseOf(asked), id, query, page, asked.bench.now()));
}

export function getOgcItem(asked: Asked) {
  mustBePlain(asked);
  const id = collectionOf(asked);
  const wanted = recordId(asked.params["item"] ?? "");
  const row =
    id === "sites" || id === "areas"
      ? (placesOf(asked.bench)[id].find((r) => r.id === wanted) ?? null)
      : readExchangeRow(asked.bench.opened.database, id, wanted);
  if (row === null) throw new NotFoundError(`${id} has no item of this id`);
  return answered(asked, featureDocument(baseOf(asked), id, row));
}

function answered(asked: Asked, document: object) {
  asked.reply.header("content-crs", `<${crs84}>`);
  return sendAs(asked, geoJson, document);
}

function collectionOf({ params }: Asked): CollectionId {
  const id = params["collection"] ?? "";
  if (!isCollectionId(id))
    throw new NotFoundError(`no such collection; there are ${collectionIds.join(", ")}`);
  return id;
}

const placesOf = keptByVersion((bench) => {
  const { sites, areas } = readPlaces(bench.opened.database);
  const zones = new Map(sites.map((s) => [s.id, s.zoneMinutes]));
  const inOrder = (a: ExchangeRow, b: ExchangeRow): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    sites: sites.map(siteRow).sort(inOrder),
    areas: areas.map((area) => areaRow(area, zones.get(area.siteId) ?? 0)).sort(inOrder),
    siteBox: boxOf(sites.map((s) => s.position)),
    areaBox: boxOf(areas.flatMap(positionsOf)),
  };
});

const totalsOf = keptByVersion(() => new Map<string, number>());

function pageOf(bench: Workbench, id: CollectionId, query: ItemsQuery): ItemsPage {
  if (id !== "sites" && id !== "areas")
    return readExchangePage(bench.opened.database, id, query, totalsOf(bench));
  const shape = query.boxes === null ? null : partsOfBoxes(query.boxes);
  const found = placesOf(bench)[id].filter(
    (row) =>
      query.equal.every(({ name, value }) => row.values[name] === value) &&
      meetsTime(row.held, query.time) &&
      (shape === null || row.geometry === null || intersects(partsOf(row.geometry), shape)),
  );
  const { after, limit, offset } = query;
  const rest = (after === null ? found : found.filter((row) => row.id > after)).slice(offset);
  return { rows: rest.slice(0, limit), numberMatched: found.length, more: rest.length > limit };
}

const extentsOf = keptByVersion((bench): Readonly<Record<CollectionId, Extent>> => {
  const { siteBox, areaBox, areas } = placesOf(bench);
  const row = bench.opened.database
    .prepare("SELECT min(taken_from_ms) AS first, max(taken_to_ms) AS last FROM looks")
    .get();
  const [first, last] = [row?.["first"], row?.["last"]];
  const time = typeof first === "number" && typeof last === "number" ? { fromMs: first, toMs: last } : null;
  const seen = { box: siteBox, time };
  const firsts = areas.map((a) => a.held.fromMs);
  const lasts = areas.map((a) => a.held.toMs);
  const bound = (all: readonly (number | null)[], of: (a: number, b: number) => number): number | null =>
    all.reduce((a, b) => (a === null || b === null ? null : of(a, b)));
  return {
    sites: { box: siteBox, time: null },
    areas: {
      box: areaBox ?? siteBox,
      time: areas.length === 0 ? null : { fromMs: bound(firsts, Math.min), toMs: bound(lasts, Math.max) },
    },
    looks: seen,
    // Marks lie about their site, not on its position: the box of the areas is the nearest that is known without reading them all.
    marks: { box: areaBox ?? siteBox, time },
    counts: seen,
  };
});
