import { placeMetres, stripRows, stripStepMetres, type Strip, type StripPlan } from "../strip.ts";
import type { Tone } from "./tone.ts";

/** Channels of the network's input: red, green, blue, valid, row. */
export const inputChannels = 5;
const columnsOfPlace = placeMetres / stripStepMetres;

/** Where the sun stands, seen from the ground. */
export interface SunAngles {
  /** Clockwise from north. */
  readonly azimuthDegrees: number;
  /** Above the horizon. */
  readonly elevationDegrees: number;
}

/** Where the sensor stands, seen from the ground. */
export interface ViewAngles {
  /** Clockwise from north. */
  readonly azimuthDegrees: number;
  readonly offNadirDegrees: number;
}

/** Columns, half-open. They may reach beyond the strip. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/** Normalised values are kept within so many spreads of the median. */
const farthest = 5;

/**
 * The network's input for some columns of a strip: `inputChannels * stripRows * (to - from)` numbers, channel by channel, row by row. Colours are
 * (value - median) / spread, within 5 of 0; where there is no data, and beyond the strip's ends, colours and valid are 0; beyond the ends the row channel is 0
 * too, as the zeros with which the network pads. Where they fit into `spare`, that memory is used.
 */
export function inputOf(
  strip: Strip,
  tone: Tone,
  { from, to }: ColumnRange,
  spare?: ArrayBuffer,
): Float32Array {
  const { plan, bands, valid } = strip;
  const length = to - from;
  const plane = stripRows * length;
  const numbers = inputChannels * plane;
  const fits = spare !== undefined && spare.byteLength >= numbers * Float32Array.BYTES_PER_ELEMENT;
  const input = fits ? new Float32Array(spare, 0, numbers).fill(0) : new Float32Array(numbers);
  const [first, end] = [Math.max(from, 0), Math.min(to, plan.columns)];
  const scale = 1 / tone.spread;
  for (let band = 0; band < bands.length; band++) {
    const values = bands[band] ?? bands[0];
    const median = tone.medians[band] ?? 0;
    for (let r = 0; r < stripRows; r++) {
      let at = band * plane + r * length + (first - from);
      for (let i = r * plan.columns + first; i < r * plan.columns + end; i++, at++) {
        if (valid[i] !== 1) continue;
        const value = ((values[i] ?? 0) - median) * scale;
        input[at] = value > farthest ? farthest : value < -farthest ? -farthest : value;
      }
    }
  }
  for (let r = 0; r < stripRows; r++) {
    const row = r * length + (first - from);
    const height = (r + 0.5 - stripRows / 2) / (stripRows / 2);
    if (end <= first) continue;
    input.set(valid.subarray(r * plan.columns + first, r * plan.columns + end), 3 * plane + row);
    input.fill(height, 4 * plane + row, 4 * plane + row + (end - first));
  }
  return input;
}

/** Metres to which shadow and lean of a metre of height are clipped. */
const longest = 3;
/** The network was not trained below this sample distance. */
const [leastDistance, usualDistance] = [0.25, 0.5];

/**
 * The seven numbers that the network is told beside the pixels: log2 of the sample distance over 0.5 m (0.25 m at least); whether the sun is known, and
 * how far along and across (to the right) one metre of height throws its shadow at the range's middle; whether the view is known, and how far one
 * metre of height moves its top, away from the sensor. Clipped to 3 m; 0 where unknown.
 */
export function aboutOf(
  plan: StripPlan,
  { from, to }: ColumnRange,
  sampleDistanceMetres: number,
  sun: SunAngles | null,
  view: ViewAngles | null,
): Float32Array {
  const middle = Math.min(plan.columns - 1, Math.max(0, Math.floor((from + to) / 2)));
  const [east, north] = [plan.along[2 * middle] ?? 1, plan.along[2 * middle + 1] ?? 0];
  const radians = Math.PI / 180;
  const inAxes = (azimuthDegrees: number, metres: number): readonly [number, number] => {
    const [e, n] = [
      -Math.sin(azimuthDegrees * radians) * metres,
      -Math.cos(azimuthDegrees * radians) * metres,
    ];
    return [clipped(e * east + n * north), clipped(e * north - n * east)];
  };
  const shadow =
    sun === null ? [0, 0] : inAxes(sun.azimuthDegrees, 1 / Math.tan(sun.elevationDegrees * radians));
  const lean = view === null ? [0, 0] : inAxes(view.azimuthDegrees, Math.tan(view.offNadirDegrees * radians));
  const distance = Math.log2(Math.max(sampleDistanceMetres, leastDistance) / usualDistance);
  return Float32Array.of(distance, sun === null ? 0 : 1, ...shadow, view === null ? 0 : 1, ...lean);
}

const clipped = (metres: number): number => Math.min(longest, Math.max(-longest, metres));

/** Most places of a chunk that are kept (512 m), and places read beside it on each side (36 m): the network sees 70 places far. */
const [mostPlaces, haloPlaces] = [1024, 72];

/** A part of a strip that goes through the network at once, in places, half-open: what is kept, and what is read for it. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly readFrom: number;
  readonly readTo: number;
}

/**
 * The chunks of a plan: fixed to its start, so that what the network answers does not depend on who computes which. What is read ends with the strip, where the
 * network pads as it did in training.
 */
export function chunksOf({ columns }: StripPlan): readonly Chunk[] {
  const places = columns / columnsOfPlace;
  return Array.from({ length: Math.ceil(places / mostPlaces) }, (_, index): Chunk => {
    const from = index * mostPlaces;
    const to = Math.min(places, from + mostPlaces);
    return { from, to, readFrom: Math.max(0, from - haloPlaces), readTo: Math.min(places, to + haloPlaces) };
  });
}

/** The columns of places. */
export const columnsOf = (fromPlace: number, toPlace: number): ColumnRange => ({
  from: fromPlace * columnsOfPlace,
  to: toPlace * columnsOfPlace,
});
