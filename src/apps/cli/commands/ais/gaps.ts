import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedGap } from "../../../../movements/analysis/exchanged-events.ts";
import { pointBox } from "../../../../movements/analysis/in-box.ts";
import { gapsByWeight } from "../../../../movements/analysis/what-matters.ts";
import type { Gap } from "../../../../movements/events/event.ts";
import type { StoredAnalysis } from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import {
  given,
  hoursText,
  listAnalysis,
  minuteText,
  numberOption,
  percentText,
  placeText,
  textOption,
} from "./analysis-call.ts";

const kinds: readonly Gap["kind"][] = ["gap", "disabling", "not-heard-there", "cannot-tell"];
const where = "ais gaps";

export function run(call: Call): Promise<ExitCode> {
  const kind = textOption(call, "kind");
  if (kind !== undefined && !kinds.some((k) => k === kind))
    throw InputError.of(where, "--kind", quoted(kind), kinds.join(", "));
  const events = given({ gapHours: numberOption(call, "gapHours", where, { least: 0.25, most: 8760 }) });
  const onlyOpen = call.options["open"] === true;
  return listAnalysis<Gap>(call, where, { events }, (analysis) => ({
    one: "gap",
    many: "gaps",
    things: gapsByWeight(
      analysis
        .part("gaps")
        .filter((g) => (kind === undefined || g.kind === kind) && (!onlyOpen || g.toMs === null)),
    ),
    shipsOf: (g) => [g.mmsi],
    boxesOf: (g) => [g.fromPosition, ...(g.toPosition === null ? [] : [g.toPosition])].map(pointBox),
    line: (g, ship) =>
      `${ship(g.mmsi)}  ${minuteText(g.fromMs)}  ${hoursText(g.fromMs, g.silentUntilMs)}  ${placeText(g.fromPosition)} ${g.toPosition === null ? "not heard again      " : `to ${placeText(g.toPosition)}`}  ${g.impliedKnots === null ? "       " : `${g.impliedKnots.toFixed(1).padStart(4)} kn`}  heard ${percentText(g.heard)}  ${g.kind}${g.reasons.length > 0 ? `: ${g.reasons.join("; ")}` : ""}`,
    form: exchangedGap,
    before: quietLines(analysis),
  }));
}

function quietLines({ summary: { quiet } }: StoredAnalysis): string[] {
  const count = quiet.inPort + quiet.atBerth;
  return count === 0
    ? []
    : [
        `${counted(count, "ship")} besides fell silent in a port (${quiet.inPort}) or lying at a shore (${quiet.atBerth}): no gaps`,
      ];
}
