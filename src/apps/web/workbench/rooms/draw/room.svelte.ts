import type { DrawScreen, OutlineOnScreen, ProposalsScreen } from "../../../../../findings/screens/draw.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { areaKey } from "../../../../../sites/outlines/outline-key.ts";
import type { Area } from "../../../../../sites/counting/site.ts";
import { movedCrosshair, showing } from "../../../drawing/crosshair.ts";
import {
  draftOf,
  emptyDrawing,
  freeName,
  type Draft,
  type Drawing,
  type VertexAt,
} from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import { nearestEdge, nearestVertex, pointAt, vertexAfter } from "../../../drawing/find.ts";
import { distance, type GroundPoint } from "../../../drawing/ground.ts";
import { keptFrom, keptPlace, keptText } from "../../../drawing/kept.ts";
import { edgeInWords, lengthInWords, measuresInWords, measuresOf } from "../../../drawing/measures.ts";
import { draftOfArea, pathsOf } from "../../../drawing/of-record.ts";
import { problemsOf } from "../../../drawing/problems.ts";
import { snapped, type SnapLine, type Snapped } from "../../../drawing/snap.ts";
import { done, goneOn, redone, stepsOf, undone, type Steps } from "../../../drawing/steps.ts";
import { featureOf } from "../../../drawing/to-feature.ts";
import { groundFrame, type PictureFrame } from "../../../picture/frame.ts";
import type { ViewPointer } from "../../../picture/overlay.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, get, post } from "../../api.ts";
import { usualTones } from "../look/address.ts";
import { openLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";
import { drawingOverlay, type ShownDrawing } from "./drawing-overlay.ts";

/** Pixels within which the pointer takes hold of a point, and is laid on what is near. */
const reachPixels = 12;
/** A pointer that moved no further pressed in place. */
const stillPixels = 4;

/** What the room says of itself: read out, and shown by the save button. */
export interface Said {
  readonly words: string;
  readonly kind: "plain" | "good" | "bad";
}

/** The state of the draw room: the outlines on record, what is being drawn, and what is proposed. */
export class DrawRoom {
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
  saving = $state(false);
  /** Why the last save was refused, to be shown with its fields. */
  refused = $state.raw<ApiError | null>(null);
  restored = $state("");
  reason = $state("");
  proposals = $state.raw<ProposalsScreen | null>(null);
  proposal = $state<string | null>(null);
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
  readonly chosenOutline: OutlineOnScreen | undefined = $derived(
    this.screen?.outlines.find((o) => o.key === this.chosen),
  );
  readonly openProposals = $derived((this.proposals?.proposals ?? []).filter((p) => p.decided === null));
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
  #frame: PictureFrame = groundFrame([0, 0]);
  view: PictureView | null = null;
  /** The newest change of outlines that the drawing knows of. */
  #since: number | null = null;
  /** Changes that were saved in this room, the newest last: what undo goes back over when nothing is left of the drawing. */
  #saved: number[] = [];
  #drag: { readonly from: readonly [number, number]; vertex: VertexAt | null; began: boolean } | null = null;
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
      // Before the look is shown: its picture is laid into this frame.
      this.#frame = groundFrame(look.site.position);
      this.look = look;
      document.title = `Draw ${look.site.name}, ${look.taken} · Yardwatch`;
      await this.reread();
      if (turn !== this.#turn) return;
      const kept = keptFrom(localStorage.getItem(keptPlace(look.site.id)));
      if (kept !== null) {
        this.steps = stepsOf(kept.drawing);
        this.#since = kept.since;
        this.restored = kept.at;
      }
      await this.readProposals();
    } catch (error) {
      if (turn === this.#turn) this.failure = error;
    }
  }

  /** Reads the outlines again, after a change of the case. */
  async reread(): Promise<void> {
    const { look } = this;
    if (look === null) return;
    const site = encodeURIComponent(look.site.id);
    this.screen = await get<DrawScreen>(`/api/sites/${site}/areas?look=${encodeURIComponent(look.id)}`);
    if (this.drawing.drafts.length === 0) this.#since = this.screen.version;
    this.view?.redraw();
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    const { look } = this;
    if (look === null) return () => {};
    const view = openPictureView({
      host,
      frame: this.#frame,
      plainCanvas: new URLSearchParams(location.search).get("canvas") === "1",
      label: `picture of ${look.site.name}: arrows move the crosshair, Space places a point, T begins a track, O an outline; the question mark lists all keys`,
    });
    this.view = view;
    view.addOverlay(scaleOverlay(this.#frame));
    view.addOverlay(
      drawingOverlay(
        () => this.#shown(),
        (event) => this.#pointer(event),
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
      const picture = await this.#looks.picture(look, this.#frame);
      if (picture === null || this.view !== view) return;
      const drawn = this.outlines.flatMap((o) => positionsOf(o.area));
      view.fit(drawn.length > 0 ? drawn : picture.corners);
      // A line that was brought back unfinished goes on at its end.
      const last = this.growing?.paths.at(-1)?.points.at(-1);
      if (last === undefined) this.crosshair = view.camera.centre;
      else this.goTo(last);
      view.setLayers([{ picture, style: await styleOf(picture, usualTones), opacity: 1, across: null }]);
    } catch (error) {
      this.pixelFailure = error instanceof Error ? error.message : String(error);
    }
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
      proposals: this.openProposals.map((p) => ({ ...p, chosen: p.id === this.proposal })),
      crosshair: this.crosshair,
      snapped: this.snap,
      held: this.held,
    };
  }

  #reach = (): number => reachPixels * (this.view?.camera.metresPerPixel ?? this.metresPerPixel);

  #snapped(at: GroundPoint): Snapped {
    const growing = this.growing;
    const held = this.held ?? this.#drag?.vertex ?? null;
    if (!this.snapping || (growing === undefined && held === null))
      return { point: at, told: null, guide: null };
    const draft = growing ?? draftOf(this.drawing, held?.draft ?? null);
    return snapped(at, {
      withinMetres: reachPixels * this.metresPerPixel,
      lines: this.#snapLines(draft?.id ?? null),
      path: growing?.paths.at(-1)?.points ?? [],
      track: draft?.type === "lines",
      closes: growing?.type === "polygons",
      square: this.square,
    });
  }

  #snapLines(except: string | null): readonly SnapLine[] {
    const toPlane = this.#frame.toPlane;
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
      ...this.outlines
        .filter((o) => o.held && !changing.has(o.key))
        .flatMap(({ area }) =>
          pathsOf(area.outline, toPlane).map(({ points }) => ({
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
    this.#changed();
    this.say(words);
  }

  #goOn(next: Drawing): void {
    this.steps = goneOn(this.steps, next);
    this.#changed();
  }

  #changed(): void {
    this.refused = null;
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
            since: this.#since ?? 0,
            look: look.id,
            at: new Date().toISOString(),
          }),
        );
    } catch {
      this.say("the browser keeps nothing now: what is not saved would be lost in a crash", "bad");
    }
  }

  // Drawing

  begin(type: Draft["type"]): void {
    if (this.growing !== undefined) return;
    this.chosen = null;
    this.proposal = null;
    const word = type === "lines" ? "Track" : "Yard";
    const name = freeName(word, this.#names());
    // The point is laid on what is near as those that follow are, once there is a draft that says what is drawn.
    const at = this.snapping
      ? snapped(this.crosshair, {
          withinMetres: this.#reach(),
          lines: this.#snapLines(null),
          path: [],
          track: type === "lines",
          closes: false,
          square: false,
        }).point
      : this.crosshair;
    const draft: edit.NewDraft = {
      standing: { type: "new" },
      type,
      areaId: null,
      name,
      role: type === "lines" ? "tracks" : "yard",
      validFrom: null,
      validTo: null,
      approximate: false,
      uncertaintyMetres: null,
      basis: this.#basis(),
      source: "",
    };
    this.do(edit.begun(this.drawing, draft, at), `${name} begun; Space places the next point, Enter ends it`);
  }

  #names = (): string[] => [
    ...this.drawing.drafts.map((d) => d.name),
    ...(this.screen?.outlines ?? []).map((o) => o.area.name),
  ];

  #basis = (): string => `drawn by hand on the picture of look ${this.look?.id ?? ""}`;

  place(): void {
    const { growing, snap } = this;
    if (growing === undefined) return;
    const next = edit.placed(this.drawing, snap.point);
    if (next === this.drawing) return this.say("the point before is here already");
    const closed = next.growing === null;
    const points = growing.paths.at(-1)?.points ?? [];
    const last = points.at(-1);
    this.do(
      next,
      closed
        ? `${growing.name} closed`
        : `point ${points.length + 1}${last === undefined ? "" : `: ${edgeInWords(last, snap.point)}`}${snap.told === null ? "" : `, ${snap.told}`}`,
    );
  }

  finish(): void {
    const { growing } = this;
    if (growing === undefined) return;
    const next = edit.finishedOrNull(this.drawing);
    if (next === null)
      return this.say(
        growing.type === "lines" ? "a track needs two points" : "an outline needs three points",
        "bad",
      );
    this.do(next, `${growing.name} ended: ${measuresInWords(measuresOf(growing))}`);
  }

  back(): void {
    if (this.growing !== undefined) this.do(edit.unplaced(this.drawing), "last point taken back");
    else this.deleteVertex();
  }

  escape(): void {
    if (this.held !== null) {
      this.held = null;
      this.say("point put down");
    } else if (this.growing !== undefined)
      this.do(edit.dropped(this.drawing, this.growing.id), `${this.growing.name} given up`);
    else {
      this.chosen = null;
      this.proposal = null;
      if (this.drawing.chosen !== null)
        this.steps = goneOn(this.steps, { ...this.drawing, chosen: null, vertex: null });
      this.say("nothing chosen");
    }
    this.view?.redraw();
  }

  /** Space where nothing is being drawn: picks a point of the chosen draft up, or puts it down. */
  pick(): void {
    if (this.held !== null) {
      this.held = null;
      this.say("point put down");
      return this.view?.redraw();
    }
    const { draft } = this;
    if (draft === undefined) {
      const under = this.#under(this.crosshair);
      if (under === null) return this.say("nothing under the crosshair: T begins a track, O an outline");
      return this.choose(under);
    }
    const near = nearestVertex(draft, this.crosshair, this.#reach());
    const at = near ?? this.drawing.vertex;
    const point = pointAt(this.drawing, at);
    if (at === null || point === null) return this.say("no point is near; . goes to the next one");
    this.steps = done(this.steps, { ...this.drawing, vertex: at }, "point moved");
    this.crosshair = point;
    this.held = at;
    this.say(`point ${at.index + 1} of ${draft.name} picked up; arrows move it, Space puts it down`);
    this.view?.redraw();
  }

  #under(at: GroundPoint): string | null {
    let best: { readonly key: string; readonly metres: number } | null = null;
    for (const { key, area, held } of this.outlines) {
      if (!held) continue;
      const edge = nearestEdge(
        { type: area.outline.type, paths: pathsOf(area.outline, this.#frame.toPlane) },
        at,
      );
      if (edge !== null && edge.metres <= this.#reach() && (best === null || edge.metres < best.metres))
        best = { key, metres: edge.metres };
    }
    return best?.key ?? null;
  }

  nextVertex(step: 1 | -1): void {
    const { draft } = this;
    if (draft === undefined || this.growing !== undefined) return;
    this.held = null;
    const at = vertexAfter(draft, this.drawing.vertex, step);
    const point = pointAt(this.drawing, at);
    if (at === null || point === null) return;
    this.steps = goneOn(this.steps, { ...this.drawing, vertex: at });
    this.goTo(point);
    this.say(`point ${at.index + 1} of ${draft.name}`);
  }

  goTo(point: GroundPoint): void {
    this.crosshair = point;
    const { view } = this;
    view?.setCamera(showing(point, view.camera, view.size));
    view?.redraw();
  }

  insert(): void {
    const { draft } = this;
    if (draft === undefined || this.growing !== undefined) return;
    this.do(edit.inserted(this.drawing, draft.id, this.crosshair), "point put in");
  }

  deleteVertex(): void {
    const { draft } = this;
    if (draft === undefined) return;
    const at = nearestVertex(draft, this.crosshair, this.#reach()) ?? this.drawing.vertex;
    if (at === null) return this.say("no point is near");
    const next = edit.deleted(this.drawing, at);
    if (next === this.drawing) return this.say("it has as few points as it can have", "bad");
    this.held = null;
    this.do(next, "point deleted");
  }

  split(): void {
    const { draft } = this;
    if (draft === undefined) return;
    const at = nearestVertex(draft, this.crosshair, this.#reach()) ?? this.drawing.vertex;
    const next = at === null ? this.drawing : edit.split(this.drawing, at, freeName("Track", this.#names()));
    if (next === this.drawing)
      return this.say("a track is split at one of its inner points: go there with . first", "bad");
    this.do(next, `${draft.name} split in two`);
  }

  join(): void {
    const { draft } = this;
    if (draft === undefined) return;
    const next = edit.joined(this.drawing, draft.id, Math.max(3, this.#reach()));
    if (next === this.drawing) return this.say("no other unsaved track ends near an end of this one", "bad");
    this.do(next, `joined to ${draft.name}`);
  }

  smooth(): void {
    const { draft } = this;
    if (draft === undefined || this.growing !== undefined) return;
    const next = edit.smoothedDraft(this.drawing, draft.id);
    if (next === this.drawing) return this.say("a straight line needs no smoothing");
    this.do(next, `${draft.name} smoothed through its points`);
  }

  describe(id: string, change: Partial<Omit<Draft, "id" | "paths">>, typing = false): void {
    const next = edit.described(this.drawing, id, change);
    if (next === this.drawing) return;
    if (typing && this.#typed === id) this.#goOn(next);
    else this.do(next, "properties changed");
    this.#typed = typing ? id : "";
  }
  #typed = "";
  endTyping(): void {
    this.#typed = "";
  }

  drop(id: string): void {
    const draft = draftOf(this.drawing, id);
    if (draft === undefined) return;
    this.do(edit.dropped(this.drawing, id), `${draft.name} let go; nothing on record changed`);
  }

  chooseDraft(id: string): void {
    this.chosen = null;
    this.proposal = null;
    this.held = null;
    this.steps = goneOn(this.steps, { ...this.drawing, chosen: id, vertex: null });
    const point = draftOf(this.drawing, id)?.paths[0]?.points[0];
    if (point !== undefined) this.goTo(point);
  }

  choose(key: string | null): void {
    this.chosen = key;
    this.asking = null;
    this.proposal = null;
    this.held = null;
    this.steps = goneOn(this.steps, { ...this.drawing, chosen: null, vertex: null });
    const area = this.screen?.outlines.find((o) => o.key === key)?.area;
    const [first] = area === undefined ? [] : positionsOf(area);
    if (area !== undefined && first !== undefined) {
      this.goTo(this.#frame.toPlane(first));
      this.say(`${area.name}; E changes it`);
    }
  }

  /** Takes the chosen outline into the drawing: corrected while no count rests on it, else drawn anew from the look's day. */
  change(): void {
    const found = this.chosenOutline;
    if (found === undefined || !found.held)
      return this.say("choose an outline on record first: Tab goes to the next one");
    const already = this.drawing.drafts.find(
      (d) => d.standing.type !== "new" && d.standing.outline === found.key,
    );
    if (already !== undefined) return this.chooseDraft(already.id);
    const rests = found.resting.looks > 0;
    const draft = draftOfArea(found.area, { type: "correction", outline: found.key }, this.#frame.toPlane);
    this.do(edit.taken(this.drawing, draft), `${found.area.name} taken into the drawing`);
    const id = this.drawing.chosen;
    if (rests && id !== null) this.stand(id, "from-day");
    const point = draft.paths[0]?.points[0];
    if (point !== undefined) this.goTo(point);
    this.chosen = null;
  }

  /** Opens what must be said before the chosen outline is ended or withdrawn. */
  ask(what: "end" | "withdraw"): void {
    if (this.chosenOutline?.held === true) this.asking = what;
    else this.say("choose an outline on record first: Tab goes to the next one");
  }

  focusPicture(): void {
    this.view?.host.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });
  }

  /** Whether a changed outline holds for the same days as the one on record, or from a day on. */
  stand(id: string, type: "correction" | "from-day"): void {
    const draft = draftOf(this.drawing, id);
    if (draft === undefined || draft.standing.type === "new") return;
    const { outline } = draft.standing;
    const recorded = this.screen?.outlines.find((o) => o.key === outline)?.area;
    if (recorded === undefined) return;
    this.describe(id, {
      standing: { type, outline },
      validFrom: type === "correction" ? recorded.validFrom : (this.screen?.day ?? null),
      validTo: recorded.validTo,
      ...(type === "from-day"
        ? { basis: this.#basis(), source: "" }
        : { basis: recorded.basis, source: recorded.source }),
    });
  }

  /** What Tab goes through: drafts, outlines on record, proposals. False after the last one: then Tab leaves the picture. */
  next(step: 1 | -1): boolean {
    const all = [
      ...this.drawing.drafts.map((d) => ({ type: "draft", id: d.id }) as const),
      ...this.outlines.filter((o) => o.held).map((o) => ({ type: "outline", id: o.key }) as const),
      ...this.openProposals.map((p) => ({ type: "proposal", id: p.id }) as const),
    ];
    const now = all.findIndex((a) =>
      a.type === "draft"
        ? a.id === this.drawing.chosen
        : a.type === "outline"
          ? a.id === this.chosen
          : a.id === this.proposal,
    );
    const next = now === -1 ? (step === 1 ? 0 : all.length - 1) : now + step;
    const found = all[next];
    if (found === undefined) return false;
    if (found.type === "draft") this.chooseDraft(found.id);
    else if (found.type === "outline") this.choose(found.id);
    else this.chooseProposal(found.id);
    return true;
  }

  move(event: KeyboardEvent): boolean {
    const { view } = this;
    if (view === null) return false;
    const next = movedCrosshair(this.crosshair, view.camera, view.size, event);
    if (next === null) return false;
    this.crosshair = next.at;
    if (next.camera !== view.camera) view.setCamera(next.camera);
    if (this.held !== null) this.#goOn(edit.moved(this.drawing, this.held, this.snap.point));
    view.redraw();
    return true;
  }

  #pointer(event: ViewPointer): boolean {
    if (event.type === "leave") return false;
    const at = this.#frame.toPlane(event.position);
    const drag = this.#drag;
    if (event.type === "move") {
      this.crosshair = at;
      if (drag?.vertex != null && far(drag.from, event.screen)) {
        if (!drag.began) {
          this.steps = done(this.steps, { ...this.drawing, vertex: drag.vertex }, "point moved");
          drag.began = true;
        }
        this.#goOn(edit.moved(this.drawing, drag.vertex, this.snap.point));
      }
      this.view?.redraw();
      return drag !== null;
    }
    if (event.type === "double") {
      if (this.growing !== undefined) this.finish();
      return true;
    }
    if (event.type === "down") {
      if (event.button !== 0) return false;
      this.crosshair = at;
      this.held = null;
      if (this.growing !== undefined) {
        this.#drag = { from: event.screen, vertex: null, began: false };
        return true;
      }
      const vertex = this.draft === undefined ? null : nearestVertex(this.draft, at, this.#reach());
      const under = vertex === null ? this.#anything(at) : null;
      if (vertex === null && under === null) return false;
      this.#drag = { from: event.screen, vertex, began: false };
      if (under !== null) under();
      return true;
    }
    this.#drag = null;
    if (event.type === "up" && drag !== null) {
      if (this.growing !== undefined && !far(drag.from, event.screen)) this.place();
      else if (drag.began) this.say("point moved");
    }
    return drag !== null;
  }

  /** What a press would choose at a place; null: nothing is there. */
  #anything(at: GroundPoint): (() => void) | null {
    const draft = this.drawing.drafts.find((d) => (nearestEdge(d, at)?.metres ?? Infinity) <= this.#reach());
    if (draft !== undefined) return () => this.chooseHere(draft.id);
    const proposal = this.openProposals.find(
      (p) =>
        (nearestEdge({ type: "lines", paths: [{ points: p.line.map(this.#frame.toPlane), polygon: 0 }] }, at)
          ?.metres ?? Infinity) <= this.#reach(),
    );
    if (proposal !== undefined) return () => this.chooseProposal(proposal.id, false);
    const key = this.#under(at);
    return key === null ? null : () => this.#chooseHere(key);
  }

  chooseHere(id: string): void {
    this.chosen = null;
    this.proposal = null;
    this.steps = goneOn(this.steps, { ...this.drawing, chosen: id, vertex: null });
  }
  #chooseHere(key: string): void {
    this.chosen = key;
    this.asking = null;
    this.proposal = null;
    this.steps = goneOn(this.steps, { ...this.drawing, chosen: null, vertex: null });
    this.say(`${this.chosenOutline?.area.name ?? key}; E changes it`);
  }

  // Undo

  async undo(): Promise<void> {
    this.held = null;
    const back = undone(this.steps);
    if (back !== null) {
      this.steps = back.steps;
      this.#changed();
      return this.say(`taken back: ${back.words}`);
    }
    const change = this.#saved.at(-1);
    if (change === undefined) return this.say("nothing to take back");
    if (await this.undoChange(change, "taken back while drawing")) this.#saved = this.#saved.slice(0, -1);
  }

  redo(): void {
    const again = redone(this.steps);
    if (again === null) return this.say("nothing was taken back");
    this.steps = again.steps;
    this.#changed();
    this.say(`done again: ${again.words}`);
  }

  // The server

  async save(): Promise<void> {
    const { look, screen } = this;
    if (look === null || screen === null || this.saving) return;
    if (!this.maySave) {
      const [first] = [...this.problems].filter(([, p]) => p.length > 0);
      return this.say(
        this.growing !== undefined
          ? "end what is being drawn first: Enter"
          : first === undefined
            ? "nothing to save"
            : `${draftOf(this.drawing, first[0])?.name ?? "an outline"}: ${first[1][0] ?? ""}`,
        "bad",
      );
    }
    const drawn = this.drawing.drafts.map((d) => {
      const { standing } = d;
      const recorded =
        standing.type === "new" ? undefined : screen.outlines.find((o) => o.key === standing.outline);
      return featureOf(d, this.#frame, recorded?.area.outline ?? null);
    });
    const count = drawn.length;
    await this.#ask(
      { drawn, reason: this.reason, look: look.id },
      `${count === 1 ? "1 outline" : `${count} outlines`} saved`,
      () => {
        this.steps = stepsOf(emptyDrawing);
        this.reason = "";
        this.restored = "";
        this.keep();
      },
    );
  }

  end = (outline: string, day: string | null, reason: string): Promise<boolean> =>
    this.#ask(
      { end: [{ outline, day }], reason },
      day === null ? "it holds until further notice" : `ended: from ${day} on it no longer holds`,
    );

  withdraw = (outline: string, reason: string): Promise<boolean> =>
    this.#ask({ withdraw: [outline], reason }, "withdrawn; it stays on record");

  undoChange = (change: number, reason: string): Promise<boolean> =>
    this.#ask({ undo: change, reason }, `change ${change} taken back`, () => undefined, false);

  /** Asks for a change; "saved" is said only after the server's answer, which comes when it is on disk. */
  async #ask(
    body: Readonly<Record<string, unknown>>,
    words: string,
    after: () => void = () => undefined,
    mayBeUndone = true,
  ): Promise<boolean> {
    const { look } = this;
    if (look === null || (await analyst.known()) === null) {
      this.say("nothing was saved: it needs a name to go on record", "bad");
      return false;
    }
    this.saving = true;
    this.refused = null;
    try {
      const since = this.#since ?? this.screen?.version ?? 0;
      const { version, changed } = await post<{ readonly version: number; readonly changed: boolean }>(
        `/api/sites/${encodeURIComponent(look.site.id)}/areas`,
        { since, ...body },
      );
      this.#since = version;
      if (mayBeUndone && changed) this.#saved = [...this.#saved, version];
      after();
      await this.reread();
      this.say(changed ? words : "nothing is other than on record", "good");
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
      this.say(error.status === 409 ? "not saved: somebody changed it first" : "not saved", "bad");
      return false;
    } finally {
      this.saving = false;
      this.view?.redraw();
    }
  }

  /** After a conflict: what stands now has been looked at, and this drawing comes after it. */
  async seen(): Promise<void> {
    await this.reread();
    this.#since = this.screen?.version ?? this.#since;
    this.refused = null;
    this.keep();
    this.say("what stands now is shown; save puts your drawing after it");
  }

  // Files

  /** Takes the outlines of a file of another program into the drawing, to be looked at and saved. */
  async take(file: File): Promise<void> {
    const { look, screen } = this;
    if (look === null || screen === null) return;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      let binary = "";
      for (let i = 0; i < bytes.length; i += 32_768)
        binary += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      const read = await post<{ readonly areas: readonly Area[]; readonly warnings: readonly string[] }>(
        `/api/sites/${encodeURIComponent(look.site.id)}/areas/read`,
        { name: file.name, base64: btoa(binary) },
      );
      let next = this.drawing;
      for (const area of read.areas) {
        const key = areaKey(area);
        const recorded = screen.outlines.find((o) => o.key === key && o.held);
        const standing =
          recorded === undefined
            ? ({ type: "new" } as const)
            : ({ type: "correction", outline: key } as const);
        const draft = draftOfArea(area, standing, this.#frame.toPlane);
        if (!next.drafts.some((d) => d.areaId === area.id && d.validFrom === area.validFrom))
          next = edit.taken(next, draft);
      }
      if (next === this.drawing) return this.say(`${file.name}: nothing to take over`, "bad");
      this.do(next, `${read.areas.length} outlines of ${file.name} taken into the drawing, not saved yet`);
      if (read.warnings.length > 0) this.say(`${file.name}: ${read.warnings.slice(0, 3).join("; ")}`);
      this.view?.fit(read.areas.flatMap(positionsOf));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
      this.say(`${file.name} was not read`, "bad");
    }
  }

  // Proposals

  async readProposals(): Promise<void> {
    if (this.look === null) return;
    this.proposals = await get<ProposalsScreen>(`/api/looks/${encodeURIComponent(this.look.id)}/proposals`);
    if (!this.openProposals.some((p) => p.id === this.proposal)) this.proposal = null;
    this.view?.redraw();
  }

  async propose(): Promise<void> {
    const { look } = this;
    if (look === null || (await analyst.known()) === null) return;
    await this.#tried(async () => {
      await post(`/api/looks/${encodeURIComponent(look.id)}/proposals`, {});
      this.say("looking for tracks in the picture; you can go on drawing");
      await this.readProposals();
    });
  }

  chooseProposal(id: string, goThere = true): void {
    this.chosen = null;
    this.proposal = id;
    this.steps = goneOn(this.steps, { ...this.drawing, chosen: null, vertex: null });
    const found = this.openProposals.find((p) => p.id === id);
    const [first] = found?.line ?? [];
    if (goThere && first !== undefined) this.goTo(this.#frame.toPlane(first));
    this.say(
      `${id}, quality ${found?.quality?.toFixed(2) ?? "not stated"}, ${found?.lengthMetres ?? 0} m; A accepts it, X rejects it`,
    );
    this.view?.redraw();
  }

  /** Accepts or rejects proposals; the next one is chosen. */
  async decide(
    ids: readonly string[],
    decision: "accept" | "reject",
    validFrom: string | null,
    reason = "",
  ): Promise<void> {
    const { look } = this;
    if (look === null || ids.length === 0 || (await analyst.known()) === null) return;
    const after =
      this.openProposals[this.openProposals.findIndex((p) => p.id === ids.at(-1)) + 1]?.id ?? null;
    await this.#tried(async () => {
      const names = this.#names();
      const accept = ids.map((id) => {
        const name = freeName("Track", names);
        names.push(name);
        return { id, name };
      });
      const answer = await post<{ readonly tracks: readonly string[]; readonly warnings: readonly string[] }>(
        `/api/looks/${encodeURIComponent(look.id)}/proposals/decide`,
        decision === "accept" ? { accept, validFrom, reason } : { reject: ids.map((id) => ({ id, reason })) },
      );
      await this.reread();
      if (decision === "accept" && this.screen !== null) this.#saved = [...this.#saved, this.screen.version];
      if (this.screen !== null && this.drawing.drafts.length === 0) this.#since = this.screen.version;
      await this.readProposals();
      if (after !== null && this.openProposals.some((p) => p.id === after)) this.chooseProposal(after);
      this.say(
        [
          decision === "accept"
            ? `${answer.tracks.length === 1 ? "1 track" : `${answer.tracks.length} tracks`} saved`
            : `${ids.length} rejected; that is on record`,
          ...answer.warnings,
        ].join("; "),
        "good",
      );
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    this.saving = true;
    this.refused = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
      this.say("that was not done", "bad");
    } finally {
      this.saving = false;
    }
  }

  /** Outlines of the drawing as a new site takes them. */
  features = () => this.drawing.drafts.map((d) => featureOf(d, this.#frame, null));
  positionHere = () => this.#frame.toPosition(this.crosshair);
  clear(): void {
    this.steps = stepsOf(emptyDrawing);
    this.restored = "";
    this.#since = this.screen?.version ?? null;
    this.#changed();
  }
}

const positionsOf = ({ outline }: Area) =>
  outline.type === "lines" ? outline.lines.flat() : outline.polygons.flat(2);

const far = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  distance(a, b) > stillPixels;
