import { describe, expect, it } from "vitest";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { Area, Site } from "./site.ts";
import { areasAt, windowOfSite } from "./site-window.ts";

const site: Site = {
  id: "yard",
  name: "Yard",
  names: [],
  country: "",
  zoneMinutes: 540,
  position: [130.6, 42.4],
  note: "",
  source: "",
};
const area = (id: string, validFrom: string | null, validTo: string | null, east = 130.61): Area => ({
  siteId: "yard",
  id,
  name: id,
  role: "yard",
  outline: {
    type: "polygons",
    polygons: [
      [
        [
          [130.6, 42.4],
          [east, 42.4],
          [east, 42.41],
          [130.6, 42.4],
        ],
      ],
    ],
  },
  validFrom,
  validTo,
  approximate: false,
  uncertaintyMetres: null,
  basis: "",
  source: "",
});

describe("windowOfSite", () => {
  it("lies the margin around the areas, in metres on the ground", () => {
    const box = windowOfSite(site, [area("a", null, null)], 300);
    expect(distanceMetres([130.6, 42.4], [box.west, 42.4])).toBeCloseTo(300, -1);
    expect(distanceMetres([130.6, 42.4], [130.6, box.south])).toBeCloseTo(300, -1);
  });
  it("is two kilometres wide around a site without areas", () => {
    const box = windowOfSite(site, []);
    expect(distanceMetres([box.west, 42.4], [box.east, 42.4])).toBeCloseTo(2005, -2);
  });
});

describe("areasAt", () => {
  const areas = [
    area("a", null, "2023-10-05"),
    area("a", "2023-10-05", null, 130.62),
    area("b", "2024-01-01", null),
  ];
  const at = (text: string) => {
    const read = parseSpan(text, 540);
    if (!read.ok) throw new Error(read.allowed);
    return areasAt(areas, read.span, 540).map((a) => `${a.id}@${a.validFrom ?? ""}`);
  };
  it("takes the outline that holds on the day of the site's clock", () => {
    expect(at("2023-10-04")).toEqual(["a@"]);
    expect(at("2023-10-04T16:00Z")).toEqual(["a@2023-10-05"]);
    expect(at("2024-02-01")).toEqual(["a@2023-10-05", "b@2024-01-01"]);
  });
  it("takes each area once where the date is not known", () => {
    expect(areasAt(areas, null, 540).map((a) => a.id)).toEqual(["a", "b"]);
  });
});
