import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mark } from "../src/sites/counting/mark.ts";
import type { MarkContent } from "../src/sites/counting/marks/mark-fields.ts";
import { capture, type Capture } from "../src/sites/simulated/capture.ts";
import { drawScene } from "../src/sites/simulated/draw-scene.ts";
import { createCase, type Case } from "../src/system/files/case-folder.ts";
import { writeSimulated } from "../src/system/pictures/simulated-files.ts";
import { addLook } from "../src/system/steps/add-look.ts";
import { editLookMarks } from "../src/system/steps/edit-marks.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";
import { standingClock } from "./made-case.ts";

/** A small simulated yard with its truth: 120 by 90 m at 0.5 m. */
export const drawnYard = (seed = 11): Capture =>
  capture(
    drawScene({ kind: "rail-yard", widthMetres: 120, heightMetres: 90, state: 1 }, seed),
    { widthPixels: 240, heightPixels: 180 },
    1,
  );

export interface YardCase {
  readonly opened: Case;
  /** One for each picture, in their order. */
  readonly looks: readonly string[];
}

/** A case in `folder`/case with a site, its tracks and a look for each yard, the first one's tracks being the site's. */
export async function yardCase(
  folder: string,
  yards: readonly Capture[],
  now: () => Date = standingClock,
): Promise<YardCase> {
  const opened = await createCase(join(folder, "case"), "Simulated yard", now);
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  const sites = join(folder, "sites.geojson");
  const features = [
    feature(
      { type: "Point", coordinates: [131, 43] },
      { record: "site", site: "yard", name: "Simulated yard", utc_offset: "+10:00" },
    ),
    ...(yards[0]?.truth.tracks ?? []).map(({ id, line }) =>
      feature(
        { type: "LineString", coordinates: line },
        {
          record: "area",
          site: "yard",
          area: id,
          name: id,
          role: "tracks",
          approximate: false,
          basis: "Drawn. gauge 1520 mm",
        },
      ),
    ),
  ];
  writeFileSync(sites, JSON.stringify({ type: "FeatureCollection", features }));
  await importPlaces(opened, sites);
  const looks: string[] = [];
  for (const [i, yard] of yards.entries()) {
    const { picture } = await writeSimulated(folder, `yard-${i + 1}`, yard);
    const takenAt = `2023-10-${String(5 + i).padStart(2, "0")}`;
    looks.push((await addLook(opened, picture, { site: "yard", takenAt })).lookId);
  }
  return { opened, looks };
}

/** The whole cars of a yard as what an added mark says. */
export const trueContents = (yard: Capture): MarkContent[] =>
  yard.truth.cars
    .filter((c) => c.whole)
    .map((c): MarkContent => ({
      areaId: null,
      trackId: c.track,
      kind: "railcar",
      cover: "cannot-tell",
      outline: c.outline,
      inPixels: false,
      number: 1,
      probability: 1,
      state: "accepted",
      note: "",
    }));

/** The same as marks of somebody. */
export const marksOf = (
  look: string,
  contents: readonly MarkContent[],
  changes: Partial<Mark> = {},
): Mark[] =>
  contents.map((content, i): Mark => ({
    id: `${look}/made-${i + 1}`,
    lookId: look,
    ...content,
    marker: { type: "person", name: "A" },
    pass: "1",
    replaces: [],
    ...changes,
  }));

/** Marks a ship, by AN, so many degrees east of the middle of the yard's first track: a ring of 0.0004 by 0.0001 degrees. */
export async function markShip(
  opened: Case,
  look: string,
  yard: Capture,
  { east = 0, note = "" }: { readonly east?: number; readonly note?: string } = {},
): Promise<void> {
  const line = yard.truth.tracks[0]?.line ?? [];
  const [longitude, latitude] = line[Math.floor(line.length / 2)] ?? [131, 43];
  const corner = (x: number, y: number): readonly [number, number] => [longitude + east + x, latitude + y];
  const outline = [corner(0, 0), corner(4e-4, 0), corner(4e-4, 1e-4), corner(0, 1e-4), corner(0, 0)];
  const content: MarkContent = {
    areaId: null,
    trackId: null,
    kind: "ship",
    cover: "cannot-tell",
    inPixels: false,
    number: 1,
    probability: 1,
    state: "accepted",
    note,
    outline,
  };
  await editLookMarks(opened, { edit: { type: "add", content }, by: "AN", pass: null, look, note: "" });
}
