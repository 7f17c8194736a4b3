import { leanOfView } from "../../sites/pictures/lean-of-view.ts";
import { spanAtSite } from "../../base/time/words.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { intervalOf, trueValue } from "../../sites/counting/error-model.ts";
import { kindInWords, kinds, type Kind } from "../../sites/counting/kind.ts";
import type { Look, Observation } from "../../sites/counting/look.ts";
import { unitOf, type Measure } from "../../sites/counting/measure.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import type { Area, Position, Site } from "../../sites/counting/site.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import type { DayState } from "../../sites/counting/look-calendar.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { ClarityRecord, LineUp, PictureLook, PictureRecord } from "../../sites/pictures/picture-look.ts";
import { isReadInBrowser } from "../../sites/pictures/read-in-browser.ts";
import { sunByTime } from "../../sites/pictures/sun-by-time.ts";
import type { Publication } from "../claims/publications-table.ts";
import type { TrailLink } from "./evidence-chain.ts";
import {
  checksumInWords,
  datedInWords,
  lineUpInWords,
  placeInWords,
  precisionInWords,
} from "./look-words.ts";

/** Everything that the look room shows of one look, but its pixels. */
export interface LookScreen {
  readonly id: string;
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly position: Position;
    readonly zoneMinutes: number;
  };
  readonly takenAt: TimeSpan | null;
  /** By the site's clock. */
  readonly taken: string;
  /** How exactly that is known, and where it was read. */
  readonly takenBasis: string;
  readonly observer: string;
  readonly provider: string;
  readonly simulated: boolean;
  /** null for a published look: then `said` is all there is. */
  readonly supply: LookSupply | null;
  readonly picture: ScreenPicture | null;
  /** Why there is no picture; empty where there is one. */
  readonly noPicture: string;
  readonly angles: LookAngles | null;
  readonly clarities: readonly ClarityRecord[];
  readonly lineUp: ScreenLineUp | null;
  readonly repeat: ScreenRepeat | null;
  /** For each kind that has its own answer, grouped: kinds with the same answer stand together. */
  readonly usability: readonly KindsJudged[];
  /** Figures on record for this look: published, by the machine, by people. */
  readonly said: readonly SaidFigure[];
  /** What was drawn of the site on the look's day. */
  readonly areas: readonly Area[];
  readonly trail: readonly TrailLink[];
}

export interface LookSupply {
  readonly from: string;
  readonly item: string;
  readonly platform: string;
  readonly published: string | null;
  readonly fileTime: string | null;
  readonly uploaded: string | null;
  readonly licence: string;
  readonly mayLeave: boolean;
  readonly attribution: string;
  readonly checksum: string;
  readonly sceneCloudPercent: number | null;
}

export interface ScreenPicture extends Pick<
  PictureRecord,
  | "sha256"
  | "format"
  | "width"
  | "height"
  | "sampleType"
  | "bands"
  | "nodata"
  | "coding"
  | "georeference"
  | "sampleDistanceMetres"
  | "effectiveSampleDistanceMetres"
  | "effectiveReason"
> {
  readonly place: string;
  /** Who unpacks its pixels: the browser by ranges of the file, or the server. */
  readonly readBy: "browser" | "server";
}

export interface LookAngles {
  readonly offNadirDegrees: number | null;
  readonly azimuthDegrees: number | null;
  readonly incidenceDegrees: number | null;
  /** How far things lean in the picture: metres sideways for a metre of height; null where not known. */
  readonly leanMetresAMetre: number | null;
  readonly sunElevationDegrees: number | null;
  readonly sunAzimuthDegrees: number | null;
  readonly sunBasis: "stated" | "worked out from time and place" | "not known";
}

export interface ScreenLineUp extends LineUp {
  readonly words: string;
  readonly isReference: boolean;
}

export interface ScreenRepeat {
  readonly of: string;
  readonly reason: string;
  /** The look of this exposure that is counted. */
  readonly counted: string;
}

