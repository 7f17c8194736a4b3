import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeSite } from "./made-catalogue.ts";

/** The site that the made items touch, as a file for `site add`. */
export function writeMadeSite(folder: string): string {
  const path = join(folder, "made-site.geojson");
  const { west, south, east, north } = madeSite;
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  writeFileSync(
    path,
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature(
          { type: "Point", coordinates: [(west + east) / 2, (south + north) / 2] },
          { record: "site", site: "made", name: "Made site", utc_offset: "+09:00" },
        ),
        feature(
          { type: "Polygon", coordinates: [ring] },
          { record: "area", site: "made", area: "yard", name: "Yard", role: "yard", approximate: false },
        ),
      ],
    }),
  );
  return path;
}

/** The made catalogue as a file for `--catalogues`. */
export function writeMadeCatalogues(folder: string, url: string): string {
  const path = join(folder, "made-catalogues.json");
  writeFileSync(
    path,
    JSON.stringify({
      made: {
        kind: "stac-api",
        address: url,
        pageSize: 100,
        collections: {
          made: {
            assets: [
              { key: "blue", bands: ["blue"] },
              { key: "nir", bands: ["near-infrared"] },
            ],
            mask: { key: "scl", kind: "scl" },
            licence: { name: "CC-BY-4.0" },
          },
        },
      },
    }),
  );
  return path;
}
