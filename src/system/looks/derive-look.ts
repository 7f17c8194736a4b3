import { InputError, quoted } from "../../base/errors.ts";
import type { Box } from "../../base/geometry/box.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { areasAt, windowOfSite } from "../../sites/counting/site-window.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import { dateFaults, datesToCome, type HeldDates } from "../../sites/pictures/metadata/dates.ts";
import { licenceOf } from "../../sites/pictures/metadata/licence.ts";
import type { DatedBy, PictureRecord, Supply, ViewRecord } from "../../sites/pictures/picture-look.ts";
import { factsOfFile, type StatedFacts } from "../../sites/pictures/stated-facts.ts";
import { clarities, lineUps, looks, pictures, repeats, supplies, views } from "../store/tables.ts";
import type { Sink, SourceFile } from "../steps/import.ts";
import type { EarlierLooks } from "./earlier-looks.ts";
import { judgeAreas, notReached } from "./judge-areas.ts";
import { lineUp } from "./line-up.ts";
import type { LookSettings } from "./look-settings.ts";
import { openLookPicture, type OpenedPicture } from "./open-look-picture.ts";
import { samePixels } from "./same-pixels.ts";
import { carriedSampleDistance } from "./carried-sample-distance.ts";
import { viewOfSite } from "./site-view.ts";

/** What a look is made of beside its files and settings. */
export interface LookContext {
  readonly site: Site;
  /** All outlines of the site on record. */
  readonly areas: readonly Area[];
  readonly earlier: EarlierLooks;
  readonly signal?: AbortSignal | undefined;
}

