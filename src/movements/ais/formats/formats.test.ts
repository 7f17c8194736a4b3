import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recogniseTable } from "./column-set.ts";
import { cellsOf, csvLineReader } from "./csv-lines.ts";
import { instantReader, withoutZone } from "./instant.ts";
import { jsonLineReader } from "./json-lines.ts";
import { recogniseHeader, recogniseText } from "./recognise.ts";
import { emptyReport, type Report } from "./report.ts";
import { statedText } from "./stated-texts.ts";
import { isValidIdentity } from "./words.ts";

const nowMs = Date.UTC(2026, 0, 1);
const older =
  "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass";

/** Reads one line under a header. */
function csv(header: string, line: string, zoneMinutes: number | null = null): Report | string {
  const found = recogniseHeader(header);
  if (found === null) return "no table";
  const report = emptyReport();
  const refusal = csvLineReader(found.table, found.delimiter, { nowMs, zoneMinutes })(line, report);
  return refusal ?? report;
}

function json(message: object, arrivalMs: (() => number) | null = null): Report | string {
  const report = emptyReport();
  const refusal = jsonLineReader({ nowMs, zoneMinutes: null, arrivalMs })(JSON.stringify(message), report);
  return refusal ?? report;
}

describe("tables", () => {
  test("MarineCadastre, older columns: what stands for nothing is left open", () => {
    const line =
      "366562000,2020-01-01T00:00:08,33.76799,-118.22104,102.3,360.0,511.0,MANOA@@@ ,IMO7907984,KDBG,70.0,,122.0,0.0,9.5,70,A";
    expect(csv(older, line)).toEqual({
      mmsi: 366562000,
      at: Date.UTC(2020, 0, 1, 0, 0, 8),
      placed: true,
      longitude: -118.22104,
      latitude: 33.76799,
      speed: Number.NaN,
      course: Number.NaN,
      heading: Number.NaN,
      status: 15,
      senderClass: 0,
      second: 60,
      stated: {
        name: "MANOA",
        callSign: "KDBG",
        imo: 7907984,
        shipType: 70,
        lengthMetres: 122,
        widthMetres: null,
        toBowMetres: null,
        toPortMetres: null,
        draughtMetres: 9.5,
        destination: "",
      },
    });
  });

  test("MarineCadastre, columns since 2025, in another order and with words for the status", () => {
    const header =
      "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver";
    const line = '219000001,2025-01-01 00:00:00,-70.5,42.1,5.5,10,12,"A ""B"", C",,,31,moored,30,8,2,31,B';
    expect(csv(header, line)).toMatchObject({
      longitude: -70.5,
      latitude: 42.1,
      status: 5,
      senderClass: 1,
      stated: { name: 'A "B", C', imo: null },
    });
  });

  test("the Danish Maritime Authority: days first, no zone of its own", () => {
    const header =
      "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D";
    const line =
      "05/10/2023 23:59:58,Class A,219000001,57.5,10.25,Under way using engine,,7.1,99.5,101,Unknown,Unknown,NORD,Cargo,,18,120,GPS,6.2,AARHUS,,AIS,100,20,9,9";
    expect(csv(header, line)).toBe("time without zone");
    expect(csv(header, line, 120)).toMatchObject({
      at: Date.UTC(2023, 9, 5, 21, 59, 58),
      status: 0,
      senderClass: 0,
      stated: {
        name: "NORD",
        callSign: "",
        imo: null,
        shipType: 70,
        toBowMetres: 100,
        toPortMetres: null,
        destination: "AARHUS",
      },
    });
  });

  test.each([
    ["0,2020-01-01T00:00:00,1,1", "sender impossible"],
    ["1073741824,2020-01-01T00:00:00,1,1", "sender impossible"],
    ["12x,2020-01-01T00:00:00,1,1", "sender impossible"],
    [",2020-01-01T00:00:00,1,1", "sender impossible"],
    ["366562000,,1,1", "no time"],
    ["366562000,2020-02-30T00:00:00,1,1", "no time"],
    ["366562000,2020-01-01,1,1", "no time"],
    ["366562000,2020-01-01T24:00:00,1,1", "no time"],
    ["366562000,1970-01-01T00:00:00,1,1", "time absurd"],
    ["366562000,2026-01-02T00:00:01,1,1", "time in future"],
    ["366562000,2020-01-01T00:00:00,,1", "position not sent"],
    ["366562000,2020-01-01T00:00:00,91,181", "position not sent"],
    ["366562000,2020-01-01T00:00:00,-118.2,33.7", "axes suspected"],
    ["366562000,2020-01-01T00:00:00,99,100", "position impossible"],
    ["366562000,2020-01-01T00:00:00,45,-180.5", "position impossible"],
    ["366562000,2020-01-01T00:00:00,1", "wrong cells"],
    ["366562000,2020-01-01T00:00:00,1,1,1", "wrong cells"],
    ["", "blank"],
    ["  ", "blank"],
  ])("refuses %s: %s", (line, reason) => {
    expect(csv("MMSI,BaseDateTime,LAT,LON", line)).toBe(reason);
  });

  test("a sender whose number is given to nobody is kept", () => {
    expect(csv("MMSI,BaseDateTime,LAT,LON", "507027,2020-01-01T00:00:00,1,1")).toMatchObject({
      mmsi: 507027,
    });
    expect(
      [507027, 111111111, 366562000, 2020000, 991000001, 970123456, 982191234].map(isValidIdentity),
    ).toEqual([false, false, true, true, false, true, true]);
  });

  test("a header is known by its words, in any order, and a table without a place for ships is none", () => {
    expect(recogniseTable(["lat", "lon", "mmsi", "BASE_DATE_TIME"])?.set.name).toBe("marine-cadastre");
    expect(recogniseTable(["mmsi", "at", "latitude"])).toBeNull();
    expect(recogniseHeader("mmsi;at;longitude;latitude")).toMatchObject({
      delimiter: ";",
      table: { set: { name: "plain" } },
    });
    expect(recogniseText(["hello", "\\c:1*00\\!AIVDM,1,1,,A,x,0*00"])?.format).toBe("sentences");
  });

  test("cells: what was quoted comes back, and a stray quote swallows nothing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((s) => !/[\r\n]/.test(s)),
          { minLength: 1 },
        ),
        (cells) => {
          const line = cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(",");
          expect(cellsOf(line, ",")).toEqual(cells);
        },
      ),
    );
    expect(cellsOf('a,"b,c,d', ",")).toEqual(["a", '"b', "c", "d"]);
    expect(cellsOf('a,b"c,d', ",")).toEqual(["a", 'b"c', "d"]);
  });
});

