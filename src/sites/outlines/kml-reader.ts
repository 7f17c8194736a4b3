import { kmlGen } from "@tmcw/togeojson";
import type { Document } from "@xmldom/xmldom";
import { InputError, quoted } from "../../base/errors.ts";
import { areaIds } from "./area-ids.ts";
import { mostFeatures, readFeatures, type ReadPlaces } from "./features.ts";
import { checkCoordinates } from "./kml-coordinates.ts";
import { parseKml } from "./kml-document.ts";
import { newSiteFeature, type NewSite } from "./new-site.ts";
import { isOwn, ownFeature } from "./own-placemarks.ts";
import type { Placemark } from "./placemark.ts";
import { areasDrawn, type DrawnUnder } from "./plain-placemarks.ts";
import { described, isObject, Remarks } from "./remarks.ts";

/** Where placemarks without properties of their own go. At most one of the two may be given; default: such placemarks are refused. */
export interface KmlOptions {
  /** A site that is known already; it is not among the places that are read. */
  readonly site?: { readonly id: string; readonly zoneMinutes: number };
  /** A site that is added to the places. */
  readonly newSite?: NewSite;
}

/**
 * Reads sites and areas from KML text. What `writeKml` wrote comes back without loss. Placemarks that another program drew become
 * approximate areas of the site that the options name. Elevations are dropped; network links are not followed, and
 * they, image overlays and points are left out, all with a warning.
 * @throws InputError on anything that `readGeoJson` refuses, on XML that is malformed or declares a document type or
 * entities, on a bound passed, and on plain placemarks without a site.
 * @throws TypeError when both options are given.
 */
export function readKml(text: string, file: string, options: KmlOptions = {}): ReadPlaces {
  const { site, newSite } = options;
  if (site !== undefined && newSite !== undefined)
    throw new TypeError("readKml: give site or newSite, not both");
  const document = parseKml(text, file);
  const remarks = new Remarks();
  checkCoordinates(document, file, remarks);
  remarks.throwIfAny();
  noteUnused(document, remarks);
  const placemarks = placemarksOf(document, file);
  const plain = placemarks.filter((placemark) => !isOwn(placemark));
  const under = newSite ?? site;
  if (plain.length > 0 && under === undefined) throw siteMissing(file, plain);
  const siteId = under?.id ?? "";
  const beside = placemarks.filter((own) => own.properties["site"] === siteId);
  const idFor = areaIds(beside.map((own) => String(own.properties["area"])));
  const target: DrawnUnder = { siteId, zoneMinutes: under?.zoneMinutes ?? 0, file, idFor };
  const found = placemarks.flatMap((placemark) =>
    isOwn(placemark) ? [ownFeature(placemark)] : areasDrawn(placemark, target, remarks),
  );
  if (found.length === 0)
    remarks.leftOut(`${file} holds no placemark that could be read as a site or an outline`);
  const places = readFeatures(
    newSite === undefined ? found : [newSiteFeature(newSite, found), ...found],
    remarks,
  );
  remarks.throwIfAny();
  return { places, warnings: remarks.warnings() };
}

function siteMissing(file: string, plain: readonly Placemark[]): InputError {
  const [first] = plain;
  const found = `${plain.length} placemarks without Yardwatch's properties, the first ${described(first?.properties["name"])}`;
  return InputError.of(
    first?.where ?? file,
    "site",
    found,
    "such placemarks once the site that they belong to is named, an existing or a new one",
  );
}

function noteUnused(document: Document, remarks: Remarks): void {
  for (const link of Array.from(document.getElementsByTagName("NetworkLink"))) {
    const address = link.getElementsByTagName("href").item(0)?.textContent?.trim() ?? "";
    remarks.leftOut(`the network link ${quoted(address)} was not followed`);
  }
  const overlays = document.getElementsByTagName("GroundOverlay").length;
  if (overlays > 0) remarks.leftOut(`image overlays are not outlines; ${overlays} left out`);
}

function placemarksOf(document: Document, file: string): readonly Placemark[] {
  const count = document.getElementsByTagName("Placemark").length;
  if (count > mostFeatures)
    throw InputError.of(file, "Placemark", `${count} placemarks`, `at most ${mostFeatures} placemarks`);
  const placemarks: Placemark[] = [];
  if (count === 0) return placemarks;
  // The converter takes any text of a typed field for true or a number; as text the checks see what is written.
  for (const field of document.getElementsByTagName("SimpleField")) field.setAttribute("type", "string");
  try {
    // The converter gives one feature for each placemark in their order, then overlays and links, which are not wanted.
    for (const feature of kmlGen(document)) {
      const properties: unknown = feature.properties;
      const where = `${file} placemark ${placemarks.length + 1}`;
      placemarks.push({
        where,
        properties: isObject(properties) ? properties : {},
        geometry: feature.geometry,
      });
      if (placemarks.length === count) break;
    }
  } catch (error) {
    const where = `${file} placemark ${placemarks.length + 1}`;
    throw InputError.of(where, "Placemark", quoted(String(error)), "a placemark of KML 2.2 or 2.3");
  }
  return placemarks;
}
