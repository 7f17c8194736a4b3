import type { StopSignal } from "../../base/abort.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import type { PixelWindow } from "../../sites/pictures/raster.ts";
import type { Answer, StripReading } from "../../sites/tracks/reading.ts";
import { answerSizes, placeStates, type PlaceState } from "../../sites/tracks/reading.ts";
import type { TrackReading } from "../../sites/tracks/picture-reading.ts";
import { shadedPlaces } from "../../sites/tracks/light/shaded-places.ts";
import { shadowOf } from "../../sites/tracks/light/shadow-of.ts";
import { withoutShade } from "../../sites/tracks/light/without-shade.ts";
import { sunOfShadow } from "../../sites/tracks/light/sun-of-shadow.ts";
import { placeColours } from "../../sites/tracks/strips/place-colours.ts";
import { unseenPlaces } from "../../sites/tracks/strips/unseen-places.ts";
import { lineKnots } from "../../sites/tracks/strips/line-knots.ts";
import {
  aboutOf,
  chunksOf,
  columnsOf,
  inputOf,
  type SunAngles,
  type ViewAngles,
} from "../../sites/tracks/strips/network-input.ts";
import { planStrips } from "../../sites/tracks/strips/plan-strips.ts";
import { readStrips } from "../../sites/tracks/strips/read-strips.ts";
import { refinedPlan } from "../../sites/tracks/strips/refined-plan.ts";
import { toneOf, type Tone } from "../../sites/tracks/strips/tone.ts";
import { placeMetres, stripStepMetres, type Strip } from "../../sites/tracks/strip.ts";
import type { GroundFrame, TrackLine } from "../../sites/tracks/track-line.ts";
import type { Piece, ReaderPool } from "../models/reader-pool.ts";

export interface TracksToRead {
  readonly picture: Picture;
  readonly frame: GroundFrame;
  /** Lines in the metres of the frame. Those without half a metre give nothing. */
  readonly lines: readonly TrackLine[];
  /** Of level 0 of the picture, in metres: what it was taken at or what its pixels carry, whichever is coarser. */
  readonly sampleDistanceMetres: number;
  readonly sun: SunAngles | null;
  readonly view: ViewAngles | null;
  readonly pool: ReaderPool;
  readonly signal?: StopSignal | undefined;
  /** Told how much of the work is done, 0 to 1. */
  readonly progress?: ((share: number) => void) | undefined;
}

export interface ReadTracks {
  /** In the order of the lines that have a place. */
  readonly tracks: readonly TrackReading[];
  /** Parts of the picture that could not be read, in words. */
  readonly damaged: readonly string[];
}

/** Share of the work that is reading pixels, the rest being the network: for the progress alone. */
const readingShare = 0.4;

/**
 * Reads the tracks of a picture: plans strips, unrolls them from the pixels near the lines, and has the network answer for every half metre. Where it says that a
 * line lies beside its track, the line is moved there and read once more. The answer does not depend on the number of workers nor on the order of the lines.
 * @throws InputError and UnavailableError as the picture and the pool do
 */
