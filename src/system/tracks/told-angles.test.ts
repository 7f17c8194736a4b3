import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/made-case.ts";
import { parseSpan } from "../../base/time/span.ts";
import { toldAngles, toldByFile } from "./told-angles.ts";

const place = [130.6, 42.4] as const;
const silent = {
  sunAzimuthDegrees: null,
  sunElevationDegrees: null,
  view: { azimuthDegrees: null, offNadirDegrees: null, incidenceDegrees: null },
};
const parsed = parseSpan("2023-10-05T01:24Z", 540);
const takenAt = parsed.ok ? parsed.span : null;

it("the supplier's word comes before place and time", () => {
  const { sun } = toldAngles({ ...silent, sunAzimuthDegrees: 150, sunElevationDegrees: 40 }, takenAt, place);
  expect(sun).toEqual({ azimuthDegrees: 150, elevationDegrees: 40, from: "supplier" });
  expect(toldAngles(silent, takenAt, place).sun?.from).toBe("place and time");
  // A stated sun that is too low is no reason to work out another.
  expect(
    toldAngles({ ...silent, sunAzimuthDegrees: 90, sunElevationDegrees: 1 }, takenAt, place).sun,
  ).toBeNull();
});

it("a picture's sidecar tells sun and view, from the ground to the sensor", () => {
  const folder = temporaryFolder();
  const [picture, sidecar] = [join(folder, "yard.tif"), join(folder, "yard.IMD")];
  writeFileSync(
    sidecar,
    [
      "BEGIN_GROUP = IMAGE_1",
      '\tsatId = "WV03";',
      "\tfirstLineTime = 2023-10-05T01:24:10.123456Z;",
      "\tmeanSunAz = 151.3;",
      "\tmeanSunEl = 38.7;",
      "\tmeanSatAz = 24.1;",
      "\tmeanSatEl = 68.0;",
      "\tmeanOffNadirViewAngle = 20.1;",
      "END_GROUP = IMAGE_1",
      "END;",
    ].join("\n"),
  );
  expect(toldByFile(picture, {}, [sidecar], place)).toEqual({
    told: {
      sun: { azimuthDegrees: 151.3, elevationDegrees: 38.7, from: "supplier" },
      view: { azimuthDegrees: 24.1, offNadirDegrees: 22, from: "supplier" },
    },
    remarks: [],
  });
  // Without a place nobody knows which way is north.
  expect(toldByFile(picture, {}, [sidecar], null).told).toEqual({ sun: null, view: null });
});

it("a sidecar that cannot be read is passed over with a remark, and the file's own time used", () => {
  const broken = join(temporaryFolder(), "yard.json");
  writeFileSync(broken, "{");
  const { told, remarks } = toldByFile(
    "yard.tif",
    { ACQUISITIONDATETIME: "2023-10-05 01:24:00" },
    [broken],
    place,
  );
  expect(remarks).toEqual(["yard.json beside the picture could not be read, and was not used."]);
  expect(told.view).toBeNull();
  expect(told.sun?.from).toBe("place and time");
  expect(told.sun?.azimuthDegrees).toBeCloseTo(147, -1);
});
