import { InputError, quoted } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { counterInWords, countersOf, type Counter } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import type { Area, Polygon } from "../../sites/counting/site.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { sightingOfMark } from "../../movements/sightings/from-mark.ts";
import type { Scene } from "../../movements/sightings/sighting.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook, type MarkedLook } from "../looks/mark-place.ts";
import { scenes, sightings } from "../store/movement-tables.ts";
import { readMarks } from "../store/reading-marks.ts";
import { withdrawnRecords } from "../store/reading-revisions.ts";
import { readScenes, trailOfSighting } from "../store/reading-sightings.ts";
import { readPlaces } from "../store/reading.ts";
import { importFiles, type ImportResult, type Sink } from "./import.ts";
import { notStanding } from "./withdrawn-words.ts";

/** Whose marks of which look become sightings. */
export interface TakeSettings {
  readonly look: string;
  readonly marker: "person" | "machine";
  readonly by: string;
  readonly pass: string;
  /** Marks of the look on record by then: a later taking is another one. */
  readonly marks: number;
}

/** Which of a look's counters; null for the only one that marked ships. */
export interface TakeRequest {
  readonly look: string;
  readonly by: string | null;
  readonly pass: string | null;
}

const shipKind = "ship";

/**
 * Takes the ships that were marked in a look as sightings, in a scene that the look is. Taking again adds what was marked since; the
 * sighting of a mark that was replaced stays on record and is passed over by those who read.
 * @throws InputError when the look has no picture with a place and a time, or nobody or several marked ships in it
 */
export async function takeSightings(opened: Case, request: TakeRequest): Promise<ImportResult> {
  const marks = readMarks(opened.database, { lookId: request.look });
  const settings: TakeSettings = {
    look: request.look,
    ...counterFor(marks, request),
    marks: marks.length,
  };
  return importFiles(opened, {
    step: "sighting take",
    settings: { ...settings },
    paths: [],
    read: async (_files, sink) => readTaken(opened, settings, sink),
  });
}

function counterFor(
  all: readonly Mark[],
  { look, by, pass }: TakeRequest,
): Pick<TakeSettings, "marker" | "by" | "pass"> {
  const marks = all.filter((m) => m.kind === shipKind);
  const counters = countersOf(marks).filter(
    ({ marker, pass: p }) => (by === null || marker.name === by) && (pass === null || p === pass),
  );
  const [chosen, ...more] = counters;
  if (chosen === undefined || more.length > 0)
    throw InputError.of(
      "sighting take",
      "--by, --pass",
      chosen === undefined ? `no marks of ships in ${quoted(look)}` : `${counters.length} counts of ships`,
      `one of: ${countersOf(marks).map(counterInWords).join("; ") || "none yet; mark ships with mark add --kind ship"}`,
    );
  return { marker: chosen.marker.type, by: chosen.marker.name, pass: chosen.pass };
}

/** Also run by `case verify`, against the records. */
export function readTaken(opened: Case, settings: TakeSettings, sink: Sink, beforeTrail?: number) {
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const marked = markedLook(opened, settings.look, beforeTrail);
  const counter: Counter = {
    marker: { type: settings.marker, name: settings.by },
    pass: settings.pass,
  };
  const all = readMarks(opened.database, { lookId: settings.look, ...before });
  const marks = currentMarks(all, counter).filter(
    (m) => m.kind === shipKind && (m.state === "accepted" || m.state === "unsure" || m.state === "proposed"),
  );
  const known = readScenes(opened.database, { lookId: settings.look, ...before })[0];
  if (known === undefined && withdrawnRecords(opened.database, "scene", beforeTrail).has(settings.look))
    throw notStanding(opened, "sighting take", "scene", settings.look, beforeTrail);
  const { areas } = readPlaces(opened.database, before);
  const scene = known ?? sceneOfLook(marked, areas);
  if (known === undefined) sink.add(scenes, scene);
  const { georeference } = marked.picture;
  const georeferenceMetres = georeference?.type === "control-points" ? georeference.errorMetres : null;
  let added = 0;
  for (const mark of marks) {
    // Measured again in a scene that was corrected since, it would be another one.
    if (trailOfSighting(opened.database, mark.id, beforeTrail) !== null) continue;
    if (sink.add(sightings, sightingOfMark(mark, { scene, georeferenceMetres })) === "new") added++;
  }
  return {
    summary: { sightings: added, onRecord: marks.length - added },
    warnings: marks.some((m) => m.number > 1)
      ? ["a mark that stands for several ships became one sighting"]
      : [],
  };
}

const radarNames =
  /sentinel-?1|\bsar\b|umbra|capella|iceye|terrasar|tandem-x|radarsat|cosmo|alos-?2|palsar|gaofen-?3/i;

/** The share of an area that must be clear for a ship that is not found there not to be called hidden. */
const leastClear = 0.9;

/** @throws InputError when the look's picture has no place or no time */
function sceneOfLook({ look, picture, marked }: MarkedLook, areas: readonly Area[]): Scene {
  const { place, size } = marked;
  const { takenAt } = look.look;
  if (place === null || takenAt === null)
    throw InputError.of(
      "sighting take",
      "look",
      `${quoted(look.look.id)}, whose picture has no ${place === null ? "place on the ground" : "time"}`,
      "a look with both: picture georeference gives a place, look add --taken-at a time",
    );
  const corners = (
    [
      [0, 0],
      [0, size.height],
      [size.width, size.height],
      [size.width, 0],
      [0, 0],
    ] as const
  ).map((pixel) => place.toPosition(pixel));
  const { platform } = look.supply;
  return {
    id: look.look.id,
    at: takenAt,
    sensor: radarNames.test(`${platform} ${look.look.provider}`) ? "radar" : "optical",
    platform: platform === "" ? look.look.provider : platform,
    footprint: [corners],
    sampleDistanceMetres: picture.effectiveSampleDistanceMetres ?? picture.sampleDistanceMetres,
    hidden: hiddenAreas(look, areas),
    foundHalfMetres: null,
    foundNearlyAllMetres: null,
    radar: null,
    lookId: look.look.id,
    source: look.supply.address === "" ? look.supply.item : look.supply.address,
    licence: look.supply.licence,
  };
}

/** Outlines of the areas that the look does not show clearly: a ship that is not found there was perhaps under a cloud. */
function hiddenAreas({ clarities, look }: PictureLook, areas: readonly Area[]): Polygon[] {
  const unclear = new Set(clarities.filter((c) => c.clear < leastClear).map((c) => c.area));
  return areas
    .filter((a) => a.siteId === look.siteId && unclear.has(a.id))
    .flatMap(({ outline }) => (outline.type === "polygons" ? outline.polygons : []));
}
