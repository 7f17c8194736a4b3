import { onWay, placeOnWay, type WayPoint } from "../../../../../sites/tracks/strips/track-way.ts";
import type { CountingDesk } from "../../../counting/desk.ts";
import type { CountingTrack } from "../../../counting/tracks.ts";
import type { PictureView } from "../../../picture/picture-view.ts";
import { isInView, keepInView } from "./keep-in-view.ts";

export interface StripFocusOptions {
  readonly desk: () => CountingDesk | null;
  /** The picture above the strips. */
  readonly view: () => PictureView | null;
  readonly redraw: () => void;
}

/** How much larger the strip of the active track is when it is magnified. */
const magnification = 2.6;
/** The fewest and the most pixels of the screen to a metre. */
const scales = { least: 1.5, most: 40 } as const;

/** Where the strips look and how near: they and the picture above them keep what keys act on in sight. */
export class StripFocus {
  magnified = $state(false);
  /** Pixels of the screen to a metre of a strip. */
  stripScale = $state(7);
  /** Width of the strips on the screen. */
  stripWidth = 800;
  /** The place in the middle of the strips, in the view's plane. */
  #place: WayPoint = [0, 0];
  readonly #options: StripFocusOptions;

  constructor(options: StripFocusOptions) {
    this.#options = options;
  }

  /** Pixels of the screen to a metre of the active track's strip. */
  get scale(): number {
    return this.magnified ? this.stripScale * magnification : this.stripScale;
  }

  magnify(): void {
    this.magnified = !this.magnified;
    this.#options.redraw();
  }

  /** Brings all strips nearer, or farther away. */
  zoom(factor: number): void {
    this.stripScale = Math.min(scales.most, Math.max(scales.least, this.stripScale * factor));
    this.#options.redraw();
  }

  /** Metres along a track in the middle of its strip: abreast of what is looked at. */
  middleOf(track: CountingTrack): number {
    return onWay(track.way, this.#place)?.metres ?? 0;
  }

  /** What of the active track the strips show. */
  get shownMetres(): readonly [number, number] | null {
    const at = this.#options.desk()?.at ?? null;
    if (at === null) return null;
    const middle = this.middleOf(at);
    const half = this.stripWidth / 2 / this.scale;
    return [middle - half, middle + half];
  }

  /** Puts a place of a track in the middle of the strips; the picture follows where it would lose it. */
  lookAt(track: CountingTrack, metres: number): void {
    this.#place = placeOnWay(track.way, Math.min(track.metres, Math.max(0, metres)));
    this.#keepInView(this.#place);
    this.#options.redraw();
  }

  /** Moves along a track by so many metres. */
  scroll(track: CountingTrack, metres: number): void {
    this.lookAt(track, this.middleOf(track) + metres);
  }

  /** Goes to where the next car is put, or the chosen one stands. */
  toCursor(): void {
    const desk = this.#options.desk();
    const at = desk?.at ?? null;
    if (desk === null || at === null) return;
    this.#place = placeOnWay(at.way, wantedMetres(desk));
    this.follow();
    this.#options.redraw();
  }

  /** Keeps what keys act on in sight: in the strips, and in the picture. */
  follow(): void {
    const desk = this.#options.desk();
    if (desk === null) return;
    const { chosen, at } = desk;
    if (chosen !== null && chosen.track === -1) return this.#keepInView(chosen.middle);
    const shown = this.shownMetres;
    if (at === null || shown === null) return;
    const metres = wantedMetres(desk);
    const margin = Math.min(30, (shown[1] - shown[0]) * 0.2);
    const off =
      metres < shown[0] + margin
        ? metres - shown[0] - margin
        : metres > shown[1] - margin
          ? metres - shown[1] + margin
          : 0;
    // One jump for many cars, so that the strip stands still while a string is counted.
    const jump = off === 0 ? 0 : off + Math.sign(off) * (shown[1] - shown[0]) * 0.35;
    if (off !== 0 || onWay(at.way, this.#place) === null)
      this.#place = placeOnWay(at.way, Math.min(at.metres, Math.max(0, this.middleOf(at) + jump)));
    this.#keepInView(placeOnWay(at.way, metres));
  }

  /** When the picture is moved away from what the strips show, they follow it. */
  followPicture({ camera, size }: PictureView): void {
    if (this.#options.desk() === null || isInView(camera, size, this.#place)) return;
    this.#place = [camera.centre[0], camera.centre[1]];
  }

  #keepInView(point: WayPoint): void {
    const view = this.#options.view();
    if (view !== null) keepInView(view, point);
  }
}

/** Metres along the active track of what keys act on. */
function wantedMetres({ chosen, placing, cursorMetres }: CountingDesk): number {
  const on = chosen ?? placing.proposal;
  return on === null ? cursorMetres : (on.fromMetres + on.toMetres) / 2;
}
