import { exchangedMeeting } from "../../../../movements/analysis/exchanged-events.ts";
import { pointBox } from "../../../../movements/analysis/in-box.ts";
import { meetingsByWeight } from "../../../../movements/analysis/what-matters.ts";
import type { Meeting } from "../../../../movements/events/event.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { given, hoursText, listAnalysis, minuteText, numberOption, placeText } from "./analysis-call.ts";

const where = "ais meetings";

export function run(call: Call): Promise<ExitCode> {
  const events = given({
    meetingMetres: numberOption(call, "meetingMetres", where, { least: 10, most: 20_000 }),
    meetingHours: numberOption(call, "meetingHours", where, { least: 0.5, most: 8760 }),
    meetingShoreMetres: numberOption(call, "shoreMetres", where, { least: 0, most: 100_000 }),
  });
  return listAnalysis<Meeting>(call, where, { events }, (analysis) => ({
    one: "meeting",
    many: "meetings",
    things: meetingsByWeight(analysis.part("meetings")),
    shipsOf: (m) => [m.first, m.second],
    boxesOf: (m) => [pointBox(m.position)],
    line: (m, ship) =>
      `${ship(m.first)} and ${ship(m.second)}  ${minuteText(m.fromMs)}  ${hoursText(m.fromMs, m.toMs)}  ${placeText(m.position)}  ${String(m.medianMetres).padStart(4)} m apart, ${m.medianKnots.toFixed(1)} kn${m.nearestPlaceMetres === null ? "" : `, ${(m.nearestPlaceMetres / 1000).toFixed(0)} km from the nearest shore or port`}`,
    form: exchangedMeeting,
  }));
}
