import { describe, expect, it } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { crsOfCode, crsOfText } from "./epsg.ts";
import { groundOf } from "./ground.ts";

describe("a CRS by its code", () => {
  it("counts longitude before latitude and easting before northing, whatever the dataset says", () => {
    expect(groundOf(crsOfCode(4326)).fromPosition([130.3, 42.4])).toEqual([130.3, 42.4]);
    const [easting, northing] = groundOf(crsOfCode(3035)).fromPosition([10, 52]);
    expect(easting).toBeCloseTo(4_321_000, 6);
    expect(northing).toBeCloseTo(3_210_000, 6);
  });

  it("keeps axes that point west and south", () => {
    const [westing, southing] = groundOf(crsOfCode(2053)).fromPosition([28, -26]);
    expect(westing).toBeGreaterThan(90_000);
    expect(southing).toBeGreaterThan(2_800_000);
  });

  it("counts in the CRS's own unit", () => {
    const feet = groundOf(crsOfCode(2263)).fromPosition([-74, 40.7])[0];
    const metres = groundOf(crsOfCode(32118)).fromPosition([-74, 40.7])[0];
    expect(feet * (1200 / 3937)).toBeCloseTo(metres, 6);
  });

  it.each([0, -1, 1.5, 99_999, 5773, 4978, Number.NaN])("refuses %d, which is no CRS of places", (code) => {
    expect(() => crsOfCode(code)).toThrow(/EPSG code.*geographic or projected/);
  });

  it("refuses datums whose shift is not known, and angles that are not degrees", () => {
    expect(() => crsOfCode(4568)).toThrow(/shift to WGS 84 is not known/);
    expect(() => crsOfCode(4807)).toThrow(/in degrees/);
  });
});

describe("a CRS by its text", () => {
  it("reads codes and proj4 texts", () => {
    expect(crsOfText(" epsg:32652 ")).toEqual(crsOfCode(32652));
    expect(crsOfText("EPSG::3857").name).toBe("EPSG:3857");
    expect(crsOfText("+proj=utm +zone=52 +datum=WGS84").name).toBe("+proj=utm +zone=52 +datum=WGS84");
  });

  it("refuses a text that is too long", () => {
    expect(() => crsOfText(`+proj=${"x".repeat(3000)}`)).toThrow(/2000 characters/);
  });

  it.each(["", "32652", "EPSG:x", "WGS 84", "+proj=nothing", "+proj=utm +zone=52 $(rm)"])(
    "refuses %s",
    (text) => {
      expect(() => crsOfText(text)).toThrow(InputError);
    },
  );
});
