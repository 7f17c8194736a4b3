import { InputError } from "../../base/errors.ts";
import { bandMeanings, type BandMeaning } from "../../sites/pictures/picture.ts";
import { maskForms, type MaskForm } from "../../sites/pictures/clarity/supplier-mask.ts";
import type { Licence } from "../../sites/pictures/supply/catalogue-item.ts";
import { objectOf, type ForeignObject } from "../../sites/pictures/supply/foreign.ts";
import { parseAddress } from "../net/address.ts";

export const catalogueKinds = ["stac-api", "static", "folder"] as const;
export type CatalogueKind = (typeof catalogueKinds)[number];

/** An asset that goes into the picture. */
export interface ChosenAsset {
  readonly key: string;
  /** What its bands show, in order; empty: as the catalogue or the file says. */
  readonly bands: readonly BandMeaning[];
}

/** Which assets of a collection make the picture, and what the collection itself does not say. */
export interface CollectionChoice {
  readonly collection: string;
  /** Empty: the first asset that looks like a picture. */
  readonly assets: readonly ChosenAsset[];
  readonly mask: { readonly key: string; readonly kind: MaskForm } | null;
  /** For items that name no licence of their own. */
  readonly licence: Licence | null;
  /** True when the times of day in this collection are made up by the supplier. */
  readonly dayOnly: boolean;
  /** Why the files of this collection cannot be fetched; null when they can. Its items still become looks. */
  readonly notFetchable: string | null;
}

/** A key that a supplier wants, sent as a header to the catalogue and to its signing address only. */
export interface SupplierKey {
  readonly header: string;
  /** Environment variable that holds it. */
  readonly variable: string;
}

export interface CatalogueSettings {
  readonly name: string;
  readonly kind: CatalogueKind;
  /** https or http; a path for a folder. */
  readonly address: string;
  /** Where a file's address is signed, with {href} in the place of the address; null: files are public. */
  readonly sign: string | null;
  readonly key: SupplierKey | null;
  /** How a STAC API is asked; "post" turns to GET by itself when the server does not take it. */
  readonly search: "post" | "get";
  readonly pageSize: number;
  /** Hosts of a private network that files may lie on, beside the catalogue's own. */
  readonly privateHosts: readonly string[];
  /** Empty (static and folder only): every collection. */
  readonly collections: readonly CollectionChoice[];
}

const shape = {
  catalogue: ["kind", "address", "sign", "key", "search", "pageSize", "privateHosts", "collections"],
  collection: ["assets", "mask", "licence", "dayOnly", "notFetchable"],
  asset: ["key", "bands"],
  mask: ["key", "kind"],
  licence: ["name", "address"],
  key: ["header", "variable"],
} as const;

/**
 * Reads the content of a `catalogues.json`: an object of catalogues by name. See docs/guide/pictures-from-catalogues.md.
 * @throws InputError on unknown names and values out of what is allowed, each with its place
 */
export function readCatalogues(where: string, json: unknown): readonly CatalogueSettings[] {
  const all = objectOf(json);
  if (all === null) throw InputError.of(where, "file", shownOf(json), "an object of catalogues by name");
  return Object.entries(all).map(([name, entry]) => readCatalogue(where, name, entry));
}

function readCatalogue(where: string, name: string, value: unknown): CatalogueSettings {
  if (!/^[a-z0-9][a-z0-9.-]{0,79}$/.test(name))
    throw InputError.of(where, "name", JSON.stringify(name), "1 to 80 of a-z, 0-9, . and -");
  const entry = known(where, name, value, shape.catalogue);
  const kind = oneOf(where, `${name}.kind`, entry["kind"], catalogueKinds);
  const address = text(where, `${name}.address`, entry["address"]);
  if (kind !== "folder") parseAddress(address, `${name}.address`);
  const sign = entry["sign"] === undefined ? null : text(where, `${name}.sign`, entry["sign"]);
  if (
    sign !== null &&
    (!sign.includes("{href}") || parseAddress(sign.replace("{href}", "x")).protocol === "")
  )
    throw InputError.of(where, `${name}.sign`, sign, "an address with {href} in it");
  const pageSize = entry["pageSize"] ?? 100;
  if (typeof pageSize !== "number" || !Number.isInteger(pageSize) || pageSize < 1 || pageSize > 10_000)
    throw InputError.of(where, `${name}.pageSize`, shownOf(pageSize), "a whole number from 1 to 10000");
  const collections = Object.entries(
    known(where, `${name}.collections`, entry["collections"] ?? {}, null),
  ).map(([collection, choice]) => readChoice(where, `${name}.collections.${collection}`, collection, choice));
  if (kind === "stac-api" && collections.length === 0)
    throw InputError.of(where, `${name}.collections`, "none", "at least one collection for a STAC API");
  return {
    name,
    kind,
    address,
    sign,
    key: entry["key"] === undefined ? null : readKey(where, `${name}.key`, entry["key"]),
    search:
      entry["search"] === undefined
        ? "post"
        : oneOf(where, `${name}.search`, entry["search"], ["post", "get"] as const),
    pageSize,
    privateHosts: texts(where, `${name}.privateHosts`, entry["privateHosts"] ?? []),
    collections,
  };
}

