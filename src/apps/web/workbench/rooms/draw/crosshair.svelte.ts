import { movedCrosshair, showing } from "../../../drawing/crosshair.ts";
import { draftOf, type Draft } from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import type { GroundPoint } from "../../../drawing/ground.ts";
import { growthInWords, measuresInWords, measuresOf } from "../../../drawing/measures.ts";
import { snapLinesOf } from "../../../drawing/snap-lines.ts";
import { snapped, type SnapLine, type Snapped } from "../../../drawing/snap.ts";
import { changedAbout, toScreen } from "../../../picture/camera.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** Pixels within which the pointer takes hold of a point, and is laid on what is near. */
const reachPixels = 12;

/** Where the next point would be put: moved by the pointer or by arrows, and laid on what is near. */
export class Crosshair {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  at = $state.raw<GroundPoint>([0, 0]);
  snapping = $state(true);
  square = $state(false);
  readonly snap: Snapped = $derived.by(() => this.#snapped(this.at));
  /** What it would draw, in words. */
  readonly live: string = $derived.by(() => {
    const { growing, draft } = this.#room;
    const growth = growing === undefined ? "" : growthInWords(growing, this.snap.point);
    return growth !== "" || draft === undefined ? growth : measuresInWords(measuresOf(draft));
  });

  /** Metres within which it takes hold of what is near. */
  reach(): number {
    const { picture } = this.#room;
    return reachPixels * (picture.view?.camera.metresPerPixel ?? picture.metresPerPixel);
  }

  /** Where the first point of a track or outline is put: laid on what is near as those that follow are, once there is a draft that says what is drawn. */
  beginning(type: Draft["type"]): GroundPoint {
    if (!this.snapping) return this.at;
    return snapped(this.at, {
      withinMetres: this.reach(),
      lines: this.#lines(null),
      path: [],
      track: type === "lines",
      closes: false,
      square: false,
    }).point;
  }

  #snapped(at: GroundPoint): Snapped {
    const { growing, drawing } = this.#room;
    const held = this.#room.held ?? this.#room.pointing.dragged;
    if (!this.snapping || (growing === undefined && held === null))
      return { point: at, told: null, guide: null };
    const draft = growing ?? draftOf(drawing, held?.draft ?? null);
    return snapped(at, {
      withinMetres: reachPixels * this.#room.picture.metresPerPixel,
      lines: this.#lines(draft?.id ?? null),
      path: growing?.paths.at(-1)?.points ?? [],
      track: draft?.type === "lines",
      closes: growing?.type === "polygons",
      square: this.square,
    });
  }

  /** What it may be laid on while a draft is drawn. */
  #lines(except: string | null): readonly SnapLine[] {
    return snapLinesOf(this.#room.drawing.drafts, this.#room.recorded, except);
  }

  goTo(point: GroundPoint): void {
    this.at = point;
    const { view } = this.#room.picture;
    view?.setCamera(showing(point, view.camera, view.size));
    view?.redraw();
  }

  /** Moves it by an arrow, and with it a point that was picked up. False: not an arrow. */
  move(event: KeyboardEvent): boolean {
    const { view } = this.#room.picture;
    if (view === null) return false;
    const next = movedCrosshair(this.at, view.camera, view.size, event);
    if (next === null) return false;
    this.at = next.at;
    if (next.camera !== view.camera) view.setCamera(next.camera);
    const { held, drawing } = this.#room;
    if (held !== null) this.#room.goOn(edit.moved(drawing, held, this.snap.point));
    view.redraw();
    return true;
  }

  /** Zooms about it, so that it stays in view. False: not a key that zooms. */
  zoom(key: string): boolean {
    const { view } = this.#room.picture;
    const by = "+=".includes(key) ? 1.5 : "-_".includes(key) ? 1 / 1.5 : null;
    if (view === null || by === null) return false;
    const at = toScreen(view.camera, view.size, this.at);
    view.setCamera(changedAbout(view.camera, view.size, at, { by }));
    return true;
  }
}
