import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { boxOf } from "../../../../base/geometry/box.ts";
import type { Area, Polygon, Position } from "../../../../sites/counting/site.ts";
import { mappingOf } from "../../../../sites/pictures/georeference/mapping.ts";
import { gridOf, groundOfGrid, onGrid, positionIn } from "../../../../sites/pictures/grid/site-grid.ts";
import type { Picture } from "../../../../sites/pictures/picture.ts";
import { greyOf } from "../../../../sites/pictures/shift/grey.ts";
import { limitsOfSite } from "../../../../sites/tracks/lines/site-limits.ts";
import { coarsestMetres, finestMetres } from "../../../../sites/tracks/propose/ground-raster.ts";
import { insideOf } from "../../../../sites/tracks/propose/inside.ts";
import { proposeTracks, type ProposedTrack } from "../../../../sites/tracks/propose/propose-tracks.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { asItLies } from "../../../../sites/pictures/shift/as-it-lies.ts";
import { viewOfSite } from "../../../../system/looks/site-view.ts";
import { openFileSource } from "../../../../system/pictures/file-source.ts";
import { openPicture } from "../../../../system/pictures/open-picture.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { openNamed } from "../picture/source.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { siteOfCall } from "./tracks-store.ts";

const command = "site tracks-propose";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [name = ""],
    options,
    output,
    signal,
  } = call;
  const out = String(options["out"] ?? "");
  if (!/\.(?:geo)?json$/i.test(out))
    throw InputError.of(command, "--out", quoted(out), "a name that ends in .geojson");
  if (existsSync(out))
    throw InputError.of(command, "--out", `${quoted(out)}, which exists`, "a name that is not taken");
  if (!existsSync(dirname(resolve(out))))
    throw InputError.of(command, "--out", quoted(out), "a name in a folder that exists");
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { site, areas } = siteOfCall(opened, call, command);
    const limits = limitsOfSite(site, chosenAreas(areas, options["area"]), {
      validFrom: null,
      validTo: null,
    });
    const source = await openSource(opened, name, signal);
    try {
      const { searched, proposals } = await proposalsIn(source, limits, signal);
      const features = proposals.map(({ track, line }, i) => ({
        type: "Feature",
        properties: {
          id: `proposed-${i + 1}`,
          quality: track.quality,
          length_m: Math.round(track.lengthMetres),
          picture: source.words,
        },
        geometry: { type: "LineString", coordinates: line },
      }));
      writeWhole(
        out,
        `{"type":"FeatureCollection","features":[\n${features.map((f) => JSON.stringify(f)).join(",\n")}\n]}\n`,
      );
      const metres = proposals.reduce((sum, { track }) => sum + track.lengthMetres, 0);
      output.result(
        { out, picture: source.words, searched, proposals: features.map((f) => f.properties) },
        () => [
          `${out}: ${features.length} lines, ${Math.round(metres)} m, from ${source.words}`,
          "they are proposals: look at them on the picture, then site tracks-accept",
        ],
      );
      return 0;
    } finally {
      await source.close();
    }
  });
}

function chosenAreas(areas: readonly Area[], id: string | boolean | undefined): readonly Area[] {
  if (id === undefined) return areas;
  const found = areas.filter((a) => a.id === id && a.outline.type === "polygons");
  if (found.length > 0) return found;
  const ids = areas.filter((a) => a.outline.type === "polygons").map((a) => a.id);
  throw InputError.of(
    command,
    "--area",
    quoted(String(id)),
    `an area of the site with an outline: ${ids.join(", ") || "none"}`,
  );
}

/** A picture to search, and what it is called in the basis of a track. */
interface Source {
  readonly picture: Picture;
  readonly words: string;
  /** How the picture was moved onto the site's others. */
  readonly moved: {
    readonly eastMetres: number;
    readonly northMetres: number;
    readonly matched: boolean;
  } | null;
  readonly close: () => Promise<void>;
}

async function openSource(opened: Case, name: string, signal: AbortSignal): Promise<Source> {
  if (existsSync(name)) {
    const { picture, close } = await openNamed(name, undefined, signal);
    return { picture, words: `picture ${basename(name)}`, moved: null, close };
  }
  const [look] = readPictureLooks(opened.database, { lookId: name });
  if (look?.picture === undefined || look.picture === null)
    throw InputError.of(
      command,
      "picture",
      quoted(name),
      "a file that exists, or a look of the case with a picture",
    );
  const { georeference, sha256 } = look.picture;
  const picture = await openPicture(await openFileSource(opened.evidencePath(sha256)), { georeference });
  const { lineUp } = look;
  return {
    picture: { ...picture, description: { ...picture.description, georeference } },
    words: `look ${look.look.id}`,
    moved:
      lineUp === null
        ? null
        : {
            eastMetres: lineUp.eastMetres,
            northMetres: lineUp.northMetres,
            matched: lineUp.outcome === "matched",
          },
    close: picture.close,
  };
}

/** Ground around the outline that is read with it, so that its edge is no edge of the picture. */
const marginDegrees = 0.0003;

async function proposalsIn(
  { picture, words, moved }: Source,
  limits: readonly Polygon[],
  signal: AbortSignal,
): Promise<{
  readonly searched: { readonly width: number; readonly height: number; readonly stepMetres: number };
  readonly proposals: readonly { readonly track: ProposedTrack; readonly line: readonly Position[] }[];
}> {
  const { georeference } = picture.description;
  if (georeference === null)
    throw InputError.of(
      command,
      "picture",
      `${words} without a place on the ground`,
      "a picture that has one",
    );
  const box = boxOf(limits.flat(2));
  if (box === null) throw InputError.of(command, "site", "no outline", "an area with an outline");
  const around = {
    west: box.west - marginDegrees,
    east: box.east + marginDegrees,
    south: box.south - marginDegrees,
    north: box.north + marginDegrees,
  };
  const view = await viewOfSite(picture, mappingOf(georeference), around, signal);
  if (view === null) throw InputError.of(command, "picture", words, "a picture that shows the site");
  const grid = gridOf(around, Math.max(view.sampleDistanceMetres, finestMetres));
  if (grid.sampleDistanceMetres > coarsestMetres)
    throw InputError.of(
      command,
      "sample distance",
      `${grid.sampleDistanceMetres.toFixed(2)} m${view.fullSampleDistanceMetres <= coarsestMetres ? ", since the outline is too large to be searched at once" : ""}`,
      `up to ${coarsestMetres} m; --area names one area of a large site`,
    );
  const grey = onGrid(
    greyOf(view.raster, view.meanings),
    (position) => view.pixelAt(asItLies(position, moved)),
    groundOfGrid(grid),
  );
  const { width, height } = grid;
  const rings = limits.map((outline) =>
    outline.map((ring) =>
      ring.map(
        ([lon, lat]) =>
          [(lon - grid.west) / grid.longitudeStep, (grid.north - lat) / grid.latitudeStep] as const,
      ),
    ),
  );
  const stepMetres = grid.sampleDistanceMetres;
  const found = proposeTracks({
    width,
    height,
    values: grey.values,
    within: insideOf(rings, width, height, grey.valid),
    stepMetres,
  });
  return {
    searched: { width, height, stepMetres },
    proposals: found.map((track) => ({
      track,
      line: track.points.map(([column, row]): Position => {
        const [lon, lat] = positionIn(grid, column, row);
        return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
      }),
    })),
  };
}