export interface DerivedLook {
  readonly lookId: string;
  /** What was odd, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Makes all records of a look from its picture and what goes with it: the look, how it was supplied, the picture, its line-up, the clarity over
 * each area, and whether it repeats another. The same files, settings and earlier looks give the same records: `case verify` runs this too.
 * @throws InputError and DamageError when the picture cannot be read; nothing was put into the sink then
 */
export async function deriveLook(
  files: readonly SourceFile[],
  settings: LookSettings,
  context: LookContext,
  sink: Sink,
): Promise<DerivedLook> {
  const inRole = (role: string): SourceFile[] => files.filter((_, i) => settings.roles[i] === role);
  const [file] = inRole("picture");
  if (file === undefined) return withoutPicture(files, settings, context, sink);
  const opened = await openLookPicture({
    picture: { path: file.path, name: settings.origin === "file" ? settings.item : file.name },
    worldFile: inRole("world-file")[0] ?? null,
    controlPoints: inRole("control-points")[0] ?? null,
    sidecars: inRole("sidecar"),
    crs: settings.crs,
    model: settings.model,
  });
  try {
    return await withPicture(file, opened, settings, context, sink);
  } finally {
    await opened.picture.close();
  }
}

function withoutPicture(
  files: readonly SourceFile[],
  settings: LookSettings,
  { site }: LookContext,
  sink: Sink,
): DerivedLook {
  const stated = settings.stated;
  if (stated === null || settings.missing === null)
    throw InputError.of("look", "picture", "none", "a picture, or an item of a catalogue with a reason");
  const lookId = lookIdOf(site, stated.takenAt, files[0]?.sha256 ?? "");
  addSupply(sink, lookId, null, settings, site, stated, stated.sampleDistanceMetres);
  return { lookId, remarks: [...stated.remarks, ...toCome(stated, settings, sink.latestMs)] };
}

async function withPicture(
  file: SourceFile,
  opened: OpenedPicture,
  settings: LookSettings,
  { site, areas, earlier, signal }: LookContext,
  sink: Sink,
): Promise<DerivedLook> {
  const { picture, georeference } = opened;
  const { description } = picture;
  const stated = settings.stated ?? factsFromFile(opened, settings, site);
  const lookId = lookIdOf(site, stated.takenAt, file.sha256);
  const remarks = [
    ...opened.remarks,
    ...stated.remarks,
    ...outOfOrder(stated, settings),
    ...toCome(stated, settings, sink.latestMs),
  ];
  const held = areasAt(
    areas.filter((a) => a.siteId === site.id && settings.areas.includes(a.id)),
    stated.takenAt?.span ?? null,
    site.zoneMinutes,
  );
  const box = windowOfSite(site, held, settings.marginMetres);
  const mapping = georeference === null ? null : mappingOf(georeference);
  const view = mapping === null ? null : await viewOfSite(picture, mapping, box, signal);
  if (mapping !== null && view === null && settings.origin === "file")
    throw InputError.of(
      settings.item,
      "place",
      placeOf(mapping.toPosition([description.width / 2, description.height / 2])),
      `a picture that touches ${site.name}, ${boxInWords(box)}`,
    );
  const simulated = isSimulated(description.texts);
  const carried = view === null ? null : await carriedSampleDistance(picture, view, signal);
  const linedUp = view === null ? null : await lineUp(lookId, view, box, earlier, settings.asReference);
  const judged =
    view !== null
      ? await judgeAreas(lookId, {
          view,
          box,
          areas: held,
          maskForm: description.texts["YARDWATCH_MASK_KIND"] ?? null,
          stated,
          lineUp: linedUp,
          earlier,
        })
      : mapping === null
        ? []
        : notReached(lookId, held);
  const {
    fingerprint,
    repeat,
    remarks: doubts,
  } = await samePixels({
    lookId,
    sha256: file.sha256,
    view,
    box,
    earlier,
  });
  // From here on nothing can fail, so that a look is put into the sink whole.
  addSupply(
    sink,
    lookId,
    file.sha256,
    settings,
    site,
    stated,
    stated.sampleDistanceMetres ?? carried?.gridMetres ?? null,
  );
  sink.add(pictures, {
    lookId,
    sha256: file.sha256,
    format: description.format,
    width: description.width,
    height: description.height,
    sampleType: description.sampleType,
    bands: description.bands,
    nodata: description.nodata,
    coding: description.coding,
    georeference,
    sampleDistanceMetres: carried?.gridMetres ?? null,
    effectiveSampleDistanceMetres: carried?.metres ?? null,
    effectiveReason: carried?.reason ?? "the picture has no place on the ground, so its pixels have no size",
    simulated,
    fingerprint,
  } satisfies PictureRecord);
  for (const clarity of judged) sink.add(clarities, clarity);
  if (linedUp !== null) sink.add(lineUps, linedUp.settled(judged));
  if (repeat !== null) sink.add(repeats, repeat);
  return { lookId, remarks: [...remarks, ...doubts] };
}

function factsFromFile(opened: OpenedPicture, settings: LookSettings, site: Site): StatedFacts {
  return factsOfFile({
    name: settings.item,
    texts: opened.picture.description.texts,
    sidecars: opened.sidecars,
    modifiedMs: settings.modifiedMs,
    zoneMinutes: site.zoneMinutes,
    analyst: {
      takenAt: typedDate(settings.takenAt, "--taken-at", site),
      publishedAt: typedDate(settings.publishedAt, "--published-at", site),
      licence: settings.licence,
      provider: settings.provider,
    },
  });
}

/**
 * Dates that cannot all be right: shown before it was taken. An analyst who types them is stopped; of a supplier's it is remarked.
 * @throws InputError when the analyst typed one of them
 */
function outOfOrder(stated: StatedFacts, settings: LookSettings): string[] {
  const faults = dateFaults(heldDates(stated), settings.item);
  if (faults.length > 0 && (settings.takenAt !== null || settings.publishedAt !== null))
    throw new InputError(faults);
  return faults.map((f) => `${f.field}: ${f.found}, which cannot all be right`);
}

/** By which option an analyst says better than the file. */
const optionOf: Partial<Readonly<Record<keyof HeldDates, string>>> = {
  takenAt: "--taken-at",
  publishedAt: "--published-at",
};

/**
 * Dates that have not come. A file's own are refused where the analyst can give another; of what a catalogue says it is remarked, since one
 * item should not end a pull.
 * @param latestMs null where the look is made again from its evidence
 * @throws InputError naming each, with the option that replaces it
 */
function toCome(stated: StatedFacts, settings: LookSettings, latestMs: number | null): string[] {
  const late = datesToCome(heldDates(stated), settings.item, latestMs);
  const replaced = late.flatMap(({ field, allowed, ...fault }) => {
    const option = optionOf[field];
    return option === undefined ? [] : [{ ...fault, field, allowed: `${allowed}; or another by ${option}` }];
  });
  if (settings.origin === "file" && replaced.length > 0) throw new InputError(replaced);
  return late.map((f) => `${f.field}: ${f.found} has not come`);
}

function heldDates({ takenAt, publishedAt, uploadedAt }: StatedFacts): HeldDates {
  const dated = (d: DatedBy | null) => (d === null ? null : { ...d, zoneStated: true });
  return { takenAt: dated(takenAt), publishedAt: dated(publishedAt), uploadedAt: dated(uploadedAt) };
}

function typedDate(text: string | null, option: string, site: Site): DatedBy | null {
  if (text === null) return null;
  const read = parseSpan(text, site.zoneMinutes);
  if (!read.ok) throw InputError.of("look add", option, quoted(text), read.allowed);
  return { span: read.span, source: "the analyst" };
}

/**
 * "tumangang.2023-10-05.1a2b3c4d": site, day of its clock (or the month, the year or the range that is known), and the beginning of the
 * hash of what it rests on.
 */
export function lookIdOf(site: Site, takenAt: DatedBy | null, hash: string): string {
  return `${site.id}.${takenAt === null ? "undated" : dateInId(takenAt.span, site.zoneMinutes)}.${hash.slice(0, 8)}`;
}

function dateInId({ fromMs, toMs, precision }: TimeSpan, zoneMinutes: number): string {
  const first = dayText(fromMs, zoneMinutes);
  if (precision === "month") return first.slice(0, 7);
  if (precision === "year") return first.slice(0, 4);
  const last = dayText(toMs - 1, zoneMinutes);
  return first === last ? first : `${first}_${last}`;
}

function addSupply(
  sink: Sink,
  lookId: string,
  picture: string | null,
  settings: LookSettings,
  site: Site,
  stated: StatedFacts,
  sampleDistanceMetres: number | null,
): void {
  const terms = licenceOf(stated.licence === "" ? null : stated.licence);
  const added = sink.add(looks, {
    id: lookId,
    siteId: site.id,
    takenAt: stated.takenAt?.span ?? null,
    observer: "Yardwatch",
    provider: stated.provider === "" ? stated.platform : stated.provider,
    sampleDistanceMetres,
    looksSummed: 1,
  });
  if (added === "different") throw onRecord(settings, lookId);
  const supply: Supply = {
    lookId,
    origin: settings.origin,
    catalogue: settings.catalogue,
    item: settings.item,
    address: settings.address,
    outcome: settings.missing?.outcome ?? "read",
    reason: settings.missing?.reason ?? "",
    picture,
    takenSource: stated.takenAt?.source ?? "",
    publishedAt: stated.publishedAt,
    fileTime: stated.fileTime,
    uploadedAt: stated.uploadedAt,
    licence: stated.licence,
    mayLeave: terms.mayLeave,
    attribution: terms.attribution,
    platform: stated.platform,
    offNadirDegrees: stated.offNadirDegrees,
    sunElevationDegrees: stated.sunElevationDegrees,
    sunAzimuthDegrees: stated.sunAzimuthDegrees,
    sceneCloudPercent: stated.sceneCloudPercent,
    checksum: settings.checksum,
  };
  if (sink.add(supplies, supply) === "different") throw onRecord(settings, lookId);
  const view = viewOf(lookId, settings, stated);
  if (view !== null) sink.add(views, view);
}

function viewOf(lookId: string, settings: LookSettings, stated: StatedFacts): ViewRecord | null {
  // What older trail entries state has no azimuth.
  const {
    viewAzimuthDegrees: azimuth = null,
    incidenceDegrees = null,
    offNadirDegrees,
  } = stated as Partial<StatedFacts>;
  return azimuth === null || (settings.stated === null && settings.views !== true)
    ? null
    : {
        lookId,
        azimuthDegrees: ((azimuth % 360) + 360) % 360,
        offNadirDegrees: offNadirDegrees ?? null,
        incidenceDegrees,
      };
}

const onRecord = (settings: LookSettings, lookId: string): InputError =>
  InputError.of(
    settings.item,
    "picture",
    `the picture of look ${lookId} again, with another provider, licence, address, name or date`,
    "a picture that is not on record yet; what was said of one that is cannot be changed",
  );

/** Simulated pictures say so in their texts, whoever drew them. */
const isSimulated = (texts: Readonly<Record<string, string>>): boolean =>
  Object.values(texts).some((text) => /\bsimulated\b/i.test(text));

const placeOf = ([longitude, latitude]: readonly [number, number]): string =>
  `a picture about ${latitude.toFixed(4)}, ${longitude.toFixed(4)} (latitude, longitude)`;

const boxInWords = ({ west, south, east, north }: Box): string =>
  `latitude ${south.toFixed(4)} to ${north.toFixed(4)}, longitude ${west.toFixed(4)} to ${east.toFixed(4)}`;
