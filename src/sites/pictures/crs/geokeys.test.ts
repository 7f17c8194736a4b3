import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openGeoTiff } from "../tiff/open.ts";
import { crsOfCode } from "./epsg.ts";
import { crsOfGeoKeys } from "./geokeys.ts";
import { groundOf } from "./ground.ts";

describe("a CRS by the keys of a GeoTIFF", () => {
  it("takes a code, in names of both versions of the standard, before keys that repeat it", () => {
    const keys = { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjLinearUnitsGeoKey: 9001 };
    expect(crsOfGeoKeys({ ...keys, ProjectedCSTypeGeoKey: 32652 })?.name).toBe("EPSG:32652");
    expect(crsOfGeoKeys({ ...keys, ProjectedCRSGeoKey: 32652 })).toEqual(crsOfCode(32652));
    expect(crsOfGeoKeys({ GTModelTypeGeoKey: 2, GeodeticCRSGeoKey: 4326 })?.name).toBe("EPSG:4326");
  });

  it("names none where the keys name none", () => {
    expect(crsOfGeoKeys({})).toBeNull();
    expect(
      crsOfGeoKeys({ GTModelTypeGeoKey: 32767, GTRasterTypeGeoKey: 1, GTCitationGeoKey: "local" }),
    ).toBeNull();
  });

  it("obeys another unit than the code's", () => {
    const crs = crsOfGeoKeys({
      GTModelTypeGeoKey: 1,
      ProjectedCSTypeGeoKey: 2227,
      ProjLinearUnitsGeoKey: 9001,
    });
    expect(crs?.name).toBe("EPSG:2227 in units of 1 m");
    const [x] = crs === null ? [0] : groundOf(crs).fromPosition([-120.5, 37]);
    expect(x).toBeCloseTo(2_000_000, 3);
  });

  it.each([
    [{ GTModelTypeGeoKey: 3, GeodeticCRSGeoKey: 4978 }, "GTModelTypeGeoKey"],
    [{ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 12345 }, "ProjectedCRSGeoKey"],
    [{ GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 9999 }, "GeodeticCRSGeoKey"],
    [{ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32767, PCSCitationGeoKey: "my own" }, "ProjMethodGeoKey"],
    [{ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32767, ProjCoordTransGeoKey: 2 }, "ProjMethodGeoKey"],
    [
      { GTModelTypeGeoKey: 2, GeogSemiMajorAxisGeoKey: 6378, GeogInvFlatteningGeoKey: 298 },
      "EllipsoidSemiMajorAxisGeoKey",
    ],
    [{ GTModelTypeGeoKey: 2, GeogEllipsoidGeoKey: 7004 }, "GeodeticDatumGeoKey"],
    [{ ProjectedCSTypeGeoKey: "32652" }, "ProjectedCSTypeGeoKey"],
    [
      { GTModelTypeGeoKey: 2, GeodeticCRSGeoKey: 4326, GeogAngularUnitsGeoKey: 9105 },
      "GeogAngularUnitsGeoKey",
    ],
  ])("refuses %j and names %s", (keys, key) => {
    expect(() => crsOfGeoKeys(keys)).toThrow(key);
  });
});

const hasGdal = spawnSync("gdal_translate", ["--version"]).status === 0;
if (!hasGdal) console.log("geokeys: gdal_translate is absent, projections of users are not judged");

