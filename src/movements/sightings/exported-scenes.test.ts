import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { tableNumber, tableWords } from "../../../test/table-cells.ts";
import type { Fault } from "../../base/errors.ts";
import { keysOf, readerFor } from "../../base/table/table.ts";
import { csvText } from "../exchange/csv.ts";
import { geoJsonText } from "../exchange/geojson.ts";
import { spanIn } from "./columns.ts";
import { exchangedScene, sceneColumns, withFootprintColumn } from "./exchanged-scene.ts";
import { asInTable, exportedSceneForm, sceneExportMarks } from "./exported-scenes.ts";
import { featureRows } from "./feature-rows.ts";
import { parseFootprint } from "./footprint.ts";
import { sceneOf, scenesTable } from "./scenes-table.ts";
import type { Scene } from "./sighting.ts";

const times = fc
  .tuple(
    fc.constantFrom("2023-10-05", "2023-10-05T10:24+09:00", "2023-10-05T23:59:58-03:30", "2023-10-05T10:24Z"),
    fc.constantFrom("+09:00", "-05:30", "Z", "+14:00", "-12:00"),
  )
  .map(([at, zone]) => {
    const parsed = spanIn(at, zone);
    if (!parsed.ok) throw new Error(parsed.allowed);
    return parsed.span;
  });

/** Corners at growing angles about a middle: no ring of them crosses itself. With small ones among them that JavaScript writes with an exponent. */
const star = (x: number, y: number, reach: number, corners: readonly number[]): string => {
  const ring = corners.map((share, i) => {
    const angle = (2 * Math.PI * i) / corners.length;
    const radius = reach * (0.5 + share / 2);
    return `${x + radius * Math.cos(angle)} ${y + radius * Math.sin(angle)}`;
  });
  return `(${[...ring, ring[0] ?? ""].join(", ")})`;
};
const polygons = fc
  .tuple(
    tableNumber(-170, 170),
    tableNumber(-80, 80),
    fc.constantFrom(5, 0.3, 0.001),
    fc.array(tableNumber(0, 1), { minLength: 3, maxLength: 9 }),
    fc.array(fc.array(tableNumber(0, 1), { minLength: 3, maxLength: 6 }), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([x, y, reach, corners, holes, atNull]) => {
    const [east, north] = atNull ? [0, 0] : [x, y];
    const inner = holes.map((hole, i) => star(east + (i - 0.5) * reach * 0.2, north, reach * 0.05, hole));
    const read = parseFootprint(`POLYGON(${[star(east, north, reach, corners), ...inner].join(", ")})`);
    if (!read.ok) throw new Error(read.allowed);
    return read.value;
  });

const scenes: fc.Arbitrary<Scene> = fc
  .record({
    id: fc.constantFrom("a", "s1-2024-03-12", "0.5"),
    at: times,
    radarToo: fc.option(
      fc.record({
        lookAzimuthDegrees: fc.oneof(tableNumber(0, 360), fc.constant(1e-7)),
        incidenceDegrees: tableNumber(1, 89),
        rangeOverVelocitySeconds: tableNumber(0.1, 1_000),
      }),
      { nil: null },
    ),
    sensor: fc.constantFrom("radar", "optical", "other"),
    platform: tableWords(120),
    footprint: polygons,
    sampleDistanceMetres: fc.option(tableNumber(0.05, 5_000), { nil: null }),
    hidden: fc.array(polygons, { maxLength: 3 }),
    foundHalfMetres: fc.option(tableNumber(0.5, 100), { nil: null }),
    foundNearlyAllMetres: fc.option(tableNumber(101, 500), { nil: null }),
    lookId: fc.constantFrom(null, "a-look"),
    source: tableWords(2_000).filter((w) => w !== ""),
    licence: tableWords(400),
  })
  .map(({ radarToo, ...s }) => ({ ...s, radar: s.sensor === "radar" ? radarToo : null }));

function scenesOf(header: readonly string[], rows: readonly (readonly string[])[], guarded: boolean) {
  const form = exportedSceneForm(header, guarded);
  if (form === null) throw new Error("not known as an export");
  const made = readerFor(form.table, "file", header, form.beside);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return rows.flatMap((cells, i) => {
    const faults: Fault[] = [];
    const row = made.reader.read(form.meant === null ? cells : cells.map(form.meant), i + 2, faults);
    const scene = row === null ? null : sceneOf(row, "file", (look) => look === "a-look", faults);
    expect(faults).toEqual([]);
    return scene === null ? [] : [scene];
  });
}

const exchangedOf = (made: readonly Scene[]) =>
  made.map((s, i) => exchangedScene(s, { sightings: i, version: i + 1 }));
const some = fc.array(scenes, { minLength: 1, maxLength: 3 });

test("scenes that were exported as a table are read to the same scenes", () => {
  fc.assert(
    fc.property(some, (made) => {
      const things = exchangedOf(made).map(withFootprintColumn);
      const text = [...csvText(things, sceneColumns)].join("");
      const [header = [], ...rows] = Papa.parse<string[]>(text.trimEnd()).data;
      expect(scenesOf(header, rows, true)).toEqual(made);
    }),
    { numRuns: 300 },
  );
});

test("scenes that were exported as features have their footprint as a polygon, and are read to the same scenes", () => {
  fc.assert(
    fc.property(some, (made) => {
      const text = [...geoJsonText(exchangedOf(made))].join("");
      const columns = [...keysOf(scenesTable).map((k) => scenesTable.columns[k].name), ...sceneExportMarks];
      const { header, rows, leftOut } = featureRows(text, "file", columns, "scene");
      expect(leftOut).toEqual(["name", "from", "to"]);
      expect(scenesOf(header, rows, false)).toEqual(made);
    }),
    { numRuns: 300 },
  );
});

test("a table that people filled in is no export", () => {
  expect(exportedSceneForm(["scene", "at", "sensor", "footprint", "source"], true)).toBeNull();
  expect(exportedSceneForm(["scene", "at", "version"], true)).toBeNull();
});

test("a ring says the same whichever way it is turned", () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const turned = { ...scene, footprint: scene.footprint.map((ring) => ring.toReversed()) };
      expect(asInTable(turned)).toEqual(asInTable(scene));
    }),
    { numRuns: 50 },
  );
});
