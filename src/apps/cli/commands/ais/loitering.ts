import { exchangedLoitering } from "../../../../movements/analysis/exchanged-events.ts";
import { pointBox } from "../../../../movements/analysis/in-box.ts";
import { longestFirst } from "../../../../movements/analysis/what-matters.ts";
import type { Loitering } from "../../../../movements/events/event.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { given, hoursText, listAnalysis, minuteText, numberOption, placeText } from "./analysis-call.ts";

const where = "ais loitering";

export function run(call: Call): Promise<ExitCode> {
  const events = given({
    loiteringHours: numberOption(call, "loiteringHours", where, { least: 0.5, most: 8760 }),
  });
  return listAnalysis<Loitering>(call, where, { events }, (analysis) => ({
    one: "stretch of loitering",
    many: "stretches of loitering",
    things: longestFirst(analysis.part("loitering")),
    shipsOf: (l) => [l.mmsi],
    boxesOf: (l) => [pointBox(l.position)],
    line: (l, ship) =>
      `${ship(l.mmsi)}  ${minuteText(l.fromMs)}  ${hoursText(l.fromMs, l.toMs)}  ${placeText(l.position)}  ${l.meanKnots.toFixed(1)} kn, ${(l.distanceMetres / 1000).toFixed(1)} km`,
    form: exchangedLoitering,
  }));
}
