import type { JudgedState } from "../../../sites/counting/marks/edit.ts";
import { bodyFrom, type Stretch } from "./car-proposal.ts";
import type { CountEdits } from "./count-edits.ts";
import { outlineOnTrack, type OutlinedOn } from "./drawn-outline.ts";
import type { NextCar } from "./next-car.ts";
import type { PlaceInCount } from "./place-in-count.ts";
import type { PlacedMark } from "./placed-marks.ts";
import { takenBack } from "./seen-marks.ts";
import type { ShownOrder } from "./shown-order.ts";
import type { CountingTrack } from "./tracks.ts";

export interface CorrectedWith {
  readonly edits: CountEdits;
  readonly order: ShownOrder;
  readonly place: PlaceInCount;
  readonly tracks: readonly CountingTrack[];
  readonly on: OutlinedOn;
}

/** What is said of marks that stand, and how they are corrected. It is about the chosen mark, or else the one that was put down last. */
export class MarkCorrections {
  readonly #with: CorrectedWith;

  constructor(parts: CorrectedWith) {
    this.#with = parts;
  }

  /** Says what is to be said of a mark; in a review the next one that nobody has looked at is chosen then. */
  judge(state: JudgedState): boolean {
    const { edits, place } = this.#with;
    const target = this.#target();
    if (target === null) return false;
    const made = edits.do({ type: "judge", mark: target.mark.id, state });
    if (made === null) return false;
    place.became(made[0]);
    if (edits.isReview && (state === "accepted" || state === "rejected")) this.#nextUnjudged();
    edits.changed();
    return true;
  }

  #nextUnjudged(): void {
    const { order, place } = this.#with;
    const { ordered } = order;
    const { chosen } = place;
    if (chosen === null) return;
    const from = ordered.indexOf(chosen);
    const next =
      ordered.find((p, i) => i > from && p.mark.state === "proposed") ??
      ordered.find((p) => p.mark.state === "proposed");
    if (next !== undefined) place.choose(next.mark.id);
  }

  /** Takes a mark away: what was added is taken back, what the machine proposed is rejected. */
  remove(): boolean {
    const { edits, place } = this.#with;
    const target = this.#target();
    if (target === null) return false;
    const isOwn = target.mark.marker.type === "person" && target.mark.replaces.length === 0;
    const made = edits.do(
      { type: "judge", mark: target.mark.id, state: "rejected" },
      isOwn || !edits.isReview ? takenBack : "",
    );
    if (made === null) return false;
    place.tookAway(target);
    edits.changed();
    return true;
  }

  /** Gives a mark another kind or cover. */
  describe(placed: PlacedMark, changes: Partial<Pick<NextCar, "kind" | "cover">>): void {
    const { edits, place } = this.#with;
    const made = edits.do({ type: "correct", mark: placed.mark.id, changes });
    if (made !== null) place.hold(made[0]);
    edits.changed();
  }

  /** Gives a mark other ends on its track. */
  stretch(placed: PlacedMark, { fromMetres, toMetres }: Stretch): boolean {
    const { edits, place, tracks, on } = this.#with;
    const track = tracks[placed.track];
    if (track === undefined)
      return edits.refuse("this mark is on no track: take it away and draw it anew") !== null;
    const body = bodyFrom(track, fromMetres, toMetres - fromMetres);
    if (body === null) return edits.refuse("too short for a car") !== null;
    const outline = outlineOnTrack(on, track.way, body);
    const made = edits.do({ type: "correct", mark: placed.mark.id, changes: { outline } });
    if (made === null) return false;
    place.hold(made[0]);
    edits.changed();
    return true;
  }

  /** Splits a mark in its middle; its second half is chosen then. */
  split(): boolean {
    const { edits, place } = this.#with;
    const target = this.#target();
    if (target === null) return false;
    const made = edits.do({ type: "split", mark: target.mark.id, at: 0.5 });
    if (made === null) return false;
    place.became(made[1]);
    edits.changed();
    return true;
  }

  /** Joins a mark with the next one on its track to one thing. */
  merge(): boolean {
    const { edits, order, place } = this.#with;
    const target = this.#target();
    if (target === null) return false;
    const other = order.ordered[order.ordered.indexOf(target) + 1];
    if (other === undefined || other.track !== target.track || target.track === -1)
      return edits.refuse("no mark follows on this track") !== null;
    const made = edits.do({ type: "merge", marks: [target.mark.id, other.mark.id] });
    if (made === null) return false;
    place.became(made[0]);
    edits.changed();
    return true;
  }

  #target(): PlacedMark | null {
    const { edits, place } = this.#with;
    return place.target ?? edits.refuse("choose a mark first: n, or a click on it");
  }
}
