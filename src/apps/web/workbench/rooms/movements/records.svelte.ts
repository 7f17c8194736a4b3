import type { HistoryPoint } from "../../../../../findings/screens/history-point.ts";
import type { HistoryScreen } from "../../../../../findings/screens/history.ts";
import type { ShipScreen } from "../../../../../findings/screens/movements-ship.ts";
import type { SightingScreen } from "../../../../../findings/screens/movements-sighting.ts";
import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import { pointsOfColumns } from "../../../../../findings/screens/point-columns.ts";
import type { ChainModel } from "../../../../../movements/chain/chain.ts";
import type { ReceptionCell } from "../../../../../movements/reception/reception.ts";
import type { TripExplanation } from "../../../../../movements/voyages/trips.ts";
import type { Outline, Position } from "../../../../../sites/counting/site.ts";
import type { Tracks } from "../../../map/tracks.ts";
import { loadWorld, type World } from "../../../map/world.ts";
import type { Stretch } from "../../../time/stretch.ts";
import { ofSite } from "../../addresses.ts";
import { get } from "../../api.ts";
import { reportsOf } from "./first-view.ts";
import { none, reading, type Part } from "./part.ts";
import { readTracksOf } from "./read-tracks.ts";

/** A ship of the list, as the server tells it. */
export interface ListedShip {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  readonly imo: number | null;
  readonly shipType: number | null;
  readonly lengthMetres: number | null;
  readonly otherNames: readonly string[];
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
  readonly areas: readonly { readonly outline: Outline; readonly approximate: boolean }[];
}

/** What the room has read, each part with how that went. What is read anew stays in sight until the new is here. */
export class RoomRecords {
  screen = $state.raw<MovementsScreen | null>(null);
  world = $state.raw<World | null>(null);
  places = $state.raw<readonly Place[]>([]);
  tracks = $state.raw<Part<Tracks>>(none);
  ships = $state.raw<Part<ReadonlyMap<number, ListedShip>>>(none);
  /** How well ships are heard, cell by cell. */
  cells = $state.raw<Part<readonly ReceptionCell[]>>(none);
  /** Of the sighting that is chosen. */
  sighting = $state.raw<Part<SightingScreen>>(none);
  /** Of the ship that is chosen. */
  ship = $state.raw<Part<ShipScreen>>(none);
  trips = $state.raw<Part<TripExplanation | null>>(none);
  chain = $state.raw<Part<ChainModel>>(none);
  counts = $state.raw<Part<readonly HistoryPoint[]>>(none);
  #sightingAsked: string | null = null;
  #shipAsked: number | null = null;
  #countsAsked: string | null = null;

  /** What everything else hangs on; `isFirst` hears of it before it is shown. */
  async readScreen(isFirst: (screen: MovementsScreen) => void): Promise<void> {
    const [screen, world, places] = await Promise.all([
      get<MovementsScreen>("/api/movements"),
      loadWorld(),
      get<{ readonly sites: readonly Place[] }>("/api/places"),
    ]);
    this.world = world;
    this.places = places.sites;
    if (this.screen === null) isFirst(screen);
    this.screen = screen;
  }

  async readTracks(): Promise<void> {
    const reports = this.screen === null ? null : reportsOf(this.screen);
    if (reports === null) {
      this.tracks = none;
      return;
    }
    if (this.tracks.state !== "read") this.tracks = reading;
    this.tracks = await partOf(readTracksOf(reports, null));
    if (this.tracks.state === "read") performance.mark("movements:tracks");
  }

  async readShips(): Promise<void> {
    const reports = this.screen === null ? null : reportsOf(this.screen);
    if (reports === null) {
      this.ships = none;
      return;
    }
    if (this.ships.state !== "read") this.ships = reading;
    const asked = get<{ readonly ships: readonly ListedShip[] }>(
      `/api/movements/ships?from=${reports.fromMs}&to=${reports.toMs}`,
    );
    this.ships = await partOf(asked.then(({ ships }) => new Map(ships.map((s) => [s.mmsi, s]))));
  }

  async readReception(): Promise<void> {
    if (this.screen?.analysis !== "made") {
      this.cells = none;
      return;
    }
    if (this.cells.state !== "read") this.cells = reading;
    const found = await partOf(
      get<{ readonly cells: readonly ReceptionCell[] | null }>("/api/movements/reception"),
    );
    if (found.state !== "read") this.cells = found;
    else this.cells = found.value.cells === null ? none : { state: "read", value: found.value.cells };
  }

  async readSighting(id: string | null): Promise<void> {
    this.#sightingAsked = id;
    if (id === null) {
      this.sighting = none;
      return;
    }
    if (this.sighting.state !== "read" || this.sighting.value.sighting.id !== id) this.sighting = reading;
    const found = await partOf(get<SightingScreen>(`/api/movements/sighting?id=${encodeURIComponent(id)}`));
    if (id === this.#sightingAsked) this.sighting = found;
  }

  /** @param within the events and reports of this time */
  async readShip(mmsi: number | null, { fromMs, toMs }: Stretch): Promise<void> {
    this.#shipAsked = mmsi;
    if (mmsi === null) {
      this.ship = none;
      return;
    }
    if (this.ship.state !== "read" || this.ship.value.mmsi !== mmsi) this.ship = reading;
    const found = await partOf(
      get<ShipScreen>(`/api/movements/ships/${mmsi}?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`),
    );
    if (mmsi === this.#shipAsked) this.ship = found;
  }

  async readTrips(): Promise<void> {
    if (this.trips.state !== "read") this.trips = reading;
    const asked = get<{ readonly trips: TripExplanation | null }>("/api/movements/trips");
    this.trips = await partOf(asked.then(({ trips }) => trips));
  }

  async readChain(): Promise<void> {
    if (this.chain.state !== "read") this.chain = reading;
    this.chain = await partOf(get<ChainModel>("/api/movements/chain"));
  }

  /** @param of "<site>/<kind>" */
  async readCounts(of: string | null): Promise<void> {
    this.#countsAsked = of;
    const [site, kind] = of?.split("/") ?? [];
    if (site === undefined || kind === undefined) {
      this.counts = none;
      return;
    }
    if (this.counts.state !== "read") this.counts = reading;
    const asked = get<HistoryScreen>(ofSite(site, `history?kind=${encodeURIComponent(kind)}`));
    const found = await partOf(asked.then(({ points }) => pointsOfColumns(points)));
    if (of === this.#countsAsked) this.counts = found;
  }

  nameOf(mmsi: number): string {
    const known = this.ships.state === "read" ? this.ships.value.get(mmsi) : undefined;
    return known === undefined || known.name === "" ? String(mmsi) : known.name;
  }
}

async function partOf<T>(asked: Promise<T>): Promise<Part<T>> {
  try {
    return { state: "read", value: await asked };
  } catch (error) {
    return { state: "failed", error };
  }
}
