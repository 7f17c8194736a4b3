import { untrack } from "svelte";
import type { DrawScreen, OutlineOnScreen } from "../../../../../findings/screens/draw.ts";
import type { Area } from "../../../../../sites/counting/site.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { movedCrosshair, showing } from "../../../drawing/crosshair.ts";
import {
  draftOf,
  emptyDrawing,
  type Draft,
  type Drawing,
  type Path,
  type VertexAt,
} from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import { distance, type GroundPoint } from "../../../drawing/ground.ts";
import { keptFrom, keptPlace, keptText } from "../../../drawing/kept.ts";
import { edgeInWords, lengthInWords, measuresInWords, measuresOf } from "../../../drawing/measures.ts";
import { pathsOf } from "../../../drawing/of-record.ts";
import { problemsOf } from "../../../drawing/problems.ts";
import { snapped, type SnapLine, type Snapped } from "../../../drawing/snap.ts";
import { done, goneOn, stepsOf, type Steps } from "../../../drawing/steps.ts";
import { featureOf } from "../../../drawing/to-feature.ts";
import { changedAbout, toScreen } from "../../../picture/camera.ts";
import { groundFrame, type PictureFrame } from "../../../picture/frame.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { get } from "../../api.ts";
import { usualTones } from "../look/address.ts";
import { openLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";
import { Choice } from "./choice.ts";
import { drawingOverlay, type ShownDrawing } from "./drawing-overlay.ts";
import { Hand } from "./hand.ts";
import { Pointing } from "./pointing.ts";
import { positionsOf } from "./positions.ts";
import { ProposedTracks } from "./proposed-tracks.svelte.ts";
import { Saving } from "./saving.svelte.ts";

/** Pixels within which the pointer takes hold of a point, and is laid on what is near. */
const reachPixels = 12;

/** What the room says of itself: read out, and shown by the save button. */
export interface Said {
  readonly words: string;
  readonly kind: "plain" | "good" | "bad";
}

/** The state of the draw room: the outlines on record, what is being drawn, and what is proposed. */
export class DrawRoom {
  readonly hand = new Hand(this);
  readonly choice = new Choice(this);
  readonly pointing = new Pointing(this);
  readonly saving = new Saving(this);
  readonly tracks = new ProposedTracks(this);

  look = $state.raw<LookScreen | null>(null);
  screen = $state.raw<DrawScreen | null>(null);
  failure = $state.raw<unknown>(null);
  pixelFailure = $state("");
  steps = $state.raw<Steps>(stepsOf(emptyDrawing));
  crosshair = $state.raw<GroundPoint>([0, 0]);
  snapping = $state(true);
  square = $state(false);
  /** Outlines of all times, not only of the look's day. */
  allDays = $state(false);
  /** Key of the outline on record that is chosen. */
  chosen = $state<string | null>(null);
  held = $state.raw<VertexAt | null>(null);
  said = $state.raw<Said>({ words: "", kind: "plain" });
  restored = $state("");
  metresPerPixel = $state(1);
  /** What is asked of the chosen outline before it is done. */
  asking = $state<"end" | "withdraw" | null>(null);
  beginningSite = $state(false);

  readonly drawing: Drawing = $derived(this.steps.present);
  readonly draft: Draft | undefined = $derived(draftOf(this.drawing, this.drawing.chosen));
  readonly growing: Draft | undefined = $derived(draftOf(this.drawing, this.drawing.growing));
  readonly outlines: readonly OutlineOnScreen[] = $derived(
    (this.screen?.outlines ?? []).filter((o) => (this.allDays ? true : o.onDay)),
  );
  /** Outlines on record in the plane of the view, worked out once for every move of the pointer. */
  readonly recorded: readonly {
    readonly key: string;
    readonly area: Area;
    readonly paths: readonly Path[];
  }[] = $derived(
    this.outlines
      .filter((o) => o.held)
      .map(({ key, area }) => ({ key, area, paths: pathsOf(area.outline, this.frame.toPlane) })),
  );
  readonly chosenOutline: OutlineOnScreen | undefined = $derived(
    this.screen?.outlines.find((o) => o.key === this.chosen),
  );
  readonly problems: ReadonlyMap<string, readonly string[]> = $derived(
    new Map(this.drawing.drafts.map((d) => [d.id, problemsOf(d)])),
  );
  readonly maySave: boolean = $derived(
    this.drawing.drafts.length > 0 &&
      this.drawing.growing === null &&
      [...this.problems.values()].every((p) => p.length === 0),
  );
  readonly snap: Snapped = $derived.by(() => this.#snapped(this.crosshair));
  /** What the crosshair would draw, in words. */
  readonly live: string = $derived.by(() => {
    const last = this.growing?.paths.at(-1)?.points.at(-1);
    if (this.growing !== undefined && last !== undefined)
      return [
        ...(distance(last, this.snap.point) < 0.05
          ? []
          : [`next edge ${edgeInWords(last, this.snap.point)}`]),
        `so far ${lengthInWords(measuresOf({ type: "lines", paths: this.growing.paths }).lengthMetres)}`,
      ].join("; ");
    return this.draft === undefined ? "" : measuresInWords(measuresOf(this.draft));
  });

  readonly #reader = openRangeReader();
  readonly #looks = openLooks(this.#reader, () => null);
  frame: PictureFrame = groundFrame([0, 0]);
  view: PictureView | null = null;
  #turn = 0;

  close(): void {
    this.#turn++;
    this.view?.close();
    this.view = null;
    this.#looks.close();
    this.#reader.close();
  }

  /** Shows a look with the outlines of its day, and brings back what was not saved. */
  async open(id: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const look = await this.#looks.screen(id);
      if (turn !== this.#turn) return;
      if (look.site.id !== this.look?.site.id) this.#forget();
      // Before the look is shown: its picture is laid into this frame.
      this.frame = groundFrame(look.site.position);
      this.look = look;
      document.title = `Draw ${look.site.name}, ${look.taken} · Yardwatch`;
      await this.reread();
      if (turn !== this.#turn) return;
      const kept = keptFrom(localStorage.getItem(keptPlace(look.site.id)));
      if (kept !== null) {
        this.steps = stepsOf(kept.drawing);
        this.saving.since = kept.since;
        this.restored = kept.at;
      }
      await this.tracks.read();
    } catch (error) {
      if (turn === this.#turn) this.failure = error;
    }
  }

  /** What is drawn of one site is nothing of another: it is kept in the browser and brought back there. */
  #forget(): void {
    this.screen = null;
    this.steps = stepsOf(emptyDrawing);
    this.chosen = this.held = this.asking = null;
    this.restored = "";
    this.saving.forget();
  }

  /** Reads the outlines again, after a change of the case. */
  async reread(): Promise<void> {
    const { look } = this;
    if (look === null) return;
    const site = encodeURIComponent(look.site.id);
    this.screen = await get<DrawScreen>(`/api/sites/${site}/areas?look=${encodeURIComponent(look.id)}`);
    if (this.drawing.drafts.length === 0) this.saving.since = this.screen.version;
    this.view?.redraw();
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    const { look } = this;
    if (look === null) return () => {};
    const view = openPictureView({
      host,
      frame: this.frame,
      plainCanvas: new URLSearchParams(location.search).get("canvas") === "1",
      label: `picture of ${look.site.name}: arrows move the crosshair, Space places a point, T begins a track, O an outline; the question mark lists all keys`,
    });
    this.view = view;
    view.addOverlay(scaleOverlay(this.frame));
    view.addOverlay(
      drawingOverlay(
        () => this.#shown(),
        (event) => this.pointing.pointer(event),
        () => "crosshair",
      ),
    );
    view.onCamera((camera) => {
      this.metresPerPixel = camera.metresPerPixel;
    });
    void this.#showPicture(look, view);
    return () => {
      view.close();
      if (this.view === view) this.view = null;
    };
  }

  async #showPicture(look: LookScreen, view: PictureView): Promise<void> {
    try {
      // Not as something that the view depends on: it would be opened anew with every move.
      const before = untrack(() => this.crosshair);
      const picture = await this.#looks.picture(look, this.frame);
      if (picture === null || this.view !== view) return;
      // Who works already keeps what is looked at.
      if (this.crosshair === before) this.#goToDrawn(view, picture.corners);
      performance.mark("draw:placed");
      view.setLayers([{ picture, style: await styleOf(picture, usualTones), opacity: 1, across: null }]);
    } catch (error) {
      this.pixelFailure = error instanceof Error ? error.message : String(error);
    }
  }

  #goToDrawn(view: PictureView, corners: readonly GroundPoint[]): void {
    const drawn = this.outlines.flatMap((o) => positionsOf(o.area));
    view.fit(drawn.length > 0 ? drawn : corners);
    // A line that was brought back unfinished goes on at its end.
    const last = this.growing?.paths.at(-1)?.points.at(-1);
    if (last === undefined) this.crosshair = view.camera.centre;
    else this.goTo(last);
  }

  #shown(): ShownDrawing {
    const changing = new Set(
      this.drawing.drafts.flatMap((d) => (d.standing.type === "new" ? [] : [d.standing.outline])),
    );
    return {
      recorded: this.outlines
        .filter((o) => o.held)
        .map((o) => ({ key: o.key, area: o.area, changing: changing.has(o.key) })),
      chosen: this.chosen,
      drawing: this.drawing,
      proposals: this.tracks.open.map((p) => ({ ...p, chosen: p.id === this.tracks.chosen })),
      crosshair: this.crosshair,
      snapped: this.snap,
      held: this.held,
    };
  }

  reach = (): number => reachPixels * (this.view?.camera.metresPerPixel ?? this.metresPerPixel);

  #snapped(at: GroundPoint): Snapped {
    const growing = this.growing;
    const held = this.held ?? this.pointing.dragged;
    if (!this.snapping || (growing === undefined && held === null))
      return { point: at, told: null, guide: null };
    const draft = growing ?? draftOf(this.drawing, held?.draft ?? null);
    return snapped(at, {
      withinMetres: reachPixels * this.metresPerPixel,
      lines: this.snapLines(draft?.id ?? null),
      path: growing?.paths.at(-1)?.points ?? [],
      track: draft?.type === "lines",
      closes: growing?.type === "polygons",
      square: this.square,
    });
  }

  snapLines(except: string | null): readonly SnapLine[] {
    const drafts = this.drawing.drafts.filter((d) => d.id !== except);
    const changing = new Set(
      this.drawing.drafts.flatMap((d) => (d.standing.type === "new" ? [] : [d.standing.outline])),
    );
    return [
      ...drafts.flatMap((d) =>
        d.paths.map(({ points }) => ({
          name: d.name,
          points,
          closed: d.type === "polygons",
          track: d.type === "lines",
        })),
      ),
      ...this.recorded
        .filter((r) => !changing.has(r.key))
        .flatMap(({ area, paths }) =>
          paths.map(({ points }) => ({
            name: area.name,
            points,
            closed: area.outline.type === "polygons",
            track: area.outline.type === "lines",
          })),
        ),
    ];
  }

  /** Does a step of the drawing, keeps it over a crash, and says it. */
  do(next: Drawing, words: string): void {
    if (next === this.steps.present) return;
    this.steps = done(this.steps, next, words);
    this.changed();
    this.say(words);
  }

  goOn(next: Drawing): void {
    this.steps = goneOn(this.steps, next);
    this.changed();
  }

  changed(): void {
    this.saving.refused = null;
    this.keep();
    this.view?.redraw();
  }

  say(words: string, kind: Said["kind"] = "plain"): void {
    this.said = { words, kind };
  }

  /** Keeps the drawing in the browser, so that a crash loses nothing. */
  keep(): void {
    const { look, drawing } = this;
    if (look === null) return;
    const place = keptPlace(look.site.id);
    try {
      if (drawing.drafts.length === 0) localStorage.removeItem(place);
      else
        localStorage.setItem(
          place,
          keptText({
            drawing,
            since: this.saving.since ?? 0,
            look: look.id,
            at: new Date().toISOString(),
          }),
        );
    } catch {
      this.say("the browser keeps nothing now: what is not saved would be lost in a crash", "bad");
    }
  }

  names = (): string[] => [
    ...this.drawing.drafts.map((d) => d.name),
    ...(this.screen?.outlines ?? []).map((o) => o.area.name),
  ];

  goTo(point: GroundPoint): void {
    this.crosshair = point;
    const { view } = this;
    view?.setCamera(showing(point, view.camera, view.size));
    view?.redraw();
  }

  /** Opens what must be said before the chosen outline is ended or withdrawn. */
  ask(what: "end" | "withdraw"): void {
    if (this.chosenOutline?.held === true) this.asking = what;
    else this.say("choose an outline on record first: Tab goes to the next one");
  }

  focusPicture(): void {
    this.view?.host.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });
  }

  move(event: KeyboardEvent): boolean {
    const { view } = this;
    if (view === null) return false;
    const next = movedCrosshair(this.crosshair, view.camera, view.size, event);
    if (next === null) return false;
    this.crosshair = next.at;
    if (next.camera !== view.camera) view.setCamera(next.camera);
    if (this.held !== null) this.goOn(edit.moved(this.drawing, this.held, this.snap.point));
    view.redraw();
    return true;
  }

  /** Zooms about the crosshair, so that it stays in view. False: not a key that zooms. */
  zoom(key: string): boolean {
    const { view } = this;
    const by = "+=".includes(key) ? 1.5 : "-_".includes(key) ? 1 / 1.5 : null;
    if (view === null || by === null) return false;
    const at = toScreen(view.camera, view.size, this.crosshair);
    view.setCamera(changedAbout(view.camera, view.size, at, { by }));
    return true;
  }

  /** Outlines of the drawing as a new site takes them. */
  features = () => this.drawing.drafts.map((d) => featureOf(d, this.frame, null));
  positionHere = () => this.frame.toPosition(this.crosshair);
  clear(): void {
    this.steps = stepsOf(emptyDrawing);
    this.restored = "";
    this.saving.since = this.screen?.version ?? null;
    this.changed();
  }
}
