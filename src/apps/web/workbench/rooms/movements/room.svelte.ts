import type { MovementsScreen, ShownSighting } from "../../../../../findings/screens/movements.ts";
import type { SightingScreen } from "../../../../../findings/screens/movements-sighting.ts";
import { chainDiagrams } from "../../../../../findings/screens/movements-chain.ts";
import type { ShipScreen } from "../../../../../findings/screens/movements-ship.ts";
import { boundsRows } from "../../../../../findings/screens/movements-trips.ts";
import type { ChainModel } from "../../../../../movements/chain/chain.ts";
import type { Schedule } from "../../../../../movements/voyages/schedule.ts";
import type { TripExplanation } from "../../../../../movements/voyages/trips.ts";
import { tracksOfBytes } from "../../../../../findings/screens/movements-track-bytes.ts";
import type { HistoryPoint } from "../../../../../findings/screens/history-point.ts";
import type { HistoryScreen } from "../../../../../findings/screens/history.ts";
import { pointsOfColumns } from "../../../../../findings/screens/point-columns.ts";
import type { ReceptionCell } from "../../../../../movements/reception/reception.ts";
import type { Outline, Position } from "../../../../../sites/counting/site.ts";
import {
  cameraOf,
  cameraText,
  fitted,
  fromWorld,
  metresPerPixel,
  type MapCamera,
} from "../../../map/camera.ts";
import { shapeOf, type Shape } from "../../../map/shape.ts";
import { tracksOf, type Tracks } from "../../../map/tracks.ts";
import { loadWorld, type World } from "../../../map/world.ts";
import { covering, dayMs, hourMs, type Stretch } from "../../../time/stretch.ts";
import { get, getBytes } from "../../api.ts";
import { router } from "../../router.svelte.ts";
import {
  addressOf,
  addressText,
  usualSilence,
  type LayerName,
  type PanelName,
  type RoomAddress,
} from "./address.ts";
import { Clock } from "./clock.svelte.ts";

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

interface Place {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
  readonly areas: readonly { readonly outline: Outline; readonly approximate: boolean }[];
}

/** What is read apart from the rest, and how that went. */
export type Part<T> =
  | { readonly state: "none" }
  | { readonly state: "reading" }
  | { readonly state: "read"; readonly value: T }
  | { readonly state: "failed"; readonly error: unknown };

const none = { state: "none" } as const;
const reading = { state: "reading" } as const;

/** The state of the room of movements. What a colleague should see the same is in the address; this keeps both in step. */
export class MovementsRoom {
  readonly clock = new Clock();
  screen = $state.raw<MovementsScreen | null>(null);
  failure = $state.raw<unknown>(null);
  world = $state.raw<World | null>(null);
  places = $state.raw<readonly Place[]>([]);
  tracks = $state.raw<Part<Tracks>>(none);
  /** Tracks of what the map shows alone, with more reports of each; null where the ones of all suffice. */
  finer = $state.raw<{
    readonly tracks: Tracks;
    readonly box: readonly number[];
    readonly window: Stretch;
  } | null>(null);
  ships = $state.raw<Part<ReadonlyMap<number, ListedShip>>>(none);
  sightingScreen = $state.raw<Part<SightingScreen>>(none);
  shipScreen = $state.raw<Part<ShipScreen>>(none);
  trips = $state.raw<Part<TripExplanation | null>>(none);
  chain = $state.raw<Part<ChainModel>>(none);
  /** A schedule that is drawn: of which row of the bounds, and of which end. */
  schedule = $state.raw<{ readonly row: number; readonly end: "least" | "most" } | null>(null);
  cells = $state.raw<Part<readonly ReceptionCell[]>>(none);
  counts = $state.raw<Part<readonly HistoryPoint[]>>(none);
  camera = $state.raw<MapCamera | null>(null);
  size = $state.raw({ width: 0, height: 0 });

  panel = $state<PanelName>("sightings");
  ship = $state<number | null>(null);
  sighting = $state<string | null>(null);
  leg = $state<string | null>(null);
  way = $state(0);
  hidden = $state.raw<ReadonlySet<LayerName>>(new Set());
  silenceMinutes = $state<number>(usualSilence);
  countsOf = $state<string | null>(null);
  sought = $state("");

