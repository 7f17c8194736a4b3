import { senderClasses, type Fixes, type SenderClass } from "../ais/fixes.ts";
import { reportAt, type Bracket, type Report } from "./bracket.ts";

/** Who is no ship, however near its reports are: base stations, aids to navigation, aircraft, beacons. */
const noShips: ReadonlySet<SenderClass> = new Set(["base", "aid", "aircraft", "beacon"]);

/** What is kept of a ship while reports stream by: the last before and the first after each time. */
export interface Collected {
  readonly senderClass: SenderClass;
  readonly brackets: readonly Bracket[];
}

interface Kept {
  senderClass: SenderClass;
  readonly before: (Report | null)[];
  readonly after: (Report | null)[];
}

/** Takes reports in any order and keeps those around some times, of each ship: memory is that of the ships, not of their reports. */
export class BracketCollector {
  readonly #times: readonly number[];
  readonly #ships = new Map<number, Kept>();

  constructor(times: readonly number[]) {
    this.#times = times;
  }

  add(fixes: Fixes): void {
    const times = this.#times;
    let mmsi = -1;
    let kept: Kept | null = null;
    for (let i = 0; i < fixes.length; i++) {
      const sender = fixes.mmsi[i] ?? -1;
      if (sender !== mmsi) {
        mmsi = sender;
        kept = this.#keptOf(mmsi, senderClasses[fixes.senderClass[i] ?? 6] ?? "unknown");
      }
      if (kept === null) continue;
      const at = fixes.at[i] ?? Number.NaN;
      for (const [t, time] of times.entries()) {
        if (at <= time) {
          if (at > (kept.before[t]?.at ?? -Infinity)) kept.before[t] = reportAt(fixes, i);
        } else if (at < (kept.after[t]?.at ?? Infinity)) kept.after[t] = reportAt(fixes, i);
      }
    }
  }

  #keptOf(mmsi: number, senderClass: SenderClass): Kept | null {
    if (noShips.has(senderClass)) return null;
    const known = this.#ships.get(mmsi);
    if (known !== undefined) return known;
    const none = this.#times.map(() => null);
    const made = { senderClass, before: [...none], after: [...none] };
    this.#ships.set(mmsi, made);
    return made;
  }

  /** Ships with their reports around the times, in order of number. */
  ships(): ReadonlyMap<number, Collected> {
    return new Map(
      [...this.#ships]
        .sort(([a], [b]) => a - b)
        .map(([mmsi, { senderClass, before, after }]) => [
          mmsi,
          {
            senderClass,
            brackets: before.map((b, i) => ({ before: b, after: after[i] ?? null })),
          },
        ]),
    );
  }
}
