import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownLicences, licenceOf } from "./licence.ts";

describe("licenceOf", () => {
  it.each([
    ["CC-BY-4.0", "CC-BY-4.0"],
    ["Creative Commons BY 4.0", "CC-BY-4.0"],
    ["https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"],
    ["CC BY-SA 3.0", "CC-BY-SA-3.0"],
    ["CC0-1.0", "CC0-1.0"],
    ["https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"],
    ["Copernicus Sentinel data", "Copernicus-Sentinel"],
    ["https://sentinel.esa.int/documents/247904/690755/Sentinel_Data_Legal_Notice", "Copernicus-Sentinel"],
    ["US public domain", "US-public-domain"],
    ["public domain", "public-domain"],
    ["PDDL-1.0", "PDDL-1.0"],
    ["  ogl-uk-3.0\n", "OGL-UK-3.0"],
  ])("knows %s", (text, id) => {
    expect(licenceOf(text)).toMatchObject({ id, mayLeave: true });
  });

  it.each([
    [null, null],
    ["", null],
    ["proprietary", "proprietary"],
    ["All rights reserved", "proprietary"],
    ["CC-BY-NC-4.0", "CC-BY-NC"],
    ["CC BY-NC-SA 4.0", "CC-BY-NC-SA"],
    ["CC-BY-ND 4.0", "CC-BY-ND"],
    ["CC-BY-4.0 except for news", null],
    ["not CC0", null],
    ["© CNES 2012, distribution Airbus DS", null],
    ["free", null],
    ["CC-BY", null],
    ["x".repeat(100_000), null],
  ])("keeps %s in the case", (text, id) => {
    const answer = licenceOf(text);
    expect(answer).toMatchObject({ id, mayLeave: false, attribution: "" });
    expect(answer.reason).not.toBe("");
  });

  it("lets nothing leave for words that nobody listed", () => {
    fc.assert(fc.property(fc.string(), (text) => !licenceOf(`${text} §`).mayLeave));
  });

  it("gives a source for all terms", () => {
    for (const { source } of knownLicences) expect(source).toMatch(/^https:\/\//);
  });
});
