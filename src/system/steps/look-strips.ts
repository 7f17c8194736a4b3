import { existsSync } from "node:fs";
import { DamageError, InputError, quoted } from "../../base/errors.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { endsOf, sortedPlanes, usualStretch, type Tones } from "../../sites/pictures/tones.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { colourBands } from "../../sites/tracks/strips/colour-bands.ts";
import { tellKnots, type ShownStrip, type ShownStrips } from "../../findings/screens/strips.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook, type MarkedLook } from "../looks/mark-place.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { readReadings } from "../store/reading-marks.ts";
import { readPlaces } from "../store/reading.ts";
import { piecePng, unrolledPiece, type StripPiece } from "../tracks/strip-picture.ts";
import { waysOfLook, type WaysOfLook } from "../tracks/ways-of-look.ts";
import { readingOf } from "./count-look.ts";

/** Metres of ground across a strip: a track with what stands beside it. */
const widthMetres = 12;
/** Fewest rows of a strip, where pixels are coarse. */
const leastRows = 8;
/** Most columns of one piece: what a browser shows at once, and what is read within a tenth of a second. */
const pieceColumns = 1_536;
/** What strips of a look are made from; kept by whoever asks for many. */
export interface LookStrips {
  readonly marked: MarkedLook;
  readonly ways: WaysOfLook;
  readonly shown: ShownStrips;
}

/** The reading that the newest count of a look rests on; none where the machine has not counted it, or the reading is damaged, which is then said. */
function newestReading(
  opened: Case,
  lookId: string,
): { readonly reading: PictureReading | null; readonly remark: string } {
  const newest = readReadings(opened.database, { lookId }).at(-1);
  if (newest === undefined) return { reading: null, remark: "" };
  try {
    return { reading: readingOf(opened, newest.evidence), remark: "" };
  } catch (error) {
    if (!(error instanceof DamageError)) throw error;
    return {
      reading: null,
      remark:
        "The reading of the machine's count is damaged or missing, so the tracks lie as they were drawn; case verify says more.",
    };
  }
}

/**
 * The tracks of a look as strips: where they lie and in which pieces they can be had.
 * @throws InputError for a look without a picture
 */
export function lookStrips(opened: Case, lookId: string): LookStrips {
  const marked = markedLook(opened, lookId);
  const { sites, areas } = readPlaces(opened.database);
  const site = sites.find((s) => s.id === marked.look.look.siteId);
  if (site === undefined)
    throw InputError.of("strips", "look", quoted(lookId), "a look of a site of the case");
  const { reading, remark } = newestReading(opened, lookId);
  const ways = waysOfLook(marked.look, site, areas, reading);
  const stepMetres = ways.sampleDistanceMetres;
  const rows = Math.max(leastRows, 2 * Math.round(widthMetres / stepMetres / 2));
  const toPosition = marked.marked.place?.toPosition;
  return {
    marked,
    ways,
    shown: {
      look: lookId,
      sampleDistanceMetres: ways.sampleDistanceMetres,
      stepMetres,
      rows,
      remark,
      tracks:
        toPosition === undefined
          ? []
          : ways.tracks.map((track): ShownStrip => ({
              track: track.trackId,
              area: track.areaId,
              name: track.name,
              gauge: track.gauge,
              from: track.from,
              metres: track.way.metres,
              seen: track.seen,
              elsewhere: track.elsewhere,
              knots: tellKnots(track.way, toPosition),
              pieces: piecesOf(track.way.metres, stepMetres),
            })),
    },
  };
}

function piecesOf(metres: number, stepMetres: number): ShownStrip["pieces"] {
  const columns = Math.max(1, Math.ceil(metres / stepMetres - 1e-6));
  return Array.from({ length: Math.ceil(columns / pieceColumns) }, (_, n) => ({
    fromMetres: n * pieceColumns * stepMetres,
    columns: Math.min(pieceColumns, columns - n * pieceColumns),
  }));
}

export interface PieceAsked {
  readonly track: string;
  /** From 0. */
  readonly piece: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One piece of a track's strip as PNG.
 * @param tones null: those of `usualTones`
 * @throws InputError for a track or piece that the look has not; DamageError where the picture is missing or cannot be read
 */
export async function stripPiecePng(
  opened: Case,
  { marked, ways, shown }: LookStrips,
  { track, piece, signal }: PieceAsked,
  tones: Tones | null,
): Promise<Uint8Array> {
  const way = ways.tracks.find((t) => t.trackId === track)?.way;
  const part = shown.tracks.find((t) => t.track === track)?.pieces[piece];
  if (way === undefined || part === undefined)
    throw InputError.of(
      "strips",
      "track, piece",
      `${quoted(track)}, ${piece}`,
      "a track that holds on the look's day, and a piece of it",
    );
  const asked: StripPiece = {
    fromMetres: part.fromMetres,
    columns: part.columns,
    rows: shown.rows,
    stepMetres: shown.stepMetres,
  };
  const picture = await openEvidence(opened, marked);
  try {
    const unrolled = await unrolledPiece(picture, way, asked, signal);
    return await piecePng(unrolled, asked, tones ?? (await usualTones(picture)));
  } finally {
    await picture.close();
  }
}

async function openEvidence(opened: Case, { look, picture }: MarkedLook): Promise<Picture> {
  const path = opened.evidencePath(picture.sha256);
  if (!existsSync(path))
    throw new DamageError(`the picture of look ${look.look.id} is missing`, [
      `evidence ${picture.sha256.slice(0, 12)}…; case verify says more`,
    ]);
  return openPicture(await openFileSource(path), { georeference: picture.georeference });
}

/** Most pixels that black and white are measured on. */
const mostMeasured = 400_000;

/** The tones that the picture view shows at first, over the whole picture at its coarsest useful level. */
export async function usualTones(picture: Picture): Promise<Tones> {
  const { levels, width, height } = picture.description;
  const sizes = levels.length === 0 ? [{ width, height }] : levels;
  const small = sizes.findIndex((l) => l.width * l.height <= mostMeasured);
  const level = small === -1 ? sizes.length - 1 : small;
  const size = sizes[level] ?? { width, height };
  // A picture without overviews is measured in the middle.
  const [w, h] = [Math.min(size.width, 632), Math.min(size.height, 632)];
  const isWhole = size.width * size.height <= mostMeasured;
  const raster = await picture.readWindow(
    isWhole
      ? { column: 0, row: 0, width: size.width, height: size.height }
      : {
          column: Math.floor((size.width - w) / 2),
          row: Math.floor((size.height - h) / 2),
          width: w,
          height: h,
        },
    { level, bands: colourBands(picture.description) },
  );
  const opaque = raster.valid ?? new Uint8Array(raster.width * raster.height).fill(1);
  return {
    gamma: 1,
    ends: endsOf(sortedPlanes(raster.bands, opaque), usualStretch(picture.description.sampleType)),
  };
}
