import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DamageError, InputError } from "../../../base/errors.ts";
import { readSidecar } from "./sidecar.ts";

const iso = (ms: number | undefined): string => (ms === undefined ? "" : new Date(ms).toISOString());

const imd = `version = "28.4";
generationTime = 2023-10-07T11:02:03.000000Z;
BEGIN_GROUP = IMAGE_1
	satId = "WV03";
	firstLineTime = 2023-10-05T02:24:31.123456Z;
	meanCollectedGSD = 0.329;
	meanSunAz = 166.4;
	meanSunEl = 41.2;
	meanSatEl = 68.1;
	meanSatAz = 24.5;
	meanOffNadirViewAngle = 19.7;
	cloudCover = 0.030;
END_GROUP = IMAGE_1
END;
`;
const isd = `<?xml version="1.0"?><isd><IMD><GENERATIONTIME>2023-10-07T11:02:03.000000Z</GENERATIONTIME><IMAGE><SATID>GE01</SATID>
<FIRSTLINETIME>2023-10-05T02:24:31.123456Z</FIRSTLINETIME><MEANSUNAZ>166.4</MEANSUNAZ><MEANSUNEL>141.2</MEANSUNEL>
<MEANOFFNADIRVIEWANGLE>19.7</MEANOFFNADIRVIEWANGLE><CLOUDCOVER>-999</CLOUDCOVER></IMAGE></IMD></isd>`;
const dimap = `<Dimap_Document><Dataset_Content><CLOUD_COVERAGE unit="percent">4</CLOUD_COVERAGE></Dataset_Content>
<Dataset_Identification><LEGAL_CONSTRAINTS>\u00a9 CNES 2012, distribution Airbus DS</LEGAL_CONSTRAINTS></Dataset_Identification>
<Product_Information><PRODUCTION_DATE>2012-10-07T08:00:00.000Z</PRODUCTION_DATE></Product_Information>
<Geometric_Data><Use_Area><Located_Geometric_Values><Acquisition_Angles><VIEWING_ANGLE unit="deg">-10</VIEWING_ANGLE><INCIDENCE_ANGLE unit="deg">11</INCIDENCE_ANGLE></Acquisition_Angles>
<Solar_Incidences><SUN_AZIMUTH unit="deg">160</SUN_AZIMUTH><SUN_ELEVATION unit="deg">40</SUN_ELEVATION></Solar_Incidences>
<Ground_Sample_Distance><GSD_ACROSS_TRACK unit="m">0.7</GSD_ACROSS_TRACK><GSD_ALONG_TRACK unit="m">0.74</GSD_ALONG_TRACK></Ground_Sample_Distance></Located_Geometric_Values>
<Located_Geometric_Values><Acquisition_Angles><VIEWING_ANGLE unit="deg">-12</VIEWING_ANGLE><INCIDENCE_ANGLE unit="deg">13.5</INCIDENCE_ANGLE></Acquisition_Angles></Located_Geometric_Values></Use_Area></Geometric_Data>
<Dataset_Sources><Source_Identification><Strip_Source><MISSION>PHR</MISSION><MISSION_INDEX>1A</MISSION_INDEX><IMAGING_DATE>2012-10-05</IMAGING_DATE><IMAGING_TIME>02:24:31.2Z</IMAGING_TIME></Strip_Source></Source_Identification></Dataset_Sources></Dimap_Document>`;
const tile = `<n1:Level-2A_Tile_ID xmlns:n1="https://psd-15.sentinel2.eo.esa.int/PSD/S2_PDI_Level-2A_Tile_Metadata.xsd"><n1:General_Info><SENSING_TIME metadataLevel="Standard">2023-10-05T02:19:47.123Z</SENSING_TIME><ARCHIVING_TIME>2023-10-05T06:00:00.0Z</ARCHIVING_TIME></n1:General_Info>
<n1:Geometric_Info><Tile_Angles><Sun_Angles_Grid><Zenith><Values_List><VALUES>47 47 47</VALUES></Values_List></Zenith></Sun_Angles_Grid><Mean_Sun_Angle><ZENITH_ANGLE unit="deg">48.5</ZENITH_ANGLE><AZIMUTH_ANGLE unit="deg">163.2</AZIMUTH_ANGLE></Mean_Sun_Angle>
<Mean_Viewing_Incidence_Angle_List><Mean_Viewing_Incidence_Angle bandId="0"><ZENITH_ANGLE unit="deg">3</ZENITH_ANGLE><AZIMUTH_ANGLE unit="deg">100</AZIMUTH_ANGLE></Mean_Viewing_Incidence_Angle><Mean_Viewing_Incidence_Angle bandId="1"><ZENITH_ANGLE unit="deg">5</ZENITH_ANGLE><AZIMUTH_ANGLE unit="deg">101</AZIMUTH_ANGLE></Mean_Viewing_Incidence_Angle></Mean_Viewing_Incidence_Angle_List></Tile_Angles></n1:Geometric_Info>
<n1:Quality_Indicators_Info><Image_Content_QI><CLOUDY_PIXEL_PERCENTAGE>12.5</CLOUDY_PIXEL_PERCENTAGE></Image_Content_QI></n1:Quality_Indicators_Info></n1:Level-2A_Tile_ID>`;
const mtl = `GROUP = LANDSAT_METADATA_FILE
  GROUP = IMAGE_ATTRIBUTES
    SPACECRAFT_ID = "LANDSAT_8"
    SENSOR_ID = "OLI_TIRS"
    DATE_ACQUIRED = 2023-10-05
    SCENE_CENTER_TIME = "02:08:07.1234567Z"
    NADIR_OFFNADIR = "NADIR"
    CLOUD_COVER = -1
    SUN_AZIMUTH = -160.5
    SUN_ELEVATION = 40.1
  END_GROUP = IMAGE_ATTRIBUTES
END_GROUP = LANDSAT_METADATA_FILE
END
`;
const planet = JSON.stringify({
  id: "20231005_021533_12_2413",
  properties: {
    acquired: "2023-10-05T02:15:33.123456Z",
    published: "2023-10-05T09:00:00Z",
    updated: "2023-10-06T00:00:00Z",
    cloud_cover: 0.07,
    view_angle: -4.2,
    sun_elevation: 41,
    sun_azimuth: 160,
    gsd: 3.7,
    instrument: "PSB.SD",
  },
});

