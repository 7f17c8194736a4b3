import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { percentInWords } from "../../../../base/probability/percent.ts";
import { findSettings, type FindSettings, type FoundObject } from "../../../../movements/fixed/find-fixed.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import { keepFound, proposeFixed } from "../../../../system/steps/fixed-objects.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { numberOption, textOption } from "../mark/options.ts";
import { writeExchanged } from "../sighting/write-exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, call.options["keep"] === true ? "write" : "read", async (opened): Promise<ExitCode> => {
    const settings = settingsIn(call);
    const found = proposeFixed(opened, settings);
    const by = textOption(call, "by");
    if (call.options["keep"] === true && by === null)
      throw InputError.of("fixed find", "--by", "nothing", "who keeps it, with --keep");
    const kept = call.options["keep"] === true ? await keepFound(opened, by ?? "", settings) : null;
    if (writeExchanged(call, "fixed find", "Found to stand", foundColumns, found.map(exchangedFound)))
      return 0;
    call.output.result({ found, kept }, () => [
      ...(found.length === 0 ? ["nothing new that stands"] : found.map(line)),
      ...(kept === null ? [] : [`${kept.summary["new"] ?? 0} put on record`]),
    ]);
    return 0;
  });

function settingsIn(call: Call): FindSettings {
  const read = (name: "scenes" | "days" | "spanDays" | "probable", from: number, to: number): number => {
    const value = numberOption(call, name);
    if (value === null) return findSettings[name];
    if (value < from || value > to)
      throw InputError.of("fixed find", `--${name}`, quoted(String(value)), `a number from ${from} to ${to}`);
    return value;
  };
  return {
    ...findSettings,
    scenes: read("scenes", 2, 10_000),
    days: read("days", 1, 10_000),
    spanDays: read("spanDays", 0, 100_000),
    probable: read("probable", 0.5, 0.9999),
  };
}

function line(f: FoundObject): string {
  const [longitude, latitude] = f.position;
  return [
    `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`.padEnd(20),
    `seen in ${f.sightings.length} of ${counted(f.looked, "scene")}, on ${counted(f.days, "day")}`.padEnd(40),
    f.lengthMetres === null ? "" : `${Math.round(f.lengthMetres)} m`,
    `${f.validFrom ?? "ever"} to ${f.validTo ?? "now"}`,
    percentInWords(f.probability),
  ].join("  ");
}

const foundColumns = [
  "scenes",
  "looked",
  "days",
  "length_m",
  "valid_from",
  "valid_to",
  "probability",
  "radius_m",
];

const exchangedFound = (f: FoundObject): Exchanged => ({
  name: f.position.map((d) => d.toFixed(4)).join(", "),
  geometry: { type: "Point", coordinates: f.position },
  fromMs: null,
  toMs: null,
  properties: {
    scenes: f.sightings.length,
    looked: f.looked,
    days: f.days,
    length_m: f.lengthMetres,
    valid_from: f.validFrom,
    valid_to: f.validTo,
    probability: f.probability,
    radius_m: f.radiusMetres,
  },
});
