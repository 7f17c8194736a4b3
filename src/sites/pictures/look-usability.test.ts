import { describe, expect, it } from "vitest";
import { dayStateOf, lookUsability } from "./look-usability.ts";
import {
  withoutSuperseded,
  type ClarityRecord,
  type OverrideRecord,
  type PictureLook,
} from "./picture-look.ts";

const clarity = (area: string, cloud: number): ClarityRecord => ({
  lookId: "l",
  area,
  covered: 1,
  clear: 1 - cloud,
  cloud,
  shadow: 0,
  snow: 0,
  haze: 0,
  saturated: 0,
  dark: 0,
  unknown: 0,
  method: "made",
  uncertainty: 0.05,
});

const override = (
  id: string,
  usability: OverrideRecord["usability"],
): OverrideRecord & { readonly at: string } => ({
  id,
  lookId: "l",
  kind: "railcar",
  usability,
  reason: "seen",
  by: "A. Analyst",
  at: "2026-01-02T03:04:05Z",
});

function look(changes: Partial<PictureLook> = {}): PictureLook {
  return {
    look: {
      id: "l",
      siteId: "yard",
      takenAt: null,
      observer: "Yardwatch",
      provider: "",
      sampleDistanceMetres: null,
      looksSummed: 1,
    },
    supply: {
      lookId: "l",
      origin: "file",
      catalogue: "",
      item: "a.tif",
      address: "",
      outcome: "read",
      reason: "",
      picture: "00",
      takenSource: "",
      publishedAt: null,
      fileTime: null,
      uploadedAt: null,
      licence: "",
      mayLeave: false,
      attribution: "",
      platform: "",
      offNadirDegrees: null,
      sunElevationDegrees: null,
      sunAzimuthDegrees: null,
      sceneCloudPercent: null,
      checksum: "not-given",
    },
    view: null,
    picture: {
      lookId: "l",
      sha256: "00",
      format: "geotiff",
      width: 10,
      height: 10,
      sampleType: "uint8",
      bands: [],
      nodata: null,
      coding: "",
      georeference: {
        type: "transform",
        crs: { name: "EPSG:32652", proj4: "+proj=utm +zone=52" },
        transform: [0, 1, 0, 0, 0, -1],
      },
      sampleDistanceMetres: 0.5,
      effectiveSampleDistanceMetres: 0.5,
      effectiveReason: "",
      simulated: false,
      fingerprint: "",
    },
    clarities: [clarity("east", 0), clarity("west", 0)],
    lineUp: null,
    repeat: null,
    overrides: [],
    ...changes,
  };
}

describe("lookUsability", () => {
  it("is usable where every area is, not seen where none is, else partial, and names the area", () => {
    expect(lookUsability(look(), "railcar")).toMatchObject({ usability: "usable", reasons: [] });
    const some = lookUsability(look({ clarities: [clarity("east", 0), clarity("west", 1)] }), "railcar");
    expect(some.usability).toBe("partial");
    expect(some.reasons[0]).toMatch(/^west: Cloud hides 100 %/);
    const none = lookUsability(look({ clarities: [clarity("east", 1), clarity("west", 1)] }), "railcar");
    expect(none.usability).toBe("not-seen");
    expect(none.reasons).toHaveLength(1);
    expect(none.reasons[0]).toMatch(/^Cloud hides/);
  });

  it("is never usable without a place, without judged areas, or with detail that nobody knows", () => {
    const { picture } = look();
    if (picture === null) throw new Error("no picture");
    const placeless = look({ picture: { ...picture, georeference: null }, clarities: [] });
    expect(lookUsability(placeless, "railcar").usability).toBe("partial");
    expect(lookUsability(placeless, "railcar").reasons[0]).toBe("The picture has no place on the ground.");
    const blurred = look({ picture: { ...picture, effectiveSampleDistanceMetres: null } });
    expect(lookUsability(blurred, "railcar").usability).toBe("partial");
    expect(lookUsability(look({ clarities: [] }), "railcar").usability).toBe("partial");
  });

  it("takes a supplier's sample distance where the pixels show none, and never one finer than the grid", () => {
    const { picture, supply, look: taken } = look();
    if (picture === null) throw new Error("no picture");
    const from = (metres: number, grid: number) =>
      lookUsability(
        look({
          look: { ...taken, sampleDistanceMetres: metres },
          supply: { ...supply, origin: "catalogue" },
          picture: { ...picture, effectiveSampleDistanceMetres: null, sampleDistanceMetres: grid },
        }),
        "ship",
      ).usability;
    expect(from(10, 10)).toBe("usable");
    expect(from(10, 30)).toBe("not-seen");
  });

  it("gives a look without a picture as failed, with the reason, whatever was overridden", () => {
    const { supply } = look();
    const refused = look({
      picture: null,
      clarities: [],
      supply: { ...supply, outcome: "refused", reason: "no file", picture: null },
    });
    const judged = lookUsability(refused, "railcar");
    expect(judged).toMatchObject({ usability: "not-seen", failed: true });
    expect(judged.reasons[0]).toContain("no file");
    expect(dayStateOf(judged)).toBe("failed");
  });

  it("lets the newest override decide, for its kind alone, with the rule's answer beside it", () => {
    const overridden = look({
      clarities: [clarity("east", 1)],
      overrides: [override("1", "usable"), override("2", "partial")],
    });
    const judged = lookUsability(overridden, "railcar");
    expect(judged.usability).toBe("partial");
    expect(judged.areas[0]?.judged.usability).toBe("not-seen");
    expect(lookUsability(overridden, "ship").usability).toBe("not-seen");
  });
});

describe("withoutSuperseded", () => {
  it("drops the failed attempt at an item that a later look has, and no other", () => {
    const { supply } = look();
    const of = (item: string, outcome: "read" | "failed") =>
      look({ supply: { ...supply, catalogue: "c", item, outcome } });
    const all = [of("a", "failed"), of("b", "failed"), of("a", "read")];
    expect(withoutSuperseded(all)).toEqual([all[1], all[2]]);
  });
});
