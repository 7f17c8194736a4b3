import { UnavailableError } from "../../base/errors.ts";
import type { Fixes } from "../../movements/ais/fixes.ts";
import { batchLength, emptyFixes, firstFixes } from "./fix-batches.ts";

/** Bytes of a report in ClickHouse's RowBinary, in the order of `rowBinarySelect`: little-endian, without a sign for null. */
const rowBytes = 43;

/** Columns of a report as ClickHouse is asked for them, every one of a fixed width. */
export const rowBinarySelect = `toInt32(mmsi) AS mmsi, toFloat64(at_ms) AS at_ms, longitude, latitude, ifNull(speed_knots, toFloat32(nan)) AS speed_knots,
  ifNull(course_degrees, toFloat32(nan)) AS course_degrees, ifNull(heading_degrees, toFloat32(nan)) AS heading_degrees, status, sender_class, toUInt8(ifNull(utc_second, 60)) AS utc_second`;

/**
 * Reports out of RowBinary, in batches of bounded size.
 * @throws UnavailableError when the answer ends inside a row: the server broke off
 */
export async function* rowBinaryBatches(stream: AsyncIterable<unknown>): AsyncGenerator<Fixes> {
  let room = emptyFixes(batchLength);
  let length = 0;
  let held = new Uint8Array(0);
  for await (const piece of stream) {
    const fresh = piece as Uint8Array;
    const bytes = held.length === 0 ? fresh : Buffer.concat([held, fresh]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (; at + rowBytes <= bytes.length; at += rowBytes) {
      if (length === batchLength) {
        yield firstFixes(room, length);
        room = emptyFixes(batchLength);
        length = 0;
      }
      room.mmsi[length] = view.getInt32(at, true);
      room.at[length] = view.getFloat64(at + 4, true);
      room.longitude[length] = view.getFloat64(at + 12, true);
      room.latitude[length] = view.getFloat64(at + 20, true);
      room.speed[length] = view.getFloat32(at + 28, true);
      room.course[length] = view.getFloat32(at + 32, true);
      room.heading[length] = view.getFloat32(at + 36, true);
      room.status[length] = view.getUint8(at + 40);
      room.senderClass[length] = view.getUint8(at + 41);
      room.second[length] = view.getUint8(at + 42);
      length++;
    }
    held = Buffer.from(bytes.subarray(at));
  }
  if (held.length > 0)
    throw new UnavailableError(
      `ClickHouse broke off inside a row: ${Buffer.from(held).toString("latin1").slice(0, 200)}`,
      true,
    );
  if (length > 0) yield firstFixes(room, length);
}
