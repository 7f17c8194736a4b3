import { gunzipSync, gzipSync } from "node:zlib";
import { DamageError, messageOf } from "../../base/errors.ts";
import { answerSizes, type Answer } from "../../sites/tracks/reading.ts";
import type { PictureReading, TrackReading } from "../../sites/tracks/picture-reading.ts";

/** Largest reading that is opened, in bytes unpacked: some 2,000 km of track. */
const mostBytes = 1024 * 1024 * 1024;
/** Answers and colours are kept in steps of 1/64, as whole numbers of 16 bits. */
const steps = 64;

const text = (array: Int16Array | Uint8Array | Float64Array): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
function bytes(field: string, packed: unknown): ArrayBuffer {
  if (typeof packed !== "string")
    throw new DamageError("the reading of a picture is damaged", [`${field}: missing`]);
  const buffer = Buffer.from(packed, "base64");
  const own = new ArrayBuffer(buffer.length);
  new Uint8Array(own).set(buffer);
  return own;
}
const inSteps = (values: Float32Array): string =>
  text(Int16Array.from(values, (v) => Math.max(-32_768, Math.min(32_767, Math.round(v * steps)))));
const fromSteps = (field: string, packed: unknown): Float32Array =>
  Float32Array.from(new Int16Array(bytes(field, packed)), (v) => v / steps);

interface StoredTrack {
  readonly trackId: string;
  readonly areaId: string | null;
  readonly gauge: TrackReading["reading"]["gauge"];
  readonly places: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly hidden: string;
  readonly endsInside: TrackReading["reading"]["endsInside"];
  readonly elsewhere: TrackReading["reading"]["elsewhere"];
  readonly knots: string;
  readonly across: string;
  readonly colours: string;
  readonly movedMetres: number;
}

/** A reading as the bytes of a file: JSON, packed with gzip. */
export function packReading(reading: PictureReading): Uint8Array {
  const tracks = reading.tracks.map(
    ({ reading: strip, knots, across, colours, movedMetres }): StoredTrack => ({
      trackId: strip.trackId,
      areaId: strip.areaId,
      gauge: strip.gauge,
      places: strip.places,
      answers: Object.fromEntries(
        Object.entries(strip.answers).map(([name, values]) => [name, inSteps(values)]),
      ),
      hidden: text(strip.hidden),
      endsInside: strip.endsInside,
      elsewhere: strip.elsewhere,
      knots: text(knots),
      across: text(across),
      colours: inSteps(colours),
      movedMetres,
    }),
  );
  return gzipSync(JSON.stringify({ ...reading, tracks }), { level: 6 });
}

/**
 * The reading in a file.
 * @throws DamageError when the bytes are cut, unpack to too much, or lack a field
 */
export function unpackReading(packed: Uint8Array, name: string): PictureReading {
  try {
    const stored = JSON.parse(gunzipSync(packed, { maxOutputLength: mostBytes }).toString("utf8")) as Omit<
      PictureReading,
      "tracks"
    > & { readonly tracks: readonly StoredTrack[] };
    if (stored.format !== "yardwatch-reading/1")
      throw new DamageError(`${name}: no reading of this program`, [
        `format: ${String(stored.format).slice(0, 60)}`,
      ]);
    return { ...stored, tracks: stored.tracks.map(trackFrom) };
  } catch (error) {
    if (error instanceof DamageError) throw error;
    throw new DamageError(`${name}: the reading of a picture cannot be opened`, [messageOf(error)]);
  }
}

function trackFrom(stored: StoredTrack): TrackReading {
  const answer = (name: Answer): Float32Array => {
    const values = fromSteps(`${stored.trackId}.${name}`, stored.answers[name]);
    const wanted = answerSizes[name] * stored.places;
    if (values.length !== wanted)
      throw new DamageError("the reading of a picture is damaged", [
        `${stored.trackId}.${name}: ${values.length} numbers in place of ${wanted}`,
      ]);
    return values;
  };
  return {
    reading: {
      trackId: stored.trackId,
      areaId: stored.areaId,
      gauge: stored.gauge,
      places: stored.places,
      answers: {
        state: answer("state"),
        potential: answer("potential"),
        kind: answer("kind"),
        cover: answer("cover"),
        line: answer("line"),
      },
      hidden: new Uint8Array(bytes(`${stored.trackId}.hidden`, stored.hidden)),
      endsInside: stored.endsInside,
      elsewhere: stored.elsewhere,
    },
    knots: new Float64Array(bytes(`${stored.trackId}.knots`, stored.knots)),
    across: new Float64Array(bytes(`${stored.trackId}.across`, stored.across)),
    colours: fromSteps(`${stored.trackId}.colours`, stored.colours),
    movedMetres: stored.movedMetres,
  };
}
