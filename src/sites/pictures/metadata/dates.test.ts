import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateFaults, datesOf, datesToCome, type PictureDates } from "./dates.ts";
import { readDated } from "./dated.ts";
import { readFileName } from "./file-name.ts";

const iso = (ms: number | undefined): string => (ms === undefined ? "" : new Date(ms).toISOString());
const none: PictureDates = { takenAt: null, publishedAt: null, fileTime: null, uploadedAt: null };
const dated = (text: string): PictureDates["takenAt"] => {
  const read = readDated(text, "a test", "utc");
  return read.ok ? read.dated : null;
};

describe("readDated", () => {
  it("takes an offset where there is one, and says so", () => {
    const read = readDated("2023:10:05 10:24:31", "EXIF", null, "+09:00");
    expect(read).toMatchObject({ ok: true, dated: { zoneStated: true } });
    if (read.ok) expect(iso(read.dated.span.fromMs)).toBe("2023-10-05T01:24:31.000Z");
  });

  it("widens a time whose zone nobody knows to all that it may mean", () => {
    const read = readDated("2023:10:05 10:24:31", "EXIF", null);
    if (!read.ok) throw new Error(read.remark);
    expect(read.dated.zoneStated).toBe(false);
    expect(iso(read.dated.span.fromMs)).toBe("2023-10-04T20:24:31.000Z");
    expect(iso(read.dated.span.toMs)).toBe("2023-10-05T22:24:32.000Z");
  });

  it("holds the true instant whatever the zone was", () => {
    const instants = fc.date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2100-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -720, max: 840 }), (instant, minutes) => {
        const local = new Date(instant.getTime() + minutes * 60_000).toISOString().slice(0, 19);
        const read = readDated(local, "a clock", null);
        const at = Math.floor(instant.getTime() / 1000) * 1000;
        return read.ok && read.dated.span.fromMs <= at && at < read.dated.span.toMs;
      }),
    );
  });

  it.each(["", "yesterday", "2023-13-05", "2023-02-30", "0000:00:00 00:00:00", "5 Oct 2023", "2023-1005"])(
    "refuses %s with a sentence",
    (text) => {
      const read = readDated(text, "DateTime", "utc");
      expect(read).toMatchObject({ ok: false });
      if (!read.ok) expect(read.remark).toContain("it was not used");
    },
  );
});

describe("datesOf", () => {
  it("never takes the time that a file was written, or released, for the time of the exposure", () => {
    const found = datesOf({
      name: "a",
      fileName: "yard_20231005.tif",
      texts: { DateTime: "2023:10:20 08:00:00", TIFFTAG_DATETIME: "2023:10:20 08:00:00" },
      sidecars: [{ ...none, publishedAt: dated("2023-10-13") }],
      modifiedMs: Date.UTC(2023, 9, 21),
    });
    expect(found.dates.takenAt).toBeNull();
    expect(found.dates.publishedAt?.span.text).toBe("2023-10-13");
    expect(found.dates.fileTime?.source).toBe("DateTime");
    expect(found.suggested.map(({ span, source }) => [span.text, source])).toEqual([
      ["2023-10-05", "file name"],
    ]);
  });

  it("takes a date of the name only on the analyst's word", () => {
    const found = datesOf({ name: "a", fileName: "2023-10-05.png", trustFileName: true, zoneMinutes: 540 });
    expect(found.dates.takenAt).toMatchObject({
      source: "file name, by the analyst's word",
      zoneStated: false,
    });
    expect(iso(found.dates.takenAt?.span.fromMs)).toBe("2023-10-04T15:00:00.000Z");
  });

  it.each([
    [{ DateTimeOriginal: "2023:10:05 10:24:31", OffsetTimeOriginal: "+09:00" }, "2023-10-05T01:24:31.000Z"],
    [{ ACQUISITIONDATETIME: "2023-10-05 01:24:31" }, "2023-10-05T01:24:31.000Z"],
    [{ NITF_IDATIM: "20231005012431" }, "2023-10-05T01:24:31.000Z"],
    [{ IMAGING_DATE: "2023-10-05", IMAGING_TIME: "01:24:31.2Z" }, "2023-10-05T01:24:31.000Z"],
    [
      { XMP: '<x exif:DateTimeOriginal="2023-10-05T10:24:31+09:00" xmp:CreateDate="2024-01-01T00:00:00Z"/>' },
      "2023-10-05T01:24:31.000Z",
    ],
  ])("reads the exposure from %j", (texts, from) => {
    const { takenAt } = datesOf({ name: "a", texts }).dates;
    expect(iso(takenAt?.span.fromMs)).toBe(from);
    expect(takenAt?.span.precision).toBe("second");
  });

  it("says when two sources disagree, and uses the sidecar", () => {
    const found = datesOf({
      name: "a",
      fileName: "LC08_L1TP_115030_20231006_20231018_02_T1_B4.TIF",
      sidecars: [{ ...none, takenAt: dated("2023-10-05T02:08:07Z") }],
    });
    expect(found.dates.takenAt?.span.text).toBe("2023-10-05T02:08:07Z");
    expect(found.remarks).toHaveLength(1);
    expect(found.remarks[0]).toContain("6 October 2023");
  });
});

