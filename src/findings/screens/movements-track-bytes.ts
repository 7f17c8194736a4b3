/**
 * Tracks as the workbench sends them to the browser: one little-endian buffer of columns. JSON of two hundred thousand reports would be
 * twenty megabytes and a second of parsing; this is under four and read in place.
 *
 *     0  "YWTK"         4  u16 version    6  u16 bytes before the first column
 *     8  u32 tracks    12  u32 reports   16  f64 zero of the times, ms since 1970 in UTC
 *    24  f64 from, 32 f64 to: the time asked for, half-open
 *    40  f64 reports in it before any were left out
 *    48  f32 metres: every report that was left out lies nearer than this to the one kept before it; 0: none was left out
 *    52  u32 1: of simulated traffic
 *    56  nothing
 *    64  i32 mmsi of each track, u32 number of its segment, u32 its first report
 *        u32 time in tenths of a second after zero, i32 longitude and i32 latitude in 1e-7 degrees,
 *        u16 speed in tenths of a knot, u16 course in tenths of a degree (65535: not said),
 *        u16 flags (the bits of flagBit), u8 joint, each for all reports
 */
export interface TrackColumns {
  /** Start of the times. */
  readonly zeroMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly reports: number;
  readonly toleranceMetres: number;
  readonly simulated: boolean;
  /** Of each track. A track is one segment of an identity's reports: two ships under one identity are two tracks. */
  readonly mmsi: Int32Array;
  /** From 0, by time of the first report. */
  readonly segment: Uint32Array;
  /** Row of each track's first report; the last report of a track is before the first of the next. */
  readonly first: Uint32Array;
  readonly tenths: Uint32Array;
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
  readonly speed: Uint16Array;
  readonly course: Uint16Array;
  readonly flags: Uint16Array;
  readonly joint: Uint8Array;
}

/**
 * What joins a report to the one before it: nothing (the first of a track), the time between them (they follow each other), or reports
 * that were left out, none of which was long after the one before.
 */
export const joints = { none: 0, next: 1, heardBetween: 2 } as const;

/** Not said: of a speed or a course. */
export const unsaid = 65_535;
export const degreeParts = 1e7;

const magic = "YWTK";
const version = 1;
const headerBytes = 64;
const bytesOfTrack = 12;
const bytesOfReport = 19;

export function trackBytes(columns: TrackColumns): Uint8Array {
  const [tracks, reports] = [columns.mmsi.length, columns.tenths.length];
  const bytes = new Uint8Array(headerBytes + tracks * bytesOfTrack + reports * bytesOfReport);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 4; i++) bytes[i] = magic.charCodeAt(i);
  view.setUint16(4, version, true);
  view.setUint16(6, headerBytes, true);
  view.setUint32(8, tracks, true);
  view.setUint32(12, reports, true);
  view.setFloat64(16, columns.zeroMs, true);
  view.setFloat64(24, columns.fromMs, true);
  view.setFloat64(32, columns.toMs, true);
  view.setFloat64(40, columns.reports, true);
  view.setFloat32(48, columns.toleranceMetres, true);
  view.setUint32(52, columns.simulated ? 1 : 0, true);
  let at = headerBytes;
  for (const column of columnsOf(columns)) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  return bytes;
}

const columnsOf = (c: TrackColumns) => [
  c.mmsi,
  c.segment,
  c.first,
  c.tenths,
  c.longitude,
  c.latitude,
  c.speed,
  c.course,
  c.flags,
  c.joint,
];

/**
 * Reads what `trackBytes` wrote; the columns lie on the buffer itself.
 * @throws RangeError where it is something else, of another version, or cut off
 */
export function tracksOfBytes(buffer: ArrayBuffer): TrackColumns {
  if (buffer.byteLength < headerBytes)
    throw new RangeError(`tracks: ${buffer.byteLength} bytes; a header alone has ${headerBytes}`);
  const view = new DataView(buffer);
  const found = String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (found !== magic) throw new RangeError(`tracks: begin with ${JSON.stringify(found)} and not ${magic}`);
  if (view.getUint16(4, true) !== version)
    throw new RangeError(`tracks: of version ${view.getUint16(4, true)}; this program reads ${version}`);
  const start = view.getUint16(6, true);
  const [tracks, reports] = [view.getUint32(8, true), view.getUint32(12, true)];
  const expected = start + tracks * bytesOfTrack + reports * bytesOfReport;
  if (buffer.byteLength !== expected)
    throw new RangeError(
      `tracks: ${buffer.byteLength} bytes; ${reports} reports of ${tracks} tracks have ${expected}`,
    );
  let at = start;
  const place = (bytes: number): number => (at += bytes) - bytes;
  return {
    zeroMs: view.getFloat64(16, true),
    fromMs: view.getFloat64(24, true),
    toMs: view.getFloat64(32, true),
    reports: view.getFloat64(40, true),
    toleranceMetres: view.getFloat32(48, true),
    simulated: view.getUint32(52, true) === 1,
    mmsi: new Int32Array(buffer, place(4 * tracks), tracks),
    segment: new Uint32Array(buffer, place(4 * tracks), tracks),
    first: new Uint32Array(buffer, place(4 * tracks), tracks),
    tenths: new Uint32Array(buffer, place(4 * reports), reports),
    longitude: new Int32Array(buffer, place(4 * reports), reports),
    latitude: new Int32Array(buffer, place(4 * reports), reports),
    speed: new Uint16Array(buffer, place(2 * reports), reports),
    course: new Uint16Array(buffer, place(2 * reports), reports),
    flags: new Uint16Array(buffer, place(2 * reports), reports),
    joint: new Uint8Array(buffer, place(reports), reports),
  };
}
