import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedCell } from "../../../../movements/analysis/exchanged-events.ts";
import type { ReceptionCell } from "../../../../movements/reception/reception.ts";
import { analysePositions } from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import {
  listAnalysis,
  momentOption,
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
      many: "cells",
      things: analysis.receptionGrid().toSorted((a, b) => b.slots - a.slots),
      shipsOf: () => [],
      boxesOf: (c) => [c],
      line: (c) =>
        `${c.west.toFixed(2).padStart(8)} ${c.south.toFixed(2).padStart(7)}  heard ${percentText(c.heard)} (${percentRangeText(c.low, c.high)})  ${String(c.ships).padStart(5)} ships`,
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
    const [a, b] = (["A", "B"] as const).map((c) => reception.heard(longitude, latitude, atMs, c, minutes));
    call.output.result({ longitude, latitude, atMs, minutes, classA: a ?? null, classB: b ?? null }, () => [
      a === null && b === null
        ? "cannot tell: nobody was heard near there"
        : `a working transponder would have been heard within ${counted(minutes, "minute")}: class A ${percentText(a ?? null)}, class B ${percentText(b ?? null)}`,
    ]);
    return 0;
  });
}
