import { meaningOf } from "./band-meaning.ts";
import type { AssetBand, CatalogueAsset } from "./catalogue-item.ts";
import { listOf, numberOf, objectOf, textOf, textsOf, type ForeignObject } from "./foreign.ts";
import { parseMultihash } from "./multihash.ts";

/** Most assets of an item that are read. Real items have up to about sixty. */
export const mostAssets = 500;

/** Assets of an item that could be read, in the order of the item, and a remark for each that could not. */
export function readAssets(
  value: unknown,
  resolve: (href: string) => string | null,
): { readonly assets: readonly CatalogueAsset[]; readonly remarks: readonly string[] } {
  const entries = Object.entries(objectOf(value) ?? {});
  const remarks: string[] = [];
  if (entries.length > mostAssets)
    remarks.push(`it lists ${entries.length} assets; the first ${mostAssets} were read`);
  const assets = entries.slice(0, mostAssets).flatMap(([key, entry]) => {
    const read = readAsset(key, entry, resolve, remarks);
    return read ?? [];
  });
  return { assets, remarks };
}

function readAsset(
  key: string,
  value: unknown,
  resolve: (href: string) => string | null,
  remarks: string[],
): CatalogueAsset | null {
  const shownKey = JSON.stringify(key.slice(0, 80));
  const asset = objectOf(value);
  const given = textOf(asset?.["href"], 8000);
  const href = given === null ? null : resolve(given);
  if (asset === null || href === null || key.length > 200) {
    remarks.push(`asset ${shownKey} has no address that can be read; it was left`);
    return null;
  }
  const hash = asset["file:checksum"] ?? asset["checksum:multihash"];
  const checksum = typeof hash === "string" && hash.length < 400 ? parseMultihash(hash) : null;
  if (hash !== undefined && hash !== null && checksum === null)
    remarks.push(`the checksum of asset ${shownKey} is of no kind known here; it was not used`);
  return {
    key,
    href,
    type: textOf(asset["type"], 200),
    roles: textsOf(asset["roles"]),
    checksum,
    sizeBytes: numberOf(asset["file:size"], 0, Number.MAX_SAFE_INTEGER),
    bands: bandsOf(asset),
    gsdMetres: positive(asset["gsd"] ?? asset["eo:gsd"]),
    shape: shapeOf(asset["proj:shape"]),
    transform: transformOf(asset["proj:transform"]),
    epsg: epsgOf(asset),
  };
}

const positive = (value: unknown): number | null => numberOf(value, Number.MIN_VALUE, 1e6);

/** Bands by STAC 1.1 (`bands`) or by the extensions before it (`eo:bands`, `sar:polarizations`). */
function bandsOf(asset: ForeignObject): readonly AssetBand[] {
  const described = listOf(asset["bands"], 1000) ?? listOf(asset["eo:bands"], 1000) ?? [];
  const bands = described.map((value, index): AssetBand => {
    const band = objectOf(value);
    const common = textOf(band?.["eo:common_name"]) ?? textOf(band?.["common_name"]);
    const name = textOf(band?.["name"], 100) ?? common ?? `${index + 1}`;
    const meaning = meaningOf(common ?? name);
    return { name, meaning };
  });
  if (bands.length > 0) return bands;
  return textsOf(asset["sar:polarizations"], 4).map((name) => ({ name, meaning: meaningOf(name) }));
}

function shapeOf(value: unknown): readonly [number, number] | null {
  const list = listOf(value, 2);
  const rows = numberOf(list?.[0], 1, 1e9);
  const columns = numberOf(list?.[1], 1, 1e9);
  return rows === null || columns === null ? null : [rows, columns];
}

function transformOf(value: unknown): readonly number[] | null {
  const list = listOf(value, 9);
  if (list === null || (list.length !== 6 && list.length !== 9)) return null;
  const numbers = list.flatMap((entry) => numberOf(entry) ?? []);
  return numbers.length === list.length ? numbers : null;
}

/** EPSG code by `proj:code` (projection extension 2) or `proj:epsg` (1). */
export function epsgOf(from: ForeignObject): number | null {
  const code = /^EPSG:(\d{4,6})$/i.exec(textOf(from["proj:code"], 40) ?? "")?.[1];
  return code === undefined ? numberOf(from["proj:epsg"], 1024, 999_999) : Number(code);
}
