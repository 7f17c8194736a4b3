import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { steppedLook, type LookStrip } from "../../../../../findings/screens/look-strip.ts";
import { linedUpPair, type LinedUpPair } from "../../../../../findings/screens/look-words.ts";
import { areasOverlay, type DrawnAreas } from "../../../picture/areas-overlay.ts";
import { levelRotation } from "../../../picture/camera.ts";
import { layersOf, type Styled } from "../../../picture/compare.ts";
import { groundFrame, pixelFrame, type PictureFrame, type PlacePosition } from "../../../picture/frame.ts";
import type { PictureLayer } from "../../../picture/layer.ts";
import { measureOverlay, type Measurement, type MeasureTool } from "../../../picture/measure-overlay.ts";
import type { PaintedState } from "../../../picture/painter.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { swipeOverlay } from "../../../picture/swipe-overlay.ts";
import { get } from "../../api.ts";
import { pathOf } from "../../places.ts";
import { go, router } from "../../router.svelte.ts";
import {
  cameraOfText,
  drawnOfText,
  drawnText,
  modeOfText,
  tonesOfText,
  tonesText,
  usualTones,
  viewText,
  type CompareMode,
  type DrawnOver,
  type Tones,
} from "./address.ts";
import { openLooks, type OpenedLooks } from "./opened-looks.ts";
import { styleOf } from "./styled.ts";

/** How long each of two blinking pictures stands, in milliseconds. */
const blinkMs = 700;
/** A camera that moves is written into the address when it has stood still for so long. */
const addressMs = 250;

const marked = (name: string, detail: Readonly<Record<string, unknown>>): void => {
  performance.mark(name, { detail });
};

/** The state of the look room: which look, with which other, how it is shown, and what was measured on it. */
export class LookRoom {
  screen = $state.raw<LookScreen | null>(null);
  strip = $state.raw<LookStrip | null>(null);
  failure = $state.raw<unknown>(null);
  /** Why pixels could not be had; the records are shown all the same. */
  pixelFailure = $state.raw("");
  painted = $state.raw<PaintedState | null>(null);
  drawnBy = $state<"webgl2" | "canvas" | null>(null);
  withScreen = $state.raw<LookScreen | null>(null);
  mode = $state<CompareMode>("swipe");
  /** Where the line of the swipe stands, or how much of the second look is faded in. */
  share = $state(0.5);
  /** Which of the two blinks now. */
  second = $state(false);
  tones = $state.raw<Tones>(usualTones);
  drawn = $state.raw<DrawnOver>({ areas: true, tracks: true, names: false });
  level = $state(false);
  measurement = $state.raw<Measurement | null>(null);
  /** True once the picture has been sharp, or cannot be: what is less urgent is loaded then. */
  ready = $state(false);
  meanings = $state.raw<readonly string[]>([]);

  readonly looks: OpenedLooks;
  readonly #reader = openRangeReader();
  #host: HTMLElement | null = null;
  #sideHost: HTMLElement | null = null;
  view: PictureView | null = null;
  #side: PictureView | null = null;
  #frame: PictureFrame | null = null;
  #shown: Styled | null = null;
  #with: Styled | null = null;
  #ahead: readonly PictureLayer[] = [];
  #turn = 0;
  #asked: { look: string; atMs: number; stepped: boolean; told: Set<string> } | null = null;
  #stepAsked: { by: 1 | -1; which: "usable" | "all" } | null = null;
  #blink: ReturnType<typeof setInterval> | null = null;
  #writing: ReturnType<typeof setTimeout> | null = null;
  #written = "";

  constructor() {
    this.#reader.warm();
    this.looks = openLooks(this.#reader, () => router.query.get("kind"));
    this.#readAddress();
  }

  #readAddress(): void {
    const { query } = router;
    this.mode = modeOfText(query.get("mode"));
    const share = Number(query.get("share") ?? 0.5);
    this.share = share >= 0 && share <= 1 ? share : 0.5;
    this.tones = tonesOfText(query.get("stretch"), query.get("bands"));
    this.drawn = drawnOfText(query.get("drawn"));
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    this.#host = host;
    this.#openView();
    return () => {
      this.#host = null;
      this.#closeViews();
    };
  }

  attachSide(host: HTMLElement): () => void {
    this.#sideHost = host;
    this.#openSide();
    return () => {
      this.#sideHost = null;
      this.#side?.close();
      this.#side = null;
    };
  }

