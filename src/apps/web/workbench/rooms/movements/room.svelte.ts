import type { ListedEvent, ListedKind } from "../../../../../findings/screens/movements-events.ts";
import type { MovementsScreen, ShownSighting } from "../../../../../findings/screens/movements.ts";
import { boundsRows } from "../../../../../findings/screens/movements-trips.ts";
import type { Schedule } from "../../../../../movements/voyages/schedule.ts";
import { cameraOf, cameraText, fitted } from "../../../map/camera.ts";
import { shapeOfArea, type Shape } from "../../../map/shape.ts";
import type { Tracks } from "../../../map/tracks.ts";
import type { ShownWord } from "../../../map/verdict-words.ts";
import { meets } from "../../../time/stretch.ts";
import { get } from "../../api.ts";
import { router } from "../../router.svelte.ts";
import { addressOf, addressText, type LayerName, type RoomAddress } from "./address.ts";
import { RoomChoice } from "./choice.svelte.ts";
import { Clock } from "./clock.svelte.ts";
import { Entry } from "./entry/entry.svelte.ts";
import { EventList } from "./event-list.svelte.ts";
import { boxOf, FinerTracks } from "./finer-tracks.svelte.ts";
import { LaidOnMap } from "./map-pictures.svelte.ts";
import { knownTimes, usualCounts } from "./first-view.ts";
import { KeptAddress } from "./kept-address.ts";
import { MapView } from "./map-view.svelte.ts";
import { placedPictures, viewOf } from "./picture-choice.ts";
import { RoomRecords } from "./records.svelte.ts";
import { Showing } from "./showing.ts";

/** What the room of movements shows. What a colleague should see the same is in the address; this keeps both in step. */
export class MovementsRoom {
  readonly clock = new Clock();
  readonly records = new RoomRecords();
  readonly finer = new FinerTracks();
  readonly events = new EventList();
  readonly choice = new RoomChoice();
  readonly entry = new Entry(this);
  readonly view = new MapView(() => this.keep());
  readonly pictures = new LaidOnMap(this);
  readonly show: Showing = new Showing(this);
  /** Why nothing could be read, or not anew. */
  failure = $state.raw<unknown>(null);
  /** A schedule that is drawn: of which row of the bounds, and of which end. */
  schedule = $state.raw<{ readonly row: number; readonly end: "least" | "most" } | null>(null);
  readonly shownTracks: Tracks | null = $derived.by(() => {
    const { camera, size } = this.view;
    const all = this.records.tracks.state === "read" ? this.records.tracks.value : null;
    return (camera === null ? null : this.finer.covering({ camera, size, window: this.clock.window })) ?? all;
  });
  readonly outlines: readonly { readonly shape: Shape; readonly approximate: boolean }[] = $derived(
    this.records.places.flatMap(({ areas }) =>
      areas.map((area) => ({ approximate: area.approximate, shape: shapeOfArea(area) })),
    ),
  );
  /** Sightings of the window. */
  readonly inWindow: readonly ShownSighting[] = $derived.by(() => {
    const { window } = this.clock;
    return (this.records.screen?.sightings ?? []).filter((s) => meets(s, window));
  });
  /** Those of them that are listed and drawn: of the verdict that was chosen. */
  readonly shownSightings: readonly ShownSighting[] = $derived.by(() => {
    const { verdict } = this.choice;
    return verdict === null
      ? this.inWindow
      : this.inWindow.filter((s) => (s.word ?? "no-verdict") === verdict);
  });
  /** The event that is chosen, as far as the list was read. */
  readonly chosenEvent: ListedEvent | null = $derived(this.events.find(this.choice.event));
  /** The site whose clock is told beside UTC: the nearest to the middle of the map. */
  readonly localSite = $derived(this.view.nearest(this.records.screen?.sites ?? []));

