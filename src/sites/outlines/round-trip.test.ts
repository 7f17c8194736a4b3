import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { roles, type Area, type Outline, type Places, type Position, type Site } from "../counting/site.ts";
import { readGeoJson, writeGeoJson } from "./geojson.ts";
import { readKml, readKmz, writeKml } from "./kml.ts";

const id = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,12}$/);
const text = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((value) => !/[\p{Cc}\u2028-\u202e\u2066-\u2069\ufffe\uffff]/u.test(value));
const filled = fc
  .oneof(text, fc.constantFrom("a <b> & \"c\" ]]> 'd'", " led and trailed ", "두만강"))
  .filter((value) => value.trim() !== "");
const degrees = (from: number, to: number): fc.Arbitrary<number> =>
  fc.double({ min: from, max: to, noNaN: true }).map((x) => x + 0);

/** Corners around a centre near the site, counter-clockwise. */
function ringAround(
  [longitude, latitude]: Position,
  size: number,
  radii: readonly number[],
): readonly Position[] {
  const corners = radii.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [longitude + size * radius * Math.cos(angle), latitude + size * radius * Math.sin(angle)];
  });
  return [...corners, ...corners.slice(0, 1)];
}

const radii = fc.array(degrees(0.5, 1), { minLength: 3, maxLength: 12 });

function outlineNear([longitude, latitude]: Position): fc.Arbitrary<Outline> {
  const near = fc
    .tuple(degrees(-0.2, 0.2), degrees(-0.2, 0.2))
    .map(([x, y]): Position => [longitude + x, latitude + y]);
  const polygon = fc
    .tuple(near, radii, fc.array(radii, { maxLength: 2 }))
    .map(([centre, outer, holes]) => [
      ringAround(centre, 0.1, outer),
      ...holes.map((hole) => ringAround(centre, 0.01, hole).toReversed()),
    ]);
  const line = fc
    .array(near, { minLength: 2, maxLength: 6 })
    .filter((points) => new Set(points.map(String)).size > 1);
  const several = { minLength: 1, maxLength: 3 };
  return fc.oneof(
    fc.array(polygon, several).map((polygons): Outline => ({ type: "polygons", polygons })),
    fc.array(line, several).map((lines): Outline => ({ type: "lines", lines })),
  );
}

const siteWith = (siteId: string): fc.Arbitrary<Site> =>
  fc.record({
    id: fc.constant(siteId),
    name: filled,
    names: fc.array(text, { maxLength: 3 }),
    country: text,
    zoneMinutes: fc.integer({ min: -720, max: 840 }),
    position: fc.tuple(degrees(-179, 179), degrees(-60, 60)),
    note: text,
    source: text,
  });

const periods = [
  [null, null],
  ["2021-12-31", null],
  [null, "2022-06-01"],
  ["2024-02-29", "2024-03-01"],
] as const;

const areasOf = (site: Site): fc.Arbitrary<readonly Area[]> =>
  fc.uniqueArray(id, { maxLength: 4 }).chain((ids) =>
    fc.tuple(
      ...ids.map((areaId) =>
        fc
          .record({
            name: filled,
            role: fc.constantFrom(...roles),
            outline: outlineNear(site.position),
            period: fc.constantFrom(...periods),
            approximate: fc.boolean(),
            uncertaintyMetres: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }).map((x) => x + 0)),
            basis: filled,
            source: text,
          })
          .map(({ period: [validFrom, validTo], ...rest }): Area => ({
            siteId: site.id,
            id: areaId,
            validFrom,
            validTo,
            ...rest,
          })),
      ),
    ),
  );

const anyPlaces: fc.Arbitrary<Places> = fc.uniqueArray(id, { maxLength: 3 }).chain((ids) =>
  fc
    .tuple(
      ...ids.map((siteId) =>
        siteWith(siteId).chain((site) => areasOf(site).map((areas) => ({ site, areas }))),
      ),
    )
    .map((folders) => ({
      sites: folders.map(({ site }) => site),
      areas: folders.flatMap(({ areas }) => areas),
    })),
);

const sorted = ({ sites, areas }: Places): Places => ({
  sites: sites.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  areas: areas.toSorted((a, b) => (`${a.siteId}/${a.id}` < `${b.siteId}/${b.id}` ? -1 : 1)),
});

test("GeoJSON that was written reads as the same places", () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const { places: read, warnings } = readGeoJson(writeGeoJson(places), "a.geojson");
      expect(sorted(read)).toEqual(sorted(places));
      expect(warnings).toEqual([]);
      expect(writeGeoJson(read)).toBe(writeGeoJson(places));
    }),
  );
});

test("KML that was written reads as the same places, packed or not", () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const kml = writeKml(places);
      const { places: read } = readKml(kml, "a.kml");
      expect(sorted(read)).toEqual(sorted(places));
      expect(writeKml(read)).toBe(kml);
      expect(readKmz(zipSync({ "doc.kml": strToU8(kml) }), "a.kmz").places).toEqual(read);
    }),
  );
});

test("a name that holds the mark of undecodable text is no undecodable text", () => {
  const kml = writeKml({
    sites: [
      {
        id: "a",
        name: "Yard \ufffd",
        names: [],
        country: "",
        zoneMinutes: 0,
        position: [1, 2],
        note: "",
        source: "",
      },
    ],
    areas: [],
  });
  expect(readKmz(zipSync({ "doc.kml": strToU8(kml) }), "a.kmz").places.sites[0]?.name).toBe("Yard \ufffd");
});
