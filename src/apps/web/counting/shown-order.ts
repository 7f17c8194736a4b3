import type { Mark } from "../../../sites/counting/mark.ts";
import { MarkGrid, type MarkPlaces, type PlacedMark } from "./placed-marks.ts";

/** The marks that a screen shows of a count, in the order of their numbers. What follows from them is worked out once, until they are others. */
export class ShownOrder {
  readonly #places: MarkPlaces;
  readonly #shown: () => readonly Mark[];
  #ordered: readonly PlacedMark[] | null = null;
  #numbers: ReadonlyMap<string, number> | null = null;
  #grid: MarkGrid | null = null;

  constructor(places: MarkPlaces, shown: () => readonly Mark[]) {
    this.#places = places;
    this.#shown = shown;
  }

  get ordered(): readonly PlacedMark[] {
    return (this.#ordered ??= this.#places.inOrder(this.#shown()));
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

  placed(id: string): PlacedMark | null {
    return this.ordered.find((p) => p.mark.id === id) ?? null;
  }

  carsOn(track: number): readonly PlacedMark[] {
    return this.ordered.filter((p) => p.track === track && p.mark.state !== "rejected");
  }

  /** The mark that stands so many metres along a track. */
  standingAt(track: number, metres: number): PlacedMark | null {
    return (
      this.ordered.find((p) => p.track === track && p.fromMetres <= metres && metres <= p.toMetres) ?? null
    );
  }

  /** Forgets what was worked out, when the marks are others. */
  forget(): void {
    this.#ordered = null;
    this.#numbers = null;
    this.#grid = null;
  }
}