  close(): void {
    this.#turn++;
    if (this.#blink !== null) clearInterval(this.#blink);
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#closeViews();
    this.looks.close();
    this.#reader.close();
  }

  #closeViews(): void {
    this.view?.close();
    this.view = null;
    this.#side?.close();
    this.#side = null;
    this.#frame = null;
  }

  /** Shows a look: its records, then its picture. The camera and the tones stay as they are. */
  async show(id: string): Promise<void> {
    const turn = ++this.#turn;
    this.failure = null;
    this.pixelFailure = "";
    this.#asked =
      this.#asked?.look === id && this.#asked.told.size === 0
        ? this.#asked
        : { look: id, atMs: performance.now(), stepped: false, told: new Set() };
    marked("look:asked", { look: id });
    let screen: LookScreen;
    try {
      screen = await this.looks.screen(id);
    } catch (error) {
      if (turn === this.#turn) {
        this.failure = error;
        this.screen = null;
      }
      return;
    }
    if (turn !== this.#turn) return;
    if (this.strip?.site !== screen.site.id) void this.#readStrip(screen.site.id);
    this.screen = screen;
    document.title = `${screen.taken}, ${screen.site.name} · Yardwatch`;
    if (this.withScreen?.id === id) this.compareWith(null);
    this.#openView();
    await this.#useTones(turn);
    if (turn === this.#turn && this.withScreen === null) await this.#readWith(router.query.get("with"));
    if (turn === this.#turn) void this.#readAhead(turn);
  }

  async #readStrip(site: string): Promise<void> {
    const kind = router.query.get("kind");
    try {
      this.strip = await get<LookStrip>(
        `/api/sites/${encodeURIComponent(site)}/looks${kind === null ? "" : `?kind=${encodeURIComponent(kind)}`}`,
      );
      const asked = this.#stepAsked;
      this.#stepAsked = null;
      if (asked !== null) this.step(asked.by, asked.which);
      void this.#readAhead(this.#turn);
    } catch (error) {
      this.failure = error;
    }
  }

  /** After a change of the case. */
  async reread(): Promise<void> {
    this.looks.forgetScreens();
    const { screen } = this;
    if (screen === null) return;
    try {
      this.screen = await this.looks.screen(screen.id);
      if (this.withScreen !== null) this.withScreen = await this.looks.screen(this.withScreen.id);
      await this.#readStrip(screen.site.id);
      this.redraw();
    } catch (error) {
      this.failure = error;
    }
  }

  #frameOf(screen: LookScreen): PictureFrame {
    return screen.picture !== null && screen.picture.georeference === null
      ? pixelFrame()
      : groundFrame(screen.site.position);
  }

  /** Opens the view of the look's frame, or keeps the one that is open where the frame is the same. */
  #openView(): void {
    const { screen } = this;
    const host = this.#host;
    if (host === null || screen === null || screen.picture === null) return;
    const frame = this.#frameOf(screen);
    const had = this.#frame;
    if (this.view !== null && had?.kind === frame.kind && had.origin.join() === frame.origin.join()) return;
    this.#closeViews();
    this.#frame = frame;
    const view = openPictureView({
      host,
      frame,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture of the look; arrows move it, plus and minus zoom, R turns, 0 shows all",
    });
    this.view = view;
    this.drawnBy = view.drawnBy;
    view.addOverlay(areasOverlay(() => this.#drawnHere("first")));
    view.addOverlay(areasOverlay(() => this.#drawnHere("second")));
    view.addOverlay(scaleOverlay(frame));
    view.addOverlay(
      swipeOverlay({
        now: () =>
          this.withScreen !== null && this.#with !== null && this.mode === "swipe" ? this.share : null,
        change: (share) => this.setShare(share),
        width: () => view.size.width,
      }),
    );
    view.addOverlay(
      measureOverlay({
        frame,
        now: () => this.measurement,
        change: (next) => {
          this.measurement = next;
          this.redraw();
        },
        sampleDistanceMetres: () => this.sampleDistanceMetres,
        redraw: () => view.redraw(),
      }),
    );
    view.onCamera((camera) => {
      if (this.level && !this.#isLevel(camera.rotationDegrees)) this.level = false;
      this.#side?.setCamera(camera);
      this.#writeSoon();
    });
    view.onPainted((painted) => this.#onPainted(painted));
    const home = this.#home(screen);
    const camera = cameraOfText(router.query.get("view"), frame);
    if (camera === null) {
      if (home !== null) view.fit(home);
    } else {
      view.setCamera(camera);
      if (home !== null) view.setHome(home);
      this.level = camera.rotationDegrees !== 0 && this.#isLevel(camera.rotationDegrees);
    }
    this.#written = router.query.get("view") ?? "";
    if (this.#sideHost !== null) this.#openSide();
  }

  #openSide(): void {
    const { view } = this;
    const frame = this.#frame;
    const host = this.#sideHost;
    if (host === null || frame === null || view === null) return;
    this.#side?.close();
    const side = openPictureView({
      host,
      frame,
      camera: view.camera,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture of the other look, at the same place",
    });
    this.#side = side;
    side.addOverlay(areasOverlay(() => this.#drawnOf(this.withScreen)));
    side.onCamera((camera) => {
      if (this.view !== null && this.view.camera !== camera && !sameCamera(this.view.camera, camera))
        this.view.setCamera(camera);
    });
    this.#setLayers();
  }

  /** What is drawn over each of two looks in one view: that of its own day, where its own picture is. */
  #drawnHere(which: "first" | "second"): DrawnAreas {
    const shared = this.#with !== null && this.mode !== "side";
    const none = { areas: [], outlines: false, tracks: false, names: false };
    const own = this.#drawnOf(which === "first" ? this.screen : this.withScreen);
    if (!shared) return which === "first" ? own : none;
    if (this.mode === "swipe")
      return { ...own, across: which === "first" ? [0, this.share] : [this.share, 1] };
    const isSecond = this.mode === "blink" ? this.second : this.share > 0.5;
    return isSecond === (which === "second") ? own : none;
  }

  #drawnOf(screen: LookScreen | null): DrawnAreas {
    const { areas: outlines, tracks, names } = this.drawn;
    return { areas: screen?.areas ?? [], outlines, tracks, names };
  }

  /** What is shown at first: the areas and tracks of the day, or the whole picture. */
  #home(screen: LookScreen): PlacePosition[] | null {
    if (screen.picture === null) return null;
    const { width, height, georeference } = screen.picture;
    const positions = screen.areas.flatMap((a): readonly PlacePosition[] =>
      a.outline.type === "lines" ? a.outline.lines.flat() : a.outline.polygons.flat(2),
    );
    if (georeference !== null && positions.length > 0) return positions;
    return georeference === null
      ? [
          [0, 0],
          [width, height],
        ]
      : null;
  }

  get sampleDistanceMetres(): number | null {
    const { picture } = this.screen ?? {};
    return picture?.effectiveSampleDistanceMetres ?? picture?.sampleDistanceMetres ?? null;
  }

  /** Styles the looks that are shown, and hands them to the view. */
  async #useTones(turn: number): Promise<void> {
    const { screen } = this;
    const frame = this.#frame;
    if (screen === null || screen.picture === null || frame === null) {
      this.#shown = null;
      this.ready = true;
      this.view?.setLayers([]);
      return;
    }
    try {
      const picture = await this.looks.picture(screen, frame);
      if (picture === null || turn !== this.#turn) return;
      const { view } = this;
      if (
        view !== null &&
        this.#shown === null &&
        this.#home(screen) === null &&
        router.query.get("view") === null
      )
        view.fit(picture.corners);
      const style = await styleOf(picture, this.tones);
      if (turn !== this.#turn) return;
      this.meanings = picture.meanings;
      this.#shown = { picture, style };
      this.#setLayers();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.ready = true;
      this.pixelFailure = error instanceof Error ? error.message : String(error);
    }
  }

  async #readWith(id: string | null): Promise<void> {
    if (id === null || id === "" || id === this.screen?.id) return;
    const turn = this.#turn;
    try {
      const screen = await this.looks.screen(id);
      if (turn !== this.#turn) return;
      this.withScreen = screen;
      await this.#useWith();
      this.#startBlink();
    } catch (error) {
      this.pixelFailure = error instanceof Error ? error.message : String(error);
      router.write({ with: null });
    }
  }

  async #useWith(): Promise<void> {
    const { withScreen } = this;
    const frame = this.#frame;
    this.#with = null;
    if (withScreen !== null && frame !== null) {
      const picture = await this.looks.picture(withScreen, frame);
      if (picture !== null && withScreen === this.withScreen)
        this.#with = { picture, style: await styleOf(picture, this.tones) };
    }
    this.#setLayers();
  }

  #setLayers(): void {
    const { view } = this;
    const shown = this.#shown;
    if (view === null || shown === null) return;
    const second = this.#with;
    const isSide = this.mode === "side";
    view.setLayers(
      layersOf(
        shown,
        isSide ? null : second,
        this.mode === "blink"
          ? { mode: "blink", second: this.second }
          : { mode: this.mode === "fade" ? "fade" : "swipe", share: this.share },
      ),
      this.#ahead,
    );
    this.#side?.setLayers(second === null ? [] : layersOf(second, null, { mode: "swipe", share: 1 }));
  }

  /** Loads what the next and the previous usable look would show here. */
  async #readAhead(turn: number): Promise<void> {
    const { strip, screen } = this;
    const frame = this.#frame;
    if (strip === null || screen === null || frame === null || !this.ready) return;
    const ahead: PictureLayer[] = [];
    for (const by of [1, -1] as const) {
      const next = steppedLook(strip, screen.id, by, "usable");
      if (next === null) continue;
      try {
        const picture = await this.looks.picture(await this.looks.screen(next.id), frame);
        if (picture === null || turn !== this.#turn) continue;
        const style = await styleOf(picture, this.tones);
        ahead.push({ picture, style, opacity: 0, across: null });
      } catch {
        // What cannot be had ahead says why when it is asked for.
      }
    }
    if (turn !== this.#turn) return;
    this.#ahead = ahead;
    this.#setLayers();
  }

  #onPainted(painted: PaintedState): void {
    this.painted = painted;
    const asked = this.#asked;
    const own = painted.layers.find((l) => l.id === asked?.look);
    if (asked === null || own === undefined) return;
    const once = (name: string): boolean => {
      if (asked.told.has(name)) return false;
      asked.told.add(name);
      const detail = { look: asked.look, drawnBy: this.drawnBy };
      performance.mark(name, { detail });
      performance.measure(`${name}:took`, { start: asked.atMs, end: performance.now(), detail });
      return true;
    };
    if (own.some) once("picture:first-paint");
    if (own.sharp) {
      const isFirst = !this.ready;
      this.ready = true;
      if (isFirst) void this.#readAhead(this.#turn);
      once("picture:sharp");
      if (asked.stepped) once("look:stepped");
    }
  }

  /** Goes to the next (or previous) look of the strip. */
  step(by: 1 | -1, which: "usable" | "all"): void {
    const { strip, screen } = this;
    if (strip === null || screen === null) {
      // Pressed before the looks of the site are here: done when they are.
      this.#stepAsked = { by, which };
      return;
    }
    // From the look that was asked for last, also while it is still on its way: keys may come faster than pictures.
    const next = steppedLook(strip, this.#asked?.look ?? screen.id, by, which);
    if (next !== null) this.goTo(next.id);
  }

  goTo(id: string): void {
    this.#asked = { look: id, atMs: performance.now(), stepped: true, told: new Set() };
    this.#writeNow();
    go(`${pathOf.look(id)}${location.search}`);
  }

  /** Compares with another look; null ends it. */
  compareWith(id: string | null): void {
    router.write({ with: id, ...(id === null ? { mode: null, share: null } : {}) });
    if (id === null) {
      this.withScreen = null;
      this.#with = null;
      this.#stopBlink();
      this.#setLayers();
    } else {
      this.withScreen = null;
      void this.#readWith(id);
    }
  }

  /** The look before this one, to compare with; the one after where it is the first. */
  compareDefault(): void {
    const { strip, screen } = this;
    if (strip === null || screen === null) return;
    const other =
      steppedLook(strip, screen.id, -1, "usable") ??
      steppedLook(strip, screen.id, 1, "usable") ??
      strip.looks.find((l) => l.picture && l.id !== screen.id);
    if (other !== undefined && other !== null) this.compareWith(other.id);
  }

  swap(): void {
    const { screen, withScreen } = this;
    if (screen === null || withScreen === null) return;
    const [id, other] = [withScreen.id, screen.id];
    this.withScreen = null;
    this.#with = null;
    router.write({ with: other });
    this.goTo(id);
  }

  setMode(mode: CompareMode): void {
    this.mode = mode;
    router.write({ mode: mode === "swipe" ? null : mode });
    if (this.withScreen === null) this.compareDefault();
    this.#startBlink();
    this.#setLayers();
  }

  setShare(share: number): void {
    this.share = Math.min(1, Math.max(0, share));
    this.#writeSoon();
    this.#setLayers();
  }

  #startBlink(): void {
    this.#stopBlink();
    if (this.mode !== "blink" || this.withScreen === null) return;
    this.#blink = setInterval(() => {
      this.second = !this.second;
      this.#setLayers();
    }, blinkMs);
  }

  #stopBlink(): void {
    if (this.#blink !== null) clearInterval(this.#blink);
    this.#blink = null;
    this.second = false;
  }

  setTones(change: Partial<Tones>): void {
    this.tones = { ...this.tones, ...change };
    const text = tonesText(this.tones);
    router.write({ stretch: text === "" ? null : text, bands: this.tones.bands });
    void this.#restyle();
  }

  async #restyle(): Promise<void> {
    const turn = this.#turn;
    await this.#useTones(turn);
    if (turn !== this.#turn) return;
    await this.#useWith();
    void this.#readAhead(turn);
  }

  setDrawn(change: Partial<DrawnOver>): void {
    this.drawn = { ...this.drawn, ...change };
    const text = drawnText(this.drawn);
    router.write({ drawn: text === "" ? null : text });
    this.redraw();
  }

  #trackRotation(): number {
    const frame = this.#frame;
    if (frame === null || this.screen === null) return 0;
    return levelRotation(
      this.screen.areas.flatMap((a) =>
        a.outline.type === "lines" ? a.outline.lines.map((line) => line.map(frame.toPlane)) : [],
      ),
    );
  }

  #isLevel = (rotation: number): boolean => Math.abs(rotation - this.#trackRotation()) < 0.01;

  /** North up, or turned so that the tracks lie level. */
  setLevel(level: boolean): void {
    const { view } = this;
    if (view === null) return;
    this.level = level;
    view.setCamera({ ...view.camera, rotationDegrees: level ? this.#trackRotation() : 0 });
  }

  get hasTracks(): boolean {
    return this.screen?.areas.some((a) => a.outline.type === "lines") ?? false;
  }

  measure(tool: MeasureTool): void {
    this.measurement = this.measurement?.tool === tool ? null : { tool, points: [], finished: false };
    this.redraw();
  }

  /** Takes the last point back; ends measuring where there is none. */
  unmeasure(): void {
    const { measurement } = this;
    if (measurement === null) return;
    this.measurement =
      measurement.points.length === 0
        ? null
        : { ...measurement, points: measurement.points.slice(0, -1), finished: false };
    this.redraw();
  }

  endMeasure(): void {
    this.measurement = null;
    this.redraw();
  }

  redraw(): void {
    this.view?.redraw();
    this.#side?.redraw();
  }

  key(event: KeyboardEvent): void {
    this.view?.key(event);
  }

  get pair(): LinedUpPair | null {
    const { screen, withScreen } = this;
    return screen === null || withScreen === null ? null : linedUpPair(screen, withScreen);
  }

  /** The address may be changed from outside, by a link or by going back: what it says of the view is taken over. */
  addressChanged(): void {
    const view = router.query.get("view");
    const frame = this.#frame;
    if (view !== null && view !== this.#written && frame !== null && this.view !== null) {
      const camera = cameraOfText(view, frame);
      this.#written = view;
      if (camera !== null) this.view.setCamera(camera);
    }
  }

  #writeSoon(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#writeNow(), addressMs);
  }

  #writeNow(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = null;
    const { view } = this;
    const frame = this.#frame;
    if (view === null || frame === null) return;
    this.#written = viewText(view.camera, frame);
    const isShared =
      this.withScreen !== null && (this.mode === "swipe" || this.mode === "fade") && this.share !== 0.5;
    router.write({ view: this.#written, share: isShared ? this.share.toFixed(3) : null });
  }
}

const sameCamera = (a: PictureView["camera"], b: PictureView["camera"]): boolean =>
  a.centre[0] === b.centre[0] &&
  a.centre[1] === b.centre[1] &&
  a.metresPerPixel === b.metresPerPixel &&
  a.rotationDegrees === b.rotationDegrees;
