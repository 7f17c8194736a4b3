import { InputError } from "../../../base/errors.ts";
import { readOsmXml } from "./osm-xml.ts";
import { readOverpass } from "./overpass-json.ts";
import { parsedJson } from "./parsed-json.ts";
import type { ReadWays } from "./rail-way.ts";

/** True for the beginning of an OpenStreetMap XML file. */
export const isOsmXml = (text: string): boolean =>
  /^\ufeff?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<osm[A-Za-z]*[\s>/]/.test(text.slice(0, 8192));

/** True for JSON that looks like an answer of the Overpass API rather than GeoJSON. */
export const isOverpass = (text: string): boolean => {
  const start = text.slice(0, 8192);
  return /^\ufeff?\s*\{/.test(start) && /"elements"\s*:/.test(start) && !/"FeatureCollection"/.test(start);
};

/**
 * Reads the tracks of an OpenStreetMap extract: XML, or JSON of the Overpass API.
 * @throws InputError that names the way, the node or the line at fault
 */
export function readOsm(text: string, file: string): ReadWays {
  return /^\ufeff?\s*</.test(text) ? readOsmXml(text, file) : readOverpass(parsedJson(text, file), file);
}

const binary: readonly (readonly [what: string, start: readonly number[], at: number, instead: string])[] = [
  [
    "OpenStreetMap's binary format (.osm.pbf)",
    [0x0a, 0x09, 0x4f, 0x53, 0x4d, 0x48],
    4,
    "OpenStreetMap XML; convert it with: osmium cat extract.osm.pbf -o extract.osm (cut it to the site first: osmium extract --bbox WEST,SOUTH,EAST,NORTH)",
  ],
  ["a gzip file", [0x1f, 0x8b], 0, "the file unpacked (gunzip)"],
  ["a bzip2 file", [0x42, 0x5a, 0x68], 0, "the file unpacked (bunzip2)"],
];

/**
 * Refuses the packed and binary forms in which OpenStreetMap is passed on, by their first bytes.
 * @throws InputError that says how to convert
 */
export function refusePacked(bytes: Uint8Array, file: string): void {
  for (const [what, start, at, instead] of binary)
    if (start.every((byte, i) => bytes[at + i] === byte)) throw InputError.of(file, "file", what, instead);
}
