import type { SunAngles } from "../strips/network-input.ts";
import type { PictureShadow } from "./shadow-of.ts";

/** The sun that throws such shadows: what a second reading of the picture is told where its file says nothing of the sun. */
export function sunOfShadow({ east, north }: Pick<PictureShadow, "east" | "north">): SunAngles {
  const degrees = 180 / Math.PI;
  return {
    azimuthDegrees: (Math.atan2(-east, -north) * degrees + 360) % 360,
    elevationDegrees: Math.atan2(1, Math.hypot(east, north)) * degrees,
  };
}

/** Metres east and north by which one metre of height throws its shadow under a sun. */
export function shadowOfSun({
  azimuthDegrees,
  elevationDegrees,
}: SunAngles): Pick<PictureShadow, "east" | "north"> {
  const radians = Math.PI / 180;
  const length = 1 / Math.tan(elevationDegrees * radians);
  return {
    east: -Math.sin(azimuthDegrees * radians) * length,
    north: -Math.cos(azimuthDegrees * radians) * length,
  };
}
