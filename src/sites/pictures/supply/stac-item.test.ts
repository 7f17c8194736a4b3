import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CatalogueItem } from "./catalogue-item.ts";
import { readStacItem, type ItemContext } from "./stac-item.ts";

const square = {
  type: "Polygon",
  coordinates: [
    [
      [130, 42],
      [131, 42],
      [131, 43],
      [130, 43],
      [130, 42],
    ],
  ],
};
const item = (properties: object, rest: object = {}): object => ({
  type: "Feature",
  stac_version: "1.0.0",
  id: "a",
  geometry: square,
  properties,
  assets: { data: { href: "https://files.example/a.tif" } },
  ...rest,
});
function read(json: unknown, context: ItemContext = {}): CatalogueItem {
  const result = readStacItem(json, context);
  if (!result.ok) throw new Error(result.reason);
  return result.item;
}
const taken = (properties: object, context: ItemContext = {}) => read(item(properties), context).takenAt;

describe("when a picture was taken", () => {
  it("is the datetime of the item, to the second, in its own offset", () => {
    const ms = Date.UTC(2023, 9, 5, 2, 10, 31);
    for (const datetime of [
      "2023-10-05T02:10:31Z",
      "2023-10-05T02:10:31.573000Z",
      "2023-10-05t02:10:31z",
      "2023-10-05T11:10:31+09:00",
      "2023-10-05 11:10:31+0900",
    ])
      expect(taken({ datetime })).toMatchObject({ fromMs: ms, toMs: ms + 1000, precision: "second" });
  });

  it("is the whole interval where the item gives one, whatever stands in datetime", () => {
    expect(
      taken({ datetime: null, start_datetime: "2023-10-05T02:00:00Z", end_datetime: "2023-10-05T02:30:00Z" }),
    ).toMatchObject({
      fromMs: Date.UTC(2023, 9, 5, 2),
      toMs: Date.UTC(2023, 9, 5, 2, 30, 1),
      precision: "range",
    });
    const odd = read(
      item({
        datetime: "2023-10-05T02:00:00Z",
        start_datetime: "2024-01-01T00:00:00Z",
        end_datetime: "2023-01-01T00:00:00Z",
      }),
    );
    expect(odd.takenAt?.fromMs).toBe(Date.UTC(2023, 9, 5, 2));
    expect(odd.remarks.join()).toMatch(/end_datetime is before start_datetime/);
  });

  it("is never taken from a date of release, of the record or of its change", () => {
    const later = {
      published: "2024-01-01T00:00:00Z",
      created: "2024-02-01T00:00:00Z",
      updated: "2024-03-01T00:00:00Z",
    };
    const unknown = read(item(later));
    expect(unknown.takenAt).toBeNull();
    expect(unknown.publishedAt?.fromMs).toBe(Date.UTC(2024, 0, 1));
    expect(unknown.recordedAt?.fromMs).toBe(Date.UTC(2024, 1, 1));
    expect(unknown.recordChangedAt?.fromMs).toBe(Date.UTC(2024, 2, 1));
    expect(unknown.remarks.join()).toMatch(/does not say when/);
  });

  it("is unknown, with a remark, where the text is no time", () => {
    for (const datetime of ["yesterday", "2023-02-30T00:00:00Z", 1696471831, {}, ["2023"], ""]) {
      const odd = read(item({ datetime }));
      expect(odd.takenAt).toBeNull();
      expect(odd.remarks.join()).toMatch(/datetime is .*no time/);
    }
    expect(read(item({ datetime: "2023-10-05T02:10:31" })).remarks.join()).toMatch(/no offset; read as UTC/);
  });

  it("is a day where the supplier makes up the time of day", () => {
    expect(taken({ datetime: "2019-10-29T16:00:00Z" }, { dayOnly: true })).toMatchObject({
      fromMs: Date.UTC(2019, 9, 29),
      toMs: Date.UTC(2019, 9, 30),
      precision: "day",
    });
  });
});

