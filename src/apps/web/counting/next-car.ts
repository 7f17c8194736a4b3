import type { Kind } from "../../../sites/counting/kind.ts";
import type { MarkContent } from "../../../sites/counting/marks/mark-fields.ts";
import type { Position } from "../../../sites/counting/site.ts";
import { couplingGapMetres } from "../../../sites/tracks/decoding/car-lengths.ts";
import { bodyAbout, held, nextBody, nextUsualBody, usualBodies, type Stretch } from "./car-proposal.ts";
import type { ShownOrder } from "./shown-order.ts";
import type { CountingTrack } from "./tracks.ts";
import { onVisibleEnds, type Profile } from "./visible-ends.ts";

/** What the next car will be. */
export interface NextCar {
  readonly kind: Kind;
  readonly cover: string;
  readonly lengthMetres: number;
}

/** Lightness along a part of a track, where its strip has been loaded. */
export type ProfileAt = (track: CountingTrack, stretch: Stretch) => Profile | null;

/** Least metres between two bodies whose ends were found in the picture. */
const leastGap = 0.5;

/** The next car: what it will be, and where on a track it would stand. */
export class NextCarPlan {
  car: NextCar;
  /** Whether its ends are moved to edges that the picture shows. */
  snaps = true;
  readonly #tracks: readonly CountingTrack[];
  readonly #order: ShownOrder;
  readonly #profileAt: ProfileAt;
  #found: { readonly of: string; readonly body: Stretch | null } | null = null;

  constructor(tracks: readonly CountingTrack[], order: ShownOrder, profileAt: ProfileAt, kind: Kind) {
    this.#tracks = tracks;
    this.#order = order;
    this.#profileAt = profileAt;
    this.car = {
      kind,
      cover: "cannot-tell",
      lengthMetres: usualBodies(tracks[0]?.gauge ?? null)[0] ?? 12.8,
    };
  }

  resume({ car, snaps }: NextCarPlan): void {
    this.car = car;
    this.snaps = snaps;
  }

  lengthen(metres: number): void {
    this.car = { ...this.car, lengthMetres: held(this.car.lengthMetres + metres) };
  }

  /** The next longer or shorter usual length of the track's gauge. */
  usualLength(track: CountingTrack | null, by: 1 | -1): void {
    this.car = {
      ...this.car,
      lengthMetres: nextUsualBody(track?.gauge ?? null, this.car.lengthMetres, by),
    };
  }

  /** Works out where it goes anew, when the marks or the strip beneath it are others. */
  forget(): void {
    this.#found = null;
  }

  /** Where it would stand from a place of a track on; null where there is no room. */
  behind(index: number, fromMetres: number): Stretch | null {
    const track = this.#tracks[index];
    if (track === undefined) return null;
    const of = [index, fromMetres, this.car.lengthMetres, this.snaps, this.#order.ordered.length].join();
    if (this.#found?.of === of) return this.#found.body;
    const cars = this.#order.carsOn(index);
    const [from, to] = track.seen;
    const body = nextBody({ metres: to }, cars, Math.max(from, fromMetres), this.car.lengthMetres);
    const found = body === null ? null : this.#snapped(track, body, cars);
    this.#found = { of, body: found };
    return found;
  }

  /** Where a click on a place of a track puts it; null where there is no room between the cars. */
  about(index: number, metres: number): Stretch | null {
    const track = this.#tracks[index];
    if (track === undefined) return null;
    const [from, to] = track.seen;
    const cars = this.#order.carsOn(index);
    // What the picture does not show before its beginning stands there like a car.
    const ground = from > 0 ? [...cars, { fromMetres: -1, toMetres: from - couplingGapMetres }] : cars;
    const body = bodyAbout({ metres: to }, ground, metres, this.car.lengthMetres);
    return body === null ? null : this.#snapped(track, body, cars);
  }

  /** The body with the ends that the picture shows, where they are wanted and leave room. */
  #snapped(track: CountingTrack, body: Stretch, cars: readonly Stretch[]): Stretch {
    if (!this.snaps) return body;
    const snapped = onVisibleEnds(this.#profileAt(track, body), body);
    // Edges that leave no gap to a neighbour are not the ends of two cars.
    const isFree = cars.every(
      (c) => c.toMetres + leastGap <= snapped.fromMetres || snapped.toMetres + leastGap <= c.fromMetres,
    );
    const isSeen = snapped.fromMetres >= track.seen[0] && snapped.toMetres <= track.seen[1];
    return isFree && isSeen ? snapped : body;
  }

  /** What is put on record of it. */
  content(outline: readonly Position[], track: CountingTrack | null, inPixels: boolean): MarkContent {
    return {
      areaId: track?.area ?? null,
      trackId: track?.id ?? null,
      kind: this.car.kind,
      cover: this.car.cover,
      outline,
      inPixels,
      number: 1,
      probability: 1,
      state: "accepted",
      note: "",
    };
  }
}