describe("times", () => {
  const read = instantReader({ zoneMinutes: 0, dayFirst: false });
  test("what was written is read, to the millisecond, whatever came before", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("2100-01-01Z"), noInvalidDate: true }),
        fc.boolean(),
        (date, whole) => {
          const text = whole ? date.toISOString().slice(0, 19) : date.toISOString();
          expect(read(text)).toBe(whole ? Math.floor(date.getTime() / 1000) * 1000 : date.getTime());
        },
      ),
    );
  });
  test("zones are taken, and asked for where nobody said", () => {
    const strict = instantReader({ zoneMinutes: null, dayFirst: false });
    expect(strict("2020-01-01T12:00:00")).toBe(withoutZone);
    expect(strict("2020-01-01T12:00:00+02:00")).toBe(Date.UTC(2020, 0, 1, 10));
    expect(strict("2022-12-29 18:22:32.318353 +0000 UTC")).toBe(Date.UTC(2022, 11, 29, 18, 22, 32, 318));
    const east = instantReader({ zoneMinutes: 120, dayFirst: true });
    expect(east("01/02/2020 01:00:00")).toBe(Date.UTC(2020, 0, 31, 23));
    expect(east("01/02/2020 02:00:00")).toBe(Date.UTC(2020, 1, 1, 0));
    expect(east("13/13/2020 02:00:00")).toBeNaN();
  });
});

