import { chainDiagrams } from "../../../../../findings/screens/movements-chain.ts";
import type { ListedEvent } from "../../../../../findings/screens/movements-events.ts";
import type { ShownLook } from "../../../../../findings/screens/movements.ts";
import type { Position } from "../../../../../sites/counting/site.ts";
import type { PanelName } from "./address.ts";
import type { RoomChoice } from "./choice.svelte.ts";
import type { Clock } from "./clock.svelte.ts";
import type { MapView } from "./map-view.svelte.ts";
import type { RoomRecords } from "./records.svelte.ts";

/** The parts of the room that showing something moves. */
export interface ShownIn {
  readonly choice: Pick<
    RoomChoice,
    "panel" | "ship" | "sighting" | "picture" | "event" | "way" | "hidden" | "toggle" | "close"
  >;
  readonly clock: Pick<Clock, "whole" | "stop" | "goTo" | "setWindow" | "showWindow">;
  readonly view: Pick<MapView, "fit" | "bringIn" | "around">;
  readonly records: Pick<RoomRecords, "screen" | "chain" | "trips">;
  readonly entry: { readonly leave: () => void };
  readonly pictures: { readonly bringIn: (look: ShownLook) => void };
  readonly keep: (options?: { readonly replace?: boolean }) => void;
  readonly readShip: () => Promise<void>;
  readonly readSighting: () => Promise<void>;
  readonly readPanel: () => Promise<void>;
}

/** Pixels to the width of the world: what lies around a small place stays in sight. */
const nearestBox = 2 ** 18;

/** Metres of ground to each side of a sighting that is shown from near by: a port's basin with the ships beside it. */
const nearMetres = 500;

/** Chooses things and brings them before the eye: in the list, in time and on the map. Each is a step that one can go back over. */
export class Showing {
  readonly #room: ShownIn;

  constructor(room: ShownIn) {
    this.#room = room;
  }

  sighting(id: string | null): void {
    const { choice, clock, entry, records, view } = this.#room;
    entry.leave();
    choice.sighting = id;
    choice.ship = null;
    if (id !== null) {
      choice.panel = "sightings";
      // Its own picture is to be seen.
      choice.picture = null;
      const found = records.screen?.sightings.find((s) => s.id === id);
      if (found !== undefined) {
        clock.stop();
        clock.goTo((found.fromMs + found.toMs) / 2);
        view.bringIn(found.position);
      }
    }
    this.#room.keep({ replace: false });
    void this.#room.readSighting();
  }

  /** The sighting from so near that a ship is more than a sign, and all of where it may lie. */
  near(id: string): void {
    const { records, view } = this.#room;
    const found = records.screen?.sightings.find((s) => s.id === id);
    if (found === undefined) return;
    view.around(found.position, Math.max(nearMetres, 3 * found.error.semiMajorMetres));
    this.#room.keep({ replace: false });
  }

  ship(mmsi: number | null): void {
    const { choice, entry } = this.#room;
    entry.leave();
    choice.ship = mmsi;
    choice.sighting = null;
    if (mmsi !== null) choice.panel = "ships";
    this.#chosen();
  }

  /** The ship and the place of an event, and the moment of its begin. */
  event(event: ListedEvent | null): void {
    const { choice, clock, entry, view } = this.#room;
    entry.leave();
    choice.event = event?.id ?? null;
    choice.ship = event?.mmsi ?? null;
    choice.sighting = null;
    choice.panel = "events";
    if (event !== null) {
      clock.stop();
      clock.goTo(Math.max(event.fromMs, clock.whole.fromMs));
      const { box, position } = event;
      if (box === null) view.bringIn(position);
      else
        view.fit(
          [
            [box.west, box.south],
            [box.east, box.north],
          ],
          nearestBox,
        );
    }
    this.#chosen();
  }

  #chosen(): void {
    this.#room.keep({ replace: false });
    void this.#room.readShip();
    void this.#room.readSighting();
  }

  /** A look's picture lies on the map, whatever the moment is then; null: by the moment again. */
  picture(id: string | null): void {
    const { choice, clock, pictures, records } = this.#room;
    choice.picture = id;
    const look = records.screen?.looks.find((l) => l.id === id);
    if (look !== undefined) {
      if (choice.hidden.has("pictures")) choice.toggle("pictures");
      clock.stop();
      clock.goTo((look.fromMs + look.toMs) / 2);
      pictures.bringIn(look);
    }
    this.#room.keep({ replace: false });
  }

  panel(panel: PanelName): void {
    const { choice, entry, records } = this.#room;
    // What the address asks for is shown first.
    if (records.screen === null) return;
    entry.leave();
    choice.panel = panel;
    choice.close();
    this.#chosen();
    void this.#enterPanel();
  }

  /** What a panel is about: the window of the trips, the places of the chain. */
  async #enterPanel(): Promise<void> {
    const { choice, clock, records } = this.#room;
    await this.#room.readPanel();
    const { trips } = records;
    if (choice.panel === "voyages" && trips.state === "read" && trips.value !== null) {
      clock.setWindow(trips.value.within);
      clock.showWindow();
    }
    this.placesOfPanel();
    this.#room.keep();
  }

  /** The map shows the places that the open panel is about. */
  placesOfPanel(): void {
    const { choice, records, view } = this.#room;
    if (choice.panel === "voyages" && records.trips.state === "read")
      view.fit((records.trips.value?.ports ?? []).map((p) => p.position));
    if (choice.panel === "chain") this.placesOfWay();
  }

  /** The map shows the places of the way that is open. */
  placesOfWay(): void {
    const { choice, records, view } = this.#room;
    if (records.chain.state !== "read") return;
    const shown = chainDiagrams(records.chain.value)[choice.way];
    view.fit((shown?.steps ?? []).flatMap(({ place }) => (place.position === null ? [] : [place.position])));
  }

  /** The map shows a position from near by, unless it shows it already. */
  place(position: Position): void {
    this.#room.view.bringIn(position);
    this.#room.keep();
  }
}
