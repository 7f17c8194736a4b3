import { existsSync } from "node:fs";
import { windowOfSite } from "../../../sites/counting/site-window.ts";
import { geoJson, json, type Link } from "../../../findings/exchange/link.ts";
import {
  stacCollection,
  stacCollections,
  stacConformanceDocument,
  stacItems,
  stacLanding,
  type StacAsking,
} from "../../../findings/exchange/stac/documents.ts";
import { stacItem, type StacItem } from "../../../findings/exchange/stac/item.ts";
import {
  itemParameters,
  pageOf,
  readSearchBody,
  readSearchQuery,
  searched,
  type StacSearch,
} from "../../../findings/exchange/stac/search.ts";
import { stacLookOf, type StacLook } from "../../../findings/exchange/stac/stac-look.ts";
import type { Site } from "../../../sites/counting/site.ts";
import { readPictureLooks } from "../../../system/store/reading-pictures.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import { keptByVersion } from "../kept.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";
import { mustBePlain, originOf, sendAs, wireQuery } from "./standards.ts";

const baseOf = (asked: Asked): string => `${originOf(asked)}/stac`;

export function getStac(asked: Asked) {
  mustBePlain(asked);
  const { title } = asked.bench.opened.file;
  return stacLanding(
    baseOf(asked),
    "yardwatch",
    title === "" ? "Yardwatch" : title,
    placesOf(asked.bench).sites,
  );
}

export function getStacConformance(asked: Asked) {
  mustBePlain(asked);
  return stacConformanceDocument();
}

export function getStacCollections(asked: Asked) {
  mustBePlain(asked);
  return stacCollections(
    baseOf(asked),
    placesOf(asked.bench).sites.map((site) => collectionOf(asked, site)),
  );
}

export function getStacCollection(asked: Asked) {
  mustBePlain(asked);
  return collectionOf(asked, siteOf(asked));
}

export function getStacItems(asked: Asked) {
  const site = siteOf(asked);
  const query = wireQuery(asked);
  const wished = readSearchQuery(query, itemParameters);
  const isMeant = wished.collections === null || wished.collections.has(site.id);
  const search = { ...wished, collections: new Set(isMeant ? [site.id] : []) };
  const place = `${baseOf(asked)}/collections/${encodeURIComponent(site.id)}`;
  const collection: Link = { href: place, rel: "collection", type: json };
  return answered(asked, { method: "GET", place: `${place}/items`, query }, search, [collection]);
}

export function getStacItem(asked: Asked) {
  mustBePlain(asked);
  const site = siteOf(asked);
  const found = looksOf(asked.bench).get(asked.params["item"] ?? "");
  if (found === undefined || found.look.look.siteId !== site.id)
    throw new NotFoundError("the collection has no item of this id");
  return sendAs(asked, geoJson, itemOf(asked, found));
}

export function getStacSearch(asked: Asked) {
  const query = wireQuery(asked);
  return answered(asked, { method: "GET", place: `${baseOf(asked)}/search`, query }, readSearchQuery(query));
}

export function postStacSearch(asked: Asked) {
  const search = readSearchBody(asked.body);
  // Read just now as an object.
  const body = asked.body as Readonly<Record<string, unknown>>;
  return answered(asked, { method: "POST", place: `${baseOf(asked)}/search`, body }, search);
}

function answered(asked: Asked, asking: StacAsking, search: StacSearch, more: readonly Link[] = []) {
  const found = searched([...looksOf(asked.bench).values()], search);
  const { looks, next } = pageOf(found, search);
  const page = { items: looks.map((look) => itemOf(asked, look)), numberMatched: found.length, next };
  return sendAs(asked, geoJson, stacItems(baseOf(asked), asking, page, asked.bench.now(), more));
}

function itemOf(asked: Asked, look: StacLook): StacItem {
  const place = `${originOf(asked)}/api/looks/${encodeURIComponent(look.look.look.id)}`;
  const isThere = existsSync(asked.bench.opened.evidencePath(look.picture.sha256));
  return stacItem(baseOf(asked), look, {
    file: isThere ? `${place}/file` : null,
    thumbnail: isThere ? `${place}/thumbnail` : null,
  });
}

const placesOf = keptByVersion((bench) => readPlaces(bench.opened.database));

function siteOf({ bench, params }: Asked): Site {
  const site = placesOf(bench).sites.find((s) => s.id === params["collection"]);
  if (site === undefined) throw new NotFoundError("no such collection");
  return site;
}

function collectionOf(asked: Asked, site: Site) {
  const areas = placesOf(asked.bench).areas.filter((a) => a.siteId === site.id);
  return stacCollection(
    baseOf(asked),
    site,
    windowOfSite(site, areas),
    bySite(asked.bench).get(site.id) ?? [],
  );
}

const bySite = keptByVersion((bench) =>
  Map.groupBy(looksOf(bench).values(), (look) => look.look.look.siteId),
);

/** Looks never change once on record, so that only those that came since are read. */
const kept = new WeakMap<Workbench, { upTo: number; readonly looks: Map<string, StacLook> }>();

function looksOf(bench: Workbench): ReadonlyMap<string, StacLook> {
  const { database } = bench.opened;
  const known = kept.get(bench) ?? { upTo: 0, looks: new Map<string, StacLook>() };
  kept.set(bench, known);
  const rows = database
    .prepare("SELECT rowid AS place, look FROM pictures WHERE rowid > ? ORDER BY rowid")
    .all(known.upTo);
  const fresh =
    rows.length > 20
      ? readPictureLooks(database, {})
      : rows.flatMap((row) => readPictureLooks(database, { lookId: String(row["look"]) }));
  for (const look of fresh) {
    const made = known.looks.has(look.look.id) ? null : stacLookOf(look);
    if (made !== null) known.looks.set(look.look.id, made);
  }
  known.upTo = Number(rows.at(-1)?.["place"] ?? known.upTo);
  return known.looks;
}
