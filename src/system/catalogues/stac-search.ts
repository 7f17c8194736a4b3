import { DamageError, quoted } from "../../base/errors.ts";
import type { Box } from "../../base/geometry/box.ts";
import type { CatalogueItem, Licence, ReadItem } from "../../sites/pictures/supply/catalogue-item.ts";
import { touchesBox } from "../../sites/pictures/supply/footprint.ts";
import {
  listOf,
  numberOf,
  objectOf,
  textOf,
  type ForeignObject,
} from "../../sites/pictures/supply/foreign.ts";
import { readStacItem } from "../../sites/pictures/supply/stac-item.ts";
import { licenceOf } from "../../sites/pictures/supply/stac-licence.ts";
import { parseAddress, redactedAddress } from "../net/address.ts";
import type { Network } from "../net/network.ts";
import { requestJson, StatusError } from "../net/request.ts";
import type { FoundItem, SearchQuestion } from "./catalogue.ts";
import type { CatalogueSettings, CollectionChoice } from "./configuration.ts";

/** Most items of one page, and most pages of one search, that are taken. */
const mostItemsOfPage = 10_000;
const mostPages = 10_000;
/** Pages in a row that bring nothing new before a search is given up as going in circles. */
const mostStalePages = 3;

interface PageQuestion {
  readonly method: "GET" | "POST";
  readonly address: string;
  readonly body: ForeignObject | null;
}

/**
 * Searches a STAC API (OGC API Features with STAC API 1.0 item search): POST or GET /search with collections, bbox and datetime; pages by
 * `next` links with method, body and merge. Each item comes once. Pages that lead in circles, and a number of matches
 * that is not what came, end as remarks that the search is incomplete.
 * @throws UnavailableError and DamageError when a page cannot be had or is no FeatureCollection
 */
export async function* searchStacApi(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
  question: SearchQuestion,
): AsyncGenerator<FoundItem, void, undefined> {
  const licences = new Map<string, Licence | null>();
  const seen = new Set<string>();
  for (const choice of settings.collections) {
    for (const box of question.boxes) {
      for await (const { feature, page } of features(network, settings, secrets, question, choice, box)) {
        if (feature === null) {
          if (page.remark !== null) yield page.remark;
          continue;
        }
        const key = keyOf(feature);
        if (seen.has(key)) continue;
        seen.add(key);
        if (!licences.has(choice.collection))
          licences.set(
            choice.collection,
            await collectionLicence(network, settings, secrets, choice, question.signal),
          );
        const read = readStacItem(feature, {
          collection: choice.collection,
          fallbackId: `unnamed-${seen.size}`,
          collectionLicence: licences.get(choice.collection) ?? null,
          configuredLicence: choice.licence,
          dayOnly: choice.dayOnly,
          resolve: (href) => URL.parse(href, page.base)?.href ?? null,
        });
        const found = asFound(read, feature, choice, question);
        if (found !== null) yield found;
      }
    }
  }
}

/** JSON again; words where it nests deeper than can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return '"nested too deep"';
  }
}

/** What tells one item from another: its collection and id, or all of it where they are missing. */
function keyOf(feature: unknown): string {
  const whole = objectOf(feature);
  const id = textOf(whole?.["id"], 500);
  return id === null ? jsonOf(feature) : JSON.stringify([textOf(whole?.["collection"], 500), id]);
}

/** An item that was read, if it touches the site and may have been taken in the time; null if not. Unknown dates count as possible. */
export function asFound(
  read: ReadItem,
  feature: unknown,
  choice: CollectionChoice,
  question: SearchQuestion,
  bytes?: Uint8Array,
): FoundItem | null {
  const itemJson = bytes ?? new TextEncoder().encode(jsonOf(feature));
  if (!read.ok)
    return { type: "refused", id: read.id, collection: read.collection, reason: read.reason, itemJson };
  const { item } = read;
  if (!question.boxes.some((box) => touchesBox(item.footprint, box))) return null;
  if (!inTime(item, question)) return null;
  return { type: "item", item, itemJson, choice };
}

function inTime({ takenAt }: CatalogueItem, { fromMs, toMs }: SearchQuestion): boolean {
  return takenAt === null || (takenAt.fromMs < toMs && fromMs < takenAt.toMs);
}

interface Page {
  /** Address that relative links start from. */
  readonly base: string;
  readonly remark: (FoundItem & { type: "remark" }) | null;
}

