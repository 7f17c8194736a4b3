import type { ListedEvent, ListedKind } from "../../../../../findings/screens/movements-events.ts";
import { chainDiagrams } from "../../../../../findings/screens/movements-chain.ts";
import type { MovementsScreen, ShownSighting } from "../../../../../findings/screens/movements.ts";
import { boundsRows } from "../../../../../findings/screens/movements-trips.ts";
import type { Schedule } from "../../../../../movements/voyages/schedule.ts";
import type { Position } from "../../../../../sites/counting/site.ts";
import { cameraOf, cameraText, fitted, fromWorld, type MapCamera } from "../../../map/camera.ts";
import { shapeOf, type Shape } from "../../../map/shape.ts";
import type { Tracks } from "../../../map/tracks.ts";
import { get } from "../../api.ts";
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
import { EventList } from "./event-list.svelte.ts";
import { boxOf, FinerTracks } from "./finer-tracks.svelte.ts";
import { knownTimes, usualCounts, usualPanel } from "./first-view.ts";
import { RoomRecords } from "./records.svelte.ts";

/** Pixels to the width of the world: what lies around a small place stays in sight. */
const nearestBox = 2 ** 18;

/** What the room of movements shows. What a colleague should see the same is in the address; this keeps both in step. */
export class MovementsRoom {
  readonly clock = new Clock();
  readonly records = new RoomRecords();
  readonly finer = new FinerTracks();
  readonly events = new EventList();
  /** Why nothing could be read, or not anew. */
  failure = $state.raw<unknown>(null);
  /** A schedule that is drawn: of which row of the bounds, and of which end. */
  schedule = $state.raw<{ readonly row: number; readonly end: "least" | "most" } | null>(null);
  camera = $state.raw<MapCamera | null>(null);
  size = $state.raw({ width: 0, height: 0 });

  panel = $state<PanelName>("sightings");
  ship = $state<number | null>(null);
  sighting = $state<string | null>(null);
  event = $state<string | null>(null);
  /** Only events of this kind; null: all. */
  eventKind = $state<ListedKind | null>(null);
  /** Only events of what the map shows. */
  eventsInView = $state(false);
  leg = $state<string | null>(null);
  way = $state(0);
  hidden = $state.raw<ReadonlySet<LayerName>>(new Set());
  silenceMinutes = $state<number>(usualSilence);
  countsOf = $state<string | null>(null);
  sought = $state("");

