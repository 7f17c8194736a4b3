import { closeSync, openSync, writeSync } from "node:fs";
import { uniform } from "../src/base/random.ts";

const header =
  "observation,site,area,kind,measure,best,qualifier,cover,taken_at,published_at,observer,publisher,address,page,provider,sample_distance_m,outcome,reason,caveats";

export interface MadeLooks {
  readonly rows: number;
  /** Sites to spread the looks over: yard-0, yard-1 and so on, each with one area. */
  readonly sites: number;
  readonly seed: number;
}

/** Writes a table of made-up looks: one in ten not seen, counts overdispersed, ten years long. The same seed gives the same file. */
export function writeMadeLooks(path: string, { rows, sites, seed }: MadeLooks): void {
  const random = uniform(seed);
  const file = openSync(path, "w");
  const lines = [header];
  for (let i = 0; i < rows; i++) {
    const at = new Date(Date.UTC(2014, 0, 1) + Math.floor((i / rows) * 3650) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const time = `${at}T0${Math.floor(random() * 10)}:${String(Math.floor(random() * 60)).padStart(2, "0")}Z`;
    const seen = random() > 0.1;
    const count = Math.floor(4 + 20 * random() ** 3);
    lines.push(
      `look-${i},yard-${i % sites},main,railcar,count,${seen ? count : ""},${seen ? "approximately" : ""},cannot-tell,${time},,Bench,Bench,https://example.org/looks/${i},primary,Made up,0.5,${seen ? "counted" : "not-seen"},${seen ? "" : "cloud over the yard"},"made up, for measuring"`,
    );
    if (lines.length === 5000) writeSync(file, `${lines.splice(0).join("\n")}\n`);
  }
  writeSync(file, `${lines.join("\n")}\n`);
  closeSync(file);
}

/** The sites of those looks, as GeoJSON. */
export function madeSites(sites: number): string {
  const features = Array.from({ length: sites }, (_, i) => {
    const [x, y] = [100 + (i % 50) * 0.5, 20 + Math.floor(i / 50) * 0.5];
    const ring = [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.005],
      [x, y + 0.005],
      [x, y],
    ];
    return [
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: [x, y] },
        properties: {
          record: "site",
          site: `yard-${i}`,
          name: `Yard ${i}`,
          names: [],
          country: "Nowhere",
          utc_offset: "+09:00",
          note: "",
          source: "",
        },
      },
      {
        type: "Feature",
        geometry: { type: "Polygon", coordinates: [ring] },
        properties: {
          record: "area",
          site: `yard-${i}`,
          area: "main",
          name: "Main yard",
          role: "yard",
          valid_from: null,
          valid_to: null,
          approximate: false,
          uncertainty_m: 1,
          basis: "made up",
          source: "",
        },
      },
    ];
  });
  return JSON.stringify({ type: "FeatureCollection", features: features.flat() });
}