  readonly shownTracks: Tracks | null = $derived(
    this.finer?.tracks ?? (this.tracks.state === "read" ? this.tracks.value : null),
  );
  readonly outlines: readonly { readonly shape: Shape; readonly approximate: boolean }[] = $derived(
    this.places.flatMap((place) =>
      place.areas.map(({ outline, approximate }) => ({
        approximate,
        shape:
          outline.type === "polygons"
            ? shapeOf(outline.polygons.flat(), true)
            : shapeOf(outline.lines, false),
      })),
    ),
  );
  /** Sightings of the window. */
  readonly inWindow: readonly ShownSighting[] = $derived.by(() => {
    const { fromMs, toMs } = this.clock.window;
    return (this.screen?.sightings ?? []).filter(
      (s) => s.fromMs < toMs && Math.max(s.toMs, s.fromMs + 1) > fromMs,
    );
  });
  /** The site whose clock is told beside UTC: the nearest to the middle of the map. */
  readonly localSite = $derived.by(() => {
    const camera = this.camera;
    const sites = this.screen?.sites ?? [];
    if (camera === null || sites.length === 0) return null;
    const [longitude, latitude] = fromWorld(camera.x, camera.y);
    const apart = ([lon, lat]: Position): number => {
      const east = Math.abs(lon - longitude);
      return Math.hypot(Math.min(east, 360 - east) * Math.cos((latitude * Math.PI) / 180), lat - latitude);
    };
    return sites.toSorted((a, b) => apart(a.position) - apart(b.position))[0] ?? null;
  });

  #writing: ReturnType<typeof setTimeout> | undefined;
  /** The address as this room wrote or read it last: any other one is somebody's who went back, or a link. */
  #written = location.search;
  #refining: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  /** Reads all that the room shows. */
  async read(): Promise<void> {
    try {
      const [screen, world, places] = await Promise.all([
        get<MovementsScreen>("/api/movements"),
        loadWorld(),
        get<{ readonly sites: readonly Place[] }>("/api/places"),
      ]);
      const isFirst = this.screen === null;
      this.world = world;
      this.places = places.sites;
      this.failure = null;
      if (isFirst) this.#begin(screen);
      this.screen = screen;
      await Promise.all([
        this.readTracks(),
        this.readShips(),
        this.readReception(),
        this.readSighting(),
        this.readShip(),
        this.readCounts(),
        this.readPanel(),
      ]);
      if (isFirst && cameraOf(router.query.get("view")) === null) this.#fitPanel();
    } catch (error) {
      this.failure = error;
    }
  }

  /** Reads anew what only an analysis changes, where there was none. */
  async readAfterJob(): Promise<void> {
    if (this.screen?.analysis !== "missing") return;
    try {
      const screen = await get<MovementsScreen>("/api/movements");
      if (screen.analysis !== "made") return;
      this.screen = screen;
      await Promise.all([this.readReception(), this.readShip(), this.readPanel()]);
    } catch {
      // The next change reads it again.
    }
  }

