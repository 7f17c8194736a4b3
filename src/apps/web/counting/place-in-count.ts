import type { Mark } from "../../../sites/counting/mark.ts";
import { placeOnWay } from "../../../sites/tracks/strips/track-way.ts";
import { behind, type Stretch } from "./car-proposal.ts";
import type { PlacedMark } from "./placed-marks.ts";
import type { ShownOrder } from "./shown-order.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";

/** Where one works in a count: on which track, how far along it the next car begins, and which mark keys act on. */
export class PlaceInCount {
  /** Index of the track that is counted on; -1 where there is none. */
  track: number;
  #cursor = 0;
  #chosen: string | null = null;
  /** The mark that was put down last. */
  #last: string | null = null;
  readonly #tracks: readonly CountingTrack[];
  readonly #order: ShownOrder;
  readonly #nameOf: (id: string) => string;

  /** @param nameOf the name that a mark has by now: the server names what was made here */
  constructor(tracks: readonly CountingTrack[], order: ShownOrder, nameOf: (id: string) => string) {
    this.#tracks = tracks;
    this.#order = order;
    this.#nameOf = nameOf;
    this.track = tracks.length === 0 ? -1 : 0;
  }

  /** Goes on where one was in the same count before it was read anew. */
  resume(before: PlaceInCount): void {
    const track = this.#tracks.findIndex((t) => t.id === before.at?.id);
    if (track !== -1) [this.track, this.#cursor] = [track, before.cursorMetres];
    this.#chosen = before.chosen?.mark.id ?? null;
    this.#last = before.#last === null ? null : before.#nameOf(before.#last);
  }

  get at(): CountingTrack | null {
    return this.#tracks[this.track] ?? null;
  }

  /** Metres along the track where the next car begins. */
  get cursorMetres(): number {
    return this.#cursor;
  }

  /** The mark that keys act on; null while the next car is what they act on. */
  get chosen(): PlacedMark | null {
    return this.#chosen === null ? null : this.#order.placed(this.#nameOf(this.#chosen));
  }

  /** What is said of a mark is said of the chosen one, or else of the one that was put down last. */
  get target(): PlacedMark | null {
    const { chosen } = this;
    if (chosen !== null || this.#last === null) return chosen;
    return this.#order.placed(this.#nameOf(this.#last));
  }

  choose(id: string | null): void {
    this.#chosen = id;
    const { chosen } = this;
    if (chosen !== null && chosen.track !== -1) {
      this.track = chosen.track;
      this.#cursor = behind(chosen);
    }
  }

  /** Keys act on what a mark became by a correction, the cursor where it was. */
  hold(mark: Mark | undefined): void {
    this.#chosen = mark?.id ?? null;
  }

  /** What keys acted on is now another mark. */
  became(made: Mark | undefined): void {
    if (this.#chosen === null) this.#last = made?.id ?? null;
    else this.hold(made);
  }

  /** A car was put down: the next one comes behind it. */
  putDown(made: Mark | undefined, body: Stretch): void {
    this.#chosen = null;
    this.#last = made?.id ?? null;
    this.#cursor = behind(body);
  }

  /** A mark was taken away: the next car comes in its place. */
  tookAway(target: PlacedMark): void {
    this.#chosen = null;
    this.#last = null;
    if (target.track !== -1) this.#cursor = target.fromMetres;
  }

  /** The next or the last mark; `only` leaves some out. Without a chosen one it begins at the cursor. */
  neighbour(by: 1 | -1, only: (mark: Mark) => boolean): PlacedMark | null {
    const { chosen } = this;
    const { ordered } = this.#order;
    const rank = ({ track }: PlacedMark): number => (track === -1 ? this.#tracks.length : track);
    const isAhead = (p: PlacedMark): boolean =>
      rank(p) > this.track || (rank(p) === this.track && p.fromMetres >= this.#cursor - 0.5);
    const ahead = ordered.findIndex(isAhead);
    const here = ahead === -1 ? ordered.length : ahead;
    const from = chosen === null ? (by === 1 ? here - 1 : here) : ordered.indexOf(chosen);
    for (let i = from + by; i >= 0 && i < ordered.length; i += by) {
      const found = ordered[i];
      if (found !== undefined && only(found.mark)) return found;
    }
    return null;
  }

  /** Goes to the next or the last track, the cursor abreast of where it was; false where there is none. */
  stepTrack(by: 1 | -1): boolean {
    const from = this.at;
    const to = this.#tracks[this.track + by];
    if (from === null || to === undefined) return false;
    const abreast = trackAt([to], placeOnWay(from.way, this.#cursor), Infinity)?.at.metres ?? 0;
    return this.goTo(this.track + by, abreast);
  }

  /** Moves the next car along its track; false where there is no track. */
  move(metres: number): boolean {
    const track = this.at;
    if (track === null) return false;
    this.#chosen = null;
    this.#cursor = Math.min(Math.max(0, track.metres - 1), Math.max(0, this.#cursor + metres));
    return true;
  }

  /** Puts the next car so many metres along a track; false where there is no such track. */
  goTo(track: number, metres: number): boolean {
    const line = this.#tracks[track];
    if (line === undefined) return false;
    this.track = track;
    this.#chosen = null;
    this.#cursor = Math.min(line.metres, Math.max(0, metres));
    return true;
  }
}
