import type { CatalogueItem, Licence, ReadItem } from "./catalogue-item.ts";
import { readFootprint } from "./footprint.ts";
import { listOf, numberOf, objectOf, textOf, textsOf } from "./foreign.ts";
import { epsgOf, readAssets } from "./stac-assets.ts";
import { licenceOf, licenceThatCounts } from "./stac-licence.ts";
import { readTakenAt, readTime } from "./stac-times.ts";

/** What is known from outside when an item is read. */
export interface ItemContext {
  /** Makes an address whole; null when it cannot be one. Default: as it is. */
  readonly resolve?: (href: string) => string | null;
  /** Name for an item that has none; default "unnamed". */
  readonly fallbackId?: string;
  /** The collection that the item was found in, for items that name none. */
  readonly collection?: string;
  readonly collectionLicence?: Licence | null;
  readonly configuredLicence?: Licence | null;
  /** True when the supplier's time of day is known to be made up; default false. */
  readonly dayOnly?: boolean;
}

/**
 * Reads a STAC Item: 1.0 (https://github.com/radiantearth/stac-spec, v1.0.0), 1.1, and the ways of 0.9. Nothing is trusted: a field of the
 * wrong type counts as absent and is remarked on; an item without a name, a place or a single asset is refused with the reason.
 * Never throws.
 */
export function readStacItem(json: unknown, context: ItemContext = {}): ReadItem {
  const whole = objectOf(json);
  const fallback = context.fallbackId ?? "unnamed";
  const id = textOf(whole?.["id"], 500) ?? (typeof whole?.["id"] === "number" ? String(whole["id"]) : null);
  const properties = objectOf(whole?.["properties"]) ?? {};
  const collection =
    textOf(whole?.["collection"], 500) ?? textOf(properties["collection"], 500) ?? context.collection ?? "";
  const refuse = (reason: string): ReadItem => ({ ok: false, id: id ?? fallback, collection, reason });
  if (whole === null) return refuse("it is not a JSON object");
  if (whole["type"] !== "Feature") return refuse('its type is not "Feature", so that it is no item');
  if (id === null) return refuse("it has no id");
  const place = readFootprint(whole["geometry"], whole["bbox"]);
  if (!place.ok) return refuse(place.reason);
  const taken = readTakenAt(properties, context.dayOnly ?? false);
  const published = readTime(properties["published"], "published");
  const created = readTime(properties["created"], "created");
  const updated = readTime(properties["updated"], "updated");
  const { assets, remarks } = readAssets(whole["assets"], context.resolve ?? ((href) => href));
  if (assets.length === 0) return refuse(["it has no asset that can be read", ...remarks].join("; "));
  const item: CatalogueItem = {
    id,
    collection,
    footprint: place.footprint,
    takenAt: taken.span,
    publishedAt: published.span,
    recordedAt: created.span,
    recordChangedAt: updated.span,
    platform: textOf(properties["platform"] ?? properties["eo:platform"], 200),
    instruments:
      typeof properties["instruments"] === "string"
        ? [properties["instruments"].slice(0, 200)]
        : textsOf(properties["instruments"]),
    gsdMetres: numberOf(properties["gsd"] ?? properties["eo:gsd"], Number.MIN_VALUE, 1e6),
    sceneCloudPercent: numberOf(properties["eo:cloud_cover"], 0, 100),
    viewing: {
      offNadirDegrees: numberOf(properties["view:off_nadir"] ?? properties["eo:off_nadir"], 0, 90),
      incidenceDegrees: numberOf(
        properties["view:incidence_angle"] ?? properties["eo:incidence_angle"],
        0,
        90,
      ),
      azimuthDegrees: numberOf(properties["view:azimuth"] ?? properties["eo:azimuth"], -360, 360),
      sunElevationDegrees: numberOf(
        properties["view:sun_elevation"] ?? properties["eo:sun_elevation"],
        -90,
        90,
      ),
      sunAzimuthDegrees: numberOf(properties["view:sun_azimuth"] ?? properties["eo:sun_azimuth"], -360, 360),
    },
    epsg: epsgOf(properties),
    licence: licenceThatCounts(
      licenceOf(whole, "item"),
      context.collectionLicence ?? null,
      context.configuredLicence ?? null,
    ),
    providers: (listOf(properties["providers"] ?? whole["providers"], 100) ?? []).flatMap(
      (provider) => textOf(objectOf(provider)?.["name"], 200) ?? [],
    ),
    assets,
    remarks: [
      ...taken.remarks,
      ...[published, created, updated].flatMap((read) => read.remark ?? []),
      ...remarks,
      ...(place.footprint.boxOnly ? ["it has no outline, only a box: corners may be without pixels"] : []),
    ],
  };
  return { ok: true, item };
}
