import { createHash } from "node:crypto";
import { madeBox, madeSide } from "./made-pictures.ts";

/** Keys of the assets of a made item: two bands and a mask. */
export const madeAssets = ["blue", "nir", "scl"] as const;

/** A STAC 1.0 item over the made pictures, the n-th of a row of days from 2023-01-01. Its file addresses are relative. */
export function madeItem(
  n: number,
  files: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const { west, south, east, north } = madeBox(0, 0, madeSide, madeSide);
  const id = `made-${String(n).padStart(4, "0")}`;
  const taken = new Date(Date.UTC(2023, 0, 1 + n, 2, 10, 31)).toISOString();
  return {
    type: "Feature",
    stac_version: "1.0.0",
    id,
    collection: "made",
    bbox: [west, south, east, north],
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
    properties: {
      datetime: taken,
      created: "2024-05-01T00:00:00Z",
      published: "2024-06-01T00:00:00Z",
      platform: "made-1",
      instruments: ["msi"],
      gsd: 10,
      "eo:cloud_cover": n % 3 === 0 ? 100 : 5,
      "view:off_nadir": 3.5,
      "view:sun_elevation": 41,
      "view:sun_azimuth": 160,
      "proj:epsg": 32652,
    },
    assets: Object.fromEntries(
      madeAssets.map((key) => [
        key,
        { href: `${files}/${id}/${key}.tif`, type: "image/tiff; application=geotiff", roles: ["data"] },
      ]),
    ),
    links: [],
    ...changes,
  };
}

/** A checksum as STAC's file extension writes it: SHA-256 as a multihash. */
export const multihashOf = (bytes: Uint8Array): string =>
  `1220${createHash("sha256").update(bytes).digest("hex")}`;
