import { aheadMs } from "../../../base/time/to-come.ts";
import { noSecond, type Stated } from "../fixes.ts";
import { earliestMs, identityLimit, type Refusal } from "./refusal.ts";

/** What one line says. It is filled anew for every line, so that a million lines make one object. NaN is what was left open. */
export interface Report {
  mmsi: number;
  at: number;
  /** False for a line that describes a ship without placing it. */
  placed: boolean;
  longitude: number;
  latitude: number;
  speed: number;
  course: number;
  heading: number;
  status: number;
  senderClass: number;
  /** As `Fixes` has it. */
  second: number;
  /** The same object as long as the ship says the same; null when the line says nothing of it. */
  stated: Stated | null;
}

/** Reads a line into the report, or says why it cannot. */
export type LineReader = (line: string, report: Report) => Refusal | null;

export const emptyReport = (): Report => ({
  mmsi: 0,
  at: Number.NaN,
  placed: false,
  longitude: Number.NaN,
  latitude: Number.NaN,
  speed: Number.NaN,
  course: Number.NaN,
  heading: Number.NaN,
  status: 15,
  senderClass: 6,
  second: noSecond,
  stated: null,
});

/** Why a report is refused for what it says, in the order in which it is asked; null for a good one. */
export function refusalOf(report: Report, nowMs: number): Refusal | null {
  const { mmsi, at, placed, longitude, latitude } = report;
  if (!Number.isInteger(mmsi) || mmsi < 1 || mmsi >= identityLimit) return "sender impossible";
  if (Number.isNaN(at)) return "no time";
  if (at > nowMs + aheadMs) return "time in future";
  if (at < earliestMs) return "time absurd";
  if (!placed) return null;
  if (Number.isNaN(longitude) || Number.isNaN(latitude) || latitude === 91 || longitude === 181)
    return "position not sent";
  const north = Math.abs(latitude);
  const east = Math.abs(longitude);
  if (north > 90 && north <= 180 && east <= 90) return "axes suspected";
  return north > 90 || east > 180 ? "position impossible" : null;
}

/** 102.3 knots stand for "not known"; some publishers round it. */
export const knownSpeed = (knots: number): number => (knots >= 0 && knots < 102.25 ? knots : Number.NaN);
/** 360 degrees stand for "not known", and 511 for a heading. */
export const knownDirection = (degrees: number): number =>
  degrees >= 0 && degrees < 360 ? degrees : Number.NaN;
export const knownStatus = (status: number): number =>
  Number.isInteger(status) && status >= 0 && status < 16 ? status : 15;
/** 0 to 63 as the standard has them; whatever else is a second that is not known. */
export const knownSecond = (second: number): number =>
  Number.isInteger(second) && second >= 0 && second < 64 ? second : noSecond;
export const knownShipType = (type: number): number | null =>
  Number.isInteger(type) && type >= 0 && type < 100 ? type : null;
/** Metres that a ship can measure; 0 stands for "not known". */
export const knownMetres = (metres: number): number | null => (metres > 0 && metres < 1100 ? metres : null);