  #begin(screen: MovementsScreen): void {
    const address = addressOf(router.query);
    this.#take(address);
    this.countsOf = address.counts ?? usualCounts(screen);
    this.camera = cameraOf(router.query.get("view"));
    const site = screen.sites.find((one) => one.id === router.query.get("site"));
    if (site !== undefined) {
      // Whoever comes from a site wants to see what moved about it.
      this.camera ??= { ...fitted([site.position], { width: 800, height: 600 }), worldPixels: 2 ** 18 };
      this.countsOf = address.counts ?? usualCounts(screen, site.id);
      router.write({ site: null });
    }
    const reports = reportsOf(screen);
    const own = covering([
      ...(reports === null ? [] : [reports]),
      ...screen.sightings.map(wide),
      ...screen.scenes.map(wide),
    ]);
    const whole = covering([...(own === null ? [] : [own]), ...screen.looks.map(wide)]) ?? {
      fromMs: Date.now() - 365 * dayMs,
      toMs: Date.now(),
    };
    const air = Math.max(hourMs, (whole.toMs - whole.fromMs) * 0.01);
    this.clock.begin(
      { fromMs: whole.fromMs - air, toMs: whole.toMs + air },
      reports ?? own ?? whole,
      address,
    );
    const chosen = screen.sightings.find((s) => s.id === address.sighting);
    if (chosen !== undefined && address.atMs === null) this.clock.goTo((chosen.fromMs + chosen.toMs) / 2);
  }

  /** Shows what the address says, where it was changed by going back or by a link. */
  follow(): void {
    if (this.screen === null || location.search === this.#written) return;
    clearTimeout(this.#writing);
    this.#written = location.search;
    const address = addressOf(router.query);
    this.#take(address);
    this.camera = cameraOf(router.query.get("view")) ?? this.camera;
    this.clock.stop();
    this.clock.begin(this.clock.whole, this.clock.axis, address);
    void Promise.all([this.readSighting(), this.readShip(), this.readCounts(), this.readPanel()]);
  }

  #take(address: RoomAddress): void {
    this.panel = address.panel;
    this.ship = address.ship;
    this.sighting = address.sighting;
    this.leg = address.leg;
    this.way = address.way;
    this.hidden = address.hidden;
    this.silenceMinutes = address.silenceMinutes;
    this.sought = address.sought;
    this.countsOf = address.counts ?? (this.screen === null ? null : usualCounts(this.screen));
  }

  async readTracks(): Promise<void> {
    const reports = this.screen === null ? null : reportsOf(this.screen);
    if (reports === null) {
      this.tracks = none;
      return;
    }
    if (this.tracks.state !== "read") this.tracks = reading;
    try {
      this.tracks = { state: "read", value: await this.#tracksOf(reports, null) };
      performance.mark("movements:tracks");
    } catch (error) {
      this.tracks = { state: "failed", error };
    }
  }

  async #tracksOf(
    { fromMs, toMs }: Stretch,
    box: readonly number[] | null,
    signal?: AbortSignal,
  ): Promise<Tracks> {
    const query = `from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}${box === null ? "" : `&box=${box.join(",")}`}`;
    return tracksOf(tracksOfBytes(await getBytes(`/api/movements/tracks?${query}`, signal)));
  }

  async readShips(): Promise<void> {
    const reports = this.screen === null ? null : reportsOf(this.screen);
    if (reports === null) {
      this.ships = none;
      return;
    }
    if (this.ships.state !== "read") this.ships = reading;
    try {
      const { ships } = await get<{ readonly ships: readonly ListedShip[] }>(
        `/api/movements/ships?from=${reports.fromMs}&to=${reports.toMs}`,
      );
      this.ships = { state: "read", value: new Map(ships.map((s) => [s.mmsi, s])) };
    } catch (error) {
      this.ships = { state: "failed", error };
    }
  }

  async readReception(): Promise<void> {
    if (this.screen?.analysis !== "made") {
      this.cells = none;
      return;
    }
    if (this.cells.state !== "read") this.cells = reading;
    try {
      const { cells } = await get<{ readonly cells: readonly ReceptionCell[] | null }>(
        "/api/movements/reception",
      );
      this.cells = cells === null ? none : { state: "read", value: cells };
    } catch (error) {
      this.cells = { state: "failed", error };
    }
  }

  async readSighting(): Promise<void> {
    const id = this.sighting;
    if (id === null) {
      this.sightingScreen = none;
      return;
    }
    this.sightingScreen = reading;
    try {
      const value = await get<SightingScreen>(`/api/movements/sighting?id=${encodeURIComponent(id)}`);
      if (id === this.sighting) this.sightingScreen = { state: "read", value };
    } catch (error) {
      if (id === this.sighting) this.sightingScreen = { state: "failed", error };
    }
  }

  async readShip(): Promise<void> {
    const [mmsi, { fromMs, toMs }] = [this.ship, this.clock.whole];
    if (mmsi === null) {
      this.shipScreen = none;
      return;
    }
    if (this.shipScreen.state !== "read" || this.shipScreen.value.mmsi !== mmsi) this.shipScreen = reading;
    try {
      const value = await get<ShipScreen>(
        `/api/movements/ships/${mmsi}?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`,
      );
      if (mmsi === this.ship) this.shipScreen = { state: "read", value };
    } catch (error) {
      if (mmsi === this.ship) this.shipScreen = { state: "failed", error };
    }
  }

  /** What the panel that is open needs beside the rest. */
  async readPanel(): Promise<void> {
    if (this.panel === "voyages") await this.readTrips();
    if (this.panel === "chain") await this.readChain();
  }

  async readTrips(): Promise<void> {
    if (this.trips.state !== "read") this.trips = reading;
    try {
      const { trips } = await get<{ readonly trips: TripExplanation | null }>("/api/movements/trips");
      this.trips = { state: "read", value: trips };
    } catch (error) {
      this.trips = { state: "failed", error };
    }
  }

  async readChain(): Promise<void> {
    if (this.chain.state !== "read") this.chain = reading;
    try {
      this.chain = { state: "read", value: await get<ChainModel>("/api/movements/chain") };
    } catch (error) {
      this.chain = { state: "failed", error };
    }
  }

  /** The schedules that the time bar draws; empty for none. */
  readonly shownSchedules: readonly Schedule[] = $derived.by(() => {
    if (this.schedule === null || this.trips.state !== "read" || this.trips.value === null) return [];
    const bounds = boundsRows(this.trips.value)[this.schedule.row]?.bounds;
    if (bounds === undefined) return [];
    return this.schedule.end === "least" ? bounds.leastSchedules : bounds.mostSchedules;
  });

  showSchedule(schedule: { readonly row: number; readonly end: "least" | "most" } | null): void {
    this.schedule = schedule;
  }

  chooseLeg(id: string | null): void {
    this.leg = id;
    this.keep();
  }

  /** The map shows the places of the way that is open. */
  fitChain(): void {
    if (this.chain.state !== "read") return;
    const shown = chainDiagrams(this.chain.value)[this.way];
    this.fit((shown?.steps ?? []).flatMap(({ place }) => (place.position === null ? [] : [place.position])));
  }

  async readCounts(): Promise<void> {
    const asked = this.countsOf;
    const [site, kind] = asked?.split("/") ?? [];
    if (site === undefined || kind === undefined) {
      this.counts = none;
      return;
    }
    if (this.counts.state !== "read") this.counts = reading;
    try {
      const found = await get<HistoryScreen>(
        `/api/sites/${encodeURIComponent(site)}/history?kind=${encodeURIComponent(kind)}`,
      );
      if (asked === this.countsOf) this.counts = { state: "read", value: pointsOfColumns(found.points) };
    } catch (error) {
      if (asked === this.countsOf) this.counts = { state: "failed", error };
    }
  }

  nameOf(mmsi: number): string {
    const known = this.ships.state === "read" ? this.ships.value.get(mmsi) : undefined;
    return known === undefined || known.name === "" ? String(mmsi) : known.name;
  }

  chooseSighting(id: string | null): void {
    this.sighting = id;
    this.ship = null;
    if (id !== null) {
      this.panel = "sightings";
      const found = this.screen?.sightings.find((s) => s.id === id);
      if (found !== undefined) {
        this.clock.stop();
        this.clock.goTo((found.fromMs + found.toMs) / 2);
        this.#bringIn(found.position);
      }
    }
    this.keep({ replace: false });
    void this.readSighting();
  }

  chooseShip(mmsi: number | null): void {
    this.ship = mmsi;
    this.sighting = null;
    this.sightingScreen = none;
    if (mmsi !== null) this.panel = "ships";
    this.keep({ replace: false });
    void this.readShip();
  }

  choosePanel(panel: PanelName): void {
    // What the address asks for is shown first.
    if (this.screen === null) return;
    this.panel = panel;
    this.ship = null;
    this.sighting = null;
    this.leg = null;
    this.sightingScreen = none;
    this.shipScreen = none;
    this.keep({ replace: false });
    void this.#enterPanel();
  }

  /** What a panel is about is brought before the eye: the window of the trips, the places of the chain. */
  async #enterPanel(): Promise<void> {
    await this.readPanel();
    if (this.panel === "voyages" && this.trips.state === "read" && this.trips.value !== null) {
      this.clock.setWindow(this.trips.value.within);
      this.clock.showWindow();
    }
    this.#fitPanel();
    this.keep();
  }

  #fitPanel(): void {
    if (this.panel === "voyages" && this.trips.state === "read")
      this.fit((this.trips.value?.ports ?? []).map((p) => p.position));
    if (this.panel === "chain") this.fitChain();
  }

  toggle(layer: LayerName): void {
    const next = new Set(this.hidden);
    if (!next.delete(layer)) next.add(layer);
    this.hidden = next;
    this.keep();
  }

  chooseCounts(counts: string): void {
    this.countsOf = counts;
    this.keep();
    void this.readCounts();
  }

  look(camera: MapCamera): void {
    this.camera = camera;
    this.keep();
    this.#refineSoon();
  }

  /** The map shows these positions. */
  fit(positions: readonly Position[]): void {
    if (positions.length > 0 && this.size.width > 0) this.look(fitted(positions, this.size, 70));
  }

  /** The map shows a position from near by, unless it shows it already. */
  fitAround(position: Position): void {
    this.#bringIn(position);
    this.keep();
  }

  /** Moves the map where it does not show a position. */
  #bringIn(position: Position): void {
    const camera = this.camera;
    if (camera === null || this.size.width === 0) return;
    const at = fitted([position], this.size);
    const across = at.x - camera.x;
    const right = (across - Math.round(across)) * camera.worldPixels;
    const down = (at.y - camera.y) * camera.worldPixels;
    if (Math.abs(right) < this.size.width / 2 - 60 && Math.abs(down) < this.size.height / 2 - 60) return;
    this.look({ ...camera, x: at.x, y: at.y });
  }

  /** Puts what the room shows into the address, when it has come to rest. */
  keep({ replace = true } = {}): void {
    clearTimeout(this.#writing);
    const write = (): void => {
      if (router.place.room !== "movements" || this.screen === null) return;
      const { axis, window, atMs, whole } = this.clock;
      const isWhole = axis.fromMs === whole.fromMs && axis.toMs === whole.toMs;
      const text: Partial<RoomAddress> = {
        axis: isWhole ? null : axis,
        window,
        atMs,
        ship: this.ship,
        sighting: this.sighting,
        panel: this.panel,
        hidden: this.hidden,
        silenceMinutes: this.silenceMinutes,
        counts: this.countsOf === usualCounts(this.screen) ? null : this.countsOf,
        sought: this.sought,
        way: this.way,
        leg: this.leg,
      };
      router.write(
        { ...addressText(text), view: this.camera === null ? null : cameraText(this.camera) },
        { replace },
      );
      this.#written = location.search;
    };
    // An address for every frame of a drag would be refused by the browser.
    if (replace) this.#writing = setTimeout(write, 250);
    else write();
  }

  /** Where reports were left out that this view could show, they are read for what the map shows. */
  #refineSoon(): void {
    clearTimeout(this.#refining);
    this.#refining = setTimeout(() => void this.#refine(), 350);
  }

  async #refine(): Promise<void> {
    const camera = this.camera;
    if (this.tracks.state !== "read" || camera === null) return;
    const tolerance = this.tracks.value.columns.toleranceMetres;
    if (tolerance === 0 || metresPerPixel(camera) * 2 > tolerance) {
      this.finer = null;
      return;
    }
    const [west, south, east, north] = boxOf(camera, this.size, 0.5);
    const { window, whole } = this.clock;
    const had = this.finer;
    const own = boxOf(camera, this.size, 0);
    const isHeld =
      had !== null &&
      had.tracks.columns.toleranceMetres <= Math.max(metresPerPixel(camera), 25) &&
      (had.box[0] ?? 0) <= own[0] &&
      (had.box[1] ?? 0) <= own[1] &&
      (had.box[2] ?? 0) >= own[2] &&
      (had.box[3] ?? 0) >= own[3] &&
      had.window.fromMs <= window.fromMs &&
      had.window.toMs >= window.toMs;
    if (isHeld || west < -180 || east > 180) return;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const tracks = await this.#tracksOf(
        { fromMs: Math.max(whole.fromMs, window.fromMs), toMs: Math.min(whole.toMs, window.toMs) },
        [west, south, east, north],
        signal,
      );
      if (!signal.aborted) this.finer = { tracks, box: [west, south, east, north], window };
    } catch {
      // What is shown stays as it is: coarser, not wrong.
    }
  }

  end(): void {
    clearTimeout(this.#writing);
    clearTimeout(this.#refining);
    this.#asked.abort();
    this.clock.stop();
  }
}

/** A moment is as wide as a second. */
const wide = ({ fromMs, toMs }: Stretch): Stretch => ({ fromMs, toMs: Math.max(toMs, fromMs + 1000) });

/** The time of the days with reports; null for none. */
function reportsOf({ days }: MovementsScreen): Stretch | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { fromMs: Date.parse(`${first.day}T00:00:00Z`), toMs: Date.parse(`${last.day}T00:00:00Z`) + dayMs };
}

/** The longest series of containers, or of whatever was counted. */
function usualCounts({ counted }: MovementsScreen, site?: string): string | null {
  const first = counted.find((c) => c.site === site) ?? counted[0];
  return first === undefined ? null : `${first.site}/${first.kind}`;
}

function boxOf(
  camera: MapCamera,
  { width, height }: { readonly width: number; readonly height: number },
  air: number,
): readonly [west: number, south: number, east: number, north: number] {
  const [right, down] = [
    ((1 + air) * width) / 2 / camera.worldPixels,
    ((1 + air) * height) / 2 / camera.worldPixels,
  ];
  const [west, north] = fromWorld(camera.x - right, camera.y - down);
  const [east, south] = fromWorld(camera.x + right, camera.y + down);
  return [west, south, east, north];
}
