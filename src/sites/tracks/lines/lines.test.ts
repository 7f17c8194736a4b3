import { describe, expect, it } from "vitest";
import type { Area, Site } from "../../counting/site.ts";
import { clippedLine } from "./clip-line.ts";
import { gaugeOfWords } from "./gauge-words.ts";
import { linesFromPositions } from "./lines-from-positions.ts";
import { linesOfAreas } from "./lines-of-areas.ts";
import { pixelLines } from "./pixel-lines.ts";
import { limitsOfSite } from "./site-limits.ts";
import { trackAreas } from "./track-areas.ts";

const square = (west: number, south: number, east: number, north: number) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const,
];
const feature = (coordinates: unknown, properties: object = {}, type = "LineString") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const file = (...features: unknown[]): string => JSON.stringify({ type: "FeatureCollection", features });
const picture = { file: "l.geojson", width: 1000, height: 400 };

describe("clippedLine", () => {
  it("keeps the parts inside, in order, without corners where polygons touch", () => {
    const line = [
      [-1, 0.5],
      [10, 0.5],
    ] as const;
    expect(clippedLine(line, [square(0, 0, 1, 1), square(1, 0, 2, 1), square(4, 0, 5, 1)])).toEqual([
      [
        [0, 0.5],
        [2, 0.5],
      ],
      [
        [4, 0.5],
        [5, 0.5],
      ],
    ]);
    expect(clippedLine(line, [square(0, 2, 1, 3)])).toEqual([]);
  });

  it("leaves out holes", () => {
    const ring = [...square(0, 0, 4, 4), ...square(1, 1, 3, 3)];
    const parts = clippedLine(
      [
        [0.5, 2],
        [3.5, 2],
      ],
      [ring],
    );
    expect(parts.map((p) => p.map(([x]) => x))).toEqual([
      [0.5, 1],
      [3, 3.5],
    ]);
  });
});

describe("areas of tracks", () => {
  const site: Site = {
    id: "s",
    name: "S",
    names: [],
    country: "",
    zoneMinutes: 0,
    position: [7.64, 47.53],
    note: "",
    source: "",
  };
  const yard: Area = {
    siteId: "s",
    id: "yard",
    name: "Yard",
    role: "yard",
    outline: { type: "polygons", polygons: [square(7.63, 47.52, 7.65, 47.54)] },
    validFrom: "2020-01-01",
    validTo: null,
    approximate: false,
    uncertaintyMetres: null,
    basis: "",
    source: "",
  };
  const under = { siteId: "s", approximate: false, source: "", validFrom: "2021-01-01", validTo: null };

  it("limits lines to the outlines that hold, else to the window", () => {
    expect(limitsOfSite(site, [yard], under)).toEqual([square(7.63, 47.52, 7.65, 47.54)]);
    const [window] = limitsOfSite(site, [yard], { validFrom: null, validTo: "2019-01-01" });
    expect(window).not.toEqual(square(7.63, 47.52, 7.65, 47.54));
    expect(window?.[0]).toHaveLength(5);
  });

  it("carries a track into an area and back to lines, with its gauge", () => {
    const track = {
      id: "osm-way 1+2",
      gauge: "1520" as const,
      lines: [
        [
          [7.6, 47.53],
          [7.635, 47.53],
          [7.635, 47.6],
          [7.645, 47.6],
          [7.645, 47.53],
        ] as const,
      ],
      basis: "drawn",
    };
    const { areas, outside } = trackAreas(
      [
        track,
        {
          ...track,
          id: "far",
          lines: [
            [
              [1, 1],
              [2, 2],
            ],
          ],
        },
      ],
      { ...under, limits: limitsOfSite(site, [yard], under) },
    );
    expect(outside).toEqual(["far"]);
    expect(areas).toEqual([
      expect.objectContaining({
        id: "osm-way-1-2",
        name: "osm-way 1+2",
        role: "tracks",
        basis: "drawn; gauge 1520 mm",
      }),
    ]);
    const lines = linesOfAreas([yard, ...areas], ([lon, lat]) => [lon * 2, lat * 2]);
    expect(lines.map(({ id, areaId, gauge }) => ({ id, areaId, gauge }))).toEqual([
      { id: "osm-way-1-2", areaId: "osm-way-1-2", gauge: "1520" },
      { id: "osm-way-1-2/2", areaId: "osm-way-1-2", gauge: "1520" },
    ]);
    expect(lines[0]?.points[0]?.[0]).toBeCloseTo(15.26, 9);
  });

  it("reads no gauge from words that state two or none", () => {
    expect(gaugeOfWords("gauge 1435 mm")).toBe("1435");
    expect(gaugeOfWords("gauge 1435 mm or gauge 1520 mm")).toBeNull();
    expect(gaugeOfWords("1520")).toBeNull();
  });
});

