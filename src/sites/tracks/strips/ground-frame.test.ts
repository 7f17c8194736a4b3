import { describe, expect, it } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { mappingOf } from "../../pictures/georeference/mapping.ts";
import { groundFrame, pixelFrame } from "./ground-frame.ts";
import { tangentPlane } from "./tangent-plane.ts";

const utm = { name: "EPSG:32652", proj4: "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs" };
const degrees = { name: "EPSG:4326", proj4: "+proj=longlat +datum=WGS84 +no_defs" };

describe("tangentPlane", () => {
  it("keeps lengths and comes back, at any latitude and at the date line", () => {
    for (const origin of [
      [130.4, 42.3],
      [179.999, -71],
      [-70, 0],
    ] as const) {
      const plane = tangentPlane(origin);
      const position = plane.toPosition([3000, -4000]);
      expect(distanceMetres(origin, position)).toBeCloseTo(5000, 2);
      const [east, north] = plane.toGround(position);
      expect(east).toBeCloseTo(3000, 6);
      expect(north).toBeCloseTo(-4000, 6);
    }
  });
});

describe("groundFrame", () => {
  const farthest = (mapping: ReturnType<typeof mappingOf>, reachMetres: number): number => {
    const origin = mapping.toPosition([3000, 3000]);
    const frame = groundFrame(mapping, origin);
    const plane = tangentPlane(origin);
    let worst = 0;
    for (let k = 0; k < 400; k++) {
      const at = [reachMetres * Math.sin(k * 12.9898), reachMetres * Math.sin(k * 78.233 + 1)] as const;
      const exact = mapping.pixelAt(plane.toPosition(at));
      const found = frame.toPixel(at);
      worst = Math.max(worst, Math.abs(found[0] - exact[0]), Math.abs(found[1] - exact[1]));
      const back = frame.toGround(exact);
      expect(back[0]).toBeCloseTo(at[0], 5);
      expect(back[1]).toBeCloseTo(at[1], 5);
    }
    return worst;
  };

  it("is within a thousandth of a pixel of a transform in a projection, and in degrees", () => {
    const transform = [400_000, 0.3, 0, 4_690_000, 0, -0.3] as const;
    expect(farthest(mappingOf({ type: "transform", crs: utm, transform }), 1500)).toBeLessThan(1e-3);
    const inDegrees = [130.4, 4e-6, 0, 62, 0, -3e-6] as const;
    expect(farthest(mappingOf({ type: "transform", crs: degrees, transform: inDegrees }), 1000)).toBeLessThan(
      1e-3,
    );
  });

  it("is within 0.02 pixel of a bent model", () => {
    const points = [0, 1500, 3000, 4500, 6000].flatMap((column) =>
      [0, 1500, 3000, 4500, 6000].map((row) => ({
        pixel: [column, row] as const,
        at: [
          400_000 + 0.5 * column + 2e-6 * column * row,
          4_690_000 - 0.5 * row + 6 * Math.sin(column / 700) * Math.cos(row / 900),
        ] as const,
      })),
    );
    const mapping = mappingOf({
      type: "control-points",
      crs: utm,
      model: "thin-plate",
      points,
      errorMetres: null,
    });
    expect(farthest(mapping, 1200)).toBeLessThan(0.02);
  });

  it("has no pixel where the mapping shows none", () => {
    const transform = [400_000, 0.3, 0, 4_690_000, 0, -0.3] as const;
    const mapping = mappingOf({ type: "transform", crs: utm, transform });
    const frame = groundFrame(mapping, mapping.toPosition([0, 0]));
    expect(frame.toPixel([9e6, 0]).every(Number.isNaN)).toBe(true);
  });

  it("takes pixels for metres where there is no georeference", () => {
    const frame = pixelFrame(0.5);
    expect(frame.toPixel([10, -20])).toEqual([20, 40]);
    expect(frame.toGround([20, 40])).toEqual([10, -20]);
    expect(() => pixelFrame(0)).toThrow(InputError);
  });
});
