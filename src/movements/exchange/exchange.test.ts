import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { csvText } from "./csv.ts";
import { lineThrough, type Exchanged } from "./exchanged.ts";
import { geoJsonText } from "./geojson.ts";
import { kmlText } from "./kml.ts";

const hostile = [
  '=HYPERLINK("http://example.invalid")',
  "+1",
  "-2+3",
  "@SUM(A1)",
  " =1+1",
  "</name><script>alert(1)</script>",
  'a "quoted", name\r\nin two lines',
  "]]>&\u0000\u0007",
];
const things = hostile.map((name, i): Exchanged => ({
  name,
  geometry: { type: "Point", coordinates: [130 + i, 42] },
  fromMs: Date.UTC(2020, 0, 1, i),
  toMs: null,
  properties: { ship: name, knots: i === 0 ? Number.NaN : i },
}));
const whole = (pieces: Iterable<string>): string => [...pieces].join("");

test("CSV comes back as it was, and no cell begins as a formula", () => {
  const { data, errors } = Papa.parse<string[]>(whole(csvText(things, ["ship", "knots"])).trimEnd());
  expect(errors).toEqual([]);
  expect(data[0]).toEqual(["name", "from", "to", "longitude", "latitude", "ship", "knots"]);
  for (const [i, row] of data.slice(1).entries()) {
    expect(row[0]?.replace(/^'/, "")).toBe(hostile[i]);
    expect(row[5]).not.toMatch(/^\s*[=+\-@]/);
  }
  expect(data[1]?.[6]).toBe("");
});

test("GeoJSON is JSON with every name as it was", () => {
  const { features } = JSON.parse(whole(geoJsonText(things))) as {
    readonly features: readonly { readonly properties: Record<string, unknown> }[];
  };
  expect(features.map((f) => f.properties["ship"])).toEqual(hostile);
  expect(features[0]?.properties["knots"]).toBeNull();
  expect(JSON.parse(whole(geoJsonText([])))).toEqual({ type: "FeatureCollection", features: [] });
});

test("KML is well-formed, and what XML cannot carry is replaced", () => {
  const document = new DOMParser({
    onError: (level, message) => {
      // A replacement character is what was meant, and warned of.
      if (level !== "warning") throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(whole(kmlText("Tracks & <events>", things)), "text/xml");
  const names = [...document.getElementsByTagName("name")].map((n) => n.textContent);
  expect(names.length).toBe(hostile.length + 1);
  expect(names[6]).toBe(hostile[5]);
  expect(document.getElementsByTagName("script").length).toBe(0);
});

test("a line over the 180th meridian is cut there, and no part is longer than the way", () => {
  expect(
    lineThrough([
      [179, 10],
      [-179, 12],
    ]),
  ).toEqual({
    type: "MultiLineString",
    coordinates: [
      [
        [179, 10],
        [180, 11],
      ],
      [
        [-180, 11],
        [-179, 12],
      ],
    ],
  });
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.double({ min: -180, max: 180, noNaN: true }),
          fc.double({ min: -80, max: 80, noNaN: true }),
        ),
        { minLength: 1, maxLength: 8 },
      ),
      (line) => {
        const geometry = lineThrough(line);
        const parts =
          geometry.type === "Point"
            ? []
            : geometry.type === "LineString"
              ? [geometry.coordinates]
              : geometry.coordinates;
        for (const part of parts)
          for (const [i, p] of part.entries())
            if (i > 0) expect(Math.abs(p[0] - (part[i - 1]?.[0] ?? 0))).toBeLessThanOrEqual(180);
      },
    ),
  );
});
