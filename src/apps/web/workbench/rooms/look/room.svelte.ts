import { messageOf } from "../../../../../base/errors.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { steppedLook, type LookStrip } from "../../../../../findings/screens/look-strip.ts";
import { areasOverlay, type DrawnAreas } from "../../../picture/areas-overlay.ts";
import { layersOf, type Styled } from "../../../picture/compare.ts";
import type { PictureLayer } from "../../../picture/layer.ts";
import { measureOverlay } from "../../../picture/measure-overlay.ts";
import type { Overlay } from "../../../picture/overlay.ts";
import type { PaintedState } from "../../../picture/painter.ts";
import type { PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { swipeOverlay } from "../../../picture/swipe-overlay.ts";
import { ofSite } from "../../addresses.ts";
import { get } from "../../api.ts";
import { pathOf } from "../../places.ts";
import { go, router } from "../../router.svelte.ts";
import { drawnOfText, drawnText, tonesOfText, tonesText, type DrawnOver, type Tones } from "./address.ts";
import { AskedLook } from "./asked-look.ts";
import { Comparison } from "./comparison.svelte.ts";
import { homeOf, LookViews } from "./look-views.svelte.ts";
import { Measuring } from "./measuring.svelte.ts";
import { openLooks, type OpenedLooks } from "./opened-looks.ts";
import { picturesAhead } from "./pictures-ahead.ts";
import { styleOf } from "./styled.ts";

/** A camera that moves is written into the address when it has stood still for so long, in milliseconds. */
const addressMs = 250;

const nothingDrawn: DrawnAreas = { areas: [], outlines: false, tracks: false, names: false };

/**
 * The look room: which look is shown, how it is made visible, and how one goes from look to look. Its views, the other look that it is compared with and what is
 * measured on it stand beside it.
 */
export class LookRoom {
  screen = $state.raw<LookScreen | null>(null);
  strip = $state.raw<LookStrip | null>(null);
  failure = $state.raw<unknown>(null);
  /** Why pixels could not be had; the records are shown all the same. */
  pixelFailure = $state.raw("");
  painted = $state.raw<PaintedState | null>(null);
  tones = $state.raw<Tones>(tonesOfText(router.query.get("stretch"), router.query.get("bands")));
  drawn = $state.raw<DrawnOver>(drawnOfText(router.query.get("drawn")));
  /** True once the picture has been sharp, or cannot be: what is less urgent is loaded then. */
  ready = $state(false);
  meanings = $state.raw<readonly string[]>([]);

  readonly looks: OpenedLooks;
  readonly views: LookViews;
  readonly comparison: Comparison;
  readonly measuring: Measuring;
  readonly #reader = openRangeReader();
  #shown: Styled | null = null;
  #ahead: readonly PictureLayer[] = [];
  /** Grows with every look that is asked for. */
  #turn = 0;
  #asked: AskedLook | null = null;
  #stepAsked: { readonly by: 1 | -1; readonly which: "usable" | "all" } | null = null;
  #writing: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    this.#reader.warm();
    this.looks = openLooks(this.#reader, () => router.query.get("kind"));
    this.measuring = new Measuring(() => this.redraw());
    this.views = new LookViews({
      screen: () => this.screen,
      overlays: (view) => this.#overlays(view),
      drawnBeside: () => this.#drawnOf(this.comparison.other),
      opened: () => this.#setLayers(),
      moved: () => this.#writeSoon(),
      painted: (painted) => this.#onPainted(painted),
    });
    this.comparison = new Comparison({
      looks: this.looks,
      screen: () => this.screen,
      strip: () => this.strip,
      frame: () => this.views.frame,
      tones: () => this.tones,
      outdated: () => this.#outdated(),
      changed: () => this.#setLayers(),
      moved: () => this.#writeSoon(),
      failed: (error) => this.#pixelsFailed(error),
      goTo: (look) => this.goTo(look),
    });
  }

  /** A question whether another look was asked for since. */
  #outdated(): () => boolean {
    const turn = this.#turn;
    return () => turn !== this.#turn;
  }

  /** Shows a look: its records, then its picture. The camera and the tones stay as they are. */
  async show(id: string): Promise<void> {
    this.#turn++;
    const isOutdated = this.#outdated();
    this.failure = null;
    this.pixelFailure = "";
    if (this.#asked?.look !== id || !this.#asked.isAwaited) this.#asked = new AskedLook(id, false);
    performance.mark("look:asked", { detail: { look: id } });
    let screen: LookScreen;
    try {
      screen = await this.looks.screen(id);
    } catch (error) {
      if (isOutdated()) return;
      this.failure = error;
      this.screen = null;
      return;
    }
    if (isOutdated()) return;
    if (this.strip?.site !== screen.site.id) void this.#readStrip(screen.site.id);
    this.screen = screen;
    document.title = `${screen.taken}, ${screen.site.name} · Yardwatch`;
    if (this.comparison.other?.id === id) this.comparison.with(null);
    this.views.open();
    await this.#useTones();
    if (!isOutdated() && this.comparison.other === null) await this.comparison.read(router.query.get("with"));
    if (!isOutdated()) void this.#readAhead();
  }

  async #readStrip(site: string): Promise<void> {
    const kind = router.query.get("kind");
    try {
      this.strip = await get<LookStrip>(
        ofSite(site, kind === null ? "looks" : `looks?kind=${encodeURIComponent(kind)}`),
      );
      const asked = this.#stepAsked;
      this.#stepAsked = null;
      if (asked !== null) this.step(asked.by, asked.which);
      void this.#readAhead();
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
      await this.comparison.reread();
      await this.#readStrip(screen.site.id);
      this.redraw();
    } catch (error) {
      this.failure = error;
    }
  }

  #overlays(view: PictureView): readonly Overlay[] {
    return [
      areasOverlay(() => this.#drawnHere("first")),
      areasOverlay(() => this.#drawnHere("second")),
      scaleOverlay(view.frame),
      swipeOverlay({
        now: () => this.comparison.line,
        change: (share) => this.comparison.setShare(share),
        width: () => view.size.width,
      }),
      measureOverlay({
        frame: view.frame,
        now: () => this.measuring.now,
        change: (next) => this.measuring.set(next),
        sampleDistanceMetres: () => this.sampleDistanceMetres,
        redraw: () => view.redraw(),
      }),
    ];
  }

  /** What is drawn over each of two looks in one view: that of its own day, where its own picture is. */
  #drawnHere(which: "first" | "second"): DrawnAreas {
    const across = this.comparison.partOf(which);
    if (across === null) return nothingDrawn;
    return { ...this.#drawnOf(which === "first" ? this.screen : this.comparison.other), across };
  }

  #drawnOf(screen: LookScreen | null): DrawnAreas {
    const { areas: outlines, tracks, names } = this.drawn;
    return { areas: screen?.areas ?? [], outlines, tracks, names };
  }

  get hasTracks(): boolean {
    return this.screen?.areas.some((a) => a.outline.type === "lines") ?? false;
  }

  get sampleDistanceMetres(): number | null {
    const { picture } = this.screen ?? {};
    return picture?.effectiveSampleDistanceMetres ?? picture?.sampleDistanceMetres ?? null;
  }

  /** Styles the look that is shown, and hands it to the view. */
  async #useTones(): Promise<void> {
    const isOutdated = this.#outdated();
    const { screen } = this;
    const { frame } = this.views;
    if (screen === null || screen.picture === null || frame === null) {
      this.#shown = null;
      this.ready = true;
      this.views.view?.setLayers([]);
      return;
    }
    try {
      const picture = await this.looks.picture(screen, frame);
      if (picture === null || isOutdated()) return;
      if (this.#shown === null && homeOf(screen) === null && router.query.get("view") === null)
        this.views.view?.fit(picture.corners);
      const style = await styleOf(picture, this.tones);
      if (isOutdated()) return;
      this.meanings = picture.meanings;
      this.#shown = { picture, style };
      this.#setLayers();
    } catch (error) {
      if (isOutdated()) return;
      this.ready = true;
      this.#pixelsFailed(error);
    }
  }

  #pixelsFailed(error: unknown): void {
    this.pixelFailure = messageOf(error);
  }

  #setLayers(): void {
    const shown = this.#shown;
    if (shown === null) return;
    const { mode, shared, styled: second } = this.comparison;
    this.views.setLayers(
      layersOf(shown, mode === "side" ? null : second, shared),
      this.#ahead,
      second === null ? [] : layersOf(second, null, shared),
    );
  }

  /** Loads what the next and the previous usable look would show here. */
  async #readAhead(): Promise<void> {
    const { strip, screen } = this;
    const { frame } = this.views;
    if (strip === null || screen === null || frame === null || !this.ready) return;
    const now = { look: screen.id, strip, frame, tones: () => this.tones };
    const ahead = await picturesAhead(this.looks, now, this.#outdated());
    if (ahead === null) return;
    this.#ahead = ahead;
    this.#setLayers();
  }

  #onPainted(painted: PaintedState): void {
    this.painted = painted;
    const asked = this.#asked;
    const own = painted.layers.find((l) => l.id === asked?.look);
    if (asked === null || own === undefined) return;
    asked.painted(own, this.views.drawnBy);
    if (!own.sharp || this.ready) return;
    this.ready = true;
    void this.#readAhead();
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
    this.#asked = new AskedLook(id, true);
    this.#writeNow();
    go(`${pathOf.look(id)}${location.search}`);
  }

  setTones(change: Partial<Tones>): void {
    this.tones = { ...this.tones, ...change };
    const text = tonesText(this.tones);
    router.write({ stretch: text === "" ? null : text, bands: this.tones.bands });
    void this.#restyle();
  }

  async #restyle(): Promise<void> {
    const isOutdated = this.#outdated();
    await this.#useTones();
    if (isOutdated()) return;
    await this.comparison.restyle();
    // Of the look that the tones were set on: another one reads its own neighbours.
    if (!isOutdated()) void this.#readAhead();
  }

  setDrawn(change: Partial<DrawnOver>): void {
    this.drawn = { ...this.drawn, ...change };
    const text = drawnText(this.drawn);
    router.write({ drawn: text === "" ? null : text });
    this.redraw();
  }

  redraw(): void {
    this.views.redraw();
  }

  #writeSoon(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#writeNow(), addressMs);
  }

  #writeNow(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = null;
    const view = this.views.cameraText();
    if (view !== null) router.write({ view, share: this.comparison.shareText });
  }

  close(): void {
    this.#turn++;
    this.comparison.close();
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.views.close();
    this.looks.close();
    this.#reader.close();
  }
}
