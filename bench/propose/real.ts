// node bench/propose/real.ts: proposals in the real pictures of ../shared/data/optical beside the lines of test/real. Nothing was fitted on them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { greyOf } from "../../src/sites/pictures/shift/grey.ts";
import { proposeTracks } from "../../src/sites/tracks/propose/propose-tracks.ts";
import { judgeYard } from "./judge-yard.ts";
import { sumOf } from "./sums.ts";

interface HandLines {
  readonly picture: string;
  readonly sampleDistanceMetres: number;
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly (readonly [number, number])[] };
  }[];
}

const lines = join(import.meta.dirname, "../../test/real");
const pictures = join(import.meta.dirname, "../../../shared/data/optical");
const levels = [0, 0.5, 0.7] as const;
const groups = new Map<string, { found: number; of: number; right: number; proposed: number }>();
for (const file of readdirSync(lines).toSorted()) {
  const hand = JSON.parse(readFileSync(join(lines, file), "utf8")) as HandLines;
  const path = join(pictures, hand.picture);
  if (!existsSync(path) || hand.sampleDistanceMetres > 1) continue;
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const bands = [0, 1, 2].map((band) =>
    Uint8Array.from({ length: width * height }, (_, i) => data[i * channels + band] ?? 0),
  );
  const { values } = greyOf({ width, height, bands, valid: null }, ["red", "green", "blue"]);
  const raster = {
    width,
    height,
    values,
    // The whole picture is searched, streets and roofs too.
    within: new Uint8Array(width * height).fill(1),
    stepMetres: hand.sampleDistanceMetres,
  };
  const yard = {
    raster,
    tracks: hand.features.map((f) => f.geometry.coordinates),
    covered: new Uint8Array(width * height),
  };
  const proposals = proposeTracks(raster);
  for (const level of levels) {
    const judged = judgeYard(
      yard,
      proposals.filter((p) => p.quality >= level).map((p) => p.points),
    );
    const sum = sumOf([judged]);
    const name = `${file.replace(/_.*|\.geojson/g, "")}, quality at least ${level}`;
    const group = groups.get(name) ?? { found: 0, of: 0, right: 0, proposed: 0 };
    for (const key of ["found", "of", "right", "proposed"] as const) group[key] += sum[key];
    groups.set(name, group);
    console.error(
      `${file} ${level}: found ${sum.found} of ${sum.of} m, right ${sum.right} of ${sum.proposed} m`,
    );
  }
}
for (const [name, { found, of, right, proposed }] of groups)
  console.log(
    `${name}: found ${((100 * found) / of).toFixed(0)} % of ${of} m drawn by hand; ${right} of ${proposed} m proposed lie on them`,
  );
