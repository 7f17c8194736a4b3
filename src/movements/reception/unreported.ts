const hourMs = 3_600_000;

/** Milliseconds of a stretch of time in which the case has no reports of anybody. */
export type UnreportedTime = (fromMs: number, toMs: number) => number;

/**
 * In which hours anybody at all was heard anywhere. The others are days that nobody imported, or a log that ended: no transponder can be missed there, however
 * well it is heard at other times. A hole within an hour does not show.
 */
export class ReportedHours {
  readonly #hours = new Set<number>();
  #last = Number.NaN;

  add(atMs: number): void {
    const hour = Math.floor(atMs / hourMs);
    if (hour === this.#last) return;
    this.#last = hour;
    this.#hours.add(hour);
  }

  readonly unreported: UnreportedTime = (fromMs, toMs) => {
    let unheard = 0;
    for (let hour = Math.floor(fromMs / hourMs); hour * hourMs < toMs; hour++)
      if (!this.#hours.has(hour))
        unheard += Math.min(toMs, (hour + 1) * hourMs) - Math.max(fromMs, hour * hourMs);
    return unheard;
  };
}
