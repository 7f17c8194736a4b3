import type { Kind } from "../../../sites/counting/kind.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { isReview } from "../../../sites/counting/marks/counter.ts";
import type { JudgedState } from "../../../sites/counting/marks/edit.ts";
import type { MarkContent } from "../../../sites/counting/marks/mark-fields.ts";
import type { Position } from "../../../sites/counting/site.ts";
import { markWidthMetres } from "../../../sites/tracks/car-outline.ts";
import { bodyOnWay, placeOnWay, type WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { couplingGapMetres } from "../../../sites/tracks/decoding/car-lengths.ts";
import {
  behind,
  bodyAbout,
  bodyFrom,
  held,
  nextBody,
  nextUsualBody,
  usualBodies,
  type Stretch,
} from "./car-proposal.ts";
import { MarkGrid, MarkPlaces, type PlacedMark } from "./placed-marks.ts";
import { takenBack } from "./seen-marks.ts";
import { faultInWords, type CountingSession } from "./session.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";
import type { NotedEdit } from "./undo-stack.ts";
import { onVisibleEnds, type Profile } from "./visible-ends.ts";

/** What the next car will be. */
export interface NextCar {
  readonly kind: Kind;
  readonly cover: string;
  readonly lengthMetres: number;
}

export interface DeskOptions {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly toPlane: (position: WayPoint) => WayPoint;
  readonly toPosition: (point: WayPoint) => WayPoint;
  /** True where marks are in pixels of a picture without a place. */
  readonly inPixels: boolean;
  /** Metres of a pixel of the picture. */
  readonly sampleDistanceMetres: number;
  /** Lightness along a part of a track, where its strip has been loaded. */
  readonly profileAt: (track: CountingTrack, stretch: Stretch) => Profile | null;
  /** Called after everything that changes what is shown. */
  readonly changed: () => void;
  /** Told what could not be done and why. */
  readonly told: (words: string) => void;
}

/**
 * A count at work: the marks in their order, which one is chosen, and where the next car goes. Every key and button of the screen is a method here; nothing of it
 * knows of the screen.
 */
export class CountingDesk {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly places: MarkPlaces;
  next: NextCar;
  snaps = true;
  /** Index of the track that is counted on; -1 where there is none. */
  track: number;
  #cursor: number;
  #revision = 0;
  #chosen: string | null = null;
  /** The mark that was put down last. */
  #last: string | null = null;
  #ordered: readonly PlacedMark[] | null = null;
  #numbers: ReadonlyMap<string, number> | null = null;
  #grid: MarkGrid | null = null;
  #body: { readonly of: string; readonly body: Stretch | null } | null = null;
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.session = options.session;
    this.tracks = options.tracks;
    this.places = new MarkPlaces(options.tracks, options.toPlane);
    this.track = options.tracks.length === 0 ? -1 : 0;
    this.#cursor = 0;
    this.next = {
      kind: options.session.kind,
      cover: "cannot-tell",
      lengthMetres: usualBodies(options.tracks[0]?.gauge ?? null)[0] ?? 12.8,
    };
  }

  /** Grows with everything that changes what is shown. */
  get revision(): number {
    return this.#revision;
  }

  /** Goes on where another desk of the same count was. */
  resume(before: CountingDesk): void {
    const track = this.tracks.findIndex((t) => t.id === before.at?.id);
    if (track !== -1) [this.track, this.#cursor] = [track, before.cursorMetres];
    this.next = before.next;
    this.snaps = before.snaps;
    this.#chosen = before.chosen?.mark.id ?? null;
    this.#last = before.#last === null ? null : before.session.nameOf(before.#last);
  }

  /** What is shown, in the order of its numbers. */
  get ordered(): readonly PlacedMark[] {
    return (this.#ordered ??= this.places.inOrder(this.session.shown));
  }

  get grid(): MarkGrid {
    return (this.#grid ??= new MarkGrid(this.ordered));
  }

  /** Numbers by mark: those that are rejected have none. */
  get numbers(): ReadonlyMap<string, number> {
    if (this.#numbers === null) {
      const numbers = new Map<string, number>();
      for (const { mark } of this.ordered)
        if (mark.state !== "rejected") numbers.set(mark.id, numbers.size + 1);
      this.#numbers = numbers;
    }
    return this.#numbers;
  }

  /** The mark that keys act on; null while the next car is what they act on. */
  get chosen(): PlacedMark | null {
    if (this.#chosen === null) return null;
    const id = this.session.nameOf(this.#chosen);
    return this.ordered.find((p) => p.mark.id === id) ?? null;
  }

  /** What is said of a mark is said of the chosen one, or else of the one that was put down last. */
  get target(): PlacedMark | null {
    if (this.chosen !== null || this.#last === null) return this.chosen;
    const id = this.session.nameOf(this.#last);
    return this.ordered.find((p) => p.mark.id === id) ?? null;
  }

  get review(): boolean {
    return isReview(this.session.counter);
  }

  /** Blind passes end when they are finished. */
  get isOver(): boolean {
    return !this.review && this.session.state === "finished";
  }

  get at(): CountingTrack | null {
    return this.tracks[this.track] ?? null;
  }

  /** Metres along the track where the next car begins. */
  get cursorMetres(): number {
    return this.#cursor;
  }

  /** Forgets what was worked out, when the session has changed. */
  refresh(): void {
    this.#ordered = null;
    this.#numbers = null;
    this.#grid = null;
    this.#body = null;
    this.#tell();
  }

  carsOn(track: number): readonly PlacedMark[] {
    return this.ordered.filter((p) => p.track === track && p.mark.state !== "rejected");
  }

  /** Where the next car would stand; null where there is no room, or no track. */
  get proposal(): Stretch | null {
    const track = this.at;
    if (track === null || this.chosen !== null || this.isOver) return null;
    const of = [this.track, this.#cursor, this.next.lengthMetres, this.snaps, this.ordered.length].join();
    if (this.#body?.of === of) return this.#body.body;
    const cars = this.carsOn(this.track);
    const [from, to] = track.seen;
    const body = nextBody({ metres: to }, cars, Math.max(from, this.#cursor), this.next.lengthMetres);
    const found = body === null || !this.snaps ? body : this.#snapped(track, body, cars);
    this.#body = { of, body: found };
    return found;
  }

  #snapped(track: CountingTrack, body: Stretch, cars: readonly Stretch[]): Stretch {
    const snapped = onVisibleEnds(this.#options.profileAt(track, body), body);
    // Edges that leave no gap to a neighbour are not the ends of two cars.
    const isFree = cars.every(
      (c) => c.toMetres + leastGap <= snapped.fromMetres || snapped.toMetres + leastGap <= c.fromMetres,
    );
    const isSeen = snapped.fromMetres >= track.seen[0] && snapped.toMetres <= track.seen[1];
    return isFree && isSeen ? snapped : body;
  }

  /** Works out the proposal anew, when the strip beneath it has come. */
  reconsider(): void {
    this.#body = null;
    this.#tell();
  }

  /** Puts the next car down where it is proposed; the one after it is proposed behind it. */
  put(): Mark | null {
    const track = this.at;
    const body = this.proposal;
    if (this.isOver) return this.#refuse("this pass is finished");
    if (track === null || body === null)
      return this.#refuse(
        track === null
          ? "no track holds on this day: draw a free car"
          : "no room for a car here: the track ends",
      );
    return this.#add(track, body);
  }

  #add(track: CountingTrack, body: Stretch): Mark | null {
    const outline = bodyOnWay(track.way, body.fromMetres, body.toMetres, markWidthMetres).map((p) =>
      rounded(this.#options.toPosition(p), this.#options.inPixels),
    );
    const made = this.#do([{ edit: { type: "add", content: this.#content(outline, track) }, note: "" }]);
    if (made === null) return null;
    this.#chosen = null;
    this.#last = made[0]?.id ?? null;
    this.#cursor = behind(body);
    this.#tell();
    return made[0] ?? null;
  }

  /** Adds a car that was drawn from one end to the other, on a track or on none. */
  putFree(from: WayPoint, to: WayPoint): Mark | null {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const scale = this.#options.inPixels ? this.#options.sampleDistanceMetres : 1;
    if (length * scale < 2) return this.#refuse("drag from one end of the car to the other");
    const half = markWidthMetres / scale / 2;
    const aside: WayPoint = [((to[1] - from[1]) / length) * half, (-(to[0] - from[0]) / length) * half];
    const ring: WayPoint[] = [
      [from[0] - aside[0], from[1] - aside[1]],
      [to[0] - aside[0], to[1] - aside[1]],
      [to[0] + aside[0], to[1] + aside[1]],
      [from[0] + aside[0], from[1] + aside[1]],
    ];
    const outline = [...ring, ring[0] ?? from].map((p) =>
      rounded(this.#options.toPosition(p), this.#options.inPixels),
    );
    const under = trackAt(this.tracks, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    const made = this.#do([
      { edit: { type: "add", content: this.#content(outline, under?.track ?? null) }, note: "" },
    ]);
    return made?.[0] ?? null;
  }

  #content(outline: readonly Position[], track: CountingTrack | null): MarkContent {
    return {
      areaId: track?.area ?? null,
      trackId: track?.id ?? null,
      kind: this.next.kind,
      cover: this.next.cover,
      outline,
      inPixels: this.#options.inPixels,
      number: 1,
      probability: 1,
      state: "accepted",
      note: "",
    };
  }

  /** A click on a place of the plane: chooses the mark there, or puts a car down on the free track there. False where there is neither. */
  click(point: WayPoint, slack = 0): boolean {
    const at = this.grid.at(point, slack);
    const mark = this.ordered[at];
    if (mark !== undefined) {
      this.choose(mark.mark.id);
      return true;
    }
    const under = trackAt(this.tracks, point);
    if (under === null) {
      if (this.chosen === null) return false;
      this.choose(null);
      return true;
    }
    return this.clickTrack(this.tracks.indexOf(under.track), under.at.metres);
  }

  /** A click on the strip of a track, so many metres along it: the same. */
  clickTrack(track: number, metres: number): boolean {
    const on = this.ordered.find((p) => p.track === track && p.fromMetres <= metres && metres <= p.toMetres);
    if (on !== undefined) {
      this.choose(on.mark.id);
      return true;
    }
    const line = this.tracks[track];
    if (line === undefined || this.isOver) return false;
    this.track = track;
    const [from, to] = line.seen;
    if (metres < from || metres > to)
      return this.#refuse("the picture does not show this part of the track") !== null;
    const cars = this.carsOn(track);
    // What the picture does not show before its beginning stands there like a car.
    const ground = from > 0 ? [...cars, { fromMetres: -1, toMetres: from - couplingGapMetres }] : cars;
    const body = bodyAbout({ metres: to }, ground, metres, this.next.lengthMetres);
    if (body === null)
      return this.#refuse("no room for a car between its neighbours: shorten it, or correct them") !== null;
    this.#add(line, this.snaps ? this.#snapped(line, body, cars) : body);
    return true;
  }

  choose(id: string | null): void {
    this.#chosen = id;
    const { chosen } = this;
    if (chosen !== null && chosen.track !== -1) {
      this.track = chosen.track;
      this.#cursor = behind(chosen);
    }
    this.#tell();
  }

  /** Chooses the next or the last mark; `only` leaves some out. Without a chosen one it begins at the cursor. */
  step(by: 1 | -1, only: (mark: Mark) => boolean = () => true): boolean {
    const { ordered, chosen } = this;
    const rank = ({ track }: PlacedMark): number => (track === -1 ? this.tracks.length : track);
    const isAhead = (p: PlacedMark): boolean =>
      rank(p) > this.track || (rank(p) === this.track && p.fromMetres >= this.#cursor - 0.5);
    const ahead = ordered.findIndex(isAhead);
    const here = ahead === -1 ? ordered.length : ahead;
    const from = chosen === null ? (by === 1 ? here - 1 : here) : ordered.indexOf(chosen);
    for (let i = from + by; i >= 0 && i < ordered.length; i += by) {
      const found = ordered[i];
      if (found !== undefined && only(found.mark)) {
        this.choose(found.mark.id);
        return true;
      }
    }
    this.#options.told(by === 1 ? "no further mark" : "no mark before it");
    return false;
  }

  /** Goes to the next or the last track, the cursor abreast of where it was. */
  stepTrack(by: 1 | -1): void {
    const from = this.at;
    const to = this.tracks[this.track + by];
    if (from === null || to === undefined) return;
    const abreast = placeOnWay(from.way, this.#cursor);
    this.track += by;
    this.#chosen = null;
    this.#cursor = Math.min(to.metres, Math.max(0, this.#metresAbreast(to, abreast)));
    this.#tell();
  }

  #metresAbreast(track: CountingTrack, point: WayPoint): number {
    return trackAt([track], point, Infinity)?.at.metres ?? 0;
  }

  /** Moves the next car along its track. */
  moveCursor(metres: number): void {
    const track = this.at;
    if (track === null) return;
    this.#chosen = null;
    this.#cursor = Math.min(Math.max(0, track.metres - 1), Math.max(0, this.#cursor + metres));
    this.#tell();
  }

  /** Puts the cursor so many metres along a track. */
  cursorTo(track: number, metres: number): void {
    const line = this.tracks[track];
    if (line === undefined) return;
    this.track = track;
    this.#chosen = null;
    this.#cursor = Math.min(line.metres, Math.max(0, metres));
    this.#tell();
  }

  /** Says what is to be said of a mark; in a review the next one that nobody has looked at is chosen then. */
  judge(state: JudgedState): boolean {
    const { target } = this;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const made = this.#do([{ edit: { type: "judge", mark: target.mark.id, state }, note: "" }]);
    if (made === null) return false;
    this.#became(made[0]);
    if (this.review && this.chosen !== null && (state === "accepted" || state === "rejected"))
      this.#nextUnjudged();
    this.#tell();
    return true;
  }

  #nextUnjudged(): void {
    const { ordered, chosen } = this;
    const from = chosen === null ? -1 : ordered.indexOf(chosen);
    const next =
      ordered.find((p, i) => i > from && p.mark.state === "proposed") ??
      ordered.find((p) => p.mark.state === "proposed");
    if (next !== undefined) this.choose(next.mark.id);
  }

  /** What keys acted on is now another mark. */
  #became(made: Mark | undefined): void {
    if (this.#chosen === null) this.#last = made?.id ?? null;
    else this.#chosen = made?.id ?? null;
  }

  /** Takes a mark away: what was added is taken back, what the machine proposed is rejected. */
  remove(): boolean {
    const { target } = this;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const isOwn = target.mark.marker.type === "person" && target.mark.replaces.length === 0;
    const edit = { type: "judge", mark: target.mark.id, state: "rejected" } as const;
    const made = this.#do([{ edit, note: isOwn || !this.review ? takenBack : "" }]);
    if (made === null) return false;
    this.#chosen = null;
    this.#last = null;
    if (target.track !== -1) this.#cursor = target.fromMetres;
    this.#tell();
    return true;
  }

  /** The kind of the chosen mark, or else of the next car. */
  setKind(kind: Kind): void {
    this.#change({ kind }, () => {
      this.next = { ...this.next, kind };
    });
  }

  setCover(cover: string): void {
    this.#change({ cover }, () => {
      this.next = { ...this.next, cover };
    });
  }

  #change(changes: { readonly kind?: Kind; readonly cover?: string }, otherwise: () => void): void {
    const { chosen } = this;
    if (chosen === null) otherwise();
    else {
      const made = this.#do([{ edit: { type: "correct", mark: chosen.mark.id, changes }, note: "" }]);
      if (made !== null) this.#chosen = made[0]?.id ?? null;
    }
    this.#tell();
  }

  /** Makes the next car, or the chosen one at its far end, longer or shorter. */
  lengthen(metres: number): void {
    const { chosen } = this;
    if (chosen === null) {
      this.next = { ...this.next, lengthMetres: held(this.next.lengthMetres + metres) };
      this.#tell();
      return;
    }
    this.stretch(chosen, { fromMetres: chosen.fromMetres, toMetres: chosen.toMetres + metres });
  }

  /** The next longer or shorter usual length for the next car. */
  usualLength(by: 1 | -1): void {
    const gauge = this.at?.gauge ?? null;
    this.next = { ...this.next, lengthMetres: nextUsualBody(gauge, this.next.lengthMetres, by) };
    this.#tell();
  }

  /** Moves the chosen mark along its track. */
  shift(metres: number): void {
    const { chosen } = this;
    if (chosen === null) return this.moveCursor(metres);
    this.stretch(chosen, {
      fromMetres: chosen.fromMetres + metres,
      toMetres: chosen.toMetres + metres,
    });
  }

  /** Gives a mark other ends on its track. */
  stretch(placed: PlacedMark, { fromMetres, toMetres }: Stretch): boolean {
    const track = this.tracks[placed.track];
    if (track === undefined)
      return this.#refuse("this mark is on no track: take it away and draw it anew") !== null;
    const body = bodyFrom(track, fromMetres, toMetres - fromMetres);
    if (body === null) return this.#refuse("too short for a car") !== null;
    const outline = bodyOnWay(track.way, body.fromMetres, body.toMetres, markWidthMetres).map((p) =>
      rounded(this.#options.toPosition(p), this.#options.inPixels),
    );
    const made = this.#do([
      { edit: { type: "correct", mark: placed.mark.id, changes: { outline } }, note: "" },
    ]);
    if (made === null) return false;
    this.#chosen = made[0]?.id ?? null;
    this.#tell();
    return true;
  }

  /** Splits a mark in its middle; its second half is chosen then. */
  split(): boolean {
    const { target } = this;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const made = this.#do([{ edit: { type: "split", mark: target.mark.id, at: 0.5 }, note: "" }]);
    if (made === null) return false;
    this.#became(made[1]);
    this.#tell();
    return true;
  }

  /** Joins a mark with the next one on its track to one thing. */
  merge(): boolean {
    const { target, ordered } = this;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const other = ordered[ordered.indexOf(target) + 1];
    if (other === undefined || other.track !== target.track || target.track === -1)
      return this.#refuse("no mark follows on this track") !== null;
    const made = this.#do([{ edit: { type: "merge", marks: [target.mark.id, other.mark.id] }, note: "" }]);
    if (made === null) return false;
    this.#became(made[0]);
    this.#tell();
    return true;
  }

  undo(): void {
    this.#back(() => this.session.undo(), "nothing to take back");
  }
  redo(): void {
    this.#back(() => this.session.redo(), "nothing to do again");
  }
  #back(work: () => boolean, otherwise: string): void {
    if (this.isOver) return void this.#refuse("this pass is finished");
    this.#chosen = null;
    if (!work()) this.#options.told(otherwise);
    this.#tell();
  }

  /** How many of the machine's marks nobody has looked at. */
  get unjudged(): number {
    return this.session.shown.reduce((sum, m) => sum + (m.state === "proposed" ? m.number : 0), 0);
  }

  #do(edits: readonly NotedEdit[]): readonly Mark[] | null {
    if (this.isOver) return this.#refuse("this pass is finished");
    try {
      return this.session.do(edits);
    } catch (error) {
      return this.#refuse(faultInWords(error));
    }
  }

  #tell(): void {
    this.#revision++;
    this.#options.changed();
  }

  #refuse(words: string): null {
    this.#options.told(words);
    return null;
  }
}

/** Least metres between two bodies whose ends were found in the picture. */
const leastGap = 0.5;
const chooseFirst = "choose a mark first: n, or a click on it";

/** Positions as the machine's marks have them: to about a millimetre; pixels to a hundredth. */
function rounded([x, y]: WayPoint, inPixels: boolean): Position {
  const steps = inPixels ? 100 : 1e8;
  return [Math.round(x * steps) / steps, Math.round(y * steps) / steps];
}
