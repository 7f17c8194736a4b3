import { expect, test } from "vitest";
import { InputError, type Fault } from "../../base/errors.ts";
import { readGeoJson, writeGeoJson } from "./geojson.ts";

const ring = [
  [130.62, 42.42],
  [130.63, 42.42],
  [130.63, 42.43],
  [130.62, 42.43],
  [130.62, 42.42],
];
const polygon = { type: "Polygon", coordinates: [ring] };

const site = (changes: object = {}, coordinates: unknown = [130.6, 42.42]): object => ({
  type: "Feature",
  geometry: { type: "Point", coordinates },
  properties: {
    record: "site",
    site: "tumangang",
    name: "Tumangang",
    names: ["Tumangan"],
    country: "KP",
    utc_offset: "+09:00",
    note: "",
    source: null,
    ...changes,
  },
});

const area = (changes: object = {}, geometry: unknown = polygon): object => ({
  type: "Feature",
  geometry,
  properties: {
    record: "area",
    site: "tumangang",
    area: "depot",
    name: "Depot",
    role: "depot",
    valid_from: null,
    valid_to: null,
    approximate: true,
    uncertainty_m: 600,
    basis: "from words",
    source: null,
    ...changes,
  },
});

const textOf = (features: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ type: "FeatureCollection", ...more, features });