describe("pixelLines", () => {
  const line = [
    [10, 20],
    [10, 20],
    [900, 30],
  ];

  it("gives every line a name, drops repeated points, takes parts", () => {
    expect(
      pixelLines(
        file(
          feature(line, { id: 7, gauge: 1520 }),
          feature([line, line], {}, "MultiLineString"),
          feature([1, 2], {}, "Point"),
        ),
        picture,
      ),
    ).toEqual([
      { id: "7", gauge: "1520", points: [line[0], line[2]] },
      { id: "line-2", gauge: null, points: [line[0], line[2]] },
      { id: "line-2/2", gauge: null, points: [line[0], line[2]] },
    ]);
  });

  it.each([
    ["no line", file(), /no line/],
    ["one point", file(feature([[1, 2]])), /2 different points/],
    [
      "one place",
      file(
        feature([
          [1, 2],
          [1, 2],
        ]),
      ),
      /2 different points/,
    ],
    [
      "null for a number",
      file(
        feature([
          [1, null],
          [2, 3],
        ]),
      ),
      /pixels of the picture/,
    ],
    [
      "text",
      file(
        feature([
          ["1", "2"],
          [2, 3],
        ]),
      ),
      /pixels of the picture/,
    ],
    [
      "huge numbers",
      file(
        feature([
          [1, 1e300],
          [2, 3],
        ]),
      ),
      /pixels of the picture/,
    ],
    [
      "ids twice",
      file(feature(line, { id: "a" }), feature(line, { id: "a" })),
      /feature 2 .*feature 1 has this one/,
    ],
    ["a strange gauge", file(feature(line, { gauge: "broad" })), /gauge: found "broad"/],
    [
      "degrees",
      file(
        feature([
          [7.641, 47.53],
          [7.642, 47.531],
        ]),
      ),
      /look like longitude and latitude/,
    ],
    [
      "a line that enters the picture",
      file(
        feature([
          [420, -500],
          [450, 900],
        ]),
      ),
      undefined,
    ],
    [
      "another picture",
      file(
        feature([
          [5000, 6000],
          [5100, 6000],
        ]),
      ),
      /lines miss the picture/,
    ],
    ["not GeoJSON", "[1,2]", /FeatureCollection/],
    ["cut", file(feature(line)).slice(0, 40), /JSON/],
  ])("refuses or takes %s", (_, text, message) => {
    if (message === undefined) expect(pixelLines(text, picture)).toHaveLength(1);
    else expect(() => pixelLines(text, picture)).toThrow(message);
  });

  it("says that axes are exchanged", () => {
    const text = file(
      feature([
        [20, 900],
        [30, 950],
      ]),
    );
    expect(() => pixelLines(text, picture)).toThrow(/with their axes exchanged/);
  });
});

describe("linesFromPositions", () => {
  const placed = {
    ...picture,
    pixelAt: ([lon, lat]: readonly [number, number]) => [(lon - 7) * 1000, (48 - lat) * 400] as const,
  };

  it("takes lines in the picture, and says when axes are exchanged or the picture is missed", () => {
    const at = (coordinates: unknown) => () => linesFromPositions(file(feature(coordinates)), placed);
    expect(
      at([
        [7.5, 47.5],
        [7.6, 47.5],
      ])(),
    ).toHaveLength(1);
    expect(
      at([
        [6, 47.5],
        [9, 47.5],
      ])(),
    ).toHaveLength(1);
    expect(
      at([
        [47.5, 7.5],
        [47.5, 7.6],
      ]),
    ).toThrow(/with their axes exchanged/);
    expect(
      at([
        [17.5, 47.5],
        [17.6, 47.5],
      ]),
    ).toThrow(/lines miss the picture/);
    expect(
      at([
        [842_000, 6_040_000],
        [842_100, 6_040_000],
      ]),
    ).toThrow(/map projection/);
  });
});
