import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { InputError, type Fault } from "../../base/errors.ts";
import { readKml, readKmz, writeKml, type KmlOptions } from "./kml.ts";

const depot = "130.62,42.42,0 130.63,42.42,0 130.63,42.43,0 130.62,42.43,0 130.62,42.42,0";
const kml = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n${inside}\n</Document></kml>`;
const polygon = (coordinates: string): string =>
  `<Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon>`;
const drawn = (name: string, geometry = polygon(depot), more = ""): string =>
  `<Placemark><name>${name}</name>${more}${geometry}</Placemark>`;

const known: KmlOptions = { site: { id: "tumangang", zoneMinutes: 540 } };

function faultsOf(read: () => unknown): readonly Fault[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
  return [];
}

const faultsIn = (inside: string): readonly Fault[] => faultsOf(() => readKml(kml(inside), "a.kml", known));

test("outlines drawn in Google Earth become approximate areas of the site that is named", () => {
  const { places, warnings } = readKml(kml(drawn("Fenced Yard &amp; Sheds")), "yards.kml", known);
  expect(places.sites).toEqual([]);
  expect(places.areas).toEqual([
    {
      siteId: "tumangang",
      id: "fenced-yard-sheds",
      name: "Fenced Yard & Sheds",
      role: "other",
      outline: {
        type: "polygons",
        polygons: [
          [
            [
              [130.62, 42.42],
              [130.63, 42.42],
              [130.63, 42.43],
              [130.62, 42.43],
              [130.62, 42.42],
            ],
          ],
        ],
      },
      validFrom: null,
      validTo: null,
      approximate: true,
      uncertaintyMetres: null,
      basis: "drawn in another program, imported from yards.kml",
      source: "",
    },
  ]);
  expect(warnings).toEqual([]);
});

test("areas get ids that tell equal names apart, also names without Latin letters", () => {
  const names = ["Yard", "yard!", "Yard 2", "두만강", "두만강", "Çağ"];
  const { places } = readKml(kml(names.map((name) => drawn(name)).join("")), "a.kml", known);
  expect(places.areas.map(({ id }) => id)).toEqual(["yard", "yard-2", "yard-2-2", "area", "area-2", "cag"]);
});

test("polygons and lines of one placemark become two areas, a point is left out with a warning", () => {
  const line = "<LineString><coordinates>130.62,42.42 130.63,42.43</coordinates></LineString>";
  const point = "<Point><coordinates>130.62,42.42</coordinates></Point>";
  const { places, warnings } = readKml(
    kml(
      drawn("Yard", `<MultiGeometry>${polygon(depot)}${line}${polygon(depot)}</MultiGeometry>`) +
        drawn("Pin", point),
    ),
    "a.kml",
    known,
  );
  expect(places.areas.map(({ id, outline }) => [id, outline.type])).toEqual([
    ["yard", "polygons"],
    ["yard-2", "lines"],
  ]);
  expect(warnings).toEqual(['a.kml placemark 2 "Pin" has a point, which is not an outline']);
});

test("a plain placemark without a site is refused with what to do", () => {
  const [fault] = faultsOf(() => readKml(kml(drawn("Yard")), "a.kml"));
  expect(fault).toMatchObject({ where: "a.kml placemark 1", field: "site" });
  expect(fault?.allowed).toContain("named");
});

test("outlines can be put under a new site, in the middle of them when it has no position", () => {
  const newSite = {
    id: "rajin",
    name: "Rajin",
    names: [],
    country: "KP",
    zoneMinutes: 540,
    note: "",
    source: "",
    position: null,
  };
  const { places } = readKml(kml(drawn("Pier")), "a.kml", { newSite });
  expect(places.sites).toEqual([{ ...newSite, position: [130.625, 42.425] }]);
  expect(places.areas[0]?.siteId).toBe("rajin");
  expect(() => readKml(kml(""), "a.kml", { newSite, ...known })).toThrow(TypeError);
});

test("a time span becomes the days on which the outline holds, by the clock of the site", () => {
  const span = "<TimeSpan><begin>2021-12-31</begin><end>2022-06-01T20:00:00Z</end></TimeSpan>";
  const { places } = readKml(kml(drawn("Yard", polygon(depot), span)), "a.kml", known);
  expect(places.areas[0]).toMatchObject({ validFrom: "2021-12-31", validTo: "2022-06-03" });
  const odd = "<TimeSpan><begin>last year</begin></TimeSpan>";
  expect(readKml(kml(drawn("Yard", polygon(depot), odd)), "a.kml", known).warnings[0]).toContain("time span");
});

test("network links are not followed, image overlays are not outlines, and both are reported", () => {
  const link = "<NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>";
  const box = "<LatLonBox><north>43</north><south>42</south><east>131</east><west>130</west></LatLonBox>";
  const { places, warnings } = readKml(
    kml(`${link}<GroundOverlay>${box}</GroundOverlay>${drawn("Yard")}`),
    "a.kml",
    known,
  );
  expect(places.areas).toHaveLength(1);
  expect(warnings).toEqual([
    'the network link "http://example.org/more.kml" was not followed',
    "image overlays are not outlines; 1 left out",
  ]);
});

test("elevations are dropped with a warning", () => {
  const high = "<LineString><coordinates>130.62,42.42,35 130.63,42.43,40</coordinates></LineString>";
  expect(readKml(kml(drawn("Track", high)), "a.kml", known).warnings).toEqual([
    "an elevation was dropped (2 times)",
  ]);
});

test("coordinates that a lenient reader would bend are refused with their line", () => {
  for (const coordinates of [
    "130.62,42.42 130.63,x42.42 130.63,42.43",
    "130.62, 42.42 130.63, 42.42 130.63, 42.43",
    "x,130.62,42.42",
  ])
    expect(faultsIn(drawn("Yard", polygon(coordinates)))[0]).toMatchObject({
      where: "a.kml line 3",
      field: "coordinates",
    });
  expect(faultsIn(drawn("Yard", polygon("130.62,42.42 130.63,42.42")))[0]?.found).toBe("2 positions");
});

test("a hole before the outer ring is refused, since it would be taken for it", () => {
  const ring = `<LinearRing><coordinates>${depot}</coordinates></LinearRing>`;
  const inner = `<innerBoundaryIs>${ring}</innerBoundaryIs>`;
  const outer = `<outerBoundaryIs>${ring}</outerBoundaryIs>`;
  expect(faultsIn(drawn("Yard", `<Polygon>${inner}${outer}</Polygon>`))[0]?.field).toBe("Polygon");
});

test("the checks of GeoJSON hold for KML too", () => {
  const crossing = "130.62,42.42 130.63,42.43 130.63,42.42 130.62,42.44 130.62,42.42";
  expect(faultsIn(drawn("Yard", polygon(crossing)))[0]).toMatchObject({
    where: "a.kml placemark 1 (area yard)",
  });
  const swapped = "42.42,130.62 42.43,130.62 42.43,130.63 42.42,130.62";
  expect(faultsIn(drawn("Yard", polygon(swapped)))[0]?.allowed).toContain("longitude comes before latitude");
});

test("a typed field that says false is not read as true", () => {
  const text = writeKml(readKml(kml(drawn("Yard")), "a.kml", known).places)
    .replace("<Document>", '<Document><Schema id="s"><SimpleField name="approximate" type="bool"/></Schema>')
    .replace(
      '<Data name="approximate"><value>true</value></Data>',
      '<SchemaData schemaUrl="#s"><SimpleData name="approximate">false</SimpleData></SchemaData>',
    );
  expect(readKml(text, "a.kml").places.areas[0]?.approximate).toBe(false);
});

test("an approximate outline says so in Google Earth, and markup in its texts is shown, not run", () => {
  const { places } = readKml(kml(drawn("Yard")), "<img src=x>.kml", known);
  const text = writeKml(places);
  expect(text).toContain("<name>Yard (approximate)</name>");
  expect(text).toContain("<styleUrl>#approximate</styleUrl>");
  expect(text).toContain("imported from &amp;lt;img src=x&amp;gt;.kml</description>");
});

const laughs = `<?xml version="1.0"?>
<!-- first --><!DOCTYPE kml [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<kml><Document><name>&c;</name></Document></kml>`;

test.each([
  ["entities that multiply", laughs, "line 2"],
  ["an external document type", '<!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>', "line 1"],
  ["an entity that is not declared", "<kml>\n<name>&secret;</name></kml>", "line 2"],
  ["a tag that is not closed", "<kml>\n<Document>\n</kml>", "line 2"],
  ["no markup at all", "PK", "line 1"],
  ["another root element", "<gpx></gpx>", "a.kml"],
  ["elements a thousand deep", `<kml>${"<Folder>".repeat(1000)}`, "line 1"],
  [
    "a placemark inside a placemark",
    "<kml>\n<Placemark><Placemark/><Placemark></Placemark></Placemark></kml>",
    "line 2",
  ],
  ["more elements than a person draws", `<kml>${"<a/>".repeat(300_000)}</kml>`, "line 1"],
  ["more instructions than a person writes", `<kml>${"<?a b?>".repeat(300_000)}</kml>`, "line 1"],
  ["a tag without an end to its attributes", `<kml ${'a="" '.repeat(5000)}></kml>`, "line 1"],
])("%s is refused", (_, text, where) => {
  const faults = faultsOf(() => readKml(text, "a.kml", known));
  expect(faults).toHaveLength(1);
  expect(faults[0]?.where).toContain(where);
});

test("names from a foreign file that are names of every object do no harm", () => {
  const names = ["__proto__", "constructor", "__defineGetter__", "toString"];
  for (const name of names) {
    const data = `<ExtendedData><Data name="${name}"><value>1</value></Data><SchemaData><SimpleData name="${name}">1</SimpleData></SchemaData></ExtendedData>`;
    expect(() => faultsIn(drawn("Yard", polygon(depot), data))).not.toThrow();
  }
});

const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const faultOfZip = (bytes: Uint8Array): Fault | undefined =>
  faultsOf(() => readKmz(bytes, "a.kmz", known))[0];

test("a KMZ is read from doc.kml, or from its only KML file", () => {
  const yard = kml(drawn("Yard"));
  expect(
    readKmz(zip({ "doc.kml": yard, "files/other.kml": "no", "files/a.png": "" }), "a.kmz", known).places
      .areas,
  ).toHaveLength(1);
  expect(readKmz(zip({ "Yards.KML": yard, "../doc.kml": "no" }), "a.kmz", known).places.areas).toHaveLength(
    1,
  );
  expect(faultOfZip(zip({ "a.kml": yard, "b.kml": yard }))?.found).toBe('"a.kml", "b.kml"');
  expect(faultOfZip(zip({ "a.txt": yard }))?.found).toBe("none");
});

test("archives made to exhaust the reader are refused before they are unpacked", () => {
  const zeros = zipSync({ "doc.kml": new Uint8Array(30 * 1024 * 1024) });
  expect(faultOfZip(zeros)).toMatchObject({ where: "a.kmz/doc.kml", field: "size" });
  expect(faultOfZip(zipSync({ "doc.kml": new Uint8Array(65 * 1024 * 1024) }))?.allowed).toContain(
    "at most 67108864",
  );
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}.png`, ""]));
  expect(faultOfZip(zip(many))?.found).toBe("more than 1000 entries");
});

test("an archive that lies about the size of its file is refused", () => {
  const bytes = zip({ "doc.kml": kml(drawn("Yard")) });
  // The uncompressed size stands 24 bytes into the central directory record.
  const at = bytes.findLastIndex(
    (_, i) => bytes[i] === 0x50 && bytes[i + 1] === 0x4b && bytes[i + 2] === 1 && bytes[i + 3] === 2,
  );
  bytes[at + 26] = 1;
  expect(faultOfZip(bytes)?.field).toBe("size");
});

test("what is not an archive, or a cut one, is refused", () => {
  const bytes = zip({ "doc.kml": kml(drawn("Yard")) });
  for (const broken of [
    new Uint8Array(0),
    strToU8("no archive"),
    bytes.subarray(0, 200),
    bytes.subarray(100),
  ])
    expect(faultOfZip(broken)).toBeDefined();
  const latin = zipSync({ "doc.kml": new Uint8Array([0x3c, 0x6b, 0xe9, 0x3e]) });
  expect(faultOfZip(latin)?.allowed).toContain("UTF-8");
});
