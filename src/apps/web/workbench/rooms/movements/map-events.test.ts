import { expect, test } from "vitest";
import type { ListedEvent } from "../../../../../findings/screens/movements-events.ts";
import type { ShipEvent } from "../../../../../findings/screens/movements-ship.ts";
import { mapEventsOf } from "./map-events.ts";

const event = (id: string, kind: string, fromMs: number, toMs: number | null): ShipEvent =>
  ({ id, kind, fromMs, toMs, position: [131, 42] }) as unknown as ShipEvent;
const events = [
  event("early", "visit", 0, 10),
  event("gap", "gap", 50, null),
  event("meeting", "meeting", 60, 70),
  event("late", "visit", 200, 210),
];
const window = { fromMs: 20, toMs: 100 };
const chosen = (box: ListedEvent["box"]): ListedEvent =>
  ({ id: "chosen", kind: "meeting", fromMs: 60, box, position: [132, 43] }) as unknown as ListedEvent;

test("what is in the window is shown, and what lasts until the end of the reports", () => {
  expect(mapEventsOf(events, null, window)).toMatchObject([
    // In the word of the list of all events.
    { id: "gap", label: "silence" },
    { id: "meeting", label: "meeting" },
  ]);
});

test("the chosen event stands once and in the words of the list; in a box it has no sign", () => {
  expect(mapEventsOf(events, chosen(null), window)).toMatchObject([
    { id: "gap", isChosen: false },
    { id: "chosen", label: "meeting", isChosen: true, position: [132, 43] },
  ]);
  const box = { west: 1, south: 1, east: 2, north: 2 };
  expect(mapEventsOf(events, chosen(box), window).map((e) => e.id)).toEqual(["gap"]);
});
