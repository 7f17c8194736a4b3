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
