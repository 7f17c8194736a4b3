import { DamageError, InputError, quoted, UnavailableError } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { Licence } from "../../sites/pictures/supply/catalogue-item.ts";
import { readFootprint, touchesBox } from "../../sites/pictures/supply/footprint.ts";
import { listOf, objectOf, textOf, type ForeignObject } from "../../sites/pictures/supply/foreign.ts";
import { readStacItem } from "../../sites/pictures/supply/stac-item.ts";
import { licenceOf } from "../../sites/pictures/supply/stac-licence.ts";
import { readTime } from "../../sites/pictures/supply/stac-times.ts";
import { parseAddress, redactedAddress } from "../net/address.ts";
import type { Network } from "../net/network.ts";
import { requestJson } from "../net/request.ts";
import type { FoundItem, SearchQuestion } from "./catalogue.ts";
import type { CatalogueSettings, CollectionChoice } from "./configuration.ts";
import { asFound } from "./stac-search.ts";

const mostDocuments = 200_000;
const mostDepth = 30;
const mostLinks = 100_000;

interface Place {
  readonly address: string;
  readonly depth: number;
  readonly isItem: boolean;
  readonly collection: string;
  readonly licence: Licence | null;
}

/** For collections that the settings do not name, where they name none at all. */
const anyChoice = (collection: string): CollectionChoice => ({
  collection,
  assets: [],
  mask: null,
  licence: null,
  dayOnly: false,
  notFetchable: null,
});

/**
 * Walks a static catalogue from its root along `child` and `item` links, which may be relative. Collections whose extents in space and
 * time do not meet the question are not entered; each document is read once, however links lead round. A document that
 * cannot be had or makes no sense becomes a refused item or a remark, and the walk goes on.
 * @throws UnavailableError or DamageError when the root cannot be read
 */
export async function* walkStatic(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
  question: SearchQuestion,
): AsyncGenerator<FoundItem, void, undefined> {
  const choices = new Map(settings.collections.map((choice) => [choice.collection, choice]));
  const root = parseAddress(settings.address);
  const places: Place[] = [{ address: root.href, depth: 0, isItem: false, collection: "", licence: null }];
  const visited = new Set<string>([root.href]);
  const items = new Set<string>();
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    question.signal?.throwIfAborted();
    if (visited.size > mostDocuments) {
      yield remark(`more than ${mostDocuments} documents; the walk was ended`);
      return;
    }
    const read = await readDocument(network, place, root, secrets, question.signal);
    if (typeof read === "string") {
      if (place.depth === 0) throw new UnavailableError(`${settings.name}: ${read}`, false);
      if (place.isItem)
        yield {
          type: "refused",
          id: redactedAddress(place.address),
          collection: place.collection,
          reason: read,
          itemJson: new Uint8Array(0),
        };
      else yield remark(read);
      continue;
    }
    const { json, url, bytes } = read;
    const type = json["type"];
    if (type === "Feature" || (place.isItem && type !== "Collection" && type !== "Catalog")) {
      const collection = textOf(json["collection"], 500) ?? place.collection;
      const choice = choices.get(collection) ?? (choices.size === 0 ? anyChoice(collection) : null);
      if (choice === null) continue;
      const item = readStacItem(json, {
        collection,
        fallbackId: redactedAddress(url),
        collectionLicence: place.licence,
        configuredLicence: choice.licence,
        dayOnly: choice.dayOnly,
        resolve: (href) => URL.parse(href, url.href)?.href ?? null,
      });
      const found = asFound(item, json, choice, question, bytes);
      const key = JSON.stringify(item.ok ? [item.item.collection, item.item.id] : [url.href]);
      if (found !== null && !items.has(key)) yield found;
      items.add(key);
      continue;
    }
    const extent = objectOf(json["extent"]);
    if (extent !== null && !meets(extent, question)) continue;
    const isCollection = type === "Collection" || extent !== null;
    const collection = isCollection ? (textOf(json["id"], 500) ?? place.collection) : place.collection;
    if (isCollection && choices.size > 0 && !choices.has(collection) && !hasChildren(json)) continue;
    const licence = licenceOf(json, "collection") ?? place.licence;
    const links = linksOf(json, url);
    if (place.depth >= mostDepth && links.length > 0) {
      yield remark(`${redactedAddress(url)} lies more than ${mostDepth} levels deep; it was not entered`);
      continue;
    }
    for (const link of links.toReversed()) {
      if (link.address === null) {
        yield remark(`${redactedAddress(url)} links to ${link.shown}, which is not followed`);
      } else if (!visited.has(link.address)) {
        visited.add(link.address);
        places.push({
          address: link.address,
          depth: place.depth + 1,
          isItem: link.isItem,
          collection,
          licence,
        });
      }
    }
  }
}

