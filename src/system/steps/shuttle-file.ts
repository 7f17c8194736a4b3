import { readFileSync } from "node:fs";
import { type Fault, InputError, messageOf, quoted } from "../../base/errors.ts";
import { countingRules } from "../../movements/voyages/counting-rule.ts";
import type { NumberReading, ShuttleSettings } from "../../movements/voyages/trips/shuttle-question.ts";
import type { TripsAsked } from "./trips.ts";

/** Numbers that a question may set, with the least and the most that make sense. */
const numbers = {
  greatestKnots: [1, 60],
  leastAwayHours: [0.01, 240],
  leastPierHours: [0, 240],
  leastShiftHours: [0.01, 48],
  otherHulls: [0, 50],
  usualFoundChance: [0, 1],
  leastFoundChance: [0, 1],
  missesBeyond: [0.000001, 0.5],
  longestSightingDays: [1, 400],
} as const satisfies Partial<Record<keyof ShuttleSettings, readonly [number, number]>>;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Largest file that is read as a question, in bytes. */
const mostBytes = 1_000_000;

/**
 * Reads the question of a shuttle from a JSON file: load, land, from, to, stayHours, settings, readings. A field that it does not know is refused.
 * @throws InputError with every fault
 */
export function readShuttleFile(path: string): TripsAsked {
  let value: unknown;
  try {
    const text = readFileSync(path, "utf8");
    if (text.length > mostBytes) throw new RangeError(`${text.length} characters`);
    value = JSON.parse(text);
  } catch (error) {
    throw InputError.of(path, "file", quoted(messageOf(error)), "a JSON file with the question of a shuttle");
  }
  if (!isFields(value)) throw InputError.of(path, "file", quoted(JSON.stringify(value)), "an object");
  const faults: Fault[] = [];
  const wrong = (field: string, found: unknown, allowed: string): undefined => {
    faults.push({ where: path, field, found: quoted(JSON.stringify(found) ?? "nothing"), allowed });
    return undefined;
  };
  const known = ["load", "land", "from", "to", "stayHours", "settings", "readings"];
  for (const field of Object.keys(value))
    if (!known.includes(field)) wrong(field, value[field], `one of ${known.join(", ")}`);
  const texts = (field: string): readonly string[] | undefined => {
    const found = value[field];
    if (found === undefined) return undefined;
    return Array.isArray(found) && found.every((t): t is string => typeof t === "string")
      ? found
      : wrong(field, found, "a list of sites");
  };
  const text = (field: string): string | undefined => {
    const found = value[field];
    return found === undefined || typeof found === "string"
      ? found
      : wrong(field, found, "a day, as 2023-08-26");
  };
  const asked: TripsAsked = {
    load: texts("load"),
    land: texts("land"),
    from: text("from"),
    to: text("to"),
    stayHours: numbersIn(value["stayHours"], "stayHours", wrong),
    settings: settingsIn(value["settings"], wrong),
    readings: readingsIn(value["readings"], wrong),
  };
  if (faults.length > 0) throw new InputError(faults);
  return asked;
}

type Wrong = (field: string, found: unknown, allowed: string) => undefined;

function numbersIn(value: unknown, field: string, wrong: Wrong): Record<string, number> {
  if (value === undefined) return {};
  if (!isFields(value)) return wrong(field, value, "hours by site") ?? {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, hours]) =>
      typeof hours === "number" && hours >= 0 && hours <= 1000
        ? [[key, hours]]
        : (wrong(`${field}.${key}`, hours, "hours from 0 to 1000") ?? []),
    ),
  );
}

function settingsIn(value: unknown, wrong: Wrong): Partial<ShuttleSettings> {
  if (value === undefined) return {};
  if (!isFields(value)) return wrong("settings", value, "an object") ?? {};
  const set: Record<string, number | null | readonly [number, number]> = {};
  for (const [key, found] of Object.entries(value)) {
    const limits = Object.entries(numbers).find(([name]) => name === key)?.[1];
    if (key === "fleetMetres" && isRange(found)) set[key] = found;
    else if (key === "otherHulls" && found === null) set[key] = null;
    else if (limits !== undefined && typeof found === "number" && found >= limits[0] && found <= limits[1])
      set[key] = found;
    else
      wrong(
        `settings.${key}`,
        found,
        limits === undefined
          ? `one of ${Object.keys(numbers).join(", ")}, fleetMetres (shortest and longest)`
          : `a number from ${limits[0]} to ${limits[1]}`,
      );
  }
  return set;
}

const isRange = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === "number" &&
  typeof value[1] === "number" &&
  value[0] > 0 &&
  value[1] > value[0];

function readingsIn(value: unknown, wrong: Wrong): Record<string, NumberReading> {
  if (value === undefined) return {};
  if (!isFields(value)) return wrong("readings", value, "readings by id of a count") ?? {};
  const readings: Record<string, NumberReading> = {};
  for (const [id, found] of Object.entries(value)) {
    const { rule, ships, basis } = isFields(found) ? found : {};
    const named = countingRules.find((r) => r === rule) ?? null;
    const list =
      Array.isArray(ships) && ships.every((s): s is string => typeof s === "string") ? ships : null;
    if (
      (named === null && rule !== null) ||
      (list === null && ships !== null && ships !== undefined) ||
      typeof basis !== "string" ||
      basis === ""
    )
      wrong(
        `readings.${id}`,
        found,
        `rule (${countingRules.join(", ")} or null), ships (names, or null) and basis (why it is read so)`,
      );
    else readings[id] = { rule: named, ships: list, basis };
  }
  return readings;
}
