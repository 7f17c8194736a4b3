import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { mappingOf } from "../../pictures/georeference/mapping.ts";
import type { Mark } from "../mark.ts";
import { readMarksCoco, writeMarksCoco, type MarkedPicture } from "./coco-marks.ts";
import { readMarksGeoJson, writeMarksGeoJson } from "./geojson-marks.ts";
import { markCovers, mostMarks } from "./mark-fields.ts";

const mapping = mappingOf({
  type: "transform",
  crs: { name: "EPSG:32652", proj4: "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs" },
  transform: [634_000, 0.5, 0.02, 4_700_000, 0.02, -0.5],
});
const picture: MarkedPicture = {
  fileName: "yard.tif",
  size: { width: 4000, height: 3000 },
  place: { toPixel: mapping.pixelAt, toPosition: mapping.toPosition },
};
const unplaced: MarkedPicture = { ...picture, place: null };

const markArbitrary = fc
  .record({
    column: fc.double({ min: 0, max: 3900, noNaN: true }),
    row: fc.double({ min: 0, max: 2900, noNaN: true }),
    long: fc.double({ min: 5, max: 60, noNaN: true }),
    wide: fc.double({ min: 2, max: 9, noNaN: true }),
    angle: fc.double({ min: 0, max: 3, noNaN: true }),
    kind: fc.constantFrom("railcar", "boxcar", "locomotive"),
    cover: fc.constantFrom(...markCovers),
    state: fc.constantFrom("accepted", "rejected", "unsure", "hidden", "proposed" as const),
    number: fc.integer({ min: 1, max: 30 }),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
    trackId: fc.option(fc.string({ minLength: 1, maxLength: 8 })),
    note: fc.string({ maxLength: 30 }),
  })
  .map(({ column, row, long, wide, angle, ...rest }): Omit<Mark, "id"> => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const at = (x: number, y: number): readonly [number, number] => [
      column + x * c - y * s,
      row + x * s + y * c,
    ];
    return {
      ...rest,
      lookId: "look",
      areaId: null,
      outline: [at(0, 0), at(long, 0), at(long, wide), at(0, wide), at(0, 0)],
      inPixels: true,
      marker: { type: "person", name: "A" },
      pass: "1",
      replaces: [],
    };
  });
const marksArbitrary = fc
  .array(markArbitrary, { maxLength: 8 })
  .map((list) => list.map((m, i): Mark => ({ ...m, id: `m${i}` })));

const options = { file: "marks.json", lookId: "look", size: picture.size, kind: "railcar" };
const contentOf = ({ id: _i, lookId: _l, marker: _m, pass: _p, replaces: _r, ...rest }: Mark): object => rest;
const onGround = (m: Mark): Mark => ({ ...m, inPixels: false, outline: m.outline.map(mapping.toPosition) });

