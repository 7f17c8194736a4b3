import { coarseCell, fineCell } from "./cells.ts";
import type { ReceptionModel } from "./reception.ts";
import { slotMs, slotOf } from "./slots.ts";

/**
 * In which stretches of `slotMinutes` anybody was heard at all, by coarse cell. The estimate is kept by the hour, and a receiver that fails for half of one
 * hardly shows in it; here it does.
 */
export class Witnesses {
  readonly #heard = new Map<number, Set<number>>();

  add(longitude: number, latitude: number, atMs: number): void {
    const cell = coarseCell(fineCell(longitude, latitude));
    const slots = this.#heard.get(cell);
    if (slots === undefined) this.#heard.set(cell, new Set([slotOf(atMs)]));
    else slots.add(slotOf(atMs));
  }

  /** Whether anybody in the coarse cell of this place was heard in the stretches that lie within half of one of this time, in milliseconds. */
  at(longitude: number, latitude: number, atMs: number): boolean {
    const slots = this.#heard.get(coarseCell(fineCell(longitude, latitude)));
    if (slots === undefined) return false;
    for (let slot = slotOf(atMs - slotMs / 2); slot <= slotOf(atMs + slotMs / 2); slot++)
      if (slots.has(slot)) return true;
    return false;
  }
}

/** What the model says of a place and moment, but null where nobody at all was heard there just then: a receiver that is out looks like a sea of silent ships. */
export const witnessed = (model: ReceptionModel, witnesses: Witnesses): ReceptionModel => ({
  ...model,
  heard: (longitude, latitude, atMs, ...of) =>
    witnesses.at(longitude, latitude, atMs) ? model.heard(longitude, latitude, atMs, ...of) : null,
  heardBetween: (longitude, latitude, atMs, ...of) =>
    witnesses.at(longitude, latitude, atMs) ? model.heardBetween(longitude, latitude, atMs, ...of) : null,
});