describe("dateFaults", () => {
  it("names both fields of an impossible order", () => {
    const faults = dateFaults(
      {
        ...none,
        takenAt: dated("2023-10-05"),
        publishedAt: dated("2023-10-04"),
        uploadedAt: dated("2025-01-01"),
      },
      "a.tif",
    );
    expect(faults.map(({ field }) => field)).toEqual(["takenAt and publishedAt"]);
  });

  it("names times that have not come with who says so, and none of what is made again", () => {
    const takenAt = dated("2032-02-01");
    const late = { ...none, takenAt, publishedAt: dated("2023-10-05") };
    const latest = Date.UTC(2024, 0, 1);
    expect(datesToCome(late, "a.tif", latest)).toEqual([
      {
        where: "a.tif",
        field: "takenAt",
        found: `"2032-02-01" (${takenAt?.source})`,
        allowed: "a time that has come: not after 2024-01-01T00:00Z, a day from now",
      },
    ]);
    expect(datesToCome(late, "a.tif", null)).toEqual([]);
  });

  it("takes the same day for possible, and an old time of a file", () => {
    const dates: PictureDates = {
      ...none,
      takenAt: dated("2023-10-05"),
      publishedAt: dated("2023-10-05"),
      fileTime: dated("1980-01-01"),
    };
    expect(dateFaults(dates, "a.tif")).toEqual([]);
  });
});

describe("readFileName", () => {
  it.each([
    [
      "S2A_MSIL2A_20231005T021321_N0509_R060_T52TEN_20231005T054321.SAFE",
      "ESA Copernicus",
      "2023-10-05T02:13:21.000Z",
    ],
    [
      "S1A_IW_GRDH_1SDV_20231005T213456_20231005T213521_050640_0619F2_1A2B.tif",
      "ESA Copernicus",
      "2023-10-05T21:34:56.000Z",
    ],
    ["T52TEN_20231005T021321_B04_10m.jp2", "ESA Copernicus", "2023-10-05T02:13:21.000Z"],
    ["S2A_52TEN_20231005_0_L2A.tif", "ESA Copernicus", "2023-10-05T00:00:00.000Z"],
    ["20231005_021533_12_2413_3B_AnalyticMS_SR.tif", "Planet", "2023-10-05T02:15:33.000Z"],
    ["20200814_162132_ssc4d3_0021_pansharpened.tif", "Planet", "2020-08-14T16:21:32.000Z"],
    ["m_3311805_se_11_060_20200524.tif", "USDA NAIP", "2020-05-24T04:00:00.000Z"],
    ["m_3311805_se_11_1_20180721_20190209.tif", "USDA NAIP", "2018-07-21T04:00:00.000Z"],
    ["LC08_L1TP_115030_20231005_20231018_02_T1_B4.TIF", "USGS", "2023-10-05T00:00:00.000Z"],
    ["DIM_SPOT6_MS_201310050220123_ORT_1.XML", "Airbus", "2013-10-05T02:20:12.000Z"],
    ["IMG_PHR1A_PMS-N_201210050224311_ORT.TIF", "Airbus", "2012-10-05T02:24:31.000Z"],
    ["23OCT05022431-M2AS_R1C1-012345678010_01_P001.TIF", "Maxar", "2023-10-05T02:24:31.000Z"],
  ])("reads %s", (name, provider, from) => {
    const facts = readFileName(name);
    expect(facts.provider).toBe(provider);
    expect(iso(facts.takenAt?.span.fromMs)).toBe(from);
    expect(facts.suggested).toEqual([]);
  });

  it("gives the whole datatake for Sentinel-2, since the name holds its start", () => {
    const { takenAt } = readFileName("S2B_MSIL1C_20231005T021321_N0509_R060_T52TEN_20231005T054321");
    expect(takenAt?.span.precision).toBe("range");
    expect((takenAt?.span.toMs ?? 0) - (takenAt?.span.fromMs ?? 0)).toBe(40 * 60_000);
  });

  it.each([
    ["20231005_102431.jpg", ["2023-10-05T10:24:31"]],
    ["tumangang 2023-10-05 north.png", ["2023-10-05"]],
    ["2019.02.17_to_2023.10.05.tif", ["2019-02-17", "2023-10-05"]],
    ["20231005_021533_1003.tif", ["2023-10-05T02:15:33"]],
    ["1200105301231.tif", []],
    ["20231305.tif", []],
  ])("only suggests for %s", (name, texts) => {
    const facts = readFileName(name);
    expect(facts.takenAt).toBeNull();
    expect(facts.suggested.map(({ span }) => span.text)).toEqual(texts);
  });
});
