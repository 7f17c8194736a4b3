import { answerSizes, type Answer, type DecoderSettings, type StripReading } from "../reading.ts";

/** A reading of which every number is 0, to be filled in: for tests and benches. */
export function blankReading(trackId: string, places: number): StripReading {
  const of = (name: Answer): Float32Array => new Float32Array(answerSizes[name] * places);
  return {
    trackId,
    areaId: null,
    gauge: null,
    places,
    answers: {
      state: of("state"),
      potential: of("potential"),
      kind: of("kind"),
      cover: of("cover"),
      line: of("line"),
    },
    hidden: new Uint8Array(places),
    endsInside: [false, false],
    elsewhere: [],
  };
}

/** Settings as a trained network has them, in round numbers: for tests and benches. */
export const plainSettings: DecoderSettings = {
  transitions: { enter: -3, leave: -3, couple: -0.5, touch: -4, hide: -6 },
  lengthMixture: {
    parts: [
      { mean: 12.8, sd: 0.9, weight: 0.28 },
      { mean: 15.5, sd: 1.8, weight: 0.22 },
      { mean: 18.5, sd: 1.8, weight: 0.14 },
      { mean: 22.5, sd: 1.8, weight: 0.08 },
      { mean: 10.3, sd: 1, weight: 0.08 },
      { mean: 25.5, sd: 1.2, weight: 0.05 },
    ],
    even: { weight: 0.15, low: 6, high: 30 },
  },
  longestGap: 6,
};

/** What a made strip holds: bodies as half-open stretches of places, coupled where they are six places apart or less. */
export interface MadeStrip {
  readonly places: number;
  readonly bodies: readonly (readonly [from: number, to: number])[];
  /** How sure the answers are: the logit by which the true state leads. */
  readonly strength: number;
  /** Added to each logit of state and potential, in turn. Default: nothing. */
  readonly noise?: () => number;
}

/** The answers of a network that sees a strip as it is, up to the noise. All cars are loaded open cars. */
export function madeReading(
  trackId: string,
  { places, bodies, strength, noise = () => 0 }: MadeStrip,
): StripReading {
  const reading = blankReading(trackId, places);
  const { state, potential, kind, cover } = reading.answers;
  const truth = new Uint8Array(places).fill(2);
  potential.fill(-2, 4 * places, 6 * places);
  for (const [i, [from, to]] of bodies.entries()) {
    truth.fill(0, Math.max(0, from), Math.min(places, to));
    const last = bodies[i - 1]?.[1];
    if (last !== undefined && from - last <= 6) truth.fill(1, Math.max(0, last), Math.min(places, from));
    if (from >= 0) potential[4 * places + from] = 2;
    if (to <= places) potential[5 * places + to - 1] = 2;
  }
  for (let t = 0; t < places; t++) {
    kind[places + t] = 3;
    cover[places + t] = 3;
    for (let c = 0; c < 4; c++) {
      const logit = (truth[t] === c ? strength : 0) - (c === 3 ? 4 : 0) + noise();
      potential[c * places + t] = Math.round(64 * logit) / 64;
      state[c * places + t] = Math.round(128 * logit) / 64;
    }
  }
  return reading;
}

/** Coupled bodies of one length from a place on: two places of gap between them. */
export function madeTrain(from: number, cars: number, placesEach = 26): [number, number][] {
  return Array.from({ length: cars }, (_, i) => [
    from + i * (placesEach + 2),
    from + i * (placesEach + 2) + placesEach,
  ]);
}
