import type { Fixes } from "../ais/fixes.ts";

/** Reports of one ship: rows [from, to) of a batch. A ship with very many comes in several pieces. */
export interface ShipRows {
  readonly mmsi: number;
  readonly fixes: Fixes;
  readonly from: number;
  readonly to: number;
  /** True for the last piece of the ship. */
  readonly last: boolean;
}

/** Most reports of one piece: bounds the memory that a single ship can ask for. */
export const mostRows = 400_000;

/**
 * Cuts batches at the ships. What lies whole in a batch is handed on where it lies; only a ship that goes on in the next batch is copied.
 * The rows are good until the next piece is asked for.
 * @throws RangeError when ships or times go backwards
 */
export async function* shipRows(batches: AsyncIterable<Fixes>, most = mostRows): AsyncGenerator<ShipRows> {
  const kept = growingFixes();
  let keptShip = -1;
  let newest = -1;
  for await (const fixes of batches) {
    for (let from = 0; from < fixes.length;) {
      const mmsi = fixes.mmsi[from] ?? 0;
      if (mmsi < newest) throw new RangeError(`shipRows: ship ${mmsi} after ship ${newest}`);
      newest = mmsi;
      let to = from + 1;
      while (to < fixes.length && fixes.mmsi[to] === mmsi) to++;
      if (keptShip !== -1 && mmsi !== keptShip) {
        yield { mmsi: keptShip, fixes: kept.fixes(), from: 0, to: kept.length(), last: true };
        kept.clear();
        keptShip = -1;
      }
      if (keptShip === -1 && to < fixes.length) yield { mmsi, fixes, from, to, last: true };
      else {
        keptShip = mmsi;
        for (let at = from; at < to;) {
          if (kept.length() >= most) {
            yield { mmsi, fixes: kept.fixes(), from: 0, to: kept.length(), last: false };
            kept.clear();
          }
          const until = Math.min(to, at + most - kept.length());
          kept.append(fixes, at, until);
          at = until;
        }
      }
      from = to;
    }
  }
  if (keptShip !== -1) yield { mmsi: keptShip, fixes: kept.fixes(), from: 0, to: kept.length(), last: true };
}

function growingFixes() {
  let room = 4096;
  let length = 0;
  let columns = columnsOf(room);
  return {
    length: () => length,
    clear: () => {
      length = 0;
    },
    fixes: (): Fixes => ({ length, ...columns }),
    append: (from: Fixes, start: number, end: number): void => {
      if (length + end - start > room) {
        room = Math.max(2 * room, length + end - start);
        const wider = columnsOf(room);
        copyColumns(columns, 0, length, wider, 0);
        columns = wider;
      }
      copyColumns(from, start, end, columns, length);
      length += end - start;
    },
  };
}

type Columns = Omit<Fixes, "length">;

const columnsOf = (room: number): Columns => ({
  mmsi: new Int32Array(room),
  at: new Float64Array(room),
  longitude: new Float64Array(room),
  latitude: new Float64Array(room),
  speed: new Float32Array(room),
  course: new Float32Array(room),
  heading: new Float32Array(room),
  status: new Uint8Array(room),
  senderClass: new Uint8Array(room),
  second: new Uint8Array(room),
});

function copyColumns(source: Columns, start: number, end: number, target: Columns, at: number): void {
  target.mmsi.set(source.mmsi.subarray(start, end), at);
  target.at.set(source.at.subarray(start, end), at);
  target.longitude.set(source.longitude.subarray(start, end), at);
  target.latitude.set(source.latitude.subarray(start, end), at);
  target.speed.set(source.speed.subarray(start, end), at);
  target.course.set(source.course.subarray(start, end), at);
  target.heading.set(source.heading.subarray(start, end), at);
  target.status.set(source.status.subarray(start, end), at);
  target.senderClass.set(source.senderClass.subarray(start, end), at);
  target.second.set(source.second.subarray(start, end), at);
}
