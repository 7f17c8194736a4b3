import type { Kind } from "../../../sites/counting/kind.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import type { WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { CarPlacing } from "./car-placing.ts";
import { CountEdits, type EditsTold } from "./count-edits.ts";
import type { OutlinedOn } from "./drawn-outline.ts";
import { MarkCorrections } from "./mark-corrections.ts";
import { NextCarPlan, type NextCar, type ProfileAt } from "./next-car.ts";
import { PlaceInCount } from "./place-in-count.ts";
import { MarkPlaces, type MarkGrid, type PlacedMark } from "./placed-marks.ts";
import type { CountingSession } from "./session.ts";
import { ShownOrder } from "./shown-order.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";

export interface DeskOptions extends OutlinedOn, EditsTold {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly toPlane: (position: WayPoint) => WayPoint;
  readonly profileAt: ProfileAt;
}

/**
 * A count at work: every key and button of the screen is a method here or of its two parts, and nothing of it knows of the screen. It joins what stands beside it: the
 * marks in their order, where one works among them, the car that comes next, how cars are put down, and how marks are corrected.
 */
export class CountingDesk {
  readonly session: CountingSession;
  readonly tracks: readonly CountingTrack[];
  readonly #order: ShownOrder;
  readonly #place: PlaceInCount;
  readonly #plan: NextCarPlan;
  readonly #edits: CountEdits;
  readonly placing: CarPlacing;
  readonly corrections: MarkCorrections;

  constructor(options: DeskOptions) {
    const { session, tracks, toPlane, profileAt } = options;
    this.session = session;
    this.tracks = tracks;
    this.#order = new ShownOrder(new MarkPlaces(tracks, toPlane), () => session.shown);
    this.#place = new PlaceInCount(tracks, this.#order, (id) => session.nameOf(id));
    this.#plan = new NextCarPlan(tracks, this.#order, profileAt, session.kind);
    this.#edits = new CountEdits(session, options);
    const parts = { edits: this.#edits, place: this.#place, tracks, on: options };
    this.placing = new CarPlacing({ ...parts, plan: this.#plan });
    this.corrections = new MarkCorrections({ ...parts, order: this.#order });
  }

  /** Grows with everything that changes what is shown. */
  get revision(): number {
    return this.#edits.revision;
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
  get review(): boolean {
    return this.#edits.isReview;
  }

  /** Blind passes end when they are finished. */
  get isOver(): boolean {
    return this.#edits.isOver;
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
    this.#edits.changed();
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
    return this.placing.putAbout(track, metres);
  }

  choose(id: string | null): void {
    this.#place.choose(id);
    this.#edits.changed();
  }

  /** Chooses the mark at a place of a track, in a count that is only looked at. */
  chooseAt(track: number, metres: number): void {
    this.choose(this.#order.standingAt(track, metres)?.mark.id ?? null);
  }

  /** Chooses the next or the last mark; `only` leaves some out. Without a chosen one it begins at the cursor. */
  step(by: 1 | -1, only: (mark: Mark) => boolean = () => true): boolean {
    const found = this.#place.neighbour(by, only);
    if (found !== null) this.choose(found.mark.id);
    else this.#edits.refuse(by === 1 ? "no further mark" : "no mark before it");
    return found !== null;
  }

  /** Goes to the next or the last track, the cursor abreast of where it was. */
  stepTrack(by: 1 | -1): void {
    if (this.#place.stepTrack(by)) this.#edits.changed();
  }

  /** Moves the next car along its track. */
  moveCursor(metres: number): void {
    if (this.#place.move(metres)) this.#edits.changed();
  }

  /** Puts the cursor so many metres along a track. */
  cursorTo(track: number, metres: number): void {
    if (this.#place.goTo(track, metres)) this.#edits.changed();
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
    if (chosen !== null) return this.corrections.describe(chosen, changes);
    this.#plan.car = { ...this.next, ...changes };
    this.#edits.changed();
  }

  /** Makes the next car, or the chosen one at its far end, longer or shorter. */
  lengthen(metres: number): void {
    const { chosen } = this;
    if (chosen !== null) {
      const { fromMetres, toMetres } = chosen;
      this.corrections.stretch(chosen, { fromMetres, toMetres: toMetres + metres });
      return;
    }
    this.#plan.lengthen(metres);
    this.#edits.changed();
  }

  /** The next longer or shorter usual length for the next car. */
  usualLength(by: 1 | -1): void {
    this.#plan.usualLength(this.at, by);
    this.#edits.changed();
  }

  /** Moves the chosen mark along its track. */
  shift(metres: number): void {
    const { chosen } = this;
    if (chosen === null) return this.moveCursor(metres);
    this.corrections.stretch(chosen, {
      fromMetres: chosen.fromMetres + metres,
      toMetres: chosen.toMetres + metres,
    });
  }

  undo(): void {
    this.#back(() => this.session.undo(), "nothing to take back");
  }
  redo(): void {
    this.#back(() => this.session.redo(), "nothing to do again");
  }
  #back(work: () => boolean, otherwise: string): void {
    if (this.isOver) return void this.#edits.refuseFinished();
    this.#place.choose(null);
    if (!work()) this.#edits.refuse(otherwise);
    this.#edits.changed();
  }
}
