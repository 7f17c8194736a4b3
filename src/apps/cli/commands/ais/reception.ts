import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedCell } from "../../../../movements/analysis/exchanged-events.ts";
import type { SenderClass } from "../../../../movements/ais/fixes.ts";
import type { HeardBetween, ReceptionCell } from "../../../../movements/reception/reception.ts";
import { publishedSettings } from "../../../../movements/matching/settings.ts";
import { heardAsInVerdicts, type HeardInVerdict } from "../../../../system/positions/heard-as-in-verdicts.ts";
import { openPositions } from "../../../../system/positions/open-positions.ts";
import { analysePositions } from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import {
  listAnalysis,
  momentOption,
  notKeptLines,
  notKeptValue,
  numberOption,
  percentRangeText,
  percentText,
  textOption,
  windowOption,
} from "./analysis-call.ts";

const where = "ais reception";

export function run(call: Call): Promise<ExitCode> {
  const place = textOption(call, "place");
  const atMs = momentOption(call, "at", where);
  const at = textOption(call, "at");
  if (at !== undefined && !at.includes("T"))
    throw InputError.of(
      where,
      "--at",
      quoted(at),
      "a time of day with its offset, such as 2020-01-01T12:00Z",
    );
  if (place === undefined && atMs === undefined)
    return listAnalysis<ReceptionCell>(call, where, {}, (analysis) => ({
      one: "cell",
      many: "cells",
      things: analysis.receptionGrid().toSorted((a, b) => b.slots - a.slots),
      shipsOf: () => [],
      boxesOf: (c) => [c],
      line: (c) =>
        `${c.west.toFixed(2).padStart(8)} ${c.south.toFixed(2).padStart(7)}  heard ${percentText(c.heard)} (${percentRangeText(c.low, c.high)})  ${String(c.ships).padStart(5)} ${c.ships === 1 ? "ship" : "ships"}`,
      form: exchangedCell,
    }));
  if (place === undefined || atMs === undefined)
    throw InputError.of(
      where,
      place === undefined ? "--place" : "--at",
      "nothing",
      "--place and --at together",
    );
  const [longitude, latitude, ...more] = place
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (
    longitude === undefined ||
    latitude === undefined ||
    more.length > 0 ||
    !(Math.abs(longitude) <= 180) ||
    !(Math.abs(latitude) <= 90)
  )
    throw InputError.of(where, "--place", quoted(place), "longitude,latitude in degrees");
  const minutes = numberOption(call, "minutes", where, { least: 1, most: 14_400 }) ?? 60;
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const analysis = await analysePositions(
      opened,
      windowOption(call, where),
      {},
      {
        signal: call.signal,
        onProgress: call.output.progress,
      },
    );
    const reception = analysis.reception();
    const of = (c: SenderClass): HeardBetween | null =>
      reception.heardBetween(longitude, latitude, atMs, c, minutes);
    const [a, b] = [of("A"), of("B")];
    const source = await openPositions(opened);
    let verdict: HeardInVerdict;
    try {
      verdict = await heardAsInVerdicts(source, [longitude, latitude], atMs, publishedSettings, call.signal);
    } finally {
      source.close();
    }
    const value = {
      longitude,
      latitude,
      atMs,
      minutes,
      classA: a?.heard ?? null,
      classB: b?.heard ?? null,
      intervals: { classA: intervalOf(a), classB: intervalOf(b) },
      verdict,
      ...notKeptValue(analysis),
    };
    call.output.result(value, () => [
      a === null && b === null
        ? "cannot tell: nobody was heard near there"
        : `a working transponder would have been heard within ${counted(minutes, "minute")}, with its 90 % interval: class A ${heardText(a)}, class B ${heardText(b)}`,
      verdictText(verdict),
      ...notKeptLines(analysis),
    ]);
    return 0;
  });
}

const verdictText = ({ heard, witnessed, minutes, windowHours }: HeardInVerdict): string =>
  `a verdict on a sighting there and then (class A, within ${counted(minutes, "minute")}, by the reports of ${windowHours} hours around): ${
    heard !== null
      ? `${percentText(heard).trim()}${heard < publishedSettings.heard ? ", too little for dark" : ""}`
      : witnessed
        ? "cannot tell, as no ship was heard so near"
        : "cannot tell, as nobody at all was heard near there within five minutes"
  }`;

const intervalOf = (heard: HeardBetween | null): { readonly low: number; readonly high: number } | null =>
  heard === null ? null : { low: heard.low, high: heard.high };

const heardText = (heard: HeardBetween | null): string =>
  heard === null
    ? "cannot tell"
    : `${percentText(heard.heard).trim()} (${percentRangeText(heard.low, heard.high).trim().replace(/ {2,}/, " ")})`;
