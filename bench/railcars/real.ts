import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { countOf } from "../../src/sites/tracks/count-of.ts";
import type { Reader } from "../../src/system/tracks/read-look.ts";
import { readPicture } from "../../src/system/tracks/read-picture.ts";
import type { Figure } from "../figure.ts";

const lines = fileURLToPath(new URL("../../test/real/", import.meta.url));
const pictures = fileURLToPath(new URL("../../../shared/data/optical/", import.meta.url));
export const haveReal: boolean = existsSync(pictures);

/** A real picture with hand-counted tracks, and what was found. */
export interface RealRow {
  readonly name: string;
  readonly truth: number;
  readonly low: number;
  readonly best: number;
  readonly high: number;
  readonly outcome: string;
  readonly emptyKilometres: number;
  readonly falseCars: number;
  readonly tracks: readonly { readonly id: string; readonly truth: number; readonly best: number }[];
}

interface HandLines {
  readonly picture: string;
  readonly sampleDistanceMetres: number;
  readonly features: readonly { readonly properties: { readonly id: string; readonly cars: number } }[];
}

/** Counts the real pictures along hand-drawn lines. None was trained, tuned or calibrated on. */
export async function realRows(reader: Reader): Promise<RealRow[]> {
  const rows: RealRow[] = [];
  for (const file of readdirSync(lines)
    .filter((f) => f.endsWith(".geojson"))
    .sort()) {
    const hand = JSON.parse(readFileSync(join(lines, file), "utf8")) as HandLines;
    const reading = await readPicture({
      path: join(pictures, hand.picture),
      tracks: join(lines, file),
      sampleDistanceMetres: hand.sampleDistanceMetres,
      gauge: null,
      reader,
    });
    const { tracks, total, outcome } = countOf(reading);
    const truthOf = new Map(hand.features.map((f) => [f.properties.id, f.properties.cars]));
    const empty = tracks.filter((t) => truthOf.get(t.trackId) === 0);
    rows.push({
      name: file.replace(".geojson", ""),
      truth: [...truthOf.values()].reduce((sum, n) => sum + n, 0),
      low: total?.low ?? 0,
      best: total?.best ?? 0,
      high: total?.high ?? 0,
      outcome,
      emptyKilometres: empty.reduce((sum, t) => sum + t.lengthMetres, 0) / 1000,
      falseCars: empty.reduce((sum, t) => sum + (t.count?.best ?? 0), 0),
      tracks: tracks.map((t) => ({
        id: t.trackId,
        truth: truthOf.get(t.trackId) ?? 0,
        best: t.count?.best ?? 0,
      })),
    });
  }
  return rows;
}

/** Pictures whose annotations were burned into the pixels: reported, and no bar. */
const burnedIn = new Set(["west"]);

export function realFigures(rows: readonly RealRow[], note: (text: string) => void): Figure[] {
  for (const r of rows)
    note(
      `real ${r.name}: ${r.truth} by hand, found ${r.best} (${r.low} to ${r.high}) ${r.outcome}; ${r.tracks.map((t) => `${t.id} ${t.best}/${t.truth}`).join(", ")}`,
    );
  const counted = rows.filter((r) => r.truth >= 10 && !burnedIn.has(r.name));
  const worst = Math.max(0, ...counted.map((r) => (100 * Math.abs(r.best - r.truth)) / r.truth));
  const clean = rows.filter((r) => !burnedIn.has(r.name));
  const kilometres = clean.reduce((sum, r) => sum + r.emptyKilometres, 0);
  const falseCars = clean.reduce((sum, r) => sum + r.falseCars, 0);
  const west = rows.find((r) => burnedIn.has(r.name));
  return [
    { name: "railcars-real-worst-error", value: worst, unit: "%", goal: "<=5" },
    {
      name: "railcars-real-false-per-2km",
      value: (2 * falseCars) / Math.max(kilometres, 1e-9),
      unit: "cars",
      goal: "<=1",
    },
    { name: "railcars-real-empty-track", value: kilometres, unit: "km", goal: null },
    ...(west === undefined
      ? []
      : [
          {
            name: "railcars-real-burned-in-error",
            value: (100 * Math.abs(west.best - west.truth)) / west.truth,
            unit: "%",
            goal: null,
          },
        ]),
  ];
}