export async function readTracks(asked: TracksToRead): Promise<ReadTracks> {
  const { picture, frame, lines, signal, progress } = asked;
  const plans = planStrips(lines, frame).filter((plan) => plan.columns > 0);
  const stop = signal === undefined ? {} : { signal };
  const first = await readStrips(picture, plans, {
    ...stop,
    progress: (done, of) => progress?.((readingShare * done) / of),
  });
  const tone = toneOf(first.strips);
  const found = await answersFor(first.strips, tone, asked, (share) =>
    progress?.(readingShare + (1 - readingShare) * share),
  );
  const strips = [...first.strips];
  const answers = [...found];
  const damaged = [...first.damaged];
  const moves = strips.map((strip, i) =>
    refinedPlan(strip.plan, answers[i]?.line ?? new Float32Array(), trustInLine(strip, answers[i])),
  );
  const moved = moves.flatMap(({ movedMetres }, i) => (movedMetres > 0 ? [i] : []));
  if (moved.length > 0) {
    const again = await readStrips(
      picture,
      moved.flatMap((i) => moves[i]?.plan ?? []),
      stop,
    );
    for (const [k, i] of moved.entries()) strips[i] = again.strips[k] ?? strips[i] ?? noStrip();
    damaged.push(
      ...again.damaged.filter((d) => !damaged.some((known) => sameWindow(d.window, known.window))),
    );
  }
  // Who knows where shadows fall does not take them for cars: what the cars of the picture agree on is told to the second reading.
  const sun = asked.sun ?? sunSeen(strips, answers);
  const again = sun === asked.sun ? moved : strips.map((_, i) => i);
  const better = await answersFor(
    again.map((i) => strips[i] ?? noStrip()),
    tone,
    { ...asked, sun },
  );
  for (const [k, i] of again.entries()) answers[i] = better[k] ?? answers[i] ?? noAnswers();
  const colours = strips.map((strip) => placeColours(strip, tone));
  if (sun !== null) {
    const radians = Math.PI / 180;
    const length = 1 / Math.tan(sun.elevationDegrees * radians);
    const shaded = shadedPlaces(
      strips.map((strip, i) => ({ plan: strip.plan, car: chancesOf("car", answers[i] ?? noAnswers()) })),
      {
        east: -Math.sin(sun.azimuthDegrees * radians) * length,
        north: -Math.cos(sun.azimuthDegrees * radians) * length,
      },
    );
    for (const [i, shade] of shaded.entries())
      answers[i] = withoutShade(answers[i] ?? noAnswers(), shade, colours[i] ?? new Float32Array());
  }
  const gaugeOf = new Map(lines.map((line) => [line.id, line.gauge]));
  return {
    damaged: damaged.map(
      ({ window, message }) =>
        `columns ${window.column} to ${window.column + window.width}, rows ${window.row} to ${window.row + window.height}: ${message}`,
    ),
    tracks: strips.flatMap((strip, i): TrackReading[] => {
      const { plan } = strip;
      const answer = answers[i];
      if (answer === undefined) return [];
      return [
        {
          reading: {
            trackId: plan.trackId,
            areaId: plan.areaId,
            gauge: gaugeOf.get(plan.trackId) ?? null,
            places: placesOf(strip),
            answers: answer,
            hidden: unseenPlaces(strip),
            endsInside: endsInside(plan, picture.description, frame.sampleDistanceMetres),
            elsewhere: inPlaces(plan.elsewhere),
          },
          ...lineKnots(plan),
          colours: colours[i] ?? new Float32Array(),
          movedMetres: Math.round((moves[i]?.movedMetres ?? 0) * 100) / 100,
        },
      ];
    }),
  };
}

type Answers = Record<Answer, Float32Array>;

const noStrip = (): never => {
  throw new RangeError("readTracks: a strip without a line");
};
const noAnswers = (): never => {
  throw new RangeError("readTracks: a strip without answers");
};

/** Least agreement of the cars on where shadows fall, and the least number of cars, for the sun to be taken from them. */
const sunNeeds = { share: 0.6, cars: 3 } as const;

/** Where the sun stood by the shadows that the network sees; null where too few cars agree. */
function sunSeen(strips: readonly Strip[], answers: readonly Answers[]): SunAngles | null {
  const shadow = shadowOf(
    strips.map((strip, i) => ({
      trackId: strip.plan.trackId,
      areaId: null,
      gauge: null,
      places: placesOf(strip),
      answers: answers[i] ?? noAnswers(),
      hidden: unseenPlaces(strip),
      endsInside: [false, false],
      elsewhere: [],
    })),
    strips.map((strip) => strip.plan),
  );
  return shadow === null || shadow.share < sunNeeds.share || shadow.cars < sunNeeds.cars
    ? null
    : sunOfShadow(shadow);
}

