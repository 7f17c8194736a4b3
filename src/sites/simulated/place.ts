import proj4 from "proj4";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Crs } from "../pictures/georeference/georeference.ts";
import type { Point } from "./plane.ts";

/** Where a scene lies: its middle, and the UTM grid in which it is drawn. */
export interface Place {
  readonly anchor: LonLat;
  readonly crs: Crs;
  /** The anchor in the grid, in metres. */
  readonly easting: number;
  readonly northing: number;
}

/**
 * The UTM zone of an anchor, by the six-degree rule (the exceptions of Norway and Svalbard are not made).
 * A scene is drawn in grid metres; the grid's scale there differs from the ground's by at most 0.1 %, which is not corrected.
 */
export function placeAt(anchor: LonLat): Place {
  const [longitude, latitude] = anchor;
  const zone = Math.min(60, Math.floor((longitude + 180) / 6) + 1);
  const south = latitude < 0;
  const crs: Crs = {
    name: `EPSG:${(south ? 32_700 : 32_600) + zone}`,
    proj4: `+proj=utm +zone=${zone}${south ? " +south" : ""} +datum=WGS84 +units=m +no_defs`,
  };
  const [easting = 0, northing = 0] = proj4(crs.proj4).forward([longitude, latitude]);
  return { anchor, crs, easting, northing };
}

/** Longitudes and latitudes of points of a scene. */
export function toLonLat(place: Place): (point: Point) => LonLat {
  const grid = proj4(place.crs.proj4);
  return ([east, north]) => {
    const [longitude = 0, latitude = 0] = grid.inverse([place.easting + east, place.northing + north]);
    return [longitude, latitude];
  };
}

/** Points of a scene at longitudes and latitudes. */
export function fromLonLat(place: Place): (position: LonLat) => Point {
  const grid = proj4(place.crs.proj4);
  return ([longitude, latitude]) => {
    const [easting = 0, northing = 0] = grid.forward([longitude, latitude]);
    return [easting - place.easting, northing - place.northing];
  };
}