describe("JSON lines", () => {
  test("aisstream.io", () => {
    const message = {
      MessageType: "PositionReport",
      MetaData: { MMSI: 259000420, time_utc: "2022-12-29 18:22:32.318353 +0000 UTC" },
      Message: {
        PositionReport: {
          Cog: 308.2,
          Latitude: 66.02695,
          Longitude: 12.25382,
          NavigationalStatus: 15,
          Sog: 102.3,
          Timestamp: 31,
          TrueHeading: 235,
          UserID: 259000420,
        },
      },
    };
    expect(json(message)).toMatchObject({
      mmsi: 259000420,
      longitude: 12.25382,
      speed: Number.NaN,
      course: 308.2,
      heading: 235,
      second: 31,
      senderClass: 0,
      stated: null,
    });
    const said = {
      MessageType: "ShipStaticData",
      MetaData: { MMSI: 259000420, time_utc: "2022-12-29 18:22:32 +0000 UTC" },
      Message: {
        ShipStaticData: {
          Name: "AUGUSTSON@@@@@@@@@@@",
          CallSign: "JWBR",
          Type: 30,
          ImoNumber: 9543756,
          Dimension: { A: 10, B: 20, C: 3, D: 4 },
          MaximumStaticDraught: 5.1,
          Destination: "SEA",
        },
      },
    };
    expect(json(said)).toMatchObject({
      placed: false,
      stated: {
        name: "AUGUSTSON",
        imo: 9543756,
        lengthMetres: 30,
        widthMetres: 7,
        toBowMetres: 10,
        toPortMetres: 3,
      },
    });
  });

  test("gpsd, scaled and not; a time only where there is one, or on arrival", () => {
    const scaled = {
      class: "AIS",
      type: 1,
      mmsi: 366562000,
      scaled: true,
      lon: -118.2,
      lat: 33.7,
      speed: 12.3,
      course: 45.6,
      heading: 511,
      status: 0,
    };
    expect(json(scaled)).toBe("no time");
    expect(json(scaled, () => 1_577_836_800_000)).toMatchObject({ at: 1_577_836_800_000, speed: 12.3 });
    const raw = {
      ...scaled,
      scaled: false,
      rxuxtime: 1_577_836_800.25,
      lon: -70_920_000,
      lat: 20_220_000,
      speed: 123,
      course: 456,
    };
    expect(json(raw)).toMatchObject({
      at: 1_577_836_800_250,
      longitude: -118.2,
      latitude: 33.7,
      speed: 12.3,
      course: 45.6,
    });
    expect(json({ ...raw, second: 17 })).toMatchObject({ second: 17 });
    expect(json({ ...raw, second: 64 })).toMatchObject({ second: 60 });
    expect(json({ ...raw, type: 4, timestamp: "2020-01-01T00:00:09Z" })).toMatchObject({ second: 9 });
    expect(json({ class: "TPV", lat: 1, lon: 1 })).toBe("message without position");
  });

  test("Digitraffic: features, flat locations beside their topic, metadata", () => {
    const feature = {
      mmsi: 219598000,
      type: "Feature",
      geometry: { type: "Point", coordinates: [20.85169, 55.770832] },
      properties: { sog: 0.1, cog: 346.5, navStat: 1, heading: 79, timestampExternal: 1_659_212_938_646 },
    };
    expect(json(feature)).toMatchObject({
      mmsi: 219598000,
      at: 1_659_212_938_646,
      longitude: 20.85169,
      status: 1,
    });
    expect(json({ ...feature, properties: { ...feature.properties, timestamp: 37 } })).toMatchObject({
      second: 37,
    });
    const flat = {
      topic: "vessels-v2/230000001/location",
      payload: {
        time: 1_668_075_025,
        sog: 10.7,
        cog: 326.6,
        navStat: 0,
        heading: 325,
        lon: 20.345818,
        lat: 60.03802,
      },
    };
    expect(json(flat)).toMatchObject({ mmsi: 230000001, at: 1_668_075_025_000, latitude: 60.03802 });
    const meta = {
      timestamp: 1_668_075_026_035,
      mmsi: 538007963,
      name: "ARUNA",
      draught: 68,
      refA: 160,
      refB: 33,
      refC: 20,
      refD: 12,
      imo: 9543756,
      type: 70,
      callSign: "V7",
      destination: "UST LUGA",
    };
    expect(json(meta)).toMatchObject({
      placed: false,
      stated: { draughtMetres: 6.8, lengthMetres: 193, toBowMetres: 160 },
    });
  });

  test("our own, and what is not", () => {
    expect(
      json({ mmsi: 366562000, at: "2020-01-01T00:00:00Z", longitude: 1, latitude: 2, sender_class: "B" }),
    ).toMatchObject({ longitude: 1, senderClass: 1 });
    expect(json({ mmsi: 366562000, at: "2020-01-01T00:00:00", longitude: 1, latitude: 2 })).toBe(
      "time without zone",
    );
    expect(json({ mmsi: 366562000, at: "2020-01-01T00:00:00Z" })).toBe("message without position");
    expect(json([1])).toBe("not json");
    expect(jsonLineReader({ nowMs, zoneMinutes: null, arrivalMs: null })('{"mmsi":', emptyReport())).toBe(
      "not json",
    );
  });

  test("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        jsonLineReader({ nowMs, zoneMinutes: null, arrivalMs: null })(text, emptyReport());
      }),
    );
    const keys = fc.constantFrom(
      "mmsi",
      "class",
      "type",
      "MessageType",
      "MetaData",
      "Message",
      "geometry",
      "properties",
      "navStat",
      "refA",
      "payload",
      "topic",
      "lon",
      "lat",
      "coordinates",
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.anything({ withNullPrototype: false })), (message) => {
        json(message);
      }),
    );
  });
});

test("texts lose their padding and nothing else", () => {
  expect(statedText("  EVER GIVEN@@@@@@@@@@")).toBe("EVER GIVEN");
  expect(statedText("@@@@@@@@@@@@@@@@@@@@")).toBe("");
  expect(statedText("Unknown")).toBe("");
  expect(statedText("<b>\u0007\u202e")).toBe("<b>\u0007\u202e");
  expect(statedText("x".repeat(500))).toHaveLength(120);
});
