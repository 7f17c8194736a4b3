import type { ShipEvent } from "../../../../../findings/screens/movements-ship.ts";
import type { ListedKind } from "../../../../../findings/screens/movements-events.ts";

/** The kinds in the words of the list. */
export const kindWords: Readonly<Record<ListedKind, string>> = {
  gap: "silence",
  proposal: "new identity",
  circle: "circle",
  shared: "shared number",
  "on-land": "on land",
  meeting: "meeting",
  loitering: "loitering",
  flag: "other flags",
  visit: "visit",
  waiting: "waiting",
};

/** An event of one ship, in the word that the list of all events has for it. */
export const wordOfKind = (kind: ShipEvent["kind"]): string => (kind === "silence" ? kind : kindWords[kind]);
