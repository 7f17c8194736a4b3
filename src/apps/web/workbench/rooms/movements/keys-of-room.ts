import type { SightingScreen } from "../../../../../findings/screens/movements-sighting.ts";
import { lengthOf, widened } from "../../../time/stretch.ts";
import { openCase } from "../../case.svelte.ts";
import type { Key } from "../../keys.svelte.ts";
import { silenceChoices } from "./address.ts";
import type { MovementsRoom } from "./room.svelte.ts";
import { besideInList, besideInTime } from "./stepping.ts";

/** What keys do to the page around the room. */
export interface RoomActs {
  readonly pan: (right: number, down: number) => void;
  readonly zoom: (factor: number) => void;
  readonly showAll: () => void;
  readonly search: () => void;
  readonly legend: () => void;
}

/** Every key of the room, by what it acts on. */
export const keysOf = (room: MovementsRoom, acts: RoomActs): Key[] => [
  ...keysOfTime(room),
  ...keysOfMap(room, acts),
  ...keysOfPanel(room, acts),
];

function keysOfTime(room: MovementsRoom): Key[] {
  const { clock } = room;
  const key = (name: string, does: string, work: () => void): Key => ({
    key: name,
    does,
    group: "Time",
    run: () => {
      work();
      room.keep();
    },
  });
  const moment = (share: number): void => {
    clock.stop();
    clock.step(share * lengthOf(clock.axis));
  };
  return [
    key(" ", "play and stop", () => clock.toggle()),
    key(".", "moment later", () => moment(0.005)),
    key(",", "moment earlier", () => moment(-0.005)),
    key(">", "moment much later", () => moment(0.05)),
    key("<", "moment much earlier", () => moment(-0.05)),
    key("]", "window later", () => clock.moveWindow(lengthOf(clock.window) / 4)),
    key("[", "window earlier", () => clock.moveWindow(-lengthOf(clock.window) / 4)),
    key("}", "window longer", () => clock.setWindow(widened(clock.window, 1.25))),
    key("{", "window shorter", () => clock.setWindow(widened(clock.window, 0.8))),
    key("z", "the bar nearer", () => clock.zoom(1.6)),
    key("Shift+z", "the bar farther", () => clock.zoom(1 / 1.6)),
    key("w", "the bar shows the window", () => clock.showWindow()),
    key("Shift+w", "the window is what the bar shows", () => clock.windowToAxis()),
    key(")", "all times of the case (Shift and 0)", () => clock.showAll()),
  ];
}

function keysOfMap(room: MovementsRoom, { pan, zoom, showAll }: RoomActs): Key[] {
  const { choice } = room;
  const key = (name: string, does: string, run: () => void): Key => ({ key: name, does, run, group: "Map" });
  const nextSilence = (): void => {
    const at = silenceChoices.findIndex((m) => m === choice.silenceMinutes);
    choice.silenceMinutes = silenceChoices[(at + 1) % silenceChoices.length] ?? choice.silenceMinutes;
    room.keep();
  };
  return [
    key("d", "dashes from another length of silence on", nextSilence),
    key("ArrowLeft", "move west", () => pan(-80, 0)),
    key("ArrowRight", "move east", () => pan(80, 0)),
    key("ArrowUp", "move north", () => pan(0, -80)),
    key("ArrowDown", "move south", () => pan(0, 80)),
    key("+", "nearer", () => zoom(1.6)),
    key("-", "farther", () => zoom(1 / 1.6)),
    key("0", "everything that is known", showAll),
    key("f", "the sighting that is open from near by", () => {
      if (choice.sighting !== null) room.show.near(choice.sighting);
    }),
    key("r", "reception on and off", () => room.toggle("reception")),
    key("t", "tracks on and off", () => room.toggle("tracks")),
    key("i", "pictures on and off", () => room.toggle("pictures")),
  ];
}

function keysOfPanel(room: MovementsRoom, { search, legend }: RoomActs): Key[] {
  const { choice, entry, show } = room;
  const stepSighting = (way: 1 | -1): void => {
    const found = besideInTime(room.shownSightings, choice.sighting, room.clock.atMs, way);
    if (found !== undefined) show.sighting(found.id);
  };
  const stepEvent = (way: 1 | -1): void => {
    const { part } = room.events;
    const found = besideInList(part.state === "read" ? (part.value?.events ?? []) : [], choice.event, way);
    if (found !== undefined) show.event(found);
  };
  const step = (way: 1 | -1): void => (choice.panel === "events" ? stepEvent(way) : stepSighting(way));
  /** Does something with the sighting that is open, where it is on record. */
  const ofSighting = (work: (screen: SightingScreen) => void) => (): void => {
    const part = room.records.sighting;
    if (openCase.mayWrite && part.state === "read" && part.value.told === null) work(part.value);
  };
  return [
    { key: "n", does: "next sighting, or event of the list", run: () => step(1) },
    { key: "p", does: "sighting or event before", run: () => step(-1) },
    { key: "a", does: "put down a sighting by hand", run: () => openCase.mayWrite && entry.begin() },
    { key: "e", does: "correct the sighting", run: ofSighting((screen) => entry.correct(screen)) },
    {
      key: "Shift+e",
      does: "correct what is said of its picture",
      run: ofSighting(({ scene }) => {
        if (scene !== null) void entry.ofScene.correct(scene.id, "correct-scene");
      }),
    },
    {
      key: "x",
      does: "withdraw the sighting",
      run: ofSighting(({ sighting }) => (entry.withdrawing = sighting.id)),
    },
    { key: "1", does: "sightings", run: () => show.panel("sightings") },
    { key: "2", does: "events", run: () => show.panel("events") },
    { key: "3", does: "ships", run: () => show.panel("ships") },
    { key: "4", does: "voyages", run: () => show.panel("voyages") },
    { key: "5", does: "chain", run: () => show.panel("chain") },
    { key: "/", does: "look for a ship or sighting", run: search },
    { key: "l", does: "legend on and off", run: legend },
    { key: "Escape", does: "back to the list", run: () => show.panel(choice.panel) },
  ];
}