const remark = (text: string): FoundItem => ({ type: "remark", text, incomplete: true });

const hasChildren = (json: ForeignObject): boolean =>
  (listOf(json["links"], mostLinks) ?? []).some((link) => objectOf(link)?.["rel"] === "child");

/** A document, or in words why there is none. */
async function readDocument(
  network: Network,
  place: Place,
  root: URL,
  secrets: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<{ json: ForeignObject; url: URL; bytes: Uint8Array } | string> {
  const own = URL.parse(place.address)?.origin === root.origin;
  try {
    const { json, url, bytes } = await requestJson(network, place.address, {
      ...(own ? { secrets } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
    const whole = objectOf(json);
    return whole === null ? `${redactedAddress(url)} is no JSON object` : { json: whole, url, bytes };
  } catch (error) {
    if (error instanceof UnavailableError || error instanceof DamageError || error instanceof InputError)
      return error.message;
    throw error;
  }
}

function linksOf(
  json: ForeignObject,
  base: URL,
): { address: string | null; shown: string; isItem: boolean }[] {
  return (listOf(json["links"], mostLinks) ?? []).flatMap((value) => {
    const link = objectOf(value);
    const href = textOf(link?.["href"], 8000);
    if (href === null || (link?.["rel"] !== "child" && link?.["rel"] !== "item")) return [];
    const url = URL.parse(href, base.href);
    const followed = url !== null && (url.protocol === "https:" || url.protocol === "http:");
    if (url !== null) url.hash = "";
    return [
      {
        address: followed ? url.href : null,
        shown: quoted(redactedAddress(href)),
        isItem: link["rel"] === "item",
      },
    ];
  });
}

/** True unless a collection's extent rules out that it holds anything of the question. What cannot be read rules nothing out. */
function meets(extent: ForeignObject, question: SearchQuestion): boolean {
  const boxes = listOf(objectOf(extent["spatial"])?.["bbox"], 10_000) ?? [];
  const footprints = boxes.map((bbox) => readFootprint(null, bbox));
  const outside =
    footprints.length > 0 &&
    footprints.every((read) => read.ok && !question.boxes.some((box) => touchesBox(read.footprint, box)));
  if (outside) return false;
  const intervals = listOf(objectOf(extent["temporal"])?.["interval"], 10_000) ?? [];
  return intervals.length === 0 || intervals.some((interval) => intervalMeets(interval, question));
}

function intervalMeets(interval: unknown, { fromMs, toMs }: SearchQuestion): boolean {
  const ends = listOf(interval, 2);
  if (ends?.length !== 2) return true;
  const [from, to] = [endOf(ends[0]), endOf(ends[1])];
  return (from === null || from.fromMs < toMs) && (to === null || fromMs < to.toMs);
}

function endOf(value: unknown): { fromMs: number; toMs: number } | null {
  const read = readTime(value, "extent").span;
  if (read !== null || typeof value !== "string") return read;
  const day = parseSpan(value, 0);
  return day.ok ? day.span : null;
}