describe("an item", () => {
  it("of STAC 1.0, 1.1 and 0.9 reads the same", () => {
    const asset = { href: "https://files.example/a.tif", roles: ["data"] };
    const same = {
      datetime: "2023-10-05T02:10:31Z",
      platform: "s2",
      instruments: ["msi"],
      gsd: 10,
      "eo:cloud_cover": 3,
    };
    const old = read(
      item(
        {
          datetime: same.datetime,
          "eo:platform": "s2",
          instruments: "msi",
          "eo:gsd": 10,
          "eo:cloud_cover": 3,
          "eo:off_nadir": 4,
          "proj:epsg": 32652,
        },
        {
          stac_version: "0.9.0",
          assets: {
            data: {
              ...asset,
              "checksum:multihash": `1220${"ab".repeat(32)}`,
              "eo:bands": [{ name: "B8", common_name: "nir" }],
            },
          },
        },
      ),
    );
    const first = read(
      item(
        { ...same, "view:off_nadir": 4, "proj:epsg": 32652 },
        {
          assets: {
            data: {
              ...asset,
              "file:checksum": `1220${"ab".repeat(32)}`,
              "eo:bands": [{ name: "B8", common_name: "nir" }],
            },
          },
        },
      ),
    );
    const second = read(
      item(
        { ...same, "view:off_nadir": 4, "proj:code": "EPSG:32652" },
        {
          stac_version: "1.1.0",
          assets: {
            data: {
              ...asset,
              "file:checksum": `1220${"ab".repeat(32)}`,
              bands: [{ name: "B8", "eo:common_name": "nir" }],
            },
          },
        },
      ),
    );
    expect(second).toEqual(first);
    expect(old).toEqual(first);
    expect(first).toMatchObject({
      epsg: 32652,
      gsdMetres: 10,
      viewing: { offNadirDegrees: 4, sunElevationDegrees: null },
      assets: [
        {
          checksum: { algorithm: "sha256", hex: "ab".repeat(32) },
          bands: [{ name: "B8", meaning: "near-infrared" }],
        },
      ],
    });
  });

  it("has the licence that it names, else its collection's, else the configured one; a word that says nothing gives way", () => {
    const configured = { name: "terms read by us", address: null, saidBy: "configuration" } as const;
    const collection = { name: "CC-BY-4.0", address: null, saidBy: "collection" } as const;
    const licence = (properties: object, context: ItemContext): string | null =>
      read(item(properties), context).licence?.name ?? null;
    expect(licence({ license: "PDDL-1.0" }, { configuredLicence: configured })).toBe("PDDL-1.0");
    expect(licence({}, { collectionLicence: collection, configuredLicence: configured })).toBe("CC-BY-4.0");
    expect(licence({ license: "proprietary" }, { configuredLicence: configured })).toBe("terms read by us");
    expect(licence({ license: "proprietary" }, {})).toBeNull();
    expect(licence({}, {})).toBeNull();
    const linked = read(
      item({ license: "proprietary" }, { links: [{ rel: "license", href: "https://x.example/terms" }] }),
    );
    expect(linked.licence).toEqual({
      name: "proprietary",
      address: "https://x.example/terms",
      saidBy: "item",
    });
  });

  it("is refused, with its name, where it has no place, no asset or no id", () => {
    const refused = (json: unknown): string => {
      const result = readStacItem(json, { fallbackId: "third of the page" });
      return result.ok ? "read" : `${result.id}: ${result.reason}`;
    };
    expect(refused(item({}, { geometry: null }))).toMatch(/^a: it has no place/);
    expect(
      refused(
        item(
          {},
          {
            geometry: {
              type: "Polygon",
              coordinates: [
                [
                  [1, 2],
                  [NaN, 3],
                  [4, 5],
                  [1, 2],
                ],
              ],
            },
          },
        ),
      ),
    ).toMatch(/no place/);
    expect(refused(item({}, { assets: [] }))).toMatch(/^a: it has no asset/);
    expect(refused(item({}, { assets: { a: { href: 5 } } }))).toMatch(/no address that can be read/);
    expect(refused(item({}, { id: null }))).toBe("third of the page: it has no id");
    expect(refused([1])).toMatch(/not a JSON object/);
    expect(refused(item({}, { type: "Collection" }))).toMatch(/no item/);
    const many = Array.from({ length: 30_000 }, (_, i) => [130 + i / 100_000, 42]);
    expect(refused(item({}, { geometry: { type: "Polygon", coordinates: [many] } }))).toMatch(
      /at most 20000 positions/,
    );
  });

  it("never throws, whatever it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void readStacItem(json)));
    const odd = fc.oneof(fc.jsonValue(), fc.constant(Number.NaN), fc.constant(1e308));
    const fields = fc.record(
      {
        id: odd,
        geometry: fc.oneof(odd, fc.constant(square)),
        bbox: odd,
        assets: fc.dictionary(
          fc.string(),
          fc.oneof(
            odd,
            fc.record({ href: fc.string(), bands: odd, "proj:transform": odd, "file:checksum": odd }),
          ),
        ),
        links: odd,
        properties: fc.dictionary(
          fc.constantFrom("datetime", "start_datetime", "gsd", "license", "providers", "eo:cloud_cover"),
          odd,
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, (rest) => {
        const result = readStacItem({ type: "Feature", id: "a", ...rest });
        if (result.ok) expect(JSON.parse(JSON.stringify(result.item))).toEqual(result.item);
        else expect(result.reason.length).toBeGreaterThan(5);
      }),
    );
  });
});

it("reads how the sensor stood, each angle by itself", () => {
  const read = readStacItem(
    item({
      "view:off_nadir": 24.8,
      "view:incidence_angle": 27.4,
      "view:azimuth": 186.5,
      "view:sun_azimuth": "x",
    }),
  );
  expect(read.ok && read.item.viewing).toEqual({
    offNadirDegrees: 24.8,
    incidenceDegrees: 27.4,
    azimuthDegrees: 186.5,
    sunElevationDegrees: null,
    sunAzimuthDegrees: null,
  });
});