  readonly #address = new KeptAddress({
    told: () => this.#told(),
    write: (told, options) => router.write(told, options),
    now: () => location.search,
  });

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
      if (isFirst && cameraOf(router.query.get("view")) === null) this.show.placesOfPanel();
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
    this.choice.take(address, screen);
    this.view.camera = cameraOf(router.query.get("view"));
    const site = screen.sites.find((one) => one.id === router.query.get("site"));
    if (site !== undefined) {
      // Whoever comes from a site wants to see what moved about it.
      this.view.camera ??= { ...fitted([site.position], { width: 800, height: 600 }), worldPixels: 2 ** 18 };
      this.choice.countsOf = address.counts ?? usualCounts(screen, site.id);
      router.write({ site: null });
    }
    const { whole, usual } = knownTimes(screen);
    this.clock.begin(whole, usual, address);
    // A picture that is asked for by name alone is to be seen.
    const [asked] = placedPictures({ looks: screen.looks.filter((l) => l.id === address.picture) });
    if (asked !== undefined) this.view.camera ??= viewOf(asked, { width: 800, height: 600 });
    const chosen = screen.sightings.find((s) => s.id === address.sighting);
    if (chosen !== undefined && address.atMs === null) this.clock.goTo((chosen.fromMs + chosen.toMs) / 2);
  }

  /** Shows what the address says, where it was changed by going back or by a link. */
  follow(): void {
    const { screen } = this.records;
    if (screen === null || !this.#address.isFollowed()) return;
    const address = addressOf(router.query);
    this.choice.take(address, screen);
    this.view.camera = cameraOf(router.query.get("view")) ?? this.view.camera;
    this.clock.stop();
    this.clock.begin(this.clock.whole, this.clock.axis, address);
    void Promise.all([this.readSighting(), this.readShip(), this.readCounts(), this.readPanel()]);
  }

  readSighting = (): Promise<void> => this.records.readSighting(this.choice.sighting);
  readShip = (): Promise<void> => this.records.readShip(this.choice.ship, this.clock.whole);
  readCounts = (): Promise<void> => this.records.readCounts(this.choice.countsOf);

  /** What the panel that is open needs beside the rest. */
  async readPanel(): Promise<void> {
    if (this.choice.panel === "voyages") await this.records.readTrips();
    if (this.choice.panel === "chain") await this.records.readChain();
    if (this.choice.panel === "events") this.wishEvents();
  }

  /** Reads the events of the window, of the map where only those are wished for. */
  wishEvents(): void {
    if (this.records.screen?.analysis !== "made") return;
    const { camera, size } = this.view;
    this.events.wish({
      window: this.clock.window,
      box: this.choice.eventsInView && camera !== null && size.width > 0 ? boxOf(camera, size) : null,
      kind: this.choice.eventKind,
      sought: this.choice.sought,
      chosen: this.choice.event,
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
    this.choice.leg = id;
    this.keep();
  }

  chooseVerdict(verdict: ShownWord | null): void {
    this.choice.verdict = verdict;
    this.keep();
  }

  chooseEventKind(kind: ListedKind | null): void {
    this.choice.eventKind = kind;
    this.keep();
  }

  showEventsInView(only: boolean): void {
    this.choice.eventsInView = only;
    this.keep();
  }

  toggle(layer: LayerName): void {
    this.choice.toggle(layer);
    this.keep();
  }

  setOpacity(percent: number): void {
    this.choice.opacityPercent = percent;
    this.keep();
  }

  chooseCounts(counts: string): void {
    this.choice.countsOf = counts;
    this.keep();
    void this.readCounts();
  }

  /** Reads more of the tracks that the map shows, where there is more. */
  wishFiner(): void {
    this.finer.wish(() => {
      const { camera, size } = this.view;
      const { tracks } = this.records;
      if (tracks.state !== "read" || camera === null || size.width === 0) return null;
      return {
        all: tracks.value,
        shown: { camera, size, window: this.clock.window, whole: this.clock.whole },
      };
    });
  }

  /** Puts what the room shows into the address: when it has come to rest, or as a step that one can go back over. */
  keep(options: { readonly replace?: boolean } = {}): void {
    this.#address.keep(options);
  }

  #told(): Record<string, string | null> | null {
    const { screen } = this.records;
    if (router.place.room !== "movements" || screen === null) return null;
    const { axis, window, atMs, whole } = this.clock;
    const { camera } = this.view;
    const isWhole = axis.fromMs === whole.fromMs && axis.toMs === whole.toMs;
    const text: RoomAddress = { ...this.choice.told(screen), axis: isWhole ? null : axis, window, atMs };
    return { ...addressText(text), view: camera === null ? null : cameraText(camera) };
  }

  end(): void {
    this.#address.end();
    this.finer.end();
    this.pictures.end();
    this.events.end();
    this.clock.stop();
  }
}