/** The network's answers for strips, in their order. */
async function answersFor(
  strips: readonly Strip[],
  tone: Tone,
  { sampleDistanceMetres, sun, view, pool, signal }: TracksToRead,
  progress?: (share: number) => void,
): Promise<Answers[]> {
  const chunks = strips.flatMap((strip, track) =>
    chunksOf(strip.plan).map((chunk) => ({ strip, track, chunk })),
  );
  const pieces = chunks.map(({ strip, chunk }): Piece => {
    const columns = columnsOf(chunk.readFrom, chunk.readTo);
    return {
      columns: columns.to - columns.from,
      strip: () => inputOf(strip, tone, columns),
      about: aboutOf(strip.plan, columns, sampleDistanceMetres, sun, view),
      keep: [chunk.from - chunk.readFrom, chunk.to - chunk.readFrom],
    };
  });
  const answers = await pool.read(pieces, {
    ...(signal === undefined ? {} : { signal }),
    progress: (done, all) => progress?.(done / all),
  });
  return strips.map((strip, track) =>
    joined(
      placesOf(strip),
      chunks.flatMap((c, i) => (c.track === track ? [{ from: c.chunk.from, answers: answers[i] }] : [])),
    ),
  );
}

/** How far what a place says of the line is to be believed: as far as it is not hidden. */
function trustInLine(strip: Strip, answers: Answers | undefined): Float32Array {
  const hidden = answers === undefined ? new Float32Array() : chancesOf("hidden", answers);
  return Float32Array.from(unseenPlaces(strip), (none, t) => (none === 1 ? 0 : 1 - (hidden[t] ?? 0)));
}

/** Probability of a state at each place, by the answers for single places. */
function chancesOf(name: PlaceState, { state }: Answers): Float32Array {
  const places = state.length / placeStates.length;
  const channel = placeStates.indexOf(name);
  return Float32Array.from({ length: places }, (_, t) => {
    let sum = 0;
    const own = state[channel * places + t] ?? 0;
    for (let s = 0; s < placeStates.length; s++) sum += Math.exp((state[s * places + t] ?? 0) - own);
    return 1 / sum;
  });
}

/** Metres from the picture's edge at which a line ends for a reason of its own. */
const edgeMetres = 3;

/** Whether the two ends of a line lie inside the picture. */
function endsInside(
  { columns, centres }: Strip["plan"],
  { width, height }: { readonly width: number; readonly height: number },
  sampleDistanceMetres: number,
): readonly [boolean, boolean] {
  const margin = edgeMetres / sampleDistanceMetres;
  const inside = (c: number): boolean => {
    const [x, y] = [centres[2 * c] ?? Number.NaN, centres[2 * c + 1] ?? Number.NaN];
    return x >= margin && y >= margin && x <= width - margin && y <= height - margin;
  };
  return [inside(0), inside(columns - 1)];
}

const sameWindow = (a: PixelWindow, b: PixelWindow): boolean => a.column === b.column && a.row === b.row;

const columnsOfPlace = placeMetres / stripStepMetres;
const placesOf = ({ plan }: Strip): number => plan.columns / columnsOfPlace;

/** A place belongs to another track when its first column does. */
const inPlaces = (columns: Strip["plan"]["elsewhere"]): StripReading["elsewhere"] =>
  columns.map(([from, to]) => [Math.ceil(from / columnsOfPlace), Math.ceil(to / columnsOfPlace)]);

/** The answers of a strip's chunks, put together place by place. */
function joined(
  places: number,
  parts: readonly {
    readonly from: number;
    readonly answers: Readonly<Record<Answer, Float32Array>> | undefined;
  }[],
): Record<Answer, Float32Array> {
  const one = (name: Answer): Float32Array => {
    const whole = new Float32Array(answerSizes[name] * places);
    for (const { from, answers } of parts) {
      const values = answers?.[name] ?? new Float32Array();
      const length = values.length / answerSizes[name];
      for (let channel = 0; channel < answerSizes[name]; channel++)
        whole.set(values.subarray(channel * length, (channel + 1) * length), channel * places + from);
    }
    return whole;
  };
  return {
    state: one("state"),
    potential: one("potential"),
    kind: one("kind"),
    cover: one("cover"),
    aside: one("aside"),
    line: one("line"),
  };
}
