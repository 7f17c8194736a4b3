export { readKml, type KmlOptions } from "./kml-reader.ts";
export { writeKml } from "./kml-writer.ts";
export { readKmz } from "./kmz.ts";
export type { NewSite } from "./new-site.ts";
