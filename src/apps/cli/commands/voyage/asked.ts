import { InputError, quoted } from "../../../../base/errors.ts";
import { countingRules } from "../../../../movements/voyages/counting-rule.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { readAnalysis } from "../../../../system/steps/analyse-positions.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import { readShuttleFile } from "../../../../system/steps/shuttle-file.ts";
import { heardCalls, type FloorAsked, type TripsAsked } from "../../../../system/steps/trips.ts";
import type { Call } from "../../definition.ts";

/** A larger floor would take a table of its size for each ship. */
const mostFloor = 100;

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** What the options ask of a shuttle. An option stands before what the file of --question says. */
export function tripsAsked(call: Call, where: string, opened: Case): TripsAsked {
  const text = (name: string): string | undefined => {
    const found = call.options[name];
    return typeof found === "string" ? found : undefined;
  };
  const number = (name: string, flag: string, from: number, to: number): number | undefined => {
    const found = text(name);
    if (found === undefined) return undefined;
    const value = Number(found);
    if (found.trim() === "" || !(value >= from && value <= to))
      throw InputError.of(where, flag, quoted(found), `a number from ${from} to ${to}`);
    return value;
  };
  const file = text("question");
  const base = file === undefined ? {} : readShuttleFile(file);
  const [load, land, stay] = [text("load"), text("land"), text("stay")];
  const knots = number("knots", "--knots", 1, 60);
  const hulls = number("hulls", "--hulls", 0, 50);
  if (hulls !== undefined && !Number.isInteger(hulls))
    throw InputError.of(where, "--hulls", quoted(String(hulls)), "a whole number from 0 to 50");
  const stays = stay === undefined ? {} : staysIn(stay, where);
  const sites = readPlaces(opened.database).sites.map((s) => s.id);
  for (const port of Object.keys(stays))
    if (!sites.includes(port))
      throw InputError.of(where, "--stay", quoted(port), `sites of the case: ${sites.join(", ")}`);
  return {
    ...base,
    // Visits of position reports, where these were analysed already.
    ...heardCalls(readAnalysis(opened)),
    load: load === undefined ? base.load : listOf(load),
    land: land === undefined ? base.land : listOf(land),
    from: text("from") ?? base.from,
    to: text("to") ?? base.to,
    stayHours: { ...base.stayHours, ...stays },
    settings: {
      ...base.settings,
      ...(knots === undefined ? {} : { greatestKnots: knots }),
      ...(hulls === undefined ? {} : { otherHulls: hulls }),
    },
  };
}

/** "rajin=12,dunai=8" as hours by port. */
function staysIn(text: string, where: string): Record<string, number> {
  return Object.fromEntries(
    listOf(text).map((part) => {
      const [port = "", hours = ""] = part.split("=");
      const value = Number(hours);
      if (port === "" || hours === "" || !(value >= 0 && value <= 1000))
        throw InputError.of(where, "--stay", quoted(part), "a port and hours, as rajin=12,dunai=8");
      return [port, value];
    }),
  );
}

const floorForm = /^(?:(round-trip|loaded-leg):)?(\d{1,4})@(\d{4}-\d{2}-\d{2})$/;

/** "5@2023-10-14" or "loaded-leg:5@2023-10-14"; null where none is given. */
export function floorAsked({ options }: Call): FloorAsked | null {
  const text = options["floor"];
  if (typeof text !== "string") return null;
  const [, rule, number, by] = floorForm.exec(text) ?? [];
  if (number === undefined || by === undefined || Number(number) > mostFloor)
    throw InputError.of(
      "voyage explain",
      "--floor",
      quoted(text),
      `a number up to ${mostFloor} and a day, as 5@2023-10-14 or loaded-leg:5@2023-10-14`,
    );
  return { rule: countingRules.find((r) => r === rule) ?? "round-trip", atLeast: Number(number), by };
}
