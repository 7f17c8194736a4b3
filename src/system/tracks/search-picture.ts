import { InputError } from "../../base/errors.ts";
import { boxOf } from "../../base/geometry/box.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import {
  gridOf,
  groundOfGrid,
  onGrid,
  positionIn,
  type SiteGrid,
} from "../../sites/pictures/grid/site-grid.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";
import { greyOf } from "../../sites/pictures/shift/grey.ts";
import { coarsestMetres, finestMetres } from "../../sites/tracks/propose/ground-raster.ts";
import { insideOf } from "../../sites/tracks/propose/inside.ts";
import { proposeTracks, type ProposedTrack } from "../../sites/tracks/propose/propose-tracks.ts";
import { viewOfSite } from "../looks/site-view.ts";

/** A picture to search for tracks, and what it is called in the basis of a track. */
export interface SearchedPicture {
  readonly picture: Picture;
  readonly words: string;
  /** How the picture was moved onto the site's others. */
  readonly moved: Parameters<typeof asItLies>[1];
}

export interface FoundTracks {
  readonly searched: {
    readonly width: number;
    readonly height: number;
    /** Metres from pixel to pixel of what was searched, and of the picture. */
    readonly stepMetres: number;
    readonly pictureMetres: number;
    /** Share of the outline that the picture shows. */
    readonly outlineShare: number;
  };
  readonly proposals: readonly { readonly track: ProposedTrack; readonly line: readonly Position[] }[];
}

const where = "propose";
/** Ground around the outline that is read with it, so that its edge is no edge of the picture. */
const marginDegrees = 0.0003;
/** Most pixels that are read at once, and most steps along a side of what is searched: 3 km at 0.4 m. */
const mostRead = 30_000_000;
const longestSide = 8192;

/**
 * Searches a picture for tracks inside outlines.
 * @throws InputError when the picture has no place, does not show the outlines, or is too coarse
 */
export async function searchPicture(
  { picture, words, moved }: SearchedPicture,
  outlines: readonly Polygon[],
  signal: AbortSignal,
): Promise<FoundTracks> {
  const { georeference } = picture.description;
  if (georeference === null)
    throw InputError.of(where, "picture", `${words} without a place on the ground`, "a picture that has one");
  const box = boxOf(outlines.flat(2));
  if (box === null) throw InputError.of(where, "site", "no outline", "an area with an outline");
  const around = {
    west: box.west - marginDegrees,
    east: box.east + marginDegrees,
    south: box.south - marginDegrees,
    north: box.north + marginDegrees,
  };
  const view = await viewOfSite(picture, mappingOf(georeference), around, signal, mostRead);
  if (view === null) throw besides(words);
  if (view.fullSampleDistanceMetres > coarsestMetres * 1.001)
    throw InputError.of(
      where,
      "sample distance",
      `${view.fullSampleDistanceMetres.toFixed(2)} m of ${words}`,
      `up to ${coarsestMetres} m: in coarser pictures a track is not told from what lies beside it`,
    );
  const grid = gridOf(around, Math.max(view.sampleDistanceMetres, finestMetres), longestSide);
  const stepMetres = grid.sampleDistanceMetres;
  if (stepMetres > coarsestMetres * 1.001)
    throw InputError.of(
      where,
      "outline",
      `so large that it would be searched at ${stepMetres.toFixed(2)} m`,
      `what can be searched at up to ${coarsestMetres} m; --area names one area of a large site`,
    );
  const grey = onGrid(
    greyOf(view.raster, view.meanings),
    (position) => view.pixelAt(asItLies(position, moved)),
    groundOfGrid(grid),
  );
  const { width, height } = grid;
  const rings = outlines.map((outline) => outline.map((ring) => ring.map((p) => pixelIn(grid, p))));
  const outlined = insideOf(rings, width, height, null);
  const within = insideOf(rings, width, height, grey.valid);
  const outlineShare = sum(within) / Math.max(1, sum(outlined));
  if (outlineShare === 0) throw besides(words);
  const found = proposeTracks({
    width,
    height,
    values: grey.values,
    within,
    stepMetres: Math.min(coarsestMetres, stepMetres),
  });
  return {
    searched: {
      width,
      height,
      stepMetres,
      pictureMetres: view.fullSampleDistanceMetres,
      outlineShare,
    },
    proposals: found.map((track) => ({
      track,
      line: track.points.map(([column, row]): Position => {
        const [lon, lat] = positionIn(grid, column, row);
        return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
      }),
    })),
  };
}

const besides = (words: string): InputError =>
  InputError.of(where, "picture", `${words}, which shows nothing of the outline`, "a picture that shows it");

const sum = (values: Uint8Array): number => values.reduce((total, v) => total + v, 0);

const pixelIn = (grid: SiteGrid, [lon, lat]: Position): readonly [number, number] => [
  (lon - grid.west) / grid.longitudeStep,
  (grid.north - lat) / grid.latitudeStep,
];