function errorOf(text: string): InputError | null {
  try {
    readGeoJson(text, "places.geojson");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return null;
}

const faultsOf = (text: string): readonly Fault[] => errorOf(text)?.faults ?? [];
const faultsIn = (...features: readonly unknown[]): readonly Fault[] => faultsOf(textOf(features));

test("a site and an area are read with their types", () => {
  const { places, warnings } = readGeoJson(textOf([site(), area()]), "places.geojson");
  expect(places.sites).toEqual([
    {
      id: "tumangang",
      name: "Tumangang",
      names: ["Tumangan"],
      country: "KP",
      zoneMinutes: 540,
      position: [130.6, 42.42],
      note: "",
      source: "",
    },
  ]);
  expect(places.areas[0]).toMatchObject({
    siteId: "tumangang",
    id: "depot",
    role: "depot",
    validFrom: null,
    uncertaintyMetres: 600,
  });
  expect(places.areas[0]?.outline).toEqual({ type: "polygons", polygons: [[ring]] });
  expect(warnings).toEqual([]);
});

test("a ring that runs the wrong way is turned", () => {
  const { places } = readGeoJson(
    textOf([area({}, { type: "Polygon", coordinates: [ring.toReversed()] })]),
    "a",
  );
  expect(places.areas[0]?.outline).toEqual({ type: "polygons", polygons: [[ring]] });
});

test("a centre line of tracks is an outline too", () => {
  const line = { type: "LineString", coordinates: ring.slice(0, 3) };
  expect(readGeoJson(textOf([area({}, line)]), "a").places.areas[0]?.outline).toEqual({
    type: "lines",
    lines: [ring.slice(0, 3)],
  });
});

test("an area of a site that is in another file is read", () => {
  expect(faultsIn(area({ site: "elsewhere" }))).toEqual([]);
});

test("broken JSON is refused with its line and column on every engine", () => {
  expect(faultsOf('{\n  "type": "FeatureCollection",\n  "features": [}\n')[0]).toEqual({
    where: "places.geojson line 3 column 16",
    field: "JSON",
    found: '"}"',
    allowed: "a value or ]",
  });
  expect(faultsOf('{"type": "Feature')[0]?.found).toBe("the end of the file");
  expect(faultsOf("[".repeat(100_000))[0]?.field).toBe("JSON");
});

test("anything but a FeatureCollection is refused", () => {
  expect(faultsOf(JSON.stringify(area()))[0]).toMatchObject({ field: "type", found: '"Feature"' });
});

test("all faults of a file are given at once, each with its feature", () => {
  const faults = faultsIn(site({ utc_offset: undefined }), area({ role: "shed", approximate: undefined }));
  expect(faults.map(({ where, field }) => `${where}: ${field}`)).toEqual([
    "places.geojson feature 1 (site tumangang): utc_offset",
    "places.geojson feature 2 (area depot): role",
    "places.geojson feature 2 (area depot): approximate",
  ]);
});

test("more than 200 faults are counted, not listed", () => {
  const text = textOf(Array.from({ length: 250 }, (_, i) => area({ area: `a${i}`, role: "shed" })));
  const error = errorOf(text);
  expect(error?.faults.length).toBe(200);
  expect(error?.unlisted).toBe(50);
});

test("an unknown record is refused with what is allowed", () => {
  expect(faultsIn(area({ record: "yard" }))[0]).toMatchObject({ field: "record", found: '"yard"' });
  expect(faultsIn(area({ record: undefined }))[0]?.allowed).toContain("site,");
});

test("an approximate outline must say on what it rests", () => {
  expect(faultsIn(area({ basis: "" }))[0]?.field).toBe("basis");
  expect(faultsIn(area({ basis: "", approximate: false }))).toEqual([]);
});

test("30 February and a period that ends before it begins are refused", () => {
  expect(faultsIn(area({ valid_from: "2023-02-30" }))[0]).toMatchObject({
    field: "valid_from",
    allowed: "a day from 01 to 28 in 2023-02",
  });
  expect(faultsIn(area({ valid_from: "2023-02" }))[0]?.field).toBe("valid_from");
  expect(faultsIn(area({ valid_from: "2023-02-03", valid_to: "2023-02-03" }))[0]?.field).toBe("valid_to");
});

test("exchanged axes are noticed in a pair that cannot be a position", () => {
  expect(
    faultsIn(area({}, { type: "Polygon", coordinates: [ring.map(([x, y]) => [y, x])] }))[0]?.allowed,
  ).toContain("longitude comes before latitude");
});

test("exchanged axes are noticed where the pair could be a position elsewhere", () => {
  const depot = [
    [45.88, 40.03],
    [45.89, 40.03],
    [45.89, 40.05],
    [45.88, 40.03],
  ];
  const [fault] = faultsIn(site({}, [40.0424, 45.8884]), area({}, { type: "Polygon", coordinates: [depot] }));
  expect(fault?.found).toContain("km from site tumangang");
  expect(fault?.allowed).toContain("with the two exchanged it would lie 1.3 km away");
});

test("an area more than 100 km from its site is refused with the distance", () => {
  const [fault] = faultsIn(site({}, [131.9, 43.1]), area());
  expect(fault?.found).toContain("reaches 129 km from site tumangang");
  expect(fault?.allowed).not.toContain("exchanged");
});

test("projected coordinates are refused, by their crs or by their size", () => {
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::32652" } };
  expect(faultsOf(textOf([area()], { crs }))[0]).toMatchObject({
    field: "crs",
    found: '"urn:ogc:def:crs:EPSG::32652"',
  });
  const metres = {
    type: "LineString",
    coordinates: [
      [551234.5, 4698765.4],
      [551300, 4698800],
    ],
  };
  expect(faultsIn(area({}, metres))[0]?.allowed).toContain("map projection");
  for (const name of ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
    expect(faultsOf(textOf([area()], { crs: { type: "name", properties: { name } } }))).toEqual([]);
});

test.each([
  [
    "crosses itself",
    [
      [130, 42],
      [130.01, 42.01],
      [130.01, 42],
      [130, 42.02],
      [130, 42],
    ],
    "crosses or touches itself",
  ],
  [
    "is not closed",
    [
      [130, 42],
      [130.01, 42.01],
      [130.01, 42],
      [130, 42.02],
    ],
    "repeats the first",
  ],
  [
    "has three positions",
    [
      [130, 42],
      [130.01, 42.01],
      [130, 42],
    ],
    "4 positions or more",
  ],
  [
    "has no area",
    [
      [130, 42],
      [130.01, 42.01],
      [130.02, 42.02],
      [130, 42],
    ],
    "encloses an area",
  ],
  [
    "crosses the 180th meridian",
    [
      [179.9, 42],
      [-179.9, 42],
      [-179.9, 42.1],
      [179.9, 42],
    ],
    "180th meridian",
  ],
  [
    "holds text",
    [
      [130, 42],
      ["130.01", 42.01],
      [130.02, 42.02],
      [130, 42],
    ],
    "longitude from -180 to 180",
  ],
])("a ring that %s is refused", (_, coordinates, words) => {
  const [fault, ...others] = faultsIn(area({}, { type: "Polygon", coordinates: [coordinates] }));
  expect(`${fault?.found} / ${fault?.allowed}`).toContain(words);
  expect(others).toEqual([]);
});

test("a site is given once, and outlines of one area follow each other", () => {
  expect(faultsIn(site(), site())[0]?.found).toBe(
    "tumangang, which is places.geojson feature 1 (site tumangang) too",
  );
  const until = area({ valid_to: "2022-01-01" });
  expect(faultsIn(until, area({ valid_from: "2022-01-01" }))).toEqual([]);
  expect(faultsIn(until, area({ valid_from: "2021-12-31" }))[0]?.found).toContain(
    "overlaps ever to 2022-01-01 of places.geojson feature 1",
  );
});

test("what is not kept is said, not refused", () => {
  const line = {
    type: "LineString",
    coordinates: [
      [130.62, 42.42, 12],
      [130.63, 42.42, 0],
      [130.64, 42.42, 9],
    ],
  };
  expect(readGeoJson(textOf([area({ occluding: true }, line)]), "a").warnings).toEqual([
    "an elevation was dropped (2 times)",
    'the property "occluding" is not kept',
  ]);
});

test("strange values of every property are refused without a crash", () => {
  for (const value of [{}, [], 7, true, null, "\u202e", "x".repeat(5000), "\ud800"]) {
    for (const name of [
      "record",
      "site",
      "area",
      "name",
      "role",
      "valid_from",
      "approximate",
      "uncertainty_m",
      "basis",
    ])
      expect(() => faultsIn(area({ [name]: value }), value)).not.toThrow();
    expect(faultsIn(area({}, value))).toHaveLength(1);
    expect(faultsIn(area({}, { type: "MultiPolygon", coordinates: value }))).toHaveLength(1);
  }
});

test("values that are nested a hundred thousand deep are refused, wherever they stand", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const text = textOf([area({ basis: "here" }), area({ area: "b" }, "there"), "anywhere"]);
  for (const place of ['"here"', '"there"', '"anywhere"', '"depot"', "[130.62,42.42]"])
    expect(faultsOf(text.replace(place, deep)).length).toBeGreaterThan(0);
});

test("the same places in another order give the same text, sites before their areas", () => {
  const { places } = readGeoJson(textOf([area({ area: "b" }), site(), area({ area: "a" })]), "a");
  const text = writeGeoJson(places);
  expect(writeGeoJson({ sites: places.sites, areas: places.areas.toReversed() })).toBe(text);
  expect(text.indexOf('"record":"site"')).toBeLessThan(text.indexOf('"area":"a"'));
  expect(text.indexOf('"area":"a"')).toBeLessThan(text.indexOf('"area":"b"'));
  expect(writeGeoJson({ sites: [], areas: [] })).toBe('{"type":"FeatureCollection","features":[\n]}\n');
});