async function* features(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
  question: SearchQuestion,
  choice: CollectionChoice,
  box: Box,
): AsyncGenerator<{ feature: unknown; page: Page }, void, undefined> {
  const remark = (text: string): { feature: null; page: Page } => ({
    feature: null,
    page: { base: "", remark: { type: "remark", text: `${choice.collection}: ${text}`, incomplete: true } },
  });
  const asked = new Set<string>();
  const ids = new Set<string>();
  let matched: number | null = null;
  let stale = 0;
  let next: PageQuestion | null = firstPage(settings, question, choice, box);
  for (let pages = 0; next !== null; pages++) {
    const fingerprint = JSON.stringify([next.method, next.address, next.body]);
    if (asked.has(fingerprint) || pages === mostPages) {
      yield remark("its pages lead back to one that was read before; what comes after is not known");
      return;
    }
    asked.add(fingerprint);
    const { json, url }: { json: unknown; url: URL } = await readPage(
      network,
      settings,
      secrets,
      next,
      question.signal,
    );
    const whole = objectOf(json);
    const list = listOf(whole?.["features"], mostItemsOfPage);
    if (whole === null || list === null)
      throw new DamageError(`${settings.name}: ${redactedAddress(url)} is no page of items`, [
        `found ${quoted(jsonOf(json).slice(0, 100))}`,
      ]);
    matched ??= numberOf(whole["numberMatched"] ?? objectOf(whole["context"])?.["matched"], 0);
    const page: Page = { base: url.href, remark: null };
    const before = ids.size;
    for (const feature of list) {
      ids.add(keyOf(feature));
      yield { feature, page };
    }
    stale = ids.size === before ? stale + 1 : 0;
    next = nextPage(whole, next, url);
    if (next !== null && stale >= mostStalePages) {
      yield remark(`${stale} pages in a row brought nothing new; the search was ended`);
      return;
    }
  }
  if (matched !== null && matched > ids.size)
    yield remark(`the catalogue says that ${matched} items match and gave ${ids.size}`);
}

function firstPage(
  settings: CatalogueSettings,
  { fromMs, toMs }: SearchQuestion,
  choice: CollectionChoice,
  box: Box,
): PageQuestion {
  const address = `${settings.address.replace(/\/+$/, "")}/search`;
  // The end is included in STAC's interval and excluded in ours; what is taken in that instant is left out later.
  const datetime = `${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`;
  const bbox = [box.west, box.south, box.east, box.north];
  if (settings.search === "post")
    return {
      method: "POST",
      address,
      body: { collections: [choice.collection], bbox, datetime, limit: settings.pageSize },
    };
  const query = new URLSearchParams({
    collections: choice.collection,
    bbox: bbox.join(","),
    datetime,
    limit: String(settings.pageSize),
  });
  return { method: "GET", address: `${address}?${query}`, body: null };
}

async function readPage(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
  page: PageQuestion,
  signal: AbortSignal | undefined,
): Promise<{ json: unknown; url: URL }> {
  // A key goes to the catalogue's own origin only, wherever its links lead.
  const own = URL.parse(page.address)?.origin === URL.parse(settings.address)?.origin;
  const base = { ...(own ? { secrets } : {}), ...(signal === undefined ? {} : { signal }) };
  if (page.method === "GET") return requestJson(network, page.address, base);
  try {
    return await requestJson(network, page.address, {
      ...base,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(page.body),
    });
  } catch (error) {
    if (!(error instanceof StatusError) || ![404, 405, 415, 501].includes(error.status)) throw error;
    return requestJson(network, asGet(page), base);
  }
}

/** The same question as a GET, for servers that take no POST. */
function asGet(page: PageQuestion): string {
  const url = parseAddress(page.address);
  for (const [name, value] of Object.entries(page.body ?? {}))
    url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
  return url.href;
}

function nextPage(whole: ForeignObject, last: PageQuestion, url: URL): PageQuestion | null {
  const link = (listOf(whole["links"], 1000) ?? []).map(objectOf).find((l) => l?.["rel"] === "next");
  const href = textOf(link?.["href"], 16_000);
  if (!link || href === null) return null;
  const address = parseAddress(href, "next", url).href;
  if (textOf(link["method"])?.toUpperCase() !== "POST") return { method: "GET", address, body: null };
  const body = objectOf(link["body"]) ?? {};
  return { method: "POST", address, body: link["merge"] === true ? { ...last.body, ...body } : body };
}

async function collectionLicence(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
  { collection }: CollectionChoice,
  signal: AbortSignal | undefined,
): Promise<Licence | null> {
  const address = `${settings.address.replace(/\/+$/, "")}/collections/${encodeURIComponent(collection)}`;
  try {
    const { json } = await requestJson(network, address, {
      secrets,
      ...(signal === undefined ? {} : { signal }),
    });
    const holder = objectOf(json);
    return holder && licenceOf(holder, "collection");
  } catch (error) {
    // A catalogue without a page for the collection leaves the licence unknown, which is said of each item.
    if (error instanceof StatusError || error instanceof DamageError) return null;
    throw error;
  }
}