/** Definitions without a code, and a place that they show. */
const own: readonly (readonly [string, number, number])[] = [
  ["+proj=tmerc +lat_0=12 +lon_0=127.3 +k=0.9997 +x_0=123456 +y_0=-5000 +ellps=WGS84", 127.9, 38],
  ["+proj=tmerc +lat_0=31 +lon_0=-100 +k=0.9999 +x_0=600000 +y_0=0 +ellps=GRS80 +units=us-ft", -100.4, 31.5],
  ["+proj=lcc +lat_1=33 +lat_2=45 +lat_0=40 +lon_0=-97.5 +x_0=1000 +y_0=2000 +ellps=GRS80", -101, 41],
  ["+proj=lcc +lat_1=41.5 +lat_0=41.5 +lon_0=130 +k_0=0.9998 +x_0=500000 +y_0=0 +ellps=WGS84", 130.4, 42],
  ["+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105.5 +x_0=0 +y_0=0 +ellps=WGS84", 101, 39],
  ["+proj=laea +lat_0=45.5 +lon_0=-114.125 +x_0=0 +y_0=0 +ellps=WGS84", -112, 46],
  ["+proj=aeqd +lat_0=42.4 +lon_0=130.6 +x_0=1000 +y_0=2000 +ellps=WGS84", 130.9, 42.5],
  ["+proj=stere +lat_0=90 +lat_ts=71 +lon_0=20 +x_0=0 +y_0=0 +ellps=WGS84", 40, 76],
  ["+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=30 +x_0=0 +y_0=0 +ellps=WGS84", 40, -76],
  ["+proj=merc +lon_0=130 +k=0.9996 +x_0=0 +y_0=0 +ellps=WGS84", 131, 42],
  ["+proj=merc +lat_ts=35 +lon_0=130 +x_0=0 +y_0=0 +ellps=WGS84", 131, 42],
  ["+proj=cea +lat_ts=30 +lon_0=10 +x_0=0 +y_0=0 +ellps=WGS84", 11, 22],
  ["+proj=eqc +lat_ts=40 +lat_0=0 +lon_0=120 +x_0=0 +y_0=0 +ellps=WGS84", 121, 41],
  ["+proj=omerc +lat_0=40 +lonc=130 +alpha=40 +gamma=40 +k=1 +x_0=0 +y_0=0 +ellps=WGS84", 130.5, 40.3],
  [
    "+proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23.92,-141.27,-80.9,0,0.35,0.82,-0.12",
    21.4,
    52,
  ],
];

describe.skipIf(!hasGdal)("projections without a code, written and judged by GDAL", () => {
  it.each(own)("%s", async (proj4, longitude, latitude) => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-geokeys-"));
    try {
      const file = join(folder, "own.tif");
      const empty = ["-q", "-outsize", "4", "4", "-a_ullr", "0", "4", "4", "0", "-a_srs", proj4];
      execFileSync("gdal_translate", ["-of", "GTiff", ...empty, pictureOf(folder), file]);
      const bytes = new Uint8Array(readFileSync(file));
      const picture = await openGeoTiff(
        {
          name: "own.tif",
          size: bytes.length,
          read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
          close: () => Promise.resolve(),
        },
        new Map(),
      );
      const crs = picture.description.georeference?.crs;
      if (crs === undefined) throw new Error("no CRS was read");
      const args = ["-output_xy", "-s_srs", "EPSG:4326", "-t_srs", proj4];
      const said = execFileSync("gdaltransform", args, {
        input: `${longitude} ${latitude}\n`,
        encoding: "utf8",
      });
      const [x = 0, y = 0] = said.trim().split(" ").map(Number);
      const [ownX, ownY] = groundOf(crs).fromPosition([longitude, latitude]);
      expect(Math.hypot(ownX - x, ownY - y), crs.proj4).toBeLessThan(1e-6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function pictureOf(folder: string): string {
  const file = join(folder, "empty.vrt");
  execFileSync("gdal_translate", ["-q", "-of", "VRT", "-outsize", "4", "4", onePixel(folder), file]);
  return file;
}

/** A picture of one pixel, as text that GDAL reads. */
function onePixel(folder: string): string {
  const file = join(folder, "one.asc");
  execFileSync("sh", [
    "-c",
    `printf 'ncols 1\\nnrows 1\\nxllcorner 0\\nyllcorner 0\\ncellsize 1\\n7\\n' > "${file}"`,
  ]);
  return file;
}