function readChoice(where: string, field: string, collection: string, value: unknown): CollectionChoice {
  const entry = known(where, field, value, shape.collection);
  const list = entry["assets"] ?? [];
  if (!Array.isArray(list)) throw InputError.of(where, `${field}.assets`, shownOf(list), "a list");
  const mask = entry["mask"] === undefined ? null : known(where, `${field}.mask`, entry["mask"], shape.mask);
  const licence =
    entry["licence"] === undefined ? null : known(where, `${field}.licence`, entry["licence"], shape.licence);
  const dayOnly = entry["dayOnly"] ?? false;
  if (typeof dayOnly !== "boolean")
    throw InputError.of(where, `${field}.dayOnly`, shownOf(dayOnly), "true or false");
  return {
    collection,
    assets: list.map((asset, i) => readChosen(where, `${field}.assets[${i}]`, asset)),
    mask: mask && {
      key: text(where, `${field}.mask.key`, mask["key"]),
      kind: oneOf(where, `${field}.mask.kind`, mask["kind"], maskForms),
    },
    licence: licence && {
      name: text(where, `${field}.licence.name`, licence["name"]),
      address:
        licence["address"] === undefined ? null : text(where, `${field}.licence.address`, licence["address"]),
      saidBy: "configuration",
    },
    dayOnly,
    notFetchable:
      entry["notFetchable"] === undefined
        ? null
        : text(where, `${field}.notFetchable`, entry["notFetchable"]),
  };
}

function readChosen(where: string, field: string, value: unknown): ChosenAsset {
  if (typeof value === "string") return { key: text(where, field, value), bands: [] };
  const entry = known(where, field, value, shape.asset);
  const bands = texts(where, `${field}.bands`, entry["bands"] ?? []).map((band) =>
    oneOf(where, `${field}.bands`, band, bandMeanings),
  );
  return { key: text(where, `${field}.key`, entry["key"]), bands };
}

function readKey(where: string, field: string, value: unknown): SupplierKey {
  const entry = known(where, field, value, shape.key);
  const [header, variable] = [
    text(where, `${field}.header`, entry["header"]),
    text(where, `${field}.variable`, entry["variable"]),
  ];
  if (!/^[A-Za-z0-9-]{1,80}$/.test(header))
    throw InputError.of(where, `${field}.header`, JSON.stringify(header), "the name of an HTTP header");
  return { header, variable };
}

/** The members of an object; null for names: any. */
function known(where: string, field: string, value: unknown, names: readonly string[] | null): ForeignObject {
  const entry = objectOf(value);
  if (entry === null) throw InputError.of(where, field, shownOf(value), "an object");
  for (const name of Object.keys(entry))
    if (names !== null && !names.includes(name))
      throw InputError.of(where, `${field}.${name}`, "an unknown name", names.join(", "));
  return entry;
}

function text(where: string, field: string, value: unknown): string {
  if (typeof value !== "string" || value.trim() === "" || value.length > 4000)
    throw InputError.of(where, field, shownOf(value), "a text");
  return value;
}

function texts(where: string, field: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw InputError.of(where, field, shownOf(value), "a list of texts");
  return value.map((member, i) => text(where, `${field}[${i}]`, member));
}

function oneOf<T extends string>(where: string, field: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((member) => member === value);
  if (found === undefined) throw InputError.of(where, field, shownOf(value), allowed.join(", "));
  return found;
}

const shownOf = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 120);
