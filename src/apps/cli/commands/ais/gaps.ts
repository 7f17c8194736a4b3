import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedGap } from "../../../../movements/analysis/exchanged-events.ts";
import type { Gap } from "../../../../movements/events/event.ts";
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
  return listAnalysis<Gap>(call, where, { events }, (analysis) => ({
    many: "gaps",
    things: analysis.part("gaps").filter((g) => kind === undefined || g.kind === kind),
    shipsOf: (g) => [g.mmsi],
    line: (g) =>
      `${String(g.mmsi).padStart(9)}  ${minuteText(g.fromMs)}  ${hoursText(g.fromMs, g.toMs)}  ${placeText(g.fromPosition)} to ${placeText(g.toPosition)}  ${g.impliedKnots.toFixed(1).padStart(5)} kn  heard ${percentText(g.heard)}  ${g.kind}${g.reasons.length > 0 ? `: ${g.reasons.join("; ")}` : ""}`,
    form: exchangedGap,
  }));
}
