import type { ListedEvent } from "../../../../../findings/screens/movements-events.ts";
import type { ShipEvent } from "../../../../../findings/screens/movements-ship.ts";
import type { MapEvent } from "../../../map/map-contents.ts";
import type { Stretch } from "../../../time/stretch.ts";
import { kindWords, wordOfKind } from "./event-words.ts";

/** What happened to the ship that is chosen in the window, and the event that is chosen, once; where that lies somewhere in a box, the map shows the box and no sign. */
export function mapEventsOf(
  events: readonly ShipEvent[],
  chosen: ListedEvent | null,
  { fromMs, toMs }: Stretch,
): readonly MapEvent[] {
  const own = events
    .filter((e) => chosen === null || e.kind !== chosen.kind || e.fromMs !== chosen.fromMs)
    .filter((e) => e.fromMs < toMs && (e.toMs ?? toMs) >= fromMs)
    .map((e): MapEvent => ({ id: e.id, position: e.position, label: wordOfKind(e.kind), isChosen: false }));
  if (chosen === null || chosen.box !== null) return own;
  return [
    ...own,
    { id: chosen.id, position: chosen.position, label: kindWords[chosen.kind], isChosen: true },
  ];
}
