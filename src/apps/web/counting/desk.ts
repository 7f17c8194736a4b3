import type { Kind } from "../../../sites/counting/kind.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { isReview } from "../../../sites/counting/marks/counter.ts";
import type { JudgedState } from "../../../sites/counting/marks/edit.ts";
import type { Position } from "../../../sites/counting/site.ts";
import type { WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { bodyFrom, type Stretch } from "./car-proposal.ts";
import { outlineBetween, outlineOnTrack, type OutlinedOn } from "./drawn-outline.ts";
import { NextCarPlan, type NextCar, type ProfileAt } from "./next-car.ts";
import { PlaceInCount } from "./place-in-count.ts";
import { MarkPlaces, type MarkGrid, type PlacedMark } from "./placed-marks.ts";
import { takenBack } from "./seen-marks.ts";
import { faultInWords, type CountingSession } from "./session.ts";
import { ShownOrder } from "./shown-order.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";
import type { NotedEdit } from "./undo-stack.ts";

export interface DeskOptions extends OutlinedOn {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly toPlane: (position: WayPoint) => WayPoint;
  readonly profileAt: ProfileAt;
  /** Called after everything that changes what is shown. */
  readonly changed: () => void;
  /** Told what could not be done and why. */
  readonly told: (words: string) => void;
}

/**
 * A count at work: every key and button of the screen is a method here, and nothing of it knows of the screen. It joins what stands beside it: the marks in their order,
 * where one works among them, and the car that comes next; edits go through the session.
 */
export class CountingDesk {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly #order: ShownOrder;
  readonly #place: PlaceInCount;
  readonly #plan: NextCarPlan;
  readonly #options: DeskOptions;
  #revision = 0;

  constructor(options: DeskOptions) {
    const { session, tracks, toPlane, profileAt } = options;
    this.#options = options;
    this.session = session;
    this.tracks = tracks;
    this.#order = new ShownOrder(new MarkPlaces(tracks, toPlane), () => session.shown);
    this.#place = new PlaceInCount(tracks, this.#order, (id) => session.nameOf(id));
    this.#plan = new NextCarPlan(tracks, this.#order, profileAt, session.kind);
  }

  /** Grows with everything that changes what is shown. */
  get revision(): number {
    return this.#revision;
  }

  /** Goes on where another desk of the same count was. */
  resume(before: CountingDesk): void {
    this.#place.resume(before.#place);
    this.#plan.resume(before.#plan);
  }

  /** What is shown, in the order of its numbers. */
  get ordered(): readonly PlacedMark[] {
    return this.#order.ordered;
  }
  get grid(): MarkGrid {
    return this.#order.grid;
  }
  /** Numbers by mark: those that are rejected have none. */
  get numbers(): ReadonlyMap<string, number> {
    return this.#order.numbers;
  }

  /** Index of the track that is counted on; -1 where there is none. */
  get track(): number {
    return this.#place.track;
  }
  get at(): CountingTrack | null {
    return this.#place.at;
  }
  /** Metres along the track where the next car begins. */
  get cursorMetres(): number {
    return this.#place.cursorMetres;
  }
  /** The mark that keys act on; null while the next car is what they act on. */
  get chosen(): PlacedMark | null {
    return this.#place.chosen;
  }

  get next(): NextCar {
    return this.#plan.car;
  }
  get snaps(): boolean {
    return this.#plan.snaps;
  }
  set snaps(snaps: boolean) {
    this.#plan.snaps = snaps;
  }
  /** Where the next car would stand; null where there is no room, or no track. */
  get proposal(): Stretch | null {
    if (this.chosen !== null || this.isOver) return null;
    return this.#plan.behind(this.track, this.cursorMetres);
  }

  get review(): boolean {
    return isReview(this.session.counter);
  }

  /** Blind passes end when they are finished. */
  get isOver(): boolean {
    return !this.review && this.session.state === "finished";
  }

  /** How many of the machine's marks nobody has looked at. */
  get unjudged(): number {
    return this.session.shown.reduce((sum, m) => sum + (m.state === "proposed" ? m.number : 0), 0);
  }

  /** Forgets what was worked out, when the session has changed. */
  refresh(): void {
    this.#order.forget();
    this.reconsider();
  }

  /** Works out the proposal anew, when the strip beneath it has come. */
  reconsider(): void {
    this.#plan.forget();
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
    const made = this.#draw(outlineOnTrack(this.#options, track.way, body), track);
    if (made === null) return null;
    this.#place.putDown(made[0], body);
    this.#tell();
    return made[0] ?? null;
  }

  /** Adds a car that was drawn from one end to the other, on a track or on none. */
  putFree(from: WayPoint, to: WayPoint): Mark | null {
    const outline = outlineBetween(this.#options, from, to);
    if (outline === null) return this.#refuse("drag from one end of the car to the other");
    const under = trackAt(this.tracks, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    return this.#draw(outline, under?.track ?? null)?.[0] ?? null;
  }

  #draw(outline: readonly Position[], track: CountingTrack | null): readonly Mark[] | null {
    const content = this.#plan.content(outline, track, this.#options.inPixels);
    return this.#do([{ edit: { type: "add", content }, note: "" }]);
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
    const on = this.#order.standingAt(track, metres);
    if (on !== null) {
      this.choose(on.mark.id);
      return true;
    }
    const line = this.tracks[track];
    if (line === undefined || this.isOver) return false;
    this.#place.track = track;
    const [from, to] = line.seen;
    if (metres < from || metres > to)
      return this.#refuse("the picture does not show this part of the track") !== null;
    const body = this.#plan.about(track, metres);
    if (body === null)
      return this.#refuse("no room for a car between its neighbours: shorten it, or correct them") !== null;
    this.#add(line, body);
    return true;
  }

  choose(id: string | null): void {
    this.#place.choose(id);
    this.#tell();
  }

  /** Chooses the mark at a place of a track, in a count that is only looked at. */
  chooseAt(track: number, metres: number): void {
    this.choose(this.#order.standingAt(track, metres)?.mark.id ?? null);
  }

  /** Chooses the next or the last mark; `only` leaves some out. Without a chosen one it begins at the cursor. */
  step(by: 1 | -1, only: (mark: Mark) => boolean = () => true): boolean {
    const found = this.#place.neighbour(by, only);
    if (found !== null) this.choose(found.mark.id);
    else this.#options.told(by === 1 ? "no further mark" : "no mark before it");
    return found !== null;
  }

  /** Goes to the next or the last track, the cursor abreast of where it was. */
  stepTrack(by: 1 | -1): void {
    if (this.#place.stepTrack(by)) this.#tell();
  }

  /** Moves the next car along its track. */
  moveCursor(metres: number): void {
    if (this.#place.move(metres)) this.#tell();
  }

  /** Puts the cursor so many metres along a track. */
  cursorTo(track: number, metres: number): void {
    if (this.#place.goTo(track, metres)) this.#tell();
  }

  /** Says what is to be said of a mark; in a review the next one that nobody has looked at is chosen then. */
  judge(state: JudgedState): boolean {
    const { target } = this.#place;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const made = this.#do([{ edit: { type: "judge", mark: target.mark.id, state }, note: "" }]);
    if (made === null) return false;
    this.#place.became(made[0]);
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

  /** Takes a mark away: what was added is taken back, what the machine proposed is rejected. */
  remove(): boolean {
    const { target } = this.#place;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const isOwn = target.mark.marker.type === "person" && target.mark.replaces.length === 0;
    const edit = { type: "judge", mark: target.mark.id, state: "rejected" } as const;
    const made = this.#do([{ edit, note: isOwn || !this.review ? takenBack : "" }]);
    if (made === null) return false;
    this.#place.tookAway(target);
    this.#tell();
    return true;
  }

  /** The kind of the chosen mark, or else of the next car. */
  setKind(kind: Kind): void {
    this.#change({ kind });
  }

  setCover(cover: string): void {
    this.#change({ cover });
  }

  #change(changes: Partial<Pick<NextCar, "kind" | "cover">>): void {
    const { chosen } = this;
    if (chosen === null) this.#plan.car = { ...this.next, ...changes };
    else {
      const made = this.#do([{ edit: { type: "correct", mark: chosen.mark.id, changes }, note: "" }]);
      if (made !== null) this.#place.hold(made[0]);
    }
    this.#tell();
  }

  /** Makes the next car, or the chosen one at its far end, longer or shorter. */
  lengthen(metres: number): void {
    const { chosen } = this;
    if (chosen === null) {
      this.#plan.lengthen(metres);
      this.#tell();
      return;
    }
    this.stretch(chosen, { fromMetres: chosen.fromMetres, toMetres: chosen.toMetres + metres });
  }

  /** The next longer or shorter usual length for the next car. */
  usualLength(by: 1 | -1): void {
    this.#plan.usualLength(this.at, by);
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
    const outline = outlineOnTrack(this.#options, track.way, body);
    const made = this.#do([
      { edit: { type: "correct", mark: placed.mark.id, changes: { outline } }, note: "" },
    ]);
    if (made === null) return false;
    this.#place.hold(made[0]);
    this.#tell();
    return true;
  }

  /** Splits a mark in its middle; its second half is chosen then. */
  split(): boolean {
    const { target } = this.#place;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const made = this.#do([{ edit: { type: "split", mark: target.mark.id, at: 0.5 }, note: "" }]);
    if (made === null) return false;
    this.#place.became(made[1]);
    this.#tell();
    return true;
  }

  /** Joins a mark with the next one on its track to one thing. */
  merge(): boolean {
    const { target } = this.#place;
    const { ordered } = this;
    if (target === null) return this.#refuse(chooseFirst) !== null;
    const other = ordered[ordered.indexOf(target) + 1];
    if (other === undefined || other.track !== target.track || target.track === -1)
      return this.#refuse("no mark follows on this track") !== null;
    const made = this.#do([{ edit: { type: "merge", marks: [target.mark.id, other.mark.id] }, note: "" }]);
    if (made === null) return false;
    this.#place.became(made[0]);
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
    this.#place.choose(null);
    if (!work()) this.#options.told(otherwise);
    this.#tell();
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

const chooseFirst = "choose a mark first: n, or a click on it";
