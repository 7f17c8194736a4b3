import { beforeEach, expect, test } from "vitest";
import type { ListedEvent } from "../../../../../findings/screens/movements-events.ts";
import type { MovementsScreen, ShownLook, ShownSighting } from "../../../../../findings/screens/movements.ts";
import { Showing, type ShownIn } from "./showing.ts";

const sighting = {
  id: "s1",
  fromMs: 100,
  toMs: 300,
  position: [131, 42],
  error: { semiMajorMetres: 2000, semiMinorMetres: 100, azimuthDegrees: 0 },
} as unknown as ShownSighting;
const look = { id: "l1", fromMs: 500, toMs: 500, picture: true } as unknown as ShownLook;
const screen = { sightings: [sighting], looks: [look] } as unknown as MovementsScreen;

let done: unknown[] = [];
beforeEach(() => void (done = []));

/** The parts of a room that say what was asked of them. */
function room() {
  const tell =
    (what: string) =>
    (...of: unknown[]): void =>
      void done.push([what, ...of]);
  const read = (what: string) => async (): Promise<void> => tell(what)();
  const parts = {
    choice: {
      panel: "sightings",
      ship: null,
      sighting: null,
      picture: null,
      event: null,
      way: 0,
      hidden: new Set(["pictures"]),
      toggle: tell("toggle"),
      close: tell("close"),
    } as ShownIn["choice"],
    clock: {
      whole: { fromMs: 50, toMs: 1000 },
      stop: () => undefined,
      goTo: tell("goTo"),
      setWindow: tell("window"),
      showWindow: () => undefined,
    },
    view: { fit: tell("fit"), bringIn: tell("bringIn"), around: tell("around") },
    records: { screen, chain: { state: "none" }, trips: { state: "none" } } as ShownIn["records"],
    entry: { leave: tell("leave") },
    pictures: { bringIn: tell("picture") },
    keep: tell("keep"),
    readShip: read("readShip"),
    readSighting: read("readSighting"),
    readPanel: read("readPanel"),
  } satisfies ShownIn;
  return { ...parts, show: new Showing(parts) };
}

test("from near by all of where a sighting may lie is shown, and a ship that is known to metres with its berth", () => {
  const { show } = room();
  show.near("s1");
  show.near("nobody");
  expect(done).toEqual([
    ["around", [131, 42], 6000],
    ["keep", { replace: false }],
  ]);
  done = [];
  const exact = { ...sighting, error: { ...sighting.error, semiMajorMetres: 6 } };
  const berth = room();
  (berth.records as { screen: unknown }).screen = { ...screen, sightings: [exact] };
  berth.show.near("s1");
  expect(done[0]).toEqual(["around", [131, 42], 500]);
});

test("a sighting is shown at its time and place, with its own picture, and as a step to go back over", () => {
  const { show, choice } = room();
  choice.picture = "l1";
  choice.ship = 273000001;
  show.sighting("s1");
  expect(choice).toMatchObject({ sighting: "s1", ship: null, picture: null, panel: "sightings" });
  expect(done).toEqual([
    ["leave"],
    ["goTo", 200],
    ["bringIn", [131, 42]],
    ["keep", { replace: false }],
    ["readSighting"],
  ]);
});

test("a ship takes the place of a sighting, and the list stays where nothing is chosen any more", () => {
  const { show, choice } = room();
  choice.sighting = "s1";
  show.ship(273000001);
  expect(choice).toMatchObject({ sighting: null, ship: 273000001, panel: "ships" });
  choice.panel = "events";
  show.ship(null);
  expect(choice).toMatchObject({ ship: null, panel: "events" });
});

test("an event that began before all that is known is shown at the begin of that, and its box from no nearer than a small place", () => {
  const { show, choice } = room();
  const box = { west: 1, south: 2, east: 3, north: 4 };
  show.event({ id: "e1", mmsi: 7, fromMs: 10, box, position: [2, 3] } as unknown as ListedEvent);
  expect(choice).toMatchObject({ event: "e1", ship: 7, panel: "events" });
  expect(done).toContainEqual(["goTo", 50]);
  expect(done).toContainEqual([
    "fit",
    [
      [1, 2],
      [3, 4],
    ],
    2 ** 18,
  ]);
});

test("a picture that is asked for is shown though pictures were left out", () => {
  const { show, choice } = room();
  show.picture("l1");
  expect(choice.picture).toBe("l1");
  expect(done).toEqual([
    ["toggle", "pictures"],
    ["goTo", 500],
    ["picture", look],
    ["keep", { replace: false }],
  ]);
});

test("no panel is chosen before anything was read", () => {
  const { records, choice, show } = room();
  records.screen = null;
  show.panel("chain");
  expect([choice.panel, done]).toEqual(["sightings", []]);
});
