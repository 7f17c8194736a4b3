import type { StopSignal } from "../../base/abort.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import type { TrackReading } from "../../sites/tracks/picture-reading.ts";
import type { StripReading } from "../../sites/tracks/reading.ts";
import { placeMetres, stripStepMetres, type Strip } from "../../sites/tracks/strip.ts";
import { lineKnots } from "../../sites/tracks/strips/line-knots.ts";
import type { SunAngles, ViewAngles } from "../../sites/tracks/strips/network-input.ts";
import { placeColours } from "../../sites/tracks/strips/place-colours.ts";
import { planStrips } from "../../sites/tracks/strips/plan-strips.ts";
import { readStrips } from "../../sites/tracks/strips/read-strips.ts";
import type { DamagedWindow } from "../../sites/tracks/strips/read-tiles.ts";
import { toneOf } from "../../sites/tracks/strips/tone.ts";
import { unseenPlaces } from "../../sites/tracks/strips/unseen-places.ts";
import type { GroundFrame, TrackLine } from "../../sites/tracks/track-line.ts";
import type { ReaderPool } from "../models/reader-pool.ts";
import { linesOnTheirTracks } from "./lines-on-their-tracks.ts";
import { placesOf, stripAnswers } from "./strip-answers.ts";

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
 * Reads the tracks of a picture: plans strips, unrolls them from the pixels near the lines, and has the network answer for every half metre. Where it says that a line lies beside its track, the line is moved there and read once more. The answer does not depend on the number of workers nor on the order of the lines.
 * @throws InputError and UnavailableError as the picture and the pool do
 */
export async function readTracks(asked: TracksToRead): Promise<ReadTracks> {
  const { picture, frame, lines, sampleDistanceMetres, sun, view, pool, signal, progress } = asked;
  const plans = planStrips(lines, frame).filter((plan) => plan.columns > 0);
  const stop = signal === undefined ? {} : { signal };
  const first = await readStrips(picture, plans, {
    ...stop,
    progress: (done, of) => progress?.((readingShare * done) / of),
  });
  const tone = toneOf(first.strips);
  const asking = { tone, sampleDistanceMetres, sun, view, pool, signal };
  const told = (share: number): void => progress?.(readingShare + (1 - readingShare) * share);
  const found = await stripAnswers(first.strips, asking, told);
  const onTrack = await linesOnTheirTracks(picture, first.strips, found, stop);
  const { strips } = onTrack;
  const again = strips.flatMap((_, i) => ((onTrack.movedMetres[i] ?? 0) > 0 ? [i] : []));
  const better = await stripAnswers(
    again.flatMap((i) => strips[i] ?? []),
    asking,
  );
  const answers = [...found];
  for (const [k, i] of again.entries()) answers[i] = better[k] ?? found[i] ?? noAnswers();
  const colours = strips.map((strip) => placeColours(strip, tone));
  const gaugeOf = new Map(lines.map((line) => [line.id, line.gauge]));
  return {
    damaged: [...first.damaged, ...onTrack.damaged]
      .filter(isFirstOfWindow)
      .map(
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
          movedMetres: Math.round((onTrack.movedMetres[i] ?? 0) * 100) / 100,
        },
      ];
    }),
  };
}

const noAnswers = (): never => {
  throw new RangeError("readTracks: a strip without answers");
};

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

/** A window that was damaged when it was read once more is named once. */
const isFirstOfWindow = ({ window }: DamagedWindow, index: number, all: readonly DamagedWindow[]): boolean =>
  all.findIndex((other) => other.window.column === window.column && other.window.row === window.row) ===
  index;

/** A place belongs to another track when its first column does. */
const inPlaces = (columns: Strip["plan"]["elsewhere"]): StripReading["elsewhere"] =>
  columns.map(([from, to]) => [Math.ceil(from / columnsOfPlace), Math.ceil(to / columnsOfPlace)]);

const columnsOfPlace = placeMetres / stripStepMetres;
