import type { Fixes } from "../../movements/ais/fixes.ts";
import { batchLength, columnsOf, emptyFixes, firstFixes } from "./fix-batches.ts";

/** Days that are read at the same time: each holds some megabytes of its file. */
export const mostMerged = 16;

/**
 * Joins the reports of several days, each in order of ship and time, into that order over all of them, without sorting: days follow each other in time, so a ship's
 * reports are those of the first day, then of the second, and so on.
 * @param days in order of time
 */
export async function* mergedDays(days: readonly AsyncIterable<Fixes>[]): AsyncGenerator<Fixes> {
  const heads = days.map((day) => new Head(day[Symbol.asyncIterator]()));
  let room = emptyFixes(batchLength);
  let length = 0;
  try {
    for (const head of heads) await head.fill();
    for (;;) {
      let ship = Number.POSITIVE_INFINITY;
      for (const head of heads) ship = Math.min(ship, head.ship);
      if (ship === Number.POSITIVE_INFINITY) break;
      for (const head of heads)
        while (head.ship === ship) {
          const rows = Math.min(head.run(), batchLength - length);
          copyRows(head.fixes, head.at, rows, room, length);
          length += rows;
          await head.skip(rows);
          if (length === batchLength) {
            yield firstFixes(room, length);
            room = emptyFixes(batchLength);
            length = 0;
          }
        }
    }
    if (length > 0) yield firstFixes(room, length);
  } finally {
    for (const head of heads) await head.close();
  }
}

/** The next report of one day. */
class Head {
  fixes: Fixes = emptyFixes(0);
  at = 0;
  /** Infinity after the last one. */
  ship = Number.POSITIVE_INFINITY;
  readonly #batches: AsyncIterator<Fixes>;

  constructor(batches: AsyncIterator<Fixes>) {
    this.#batches = batches;
  }

  async fill(): Promise<void> {
    while (this.at >= this.fixes.length) {
      const next = await this.#batches.next();
      if (next.done === true) {
        this.ship = Number.POSITIVE_INFINITY;
        return;
      }
      this.fixes = next.value;
      this.at = 0;
    }
    this.ship = this.fixes.mmsi[this.at] ?? Number.POSITIVE_INFINITY;
  }

  /** Rows of this ship from here on in the batch. */
  run(): number {
    const { mmsi, length } = this.fixes;
    let end = this.at + 1;
    while (end < length && mmsi[end] === this.ship) end++;
    return end - this.at;
  }

  async skip(rows: number): Promise<void> {
    this.at += rows;
    if (this.at < this.fixes.length) this.ship = this.fixes.mmsi[this.at] ?? Number.POSITIVE_INFINITY;
    else await this.fill();
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}

function copyRows(source: Fixes, from: number, rows: number, target: Fixes, to: number): void {
  const [sources, targets] = [columnsOf(source), columnsOf(target)];
  for (const [i, column] of targets.entries()) column.set(sources[i]?.subarray(from, from + rows) ?? [], to);
}