  readonly shownTracks: Tracks | null = $derived(
    this.finer.held?.tracks ?? (this.records.tracks.state === "read" ? this.records.tracks.value : null),
  );
  readonly outlines: readonly { readonly shape: Shape; readonly approximate: boolean }[] = $derived(
    this.records.places.flatMap((place) =>
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
    return (this.records.screen?.sightings ?? []).filter(
      (s) => s.fromMs < toMs && Math.max(s.toMs, s.fromMs + 1) > fromMs,
    );
  });
  /** The event that is chosen, as far as the list was read. */
  readonly chosenEvent: ListedEvent | null = $derived(this.events.find(this.event));
  /** The site whose clock is told beside UTC: the nearest to the middle of the map. */
  readonly localSite = $derived.by(() => {
    const camera = this.camera;
    const sites = this.records.screen?.sites ?? [];
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

  /** Reads all that the room shows. */
  async read(): Promise<void> {
    const { records } = this;
    try {
      const isFirst = records.screen === null;
      await records.readScreen((screen) => this.#begin(screen));
      this.failure = null;
      await Promise.all([
        records.readTracks(),
        records.readShips(),
        records.readReception(),
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
    const { records } = this;
    if (records.screen?.analysis !== "missing") return;
    try {
      const screen = await get<MovementsScreen>("/api/movements");
      if (screen.analysis !== "made") return;
      records.screen = screen;
      await Promise.all([records.readTracks(), records.readReception(), this.readShip(), this.readPanel()]);
    } catch {
      // The next change reads it again.
    }
  }

  #begin(screen: MovementsScreen): void {
    const address = addressOf(router.query);
    this.#take(address, screen);
    this.camera = cameraOf(router.query.get("view"));
    const site = screen.sites.find((one) => one.id === router.query.get("site"));
    if (site !== undefined) {
      // Whoever comes from a site wants to see what moved about it.
      this.camera ??= { ...fitted([site.position], { width: 800, height: 600 }), worldPixels: 2 ** 18 };
      this.countsOf = address.counts ?? usualCounts(screen, site.id);
      router.write({ site: null });
    }
    const { whole, usual } = knownTimes(screen);
    this.clock.begin(whole, usual, address);
    const chosen = screen.sightings.find((s) => s.id === address.sighting);
    if (chosen !== undefined && address.atMs === null) this.clock.goTo((chosen.fromMs + chosen.toMs) / 2);
  }

  /** Shows what the address says, where it was changed by going back or by a link. */
  follow(): void {
    const { screen } = this.records;
    if (screen === null || location.search === this.#written) return;
    clearTimeout(this.#writing);
    this.#written = location.search;
    const address = addressOf(router.query);
    this.#take(address, screen);
    this.camera = cameraOf(router.query.get("view")) ?? this.camera;
    this.clock.stop();
    this.clock.begin(this.clock.whole, this.clock.axis, address);
    void Promise.all([this.readSighting(), this.readShip(), this.readCounts(), this.readPanel()]);
  }

  #take(address: RoomAddress, screen: MovementsScreen): void {
    this.panel = address.panel ?? usualPanel(screen);
    this.ship = address.ship;
    this.sighting = address.sighting;
    if (address.panel === null && address.sighting !== null) this.panel = "sightings";
    this.event = address.event;
    this.eventKind = address.eventKind;
    this.eventsInView = address.eventsInView;
    this.leg = address.leg;
    this.way = address.way;
    this.hidden = address.hidden;
    this.silenceMinutes = address.silenceMinutes;
    this.sought = address.sought;
    this.countsOf = address.counts ?? usualCounts(screen);
  }

  readSighting = (): Promise<void> => this.records.readSighting(this.sighting);
  readShip = (): Promise<void> => this.records.readShip(this.ship, this.clock.whole);
  readCounts = (): Promise<void> => this.records.readCounts(this.countsOf);

  /** What the panel that is open needs beside the rest. */
  async readPanel(): Promise<void> {
    if (this.panel === "voyages") await this.records.readTrips();
    if (this.panel === "chain") await this.records.readChain();
    if (this.panel === "events") this.wishEvents();
  }

  /** Reads the events of the window, of the map where only those are wished for. */
  wishEvents(): void {
    if (this.records.screen?.analysis !== "made") return;
    const { camera, size } = this;
    this.events.wish({
      window: this.clock.window,
      box: this.eventsInView && camera !== null && size.width > 0 ? boxOf(camera, size) : null,
      kind: this.eventKind,
      sought: this.sought,
      chosen: this.event,
    });
  }

  /** The schedules that the time bar draws; empty for none. */
  readonly shownSchedules: readonly Schedule[] = $derived.by(() => {
    if (this.schedule === null || this.records.trips.state !== "read" || this.records.trips.value === null)
      return [];
    const bounds = boundsRows(this.records.trips.value)[this.schedule.row]?.bounds;
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
    if (this.records.chain.state !== "read") return;
    const shown = chainDiagrams(this.records.chain.value)[this.way];
    this.fit((shown?.steps ?? []).flatMap(({ place }) => (place.position === null ? [] : [place.position])));
  }

  chooseSighting(id: string | null): void {
    this.sighting = id;
    this.ship = null;
    if (id !== null) {
      this.panel = "sightings";
      const found = this.records.screen?.sightings.find((s) => s.id === id);
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
    if (mmsi !== null) this.panel = "ships";
    this.keep({ replace: false });
    void this.readShip();
    void this.readSighting();
  }

  /** The ship and the place of an event come before the eye, and the moment goes to its begin. */
  chooseEvent(event: ListedEvent | null): void {
    this.event = event?.id ?? null;
    this.ship = event?.mmsi ?? null;
    this.sighting = null;
    this.panel = "events";
    if (event !== null) {
      this.clock.stop();
      this.clock.goTo(Math.max(event.fromMs, this.clock.whole.fromMs));
      if (event.box === null) this.#bringIn(event.position);
      else
        this.fit(
          [
            [event.box.west, event.box.south],
            [event.box.east, event.box.north],
          ],
          nearestBox,
        );
    }
    this.keep({ replace: false });
    void this.readShip();
    void this.readSighting();
  }

  chooseEventKind(kind: ListedKind | null): void {
    this.eventKind = kind;
    this.keep();
  }

  showEventsInView(only: boolean): void {
    this.eventsInView = only;
    this.keep();
  }

  choosePanel(panel: PanelName): void {
    // What the address asks for is shown first.
    if (this.records.screen === null) return;
    this.panel = panel;
    this.ship = null;
    this.sighting = null;
    this.event = null;
    this.leg = null;
    void this.readShip();
    void this.readSighting();
    this.keep({ replace: false });
    void this.#enterPanel();
  }

  /** What a panel is about is brought before the eye: the window of the trips, the places of the chain. */
  async #enterPanel(): Promise<void> {
    await this.readPanel();
    if (
      this.panel === "voyages" &&
      this.records.trips.state === "read" &&
      this.records.trips.value !== null
    ) {
      this.clock.setWindow(this.records.trips.value.within);
      this.clock.showWindow();
    }
    this.#fitPanel();
    this.keep();
  }

  #fitPanel(): void {
    if (this.panel === "voyages" && this.records.trips.state === "read")
      this.fit((this.records.trips.value?.ports ?? []).map((p) => p.position));
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
  }

  /** Reads more of the tracks that the map shows, where there is more. */
  wishFiner(): void {
    this.finer.wish(() => {
      const { camera, size } = this;
      const { tracks } = this.records;
      if (tracks.state !== "read" || camera === null || size.width === 0) return null;
      return {
        all: tracks.value,
        shown: { camera, size, window: this.clock.window, whole: this.clock.whole },
      };
    });
  }

  /** The map shows these positions. */
  fit(positions: readonly Position[], nearest = Infinity): void {
    if (positions.length === 0 || this.size.width === 0) return;
    const camera = fitted(positions, this.size, 70);
    this.look({ ...camera, worldPixels: Math.min(camera.worldPixels, nearest) });
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
      const { screen } = this.records;
      if (router.place.room !== "movements" || screen === null) return;
      const { axis, window, atMs, whole } = this.clock;
      const isWhole = axis.fromMs === whole.fromMs && axis.toMs === whole.toMs;
      const text: Partial<RoomAddress> = {
        axis: isWhole ? null : axis,
        window,
        atMs,
        ship: this.ship,
        sighting: this.sighting,
        panel: this.panel === usualPanel(screen) ? null : this.panel,
        event: this.event,
        eventKind: this.eventKind,
        eventsInView: this.eventsInView,
        hidden: this.hidden,
        silenceMinutes: this.silenceMinutes,
        counts: this.countsOf === usualCounts(screen) ? null : this.countsOf,
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

  end(): void {
    clearTimeout(this.#writing);
    this.finer.end();
    this.events.end();
    this.clock.stop();
  }
}
