import { rightHanded } from "../../base/geometry/ring.ts";
import type { Area, Outline, Places, Polygon, Position, Site } from "../counting/site.ts";
import { byCode } from "./validity.ts";

type PropertyValue = string | number | boolean | null | readonly string[];

export type FeatureGeometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "Polygon"; readonly coordinates: Polygon }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly Polygon[] };

/** A site or an area as files carry it, a GeoJSON Feature. */
export interface FeatureRecord {
  readonly type: "Feature";
  readonly geometry: FeatureGeometry;
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** What one folder of a file holds: a site, when it is there, and its areas in order. */
export interface SiteFolder {
  readonly siteId: string;
  readonly site: Site | null;
  readonly areas: readonly Area[];
}

/** Sites by id with their areas by id and first day: the same places in any order give the same folders. */
export function foldersOf(places: Places): readonly SiteFolder[] {
  const areas = Map.groupBy(places.areas, (area) => area.siteId);
  const sites = new Map(places.sites.map((site) => [site.id, site]));
  const ids = [...new Set([...sites.keys(), ...areas.keys()])].sort(byCode);
  return ids.map((siteId) => ({
    siteId,
    site: sites.get(siteId) ?? null,
    areas: (areas.get(siteId) ?? []).toSorted(inOrder),
  }));
}

function inOrder(a: Area, b: Area): number {
  return byCode(a.id, b.id) || byCode(a.validFrom ?? "", b.validFrom ?? "");
}

export function siteRecord(site: Site): FeatureRecord {
  const { id, name, names, country, zoneMinutes, note, source, position } = site;
  const properties = {
    record: "site",
    site: id,
    name,
    names,
    country,
    utc_offset: offsetText(zoneMinutes),
    note,
    source,
  };
  return { type: "Feature", geometry: { type: "Point", coordinates: position }, properties };
}

/** The record of an area; its rings follow the right-hand rule. */
export function areaRecord(area: Area): FeatureRecord {
  return {
    type: "Feature",
    geometry: geometryOf(area.outline),
    properties: {
      record: "area",
      site: area.siteId,
      area: area.id,
      name: area.name,
      role: area.role,
      valid_from: area.validFrom,
      valid_to: area.validTo,
      approximate: area.approximate,
      uncertainty_m: area.uncertaintyMetres,
      basis: area.basis,
      source: area.source,
    },
  };
}

function geometryOf(outline: Outline): FeatureGeometry {
  if (outline.type === "lines") {
    const [only, ...more] = outline.lines;
    return only && more.length === 0
      ? { type: "LineString", coordinates: only }
      : { type: "MultiLineString", coordinates: outline.lines };
  }
  const polygons = outline.polygons.map((rings) =>
    rings.map((ring, index) => rightHanded(ring, index === 0)),
  );
  const [only, ...more] = polygons;
  return only && more.length === 0
    ? { type: "Polygon", coordinates: only }
    : { type: "MultiPolygon", coordinates: polygons };
}

/** "+09:00" for 540 minutes east of Greenwich. */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const twoDigits = (n: number): string => String(n).padStart(2, "0");