describe("readSidecar", () => {
  it("reads Maxar's IMD", () => {
    const facts = readSidecar("23OCT05.IMD", imd);
    expect(facts).toMatchObject({
      provider: "Maxar",
      sensor: "WorldView-3",
      offNadirDegrees: 19.7,
      viewAzimuthDegrees: 24.5,
      sunElevationDegrees: 41.2,
      sunAzimuthDegrees: 166.4,
      sampleDistanceMetres: 0.329,
      cloudPercent: 3,
      licence: null,
      remarks: [],
    });
    expect(facts?.incidenceDegrees).toBeCloseTo(21.9, 9);
    expect(iso(facts?.takenAt?.span.fromMs)).toBe("2023-10-05T02:24:31.000Z");
    expect(facts?.takenAt).toMatchObject({ source: "23OCT05.IMD FIRSTLINETIME", zoneStated: true });
    expect(iso(facts?.fileTime?.span.fromMs)).toBe("2023-10-07T11:02:03.000Z");
  });

  it("reads Maxar's XML; what is not known is null and what is out of bounds is remarked on", () => {
    const facts = readSidecar("a.xml", isd);
    expect(facts).toMatchObject({ sensor: "GeoEye-1", cloudPercent: null, sunElevationDegrees: null });
    expect(facts?.remarks).toHaveLength(1);
    expect(facts?.remarks[0]).toContain("MEANSUNEL");
  });

  it("dates a product of several images from the first to the last, or not at all", () => {
    const second = imd.replace("02:24:31", "02:26:00").replace("IMAGE_1", "IMAGE_2");
    expect(readSidecar("a.IMD", imd + second)?.takenAt).toBeNull();
    const whole = `${imd}${second}earliestAcqTime = 2023-10-05T02:24:31Z;\nlatestAcqTime = 2023-10-05T02:26:10Z;\n`;
    const { span } = readSidecar("a.IMD", whole)?.takenAt ?? {};
    expect([iso(span?.fromMs), iso(span?.toMs)]).toEqual([
      "2023-10-05T02:24:31.000Z",
      "2023-10-05T02:26:11.000Z",
    ]);
  });

  it("reads DIMAP, and keeps the two angles apart", () => {
    const facts = readSidecar("DIM_PHR1A.XML", dimap);
    expect(facts).toMatchObject({
      sensor: "PHR 1A",
      offNadirDegrees: 11,
      incidenceDegrees: 12.25,
      sunElevationDegrees: 40,
      cloudPercent: 4,
      licence: "\u00a9 CNES 2012, distribution Airbus DS",
    });
    expect(facts?.sampleDistanceMetres).toBeCloseTo(0.72, 9);
    expect(iso(facts?.takenAt?.span.fromMs)).toBe("2012-10-05T02:24:31.000Z");
    expect(iso(facts?.fileTime?.span.fromMs)).toBe("2012-10-07T08:00:00.000Z");
  });

  it("reads Sentinel-2: the sun's zenith becomes its elevation, the grid of angles is left", () => {
    const facts = readSidecar("MTD_TL.xml", tile);
    expect(facts).toMatchObject({
      sunElevationDegrees: 41.5,
      sunAzimuthDegrees: 163.2,
      incidenceDegrees: 4,
      offNadirDegrees: null,
      cloudPercent: 12.5,
      licence: "Copernicus Sentinel data",
    });
    expect(iso(facts?.takenAt?.span.fromMs)).toBe("2023-10-05T02:19:47.000Z");
  });

  it("reads Landsat's MTL", () => {
    const facts = readSidecar("LC08_MTL.txt", mtl);
    expect(facts).toMatchObject({
      sensor: "LANDSAT_8 OLI_TIRS",
      offNadirDegrees: 0,
      cloudPercent: null,
      sunAzimuthDegrees: 199.5,
      remarks: [],
    });
    expect(iso(facts?.takenAt?.span.fromMs)).toBe("2023-10-05T02:08:07.000Z");
  });

  it("reads Planet's JSON: three times stay three times", () => {
    const facts = readSidecar("20231005_metadata.json", planet);
    expect(facts).toMatchObject({ sensor: "PSB.SD", offNadirDegrees: 4.2, sampleDistanceMetres: 3.7 });
    expect(facts?.cloudPercent).toBeCloseTo(7, 9);
    expect([facts?.takenAt, facts?.publishedAt, facts?.uploadedAt].map((d) => iso(d?.span.fromMs))).toEqual([
      "2023-10-05T02:15:33.000Z",
      "2023-10-05T09:00:00.000Z",
      "2023-10-06T00:00:00.000Z",
    ]);
  });

  it("does not know other files", () => {
    expect(readSidecar("a.json", "[1]")).toBeNull();
    expect(readSidecar("a.xml", "<kml/>")).toBeNull();
    expect(readSidecar("a.tfw", "1\n0\n0\n-1\n0\n0")).toBeNull();
  });

  it("refuses what is malformed, declares entities, or is too much", () => {
    for (const [file, text] of [
      ["a.xml", "<isd><IMD></isd>"],
      ["a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><isd>&b;</isd>'],
      ["a.xml", `<isd>${"<a>".repeat(60)}${"</a>".repeat(60)}</isd>`],
      ["a.xml", `<isd>${"<a/>".repeat(400_001)}</isd>`],
      ["a.xml", ""],
      ["a.json", "{"],
      ["a.imd", "BEGIN_GROUP = A\n".repeat(30)],
      ["a.imd", "A = 1\n".repeat(100_001)],
    ] as const)
      expect(() => readSidecar(file, text), `${file} ${text.slice(0, 40)}`).toThrow(InputError);
  });

  it("reads or refuses whatever is done to a file", () => {
    const samples = [
      ["a.imd", imd],
      ["a.xml", isd],
      ["a.xml", dimap],
      ["a.xml", tile],
      ["a_mtl.txt", mtl],
      ["a.json", planet],
    ] as const;
    const change = fc.tuple(
      fc.constantFrom(...samples),
      fc.nat(3000),
      fc.nat(40),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(change, ([[file, text], at, length, put]) => {
        try {
          readSidecar(file, text.slice(0, at) + put + text.slice(at + length));
        } catch (error) {
          if (!(error instanceof InputError) && !(error instanceof DamageError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