test("GeoJSON gives back the same marks, in pixels and in positions", () => {
  fc.assert(
    fc.property(marksArbitrary, fc.boolean(), (given, placed) => {
      const marks = placed ? given.map(onGround) : given;
      const text = writeMarksGeoJson("look", marks, placed ? picture : unplaced);
      const read = readMarksGeoJson(text, { ...options, inPixels: !placed });
      expect(read.marks.map((m) => m.content)).toEqual(marks.map(contentOf));
      expect(read.marks.map((m) => m.named)).toEqual(marks.map((m) => m.id));
      expect(read.warnings).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("COCO gives back the same marks: pixels exactly, positions to 1e-9 degrees and 0.01 pixels", () => {
  fc.assert(
    fc.property(marksArbitrary, (given) => {
      const unmoved = readMarksCoco(writeMarksCoco("look", given, unplaced), options, unplaced).marks;
      expect(unmoved.map((m) => m.content)).toEqual(given.map(contentOf));
      expect(unmoved.map((m) => m.named)).toEqual(given.map((m) => m.id));
      const marks = given.map(onGround);
      const read = readMarksCoco(writeMarksCoco("look", marks, picture), options, picture).marks;
      for (const [i, mark] of marks.entries())
        for (const [k, position] of mark.outline.entries()) {
          const found = read[i]?.content.outline[k] ?? [Number.NaN, Number.NaN];
          expect(Math.abs(found[0] - position[0])).toBeLessThan(1e-9);
          expect(Math.abs(found[1] - position[1])).toBeLessThan(1e-9);
          const [a, b] = [mapping.pixelAt(found), mapping.pixelAt(position)];
          expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(0.01);
        }
    }),
    { numRuns: 30 },
  );
});

test("a COCO file has what its readers need", () => {
  const [mark] = fc.sample(markArbitrary, { numRuns: 1, seed: 4 });
  if (mark === undefined) throw new Error("no sample");
  const outline: Mark["outline"] = [
    [10, 20],
    [30, 20],
    [30, 25],
    [10, 25],
    [10, 20],
  ];
  const text = writeMarksCoco("look", [{ ...mark, id: "m", outline, number: 4, kind: "boxcar" }], unplaced);
  expect(JSON.parse(text)).toMatchObject({
    images: [{ id: 1, width: 4000, height: 3000, file_name: "yard.tif" }],
    categories: [{ id: 1, name: "boxcar" }],
    annotations: [
      {
        id: 1,
        image_id: 1,
        category_id: 1,
        bbox: [10, 20, 20, 5],
        area: 100,
        iscrowd: 1,
        segmentation: [[10, 20, 30, 20, 30, 25, 10, 25]],
      },
    ],
  });
});

const square = [
  [0, 0],
  [9, 0],
  [9, 9],
  [0, 9],
  [0, 0],
];
const feature = (coordinates: unknown, properties: object = {}, more: object = {}): object => ({
  type: "Feature",
  geometry: { type: "Polygon", coordinates },
  properties,
  ...more,
});
const collection = (features: readonly object[], more: object = {}): string =>
  JSON.stringify({ type: "FeatureCollection", features, ...more });
const faultOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "nothing wrong";
};
const geoJsonFault = (text: string): string =>
  faultOf(() => readMarksGeoJson(text, { ...options, inPixels: true }));

test.each([
  [
    collection([
      feature([
        [
          [0, 0],
          [9, 9],
          [9, 0],
          [0, 9],
          [0, 0],
        ],
      ]),
    ]),
    "feature 1: outline: found a ring that crosses itself|without an inside",
  ],
  [collection([feature([square.slice(0, 4)])]), "an open ring"],
  [
    collection([
      feature([
        [
          [0, 0],
          [9, 0],
          [18, 0],
          [0, 0],
        ],
      ]),
    ]),
    "without an inside",
  ],
  [collection([feature([square, square])]), "one ring of positions, without holes"],
  [
    collection([feature([square])]).replace("[9,0]", "[1e999,0]"),
    "feature 1: position 2: found \\[Infinity, 0\\]",
  ],
  [collection([feature([square])]).replace("[9,0]", "[NaN,0]"), "line 1 column"],
  [collection([feature([square])]).replace("[9,0]", "[9e9,0]"), "within the picture, which has 4000 x 3000"],
  [collection([feature([square])]).replace("[9,0]", '["9",0]'), "two finite numbers"],
  [
    collection([feature([square], {}, { id: 7 }), feature([square], {}, { id: 7 })]),
    "feature 2: id: found 7",
  ],
  [collection([feature([square], { look: "another" })]), 'look: found "another"'],
  [collection([], { yardwatch: { look: "another" } }), "yardwatch/look"],
  [collection([], { yardwatch: { coordinates: "positions" } }), "yardwatch/coordinates"],
  [collection([feature([square], { number: 1e9 })]), "number: found 1000000000"],
  [collection([feature([square], { probability: -1 })]), "probability: found -1"],
  [collection([feature([square], { kind: "spaceship" })]), 'kind: found "spaceship"'],
  [collection([feature([square], { state: "maybe" })]), 'state: found "maybe"'],
  [collection([feature([square], { cover: 7 })]), "cover: found 7"],
  [collection([feature([Array.from({ length: 2000 }, (_, i) => [i, i * i])])]), "2000 positions"],
  [JSON.stringify({ type: "Feature" }), "FeatureCollection"],
  ["[1,2]", "a JSON object"],
  [`{"type":"FeatureCollection","features":[${"[".repeat(100)}`, "line 1 column"],
])("GeoJSON %# is refused by its place", (text, message) => {
  expect(geoJsonFault(text)).toMatch(new RegExp(message));
});

test("a million marks are refused before they are read one by one", () => {
  const text = `{"type":"FeatureCollection","features":[${"0,".repeat(1_000_000)}0]}`;
  expect(geoJsonFault(text)).toContain(`at most ${mostMarks}`);
});

const coco = (annotation: object, more: object = {}): string =>
  JSON.stringify({
    images: [{ id: 3, width: 4000, height: 3000 }],
    categories: [{ id: 1, name: "railcar" }],
    annotations: [
      { id: 1, image_id: 3, category_id: 1, segmentation: [[0, 0, 9, 0, 9, 9, 0, 9]], ...annotation },
    ],
    ...more,
  });
const cocoFault = (text: string): string => faultOf(() => readMarksCoco(text, options, unplaced));

test.each([
  [coco({ segmentation: { counts: [1], size: [2, 2] } }), "mask in run lengths"],
  [coco({ segmentation: [[0, 0, 9]] }), "annotation 1: segmentation"],
  [coco({ segmentation: [[0, 0, 9, 0, 9, null]] }), "position 3"],
  [coco({ segmentation: undefined, bbox: [0, 0, -1, 4] }), "bbox"],
  [coco({ image_id: 4 }), "image_id: found 4"],
  [coco({ category_id: 9 }), "category_id: found 9"],
  [coco({ iscrowd: 1 }), "attributes/number"],
  [coco({}, { images: [{ id: 3, width: 400, height: 300 }] }), "the size of the look's picture"],
  [coco({}, { images: [] }), "0 images"],
  [coco({}, { annotations: 7 }), "annotations: found 7"],
  [coco({}, { info: { look: "another" } }), "info/look"],
])("COCO %# is refused by its place", (text, message) => {
  expect(cocoFault(text)).toContain(message);
});

test("a box is read where there is no polygon; what is not known is left out and named", () => {
  const { marks, warnings } = readMarksCoco(
    coco({ segmentation: [], bbox: [1, 2, 3, 4], attributes: { occluded: false, track: "t1" } }),
    options,
    unplaced,
  );
  expect(marks.map((m) => m.content)).toMatchObject([
    { trackId: "t1", kind: "railcar", state: "accepted", number: 1 },
  ]);
  expect(marks.map((m) => [m.named, [...m.given].sort()])).toEqual([[null, ["kind", "outline", "trackId"]]]);
  expect(marks[0]?.content.outline).toEqual([
    [1, 2],
    [4, 2],
    [4, 6],
    [1, 6],
    [1, 2],
  ]);
  expect(warnings).toEqual(['property "occluded" is not one of a mark and was left out']);
});
