import { existsSync } from "node:fs";
import { DamageError, InputError, quoted } from "../../base/errors.ts";
import type { StopSignal } from "../../base/abort.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { linesOfAreas } from "../../sites/tracks/lines/lines-of-areas.ts";
import type { CanaryResult, PictureReading, ToldAngles } from "../../sites/tracks/picture-reading.ts";
import { groundFrame } from "../../sites/tracks/strips/ground-frame.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import type { TrackGauge } from "../../sites/tracks/track-line.ts";
import { sha256OfFile } from "../hash.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";
import type { Model } from "../models/manifest.ts";
import type { ReaderPool } from "../models/reader-pool.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { readTracks } from "./read-tracks.ts";
import { toldAngles } from "./told-angles.ts";

/** What counting in looks needs, made once for many looks. */
export interface Reader {
  readonly model: Model;
  readonly pool: ReaderPool;
  readonly canary: CanaryResult;
}

export interface LookToRead {
  readonly look: PictureLook;
  readonly site: Site;
  /** Outlines of the site on record, of all times. */
  readonly areas: readonly Area[];
  /** Where the evidence with a hash lies. */
  readonly pathOf: (sha256: string) => string;
  /** For tracks whose own basis states none. */
  readonly gauge: TrackGauge | null;
  readonly reader: Reader;
  readonly signal?: StopSignal | undefined;
  readonly progress?: ((share: number) => void) | undefined;
}

/**
 * Reads the tracks of a site in the picture of a look: the lines that hold on its day, laid where its line-up puts them.
 * @throws InputError when the site has no tracks drawn for that day, the look has no picture or it has no place; DamageError when the picture is not what
 * came on record
 */
export async function readLook(asked: LookToRead): Promise<PictureReading> {
  const { look, site, areas, pathOf, reader, signal, progress } = asked;
  const { picture, supply } = look;
  if (picture === null)
    throw InputError.of(
      "count",
      "look",
      look.look.id,
      "a look with a picture; look show says why it has none",
    );
  if (picture.georeference === null)
    throw InputError.of(
      "count",
      "look",
      `${look.look.id}, a picture without a place on the ground`,
      "a picture with a place (control points give it one), or --tracks in pixels with --sample-distance",
    );
  const held = areasAt(
    areas.filter((a) => a.siteId === site.id),
    look.look.takenAt,
    site.zoneMinutes,
  ).filter((a) => a.outline.type === "lines");
  if (held.length === 0)
    throw InputError.of(
      "count",
      "--site",
      quoted(site.id),
      "a site with centre lines of tracks that hold on that day: site tracks import takes them from a file, site tracks propose finds them in a picture",
    );
  const path = pathOf(picture.sha256);
  if (!existsSync(path) || (await sha256OfFile(path)) !== picture.sha256)
    throw new DamageError(`the picture of look ${look.look.id} is not what came on record`, [
      `evidence ${picture.sha256.slice(0, 12)}…: ${existsSync(path) ? "altered" : "missing"}; case verify says more`,
    ]);
  const mapping = mappingOf(picture.georeference);
  const moved = {
    eastMetres: look.lineUp?.eastMetres ?? 0,
    northMetres: look.lineUp?.northMetres ?? 0,
    matched: look.lineUp?.outcome === "matched",
  };
  const origin =
    held.flatMap((a) => (a.outline.type === "lines" ? a.outline.lines.flat() : []))[0] ?? site.position;
  const plane = tangentPlane(origin);
  const frame = groundFrame(mapping, origin);
  const lines = linesOfAreas(held, (position) => plane.toGround(asItLies(position, moved))).map((line) => ({
    ...line,
    gauge: line.gauge ?? asked.gauge,
  }));
  const file = await openPicture(await openFileSource(path), { georeference: picture.georeference });
  try {
    // What the pixels carry counts, not how finely they were resampled.
    const sampleDistanceMetres = Math.max(
      frame.sampleDistanceMetres,
      picture.effectiveSampleDistanceMetres ?? frame.sampleDistanceMetres,
    );
    const told = toldOf(look, site);
    const read = await readTracks({
      picture: file,
      frame,
      lines,
      sampleDistanceMetres,
      sun: told.sun,
      view: told.view,
      pool: reader.pool,
      signal,
      progress,
    });
    return {
      format: "yardwatch-reading/1",
      pictureSha256: picture.sha256,
      width: picture.width,
      height: picture.height,
      georeference: picture.georeference,
      lineUp: moved.matched ? moved : null,
      simulated: picture.simulated,
      told,
      sampleDistanceMetres,
      model: modelOf(reader.model),
      decoder: reader.model.manifest.decoder,
      errorTerms: reader.model.manifest.errorTerms,
      canary: reader.canary,
      damaged: read.damaged,
      hiddenShares: hiddenShares(
        look,
        lines.map((l) => ({ id: l.id, area: l.areaId })),
      ),
      remarks: supply.outcome === "read" ? [] : [supply.reason],
      tracks: read.tracks,
    };
  } finally {
    await file.close();
  }
}

export const modelOf = ({ manifest }: Model): PictureReading["model"] => ({
  name: manifest.name,
  version: manifest.version,
  sha256: manifest.sha256,
});

/** Sun and view as the supplier states them; where nobody states the sun, by place and time. */
function toldOf({ look, supply, view }: PictureLook, site: Site): ToldAngles {
  return toldAngles(
    {
      sunAzimuthDegrees: supply.sunAzimuthDegrees,
      sunElevationDegrees: supply.sunElevationDegrees,
      view: {
        azimuthDegrees: view?.azimuthDegrees ?? null,
        offNadirDegrees: view?.offNadirDegrees ?? supply.offNadirDegrees,
        incidenceDegrees: view?.incidenceDegrees ?? null,
      },
    },
    look.takenAt,
    site.position,
  );
}

/** Smaller shares of cloud are within what clarity can tell. */
const leastShare = 0.02;

/** What the look's clarity says is hidden of each track. */
function hiddenShares(
  { clarities }: PictureLook,
  lines: readonly { readonly id: string; readonly area: string | null }[],
): Record<string, number> {
  return Object.fromEntries(
    lines.flatMap(({ id, area }) => {
      const clarity = clarities.find((c) => c.area === area);
      if (clarity === undefined) return [];
      const { cloud, saturated, dark, unknown } = clarity;
      const share = Math.min(1, cloud + saturated + dark + unknown);
      return share < leastShare ? [] : [[id, Math.round(share * 1000) / 1000]];
    }),
  );
}