/** Kinds that a look is equally good for. */
export interface KindsJudged {
  readonly kinds: readonly Kind[];
  readonly words: string;
  readonly state: DayState;
  readonly reasons: readonly string[];
  readonly override: { readonly by: string; readonly reason: string; readonly at: string } | null;
}

export interface SaidFigure {
  readonly count: string;
  readonly area: string | null;
  readonly kind: Kind;
  readonly kindWords: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly measure: Measure;
  readonly unit: string;
  /** Where the true number lies in 9 of 10 cases, as the figure is read; null where it says no number. */
  readonly readAs: { readonly low: number | null; readonly high: number | null } | null;
  readonly statistic: string;
  readonly qualifier: string;
  readonly outcome: Observation["count"]["outcome"];
  readonly reason: string;
  readonly cover: string;
  readonly caveats: string;
  readonly byMachine: string | null;
  readonly publications: readonly Publication[];
}

export interface LookRecords {
  readonly look: Look;
  readonly site: Site;
  /** null for a look without a supply on record: a published one. */
  readonly picture: PictureLook | null;
  /** All picture looks of the site, for repeats and the reference. */
  readonly pictures: readonly PictureLook[];
  readonly observations: readonly Observation[];
  readonly publications: readonly Publication[];
  readonly areas: readonly Area[];
  readonly trail: readonly TrailLink[];
  /** What the site is watched for: repeats are told apart by it. */
  readonly kind: Kind;
}

export function lookScreen(records: LookRecords): LookScreen {
  const { look, site, picture, pictures } = records;
  const supply = picture?.supply ?? null;
  const exposures = exposuresOf(pictures, records.kind);
  const own = exposures.find((e) => [e.counted, ...e.repeats].some((l) => l.look.id === look.id));
  const reference = pictures.findLast((l) => l.lineUp?.outcome === "reference")?.look.id;
  const lineUp = picture?.lineUp ?? null;
  const source = supply?.takenSource ?? "";
  return {
    id: look.id,
    site: { id: site.id, name: site.name, position: site.position, zoneMinutes: site.zoneMinutes },
    takenAt: look.takenAt,
    taken: spanAtSite(look.takenAt, site.zoneMinutes),
    takenBasis: [
      precisionInWords(look.takenAt),
      source === "" ? (supply === null ? "as published" : "") : `date by ${source}`,
      own?.contradiction ?? "",
    ]
      .filter((w) => w !== "")
      .join("; "),
    observer: look.observer,
    provider: look.provider,
    simulated: picture?.picture?.simulated ?? false,
    supply:
      supply === null
        ? null
        : {
            from: [supply.catalogue, supply.address].filter((t) => t !== "").join(", ") || "a file",
            item: supply.item,
            platform: supply.platform,
            published: datedInWords(supply.publishedAt),
            fileTime: datedInWords(supply.fileTime),
            uploaded: datedInWords(supply.uploadedAt),
            licence: supply.licence,
            mayLeave: supply.mayLeave,
            attribution: supply.attribution,
            checksum: checksumInWords[supply.checksum],
            sceneCloudPercent: supply.sceneCloudPercent,
          },
    picture: screenPicture(picture?.picture ?? null),
    noPicture: noPictureInWords(picture),
    angles: picture === null ? null : anglesOf(picture, site.position),
    clarities: picture?.clarities ?? [],
    lineUp:
      lineUp === null
        ? null
        : {
            ...lineUp,
            isReference: reference === look.id,
            words: lineUpInWords(lineUp, reference === look.id),
          },
    repeat:
      picture === null || picture.repeat === null
        ? null
        : {
            of: picture.repeat.of,
            reason: picture.repeat.reason,
            counted: own?.counted.look.id ?? look.id,
          },
    usability: picture === null ? [] : judgedKinds(picture, records.kind),
    said: records.observations.map((o) => saidFigure(o, records.publications)),
    areas: areasAt(records.areas, look.takenAt, site.zoneMinutes),
    trail: records.trail,
  };
}

