import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedVisit, exchangedWaiting } from "../../../../movements/analysis/exchanged-events.ts";
import { usualEventSettings, type EventSettings } from "../../../../movements/events/event-settings.ts";
import { pointBox } from "../../../../movements/analysis/in-box.ts";
import { longestFirst, visitsByTime, visitsByWeight } from "../../../../movements/analysis/what-matters.ts";
import type { Visit, Waiting } from "../../../../movements/events/event.ts";
import { visitedPlaces } from "../../../../movements/places/visited-places.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import { readPorts } from "../../../../system/store/reading-ports.ts";
import type { Call, ExitCode } from "../../definition.ts";
import {
  given,
  hoursText,
  listAnalysis,
  minuteText,
  numberOption,
  placeText,
  textOption,
} from "./analysis-call.ts";

const where = "ais visits";

export function run(call: Call): Promise<ExitCode> {
  const place = textOption(call, "place")?.toLowerCase();
  const events = given<EventSettings>({
    enterMetres: numberOption(call, "enterMetres", where, { least: 1, most: 100_000 }),
    leaveMetres: numberOption(call, "leaveMetres", where, { least: 1, most: 100_000 }),
    stopsOnly: call.options["passing"] === true ? false : undefined,
  } as { readonly [K in keyof EventSettings]: EventSettings[K] | undefined });
  const both = { ...usualEventSettings, ...events };
  if (both.leaveMetres < both.enterMetres)
    throw InputError.of(where, "--leave-metres", String(both.leaveMetres), "no less than --enter-metres");
  if (call.options["waiting"] === true)
    return listAnalysis<Waiting>(call, where, { events }, (analysis, opened) => ({
      one: "waiting",
      many: "waiting",
      things: longestFirst(analysis.part("waiting").filter(atPlace(opened, place))),
      shipsOf: (w) => [w.mmsi],
      boxesOf: (w) => [pointBox(w.position)],
      line: (w, ship) =>
        `${ship(w.mmsi)}  ${minuteText(w.fromMs)}  ${hoursText(w.fromMs, w.toMs)}  ${placeText(w.position)}  for ${w.placeId}`,
      form: exchangedWaiting,
    }));
  return listAnalysis<Visit>(call, where, { events }, (analysis, opened) => ({
    one: "visit",
    many: "visits",
    things: (place === undefined ? visitsByWeight : visitsByTime)(
      analysis.part("visits").filter(atPlace(opened, place)),
    ),
    shipsOf: (v) => [v.mmsi],
    boxesOf: (v) => [pointBox(v.position)],
    line: (v, ship) =>
      `${ship(v.mmsi)}  ${stayText(v)}  stopped ${String(v.stoppedMinutes).padStart(5)} min${v.unheardMinutes > 0 ? `, unheard ${v.unheardMinutes} min` : ""}  ${v.placeName} [${v.placeId}]`,
    form: exchangedVisit,
    before: ["* coming or going was not seen: first or last heard there"],
  }));
}

/**
 * Whether a thing is at a place whose id or name has the text in it.
 * @throws InputError when no place of the case has: that nobody was found there is another answer
 */
function atPlace(opened: Case, text: string | undefined): (thing: { readonly placeId: string }) => boolean {
  if (text === undefined) return () => true;
  const places = visitedPlaces(readPorts(opened.database), readPlaces(opened.database)).filter(
    (p) => p.id.toLowerCase().includes(text) || p.name.toLowerCase().includes(text),
  );
  if (places.length === 0)
    throw InputError.of(
      where,
      "--place",
      quoted(text),
      "part of the id or name of a port, site or outline of the case; port import and site add bring places",
    );
  const ids = new Set(places.map((p) => p.id));
  return ({ placeId }) => ids.has(placeId);
}

/** From and to in columns. Of a ship whose reports end inside it is known that it was not heard to leave, and no more. */
export const stayText = (v: Pick<Visit, "enteredMs" | "entryUnseen" | "leftMs" | "exitUnseen">): string =>
  `${minuteText(v.enteredMs)}${v.entryUnseen ? "*" : " "} to ${
    v.leftMs === null ? "not heard to leave" : `${minuteText(v.leftMs)}${v.exitUnseen ? "*" : " "}`
  }`;
