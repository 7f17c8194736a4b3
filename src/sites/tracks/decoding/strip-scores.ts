import { InputError } from "../../../base/errors.ts";
import { answerSizes, type Answer, type DecoderSettings, type StripReading } from "../reading.ts";
import { lengthTerms, mixtureOf, type LengthTerms } from "./car-lengths.ts";

/** Log scores of everything that a way through a strip is made of. Boundary t lies before place t; there are `places + 1` of them. */
export interface StripScores {
  readonly places: number;
  readonly transitions: DecoderSettings["transitions"];
  readonly longestGap: number;
  readonly lengths: LengthTerms;
  /** Sums of the scores before each boundary: a stretch [s, e) scores `sum[e] - sum[s]`. */
  readonly carSum: Float64Array;
  readonly gapSum: Float64Array;
  /** Score of a place being empty, and being hidden. */
  readonly empty: Float64Array;
  readonly hidden: Float64Array;
  /** Score of a car that starts at the place's left edge, and of one that ends at its right edge. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Score of a car that is cut by the strip's start, and by its end. */
  readonly cutAtStart: number;
  readonly cutAtEnd: number;
  /** For each boundary: the nearest boundary at or before it, and at or after it, with no place between that is known to be hidden. */
  readonly since: Int32Array;
  readonly reach: Int32Array;
}

/**
 * A car that the end of a line cuts inside the picture. The network was trained on strips cut at random, of which about two in five begin in a car; of lines
 * that people draw about one in fifty does: the logarithm of that ratio.
 */
const cutInside = -3;

/** @throws InputError where the arrays of the reading do not fit its number of places, or hold what is no number */
export function stripScores(reading: StripReading, settings: DecoderSettings): StripScores {
  const { places, answers } = reading;
  for (const name of ["state", "potential", "kind", "cover"] as const) check(reading, name);
  const potential = (channel: number, t: number): number => answers.potential[channel * places + t] ?? 0;
  const carSum = new Float64Array(places + 1);
  const gapSum = new Float64Array(places + 1);
  const [empty, hidden, start, end] = [0, 1, 2, 3].map(() => new Float64Array(places));
  if (!empty || !hidden || !start || !end) throw new Error("unreachable");
  for (let t = 0; t < places; t++) {
    const known = reading.hidden[t] === 1;
    // Only differences between states matter: taking the largest off keeps sums over long strips small, so no digits are lost.
    const most = Math.max(potential(0, t), potential(1, t), potential(2, t), potential(3, t));
    carSum[t + 1] = (carSum[t] ?? 0) + (known ? 0 : potential(0, t) - most);
    gapSum[t + 1] = (gapSum[t] ?? 0) + (known ? 0 : potential(1, t) - most);
    empty[t] = known ? -Infinity : potential(2, t) - most;
    hidden[t] = known ? 0 : potential(3, t) - most;
    start[t] = potential(4, t);
    end[t] = potential(5, t);
  }
  return {
    places,
    transitions: settings.transitions,
    longestGap: settings.longestGap,
    lengths: lengthTerms(mixtureOf(reading.gauge, settings.lengthMixture)),
    carSum,
    gapSum,
    empty,
    hidden,
    start,
    end,
    cutAtStart: reading.endsInside[0] ? cutInside : 0,
    cutAtEnd: reading.endsInside[1] ? cutInside : 0,
    ...openGround(reading.hidden, places),
  };
}

function openGround(hidden: Uint8Array, places: number): Pick<StripScores, "since" | "reach"> {
  const since = new Int32Array(places + 1);
  const reach = new Int32Array(places + 1).fill(places);
  for (let t = 0; t < places; t++) since[t + 1] = hidden[t] === 1 ? t + 1 : (since[t] ?? 0);
  for (let t = places - 1; t >= 0; t--) reach[t] = hidden[t] === 1 ? t : (reach[t + 1] ?? places);
  return { since, reach };
}

function check(reading: StripReading, name: Answer): void {
  const values = reading.answers[name];
  const expected = answerSizes[name] * reading.places;
  const where = `reading of track ${reading.trackId}`;
  if (values.length !== expected)
    throw InputError.of(where, name, `${values.length} numbers`, `${expected}, for ${reading.places} places`);
  if (reading.hidden.length !== reading.places)
    throw InputError.of(where, "hidden", `${reading.hidden.length} places`, `${reading.places}`);
  const wrong = values.findIndex((v) => !Number.isFinite(v));
  if (wrong >= 0) throw InputError.of(where, `${name}[${wrong}]`, String(values[wrong]), "a finite number");
}