function screenPicture(picture: PictureRecord | null): ScreenPicture | null {
  if (picture === null) return null;
  const { lookId: _, fingerprint: __, simulated: ___, ...rest } = picture;
  return {
    ...rest,
    place: placeInWords(picture.georeference),
    readBy: isReadInBrowser(picture) ? "browser" : "server",
  };
}

function noPictureInWords(picture: PictureLook | null): string {
  if (picture === null)
    return "This look is a published observation. No picture of it is at hand; what was said of it is all there is.";
  if (picture.picture !== null) return "";
  const { outcome, reason, item } = picture.supply;
  return outcome === "failed"
    ? `${item} could not be had: ${reason}. Another pull may bring it.`
    : `${item} was refused: ${reason}.`;
}

function anglesOf({ look, supply, view }: PictureLook, position: Position): LookAngles {
  const offNadirDegrees = view?.offNadirDegrees ?? supply.offNadirDegrees;
  const lean = leanOfView({
    azimuthDegrees: view?.azimuthDegrees ?? null,
    offNadirDegrees,
    incidenceDegrees: view?.incidenceDegrees ?? null,
  });
  const isStated = supply.sunElevationDegrees !== null;
  const sun = isStated ? null : sunByTime(look.takenAt, position);
  return {
    offNadirDegrees,
    azimuthDegrees: view?.azimuthDegrees ?? null,
    incidenceDegrees: view?.incidenceDegrees ?? null,
    leanMetresAMetre: lean === null ? null : Math.tan((lean.offNadirDegrees * Math.PI) / 180),
    sunElevationDegrees: supply.sunElevationDegrees ?? sun?.elevationDegrees ?? null,
    sunAzimuthDegrees: supply.sunAzimuthDegrees ?? sun?.azimuthDegrees ?? null,
    sunBasis: isStated ? "stated" : sun === null ? "not known" : "worked out from time and place",
  };
}

/** One answer a group of kinds; the kind that the site is watched for comes first. */
function judgedKinds(picture: PictureLook, first: Kind): KindsJudged[] {
  const groups = new Map<string, { kinds: Kind[]; judged: Omit<KindsJudged, "kinds" | "words"> }>();
  for (const kind of [first, ...kinds.filter((k) => k !== first)]) {
    const judged = lookUsability(picture, kind);
    const answer = {
      state: dayStateOf(judged),
      // The same limits stand in each kind's own words: the words of the first of a group are shown.
      reasons: judged.reasons,
      override: judged.override,
    };
    const key =
      kind === first
        ? kind
        : JSON.stringify([
            answer.state,
            answer.override,
            answer.reasons.map((r) => r.replace(kindInWords(kind, 2), "")),
          ]);
    const had = groups.get(key);
    if (had === undefined) groups.set(key, { kinds: [kind], judged: answer });
    else had.kinds.push(kind);
  }
  return [...groups.values()].map(({ kinds: held, judged }) => ({
    kinds: held,
    words: held.map((k) => kindInWords(k, 2)).join(", "),
    ...judged,
    override:
      judged.override === null
        ? null
        : { by: judged.override.by, reason: judged.override.reason, at: judged.override.at },
  }));
}

function saidFigure({ count, byMachine }: Observation, publications: readonly Publication[]): SaidFigure {
  const value = count.measure === "presence" ? null : trueValue(count);
  return {
    measure: count.measure,
    readAs: value === null ? null : intervalOf(value),
    count: count.id,
    area: count.areaId,
    kind: count.kind,
    kindWords: kindInWords(count.kind, count.best === 1 && count.measure === "count" ? 1 : 2),
    low: count.low,
    best: count.best,
    high: count.high,
    unit: unitOf[count.measure],
    statistic: count.statistic,
    qualifier: count.qualifier,
    outcome: count.outcome,
    reason: count.reason,
    cover: count.cover,
    caveats: count.caveats,
    byMachine: byMachine?.model ?? null,
    publications: publications.filter((p) => p.observation === count.id),
  };
}
