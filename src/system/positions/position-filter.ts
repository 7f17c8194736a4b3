import type { LonLatBox, PositionQuery } from "../../movements/ais/fixes.ts";
import { InputError } from "../../base/errors.ts";

/** A day's milliseconds. */
export const dayMs = 86_400_000;

/** "2020-01-01" of a time in milliseconds since 1970, in UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether a day has a part in the query's time. */
export function dayIsAsked(day: string, { fromMs, toMs }: PositionQuery): boolean {
  const begins = Date.parse(`${day}T00:00:00Z`);
  return begins < toMs && begins + dayMs > fromMs;
}

/**
 * A query that makes sense, or an error that says why not.
 * @throws InputError
 */
export function checkQuery({ fromMs, toMs, box, mmsis }: PositionQuery): void {
  const refuse = (field: string, found: string, allowed: string): never => {
    throw InputError.of("position query", field, found, allowed);
  };
  if (Number.isNaN(fromMs) || Number.isNaN(toMs) || fromMs > toMs)
    refuse("time", `${fromMs} to ${toMs}`, "a beginning that is not after the end");
  for (const mmsi of mmsis ?? [])
    if (!Number.isInteger(mmsi) || mmsi < 0 || mmsi > 2 ** 31 - 1)
      refuse("mmsis", `${mmsi}`, "whole numbers of nine digits");
  if (box === undefined) return;
  const { west, south, east, north } = box;
  if (!(west >= -180 && west <= 180 && east >= -180 && east <= 180))
    refuse("box", `longitudes ${west} to ${east}`, "-180 to 180; west > east crosses the date line");
  if (!(south >= -90 && north <= 90 && south <= north))
    refuse("box", `latitudes ${south} to ${north}`, "-90 to 90, the southern one first");
}

/**
 * A box as a condition of SQL that DuckDB and ClickHouse both read. Half-open, so that neighbouring boxes share no report; an edge at 180
 * or 90 degrees has no neighbour and belongs to the box.
 */
export function boxCondition({ west, south, east, north }: LonLatBox): string {
  const latitude = `latitude >= ${south}${north >= 90 ? "" : ` AND latitude < ${north}`}`;
  const fromWest = `longitude >= ${west}`;
  const toEast = east >= 180 ? "" : `longitude < ${east}`;
  if (west > east) return `(${fromWest} OR ${toEast}) AND ${latitude}`;
  return [fromWest, toEast, latitude].filter((c) => c !== "").join(" AND ");
}

/** Beyond the times that a date can hold. */
const farMs = 8_640_000_000_000_001;
const whole = (ms: number): string => String(Math.ceil(Math.min(Math.max(ms, -farMs), farMs)));

const shipCondition = (mmsis: readonly number[]): string =>
  mmsis.length === 0 ? "false" : `mmsi IN (${mmsis.join(", ")})`;

/** Times, ships and box of a query as a condition of SQL over the columns of a day. */
export function fixCondition({ fromMs, toMs, box, mmsis }: PositionQuery): string {
  const conditions = [`at_ms >= ${whole(fromMs)}`, `at_ms < ${whole(toMs)}`];
  if (mmsis !== undefined) conditions.push(shipCondition(mmsis));
  if (box !== undefined) conditions.push(boxCondition(box));
  return conditions.join(" AND ");
}

/** Times and ships of a query as a condition over statements: those that were made in a part of the time. */
export function statementCondition({ fromMs, toMs, mmsis }: PositionQuery): string {
  const conditions = [`last_ms >= ${whole(fromMs)}`, `first_ms < ${whole(toMs)}`];
  if (mmsis !== undefined) conditions.push(shipCondition(mmsis));
  return conditions.join(" AND ");
}
