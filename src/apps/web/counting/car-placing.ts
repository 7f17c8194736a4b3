import type { Mark } from "../../../sites/counting/mark.ts";
import type { Position } from "../../../sites/counting/site.ts";
import type { WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import type { Stretch } from "./car-proposal.ts";
import type { CountEdits } from "./count-edits.ts";
import { outlineBetween, outlineOnTrack, type OutlinedOn } from "./drawn-outline.ts";
import type { NextCarPlan } from "./next-car.ts";
import type { PlaceInCount } from "./place-in-count.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";

export interface PlacedWith {
  readonly edits: CountEdits;
  readonly place: PlaceInCount;
  readonly plan: NextCarPlan;
  readonly tracks: readonly CountingTrack[];
  readonly on: OutlinedOn;
}

/** Puts cars down: where the next one is proposed, about a place of a track, or as it was drawn. */
export class CarPlacing {
  readonly #with: PlacedWith;

  constructor(parts: PlacedWith) {
    this.#with = parts;
  }

  /** Where the next car would stand; null where there is no room, or no track. */
  get proposal(): Stretch | null {
    const { edits, place, plan } = this.#with;
    if (place.chosen !== null || edits.isOver) return null;
    return plan.behind(place.track, place.cursorMetres);
  }

  /** Puts the next car down where it is proposed; the one after it is proposed behind it. */
  put(): Mark | null {
    const { edits, place } = this.#with;
    const track = place.at;
    const body = this.proposal;
    if (edits.isOver) return edits.refuseFinished();
    if (track === null) return edits.refuse("no track holds on this day: draw a free car");
    if (body === null) return edits.refuse("no room for a car here: the track ends");
    return this.#add(track, body);
  }

  /** Puts a car down about a place of a track that is free there; false where that cannot be. */
  putAbout(index: number, metres: number): boolean {
    const { edits, place, plan, tracks } = this.#with;
    const track = tracks[index];
    if (track === undefined || edits.isOver) return false;
    place.track = index;
    const [from, to] = track.seen;
    if (metres < from || metres > to)
      return edits.refuse("the picture does not show this part of the track") !== null;
    const body = plan.about(index, metres);
    if (body === null)
      return edits.refuse("no room for a car between its neighbours: shorten it, or correct them") !== null;
    this.#add(track, body);
    return true;
  }

  /** Adds a car that was drawn from one end to the other, on a track or on none. */
  putFree(from: WayPoint, to: WayPoint): Mark | null {
    const { edits, tracks, on } = this.#with;
    const outline = outlineBetween(on, from, to);
    if (outline === null) return edits.refuse("drag from one end of the car to the other");
    const under = trackAt(tracks, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    return this.#draw(outline, under?.track ?? null)?.[0] ?? null;
  }

  #add(track: CountingTrack, body: Stretch): Mark | null {
    const { edits, place, on } = this.#with;
    const made = this.#draw(outlineOnTrack(on, track.way, body), track);
    if (made === null) return null;
    place.putDown(made[0], body);
    edits.changed();
    return made[0] ?? null;
  }

  #draw(outline: readonly Position[], track: CountingTrack | null): readonly Mark[] | null {
    const { edits, plan, on } = this.#with;
    return edits.do({ type: "add", content: plan.content(outline, track, on.inPixels) });
  }
}
