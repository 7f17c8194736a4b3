import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { StopSignal } from "../../base/abort.ts";
import { InputError, quoted } from "../../base/errors.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import { linesFromPositions } from "../../sites/tracks/lines/lines-from-positions.ts";
import { inDegrees, pixelLines } from "../../sites/tracks/lines/pixel-lines.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import type { SunAngles } from "../../sites/tracks/strips/network-input.ts";
import { groundFrame, pixelFrame } from "../../sites/tracks/strips/ground-frame.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import type { GroundFrame, TrackGauge, TrackLine } from "../../sites/tracks/track-line.ts";
import { sha256OfFile } from "../hash.ts";
import { openLookPicture } from "../looks/open-look-picture.ts";
import { filesBeside } from "../looks/files-beside.ts";
import { modelOf, type Reader } from "./read-look.ts";
import { readTracks } from "./read-tracks.ts";
import { toldByFile } from "./told-angles.ts";

export interface PictureToRead {
  readonly path: string;
  /** GeoJSON of centre lines: in pixels where the picture has no place on the ground. */
  readonly tracks: string;
  /** Metres from pixel to pixel as the analyst states it; needed where the picture has no place. */
  readonly sampleDistanceMetres: number | null;
  readonly gauge: TrackGauge | null;
  /** Default: as the file or its supplier says, or by its place and time. */
  readonly sun?: SunAngles | null;
  readonly reader: Reader;
  readonly signal?: StopSignal | undefined;
  readonly progress?: ((share: number) => void) | undefined;
}

/** Largest file of lines, in bytes. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads the tracks of a picture that is no look of a case, by lines given in a file.
 * @throws InputError when the lines are unreadable, all miss the picture, or the scale is not known; as `openLookPicture` does
 */
export async function readPicture(asked: PictureToRead): Promise<PictureReading> {
  const { path, tracks, reader, gauge, signal, progress } = asked;
  const beside = filesBeside(path);
  const opened = await openLookPicture({
    picture: { path, name: basename(path) },
    worldFile:
      beside.worldFile === null ? null : { path: beside.worldFile, name: basename(beside.worldFile) },
    controlPoints: null,
    sidecars: [],
    crs: null,
    model: null,
  });
  const { picture, georeference } = opened;
  try {
    const { width, height, texts } = picture.description;
    const given = { text: textOf(tracks), file: basename(tracks), width, height };
    const placed =
      georeference === null
        ? inPixels(asked, given)
        : inDegreesOrPixels(mappingOf(georeference), asked, given);
    const own = placed.frame.sampleDistanceMetres;
    const middle = georeference === null ? null : mappingOf(georeference).toPosition([width / 2, height / 2]);
    const file = toldByFile(path, texts, beside.sidecars, middle);
    const sun = asked.sun ?? null;
    const told = sun === null ? file.told : { ...file.told, sun: { ...sun, from: "analyst" as const } };
    const read = await readTracks({
      picture,
      frame: placed.frame,
      lines: placed.lines.map((line) => ({ ...line, gauge: line.gauge ?? gauge })),
      sampleDistanceMetres: own,
      sun: told.sun,
      view: told.view,
      pool: reader.pool,
      signal,
      progress,
    });
    return {
      format: "yardwatch-reading/1",
      pictureSha256: await sha256OfFile(path),
      width,
      height,
      georeference,
      lineUp: null,
      simulated: Object.values(texts).some((text) => /\bsimulated\b/i.test(text)),
      told,
      sampleDistanceMetres: own,
      model: modelOf(reader.model),
      decoder: reader.model.manifest.decoder,
      errorTerms: reader.model.manifest.errorTerms,
      canary: reader.canary,
      damaged: read.damaged,
      hiddenShares: {},
      remarks: [...placed.remarks, ...file.remarks],
      tracks: read.tracks,
    };
  } finally {
    await picture.close();
  }
}

interface Given {
  readonly text: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

interface Placed {
  readonly frame: GroundFrame;
  readonly lines: readonly TrackLine[];
  readonly remarks: readonly string[];
}

function inPixels({ path, sampleDistanceMetres }: PictureToRead, given: Given): Placed {
  if (sampleDistanceMetres === null)
    throw InputError.of(
      "count",
      "--sample-distance",
      `none, for ${quoted(basename(path))}, which has no place on the ground`,
      "metres from pixel to pixel, such as 0.3",
    );
  const frame = pixelFrame(sampleDistanceMetres);
  const lines = pixelLines(given.text, given).map(({ id, gauge, points }): TrackLine => ({
    id,
    areaId: null,
    gauge,
    points: points.map((pixel) => frame.toGround(pixel)),
  }));
  return { frame, lines, remarks: [] };
}

/** Share by which a stated sample distance may differ from that of the picture's own place. */
const mostApart = 0.05;

function inDegreesOrPixels(
  mapping: ReturnType<typeof mappingOf>,
  asked: PictureToRead,
  given: Given,
): Placed {
  const middle = mapping.toPosition([given.width / 2, given.height / 2]);
  const frame = groundFrame(mapping, middle);
  const stated = asked.sampleDistanceMetres;
  if (stated !== null && Math.abs(stated / frame.sampleDistanceMetres - 1) > mostApart)
    throw InputError.of(
      "count",
      "--sample-distance",
      `${stated} m`,
      `none, or what the picture's own place says: ${Number(frame.sampleDistanceMetres.toPrecision(4))} m`,
    );
  if (!inDegrees(given.text, given.file)) {
    const lines = pixelLines(given.text, given).map(({ id, gauge, points }): TrackLine => ({
      id,
      areaId: null,
      gauge,
      points: points.map((pixel) => frame.toGround(pixel)),
    }));
    return {
      frame,
      lines,
      remarks: ["The lines were taken for pixels: some lie beyond any longitude and latitude."],
    };
  }
  const plane = tangentPlane(middle);
  const lines = linesFromPositions(given.text, {
    ...given,
    pixelAt: (position) => mapping.pixelAt(position),
  });
  return {
    frame,
    lines: lines.map(({ id, gauge, points }): TrackLine => ({
      id,
      areaId: null,
      gauge,
      points: points.map((position) => plane.toGround(position)),
    })),
    remarks: [],
  };
}

function textOf(path: string): string {
  let size: number;
  try {
    size = statSync(path).size;
  } catch {
    throw InputError.of("count", "--tracks", quoted(path), "a file that exists");
  }
  if (size > mostBytes)
    throw InputError.of(
      "count",
      "--tracks",
      `${size} bytes`,
      `a file of lines of at most ${mostBytes} bytes`,
    );
  return readFileSync(path, "utf8");
}
