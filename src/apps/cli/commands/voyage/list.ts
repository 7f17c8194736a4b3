import { askLegs, shuttleOfCase } from "../../../../system/steps/trips.ts";
import type { JoinedLeg } from "../../../../movements/voyages/legs/joined-leg.ts";
import { lineThrough, type Exchanged } from "../../../../movements/exchange/exchanged.ts";
import { percentInWords as percent } from "../../../../base/probability/percent.ts";
import { likelihoodWord } from "../../../../findings/judgements/likelihood.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { writeExchanged } from "../sighting/write-exchanged.ts";
import { tripsAsked } from "./asked.ts";
import { leastHoursText } from "./trips-in-words.ts";

const columns = [
  "ship",
  "from_place",
  "to_place",
  "strength",
  "probability",
  "available_hours",
  "least_hours",
  "load_low",
  "load_best",
  "load_high",
  "reasons",
  "rivals",
] as const;

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const shuttle = shuttleOfCase(opened, tripsAsked(call, "voyage list", opened));
    const legs = shuttle === null ? [] : askLegs(shuttle);
    if (writeExchanged(call, "voyage list", "Legs", columns, legs.map(exchangedLeg))) return 0;
    call.output.result({ legs }, () =>
      legs.length === 0 ? ["no legs"] : legs.flatMap((leg) => legInWords(leg)),
    );
    return 0;
  });

const exchangedLeg = (leg: JoinedLeg): Exchanged => ({
  name: `${leg.ship ?? "ship not named"}: ${leg.from.placeId} to ${leg.to.placeId}`,
  geometry:
    leg.from.position === null || leg.to.position === null
      ? null
      : lineThrough([leg.from.position, leg.to.position]),
  fromMs: leg.departs.earliestMs,
  toMs: leg.arrives.latestMs,
  properties: {
    ship: leg.ship,
    from_place: leg.from.placeId,
    to_place: leg.to.placeId,
    strength: leg.strength,
    probability: leg.probability,
    available_hours: leg.availableHours,
    least_hours: leg.leastHours,
    load_low: leg.load?.low ?? null,
    load_best: leg.load?.best ?? null,
    load_high: leg.load?.high ?? null,
    reasons: leg.reasons.join("; "),
    rivals: leg.rivals.map((r) => r.sightingId).join(" "),
  },
});

function legInWords(leg: JoinedLeg): string[] {
  const hours =
    leg.leastHours === null
      ? "distance not known"
      : `${leastHoursText(leg.leastHours)} hours at the least, ${Math.ceil(leg.availableHours - 1e-9)} between the ends`;
  return [
    `${leg.from.at.text} ${leg.from.placeId} to ${leg.to.at.text} ${leg.to.placeId}  ${leg.ship ?? "not named"}  ${leg.strength}${leg.probability < 1 ? `, ${likelihoodWord(leg.probability)} (${percent(leg.probability)})` : ""}`,
    `    ${hours}; ${leg.reasons.join("; ")}`,
    ...(leg.load === null
      ? []
      : [
          `    load ${leg.load.best ?? "?"} (${leg.load.low ?? "?"} to ${leg.load.high ?? "?"}): ${leg.load.words || leg.load.basis}`,
        ]),
    ...(leg.rivals.length === 0 && leg.noneOfThese === 0
      ? []
      : [
          `    rivals: ${[...leg.rivals.map((r) => `${r.at.text} ${r.placeId} (${percent(r.probability)})`), `none of them (${percent(leg.noneOfThese)})`].join(", ")}`,
        ]),
  ];
}
