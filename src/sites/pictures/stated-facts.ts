import { spanInWords } from "../../base/time/words.ts";
import { overlaps } from "../../base/time/span.ts";
import { datesOf, type PictureDates } from "./metadata/dates.ts";
import type { Dated } from "./metadata/dated.ts";
import { readFileName } from "./metadata/file-name.ts";
import type { SidecarFacts } from "./metadata/sidecar-facts.ts";
import type { DatedBy } from "./picture-look.ts";
import type { CatalogueItem } from "./supply/catalogue-item.ts";

/** What is said of a picture by those who made, sold or posted it, before a pixel is looked at. Empty and null: nothing is said. */
export interface StatedFacts {
  readonly takenAt: DatedBy | null;
  readonly publishedAt: DatedBy | null;
  readonly fileTime: DatedBy | null;
  readonly uploadedAt: DatedBy | null;
  readonly licence: string;
  readonly provider: string;
  readonly platform: string;
  readonly offNadirDegrees: number | null;
  readonly incidenceDegrees: number | null;
  /** From the ground to the sensor, clockwise from north. */
  readonly viewAzimuthDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  readonly sunAzimuthDegrees: number | null;
  readonly sceneCloudPercent: number | null;
  readonly sampleDistanceMetres: number | null;
  /** What disagrees or could not be used, each as one sentence. */
  readonly remarks: readonly string[];
}

/** What an analyst says of a picture file. null: nothing. */
export interface AnalystWords {
  readonly takenAt: DatedBy | null;
  readonly publishedAt: DatedBy | null;
  readonly licence: string | null;
  readonly provider: string | null;
}

const plain = (dated: Dated | null): DatedBy | null =>
  dated === null ? null : { span: dated.span, source: dated.source };

/**
 * Facts of a picture file from its own texts, its name, its supplier's sidecars and the analyst. The analyst's word comes first, and where
 * the file says otherwise a remark and the source of the date say so.
 */
export function factsOfFile(input: {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly sidecars: readonly SidecarFacts[];
  readonly modifiedMs: number | null;
  readonly zoneMinutes: number;
  readonly analyst: AnalystWords;
}): StatedFacts {
  const { name, texts, sidecars, analyst } = input;
  const found = datesOf({
    name,
    fileName: name,
    texts,
    sidecars,
    modifiedMs: input.modifiedMs,
    zoneMinutes: input.zoneMinutes,
  });
  const named = readFileName(name, input.zoneMinutes);
  const first = <K extends keyof SidecarFacts>(key: K): NonNullable<SidecarFacts[K]> | null => {
    for (const sidecar of sidecars) {
      const value = sidecar[key];
      if (value !== null && value !== undefined && value !== "") return value;
    }
    return null;
  };
  const { takenAt, remarks } = takenBy(analyst.takenAt, found.dates);
  const suggested =
    takenAt === null && found.suggested.length > 0
      ? [
          `the file's name holds ${found.suggested.map((d) => spanInWords(d.span)).join(" and ")}, which proves nothing; --taken-at takes it over`,
        ]
      : [];
  return {
    takenAt,
    publishedAt: analyst.publishedAt ?? plain(found.dates.publishedAt),
    fileTime: plain(found.dates.fileTime),
    uploadedAt: plain(found.dates.uploadedAt),
    licence: analyst.licence ?? first("licence") ?? named.licence ?? textOf(texts, /copyright|licen[cs]e/i),
    provider: analyst.provider ?? first("provider") ?? named.provider ?? "",
    platform: first("sensor") ?? named.sensor ?? "",
    offNadirDegrees: first("offNadirDegrees"),
    incidenceDegrees: first("incidenceDegrees"),
    viewAzimuthDegrees: first("viewAzimuthDegrees"),
    sunElevationDegrees: first("sunElevationDegrees"),
    sunAzimuthDegrees: first("sunAzimuthDegrees"),
    sceneCloudPercent: first("cloudPercent"),
    sampleDistanceMetres: first("sampleDistanceMetres"),
    remarks: [...found.remarks, ...sidecars.flatMap((s) => s.remarks), ...remarks, ...suggested],
  };
}

function takenBy(
  analyst: DatedBy | null,
  dates: PictureDates,
): { readonly takenAt: DatedBy | null; readonly remarks: readonly string[] } {
  const own = dates.takenAt;
  if (analyst === null) return { takenAt: plain(own), remarks: [] };
  if (own === null || overlaps(analyst.span, own.span)) return { takenAt: analyst, remarks: [] };
  const against = `${own.source} says ${spanInWords(own.span)}`;
  return {
    takenAt: { span: analyst.span, source: `${analyst.source}, against the file: ${against}` },
    remarks: [`--taken-at says ${spanInWords(analyst.span)}, ${against}; the analyst's word was used`],
  };
}

function textOf(texts: Readonly<Record<string, string>>, name: RegExp): string {
  return Object.entries(texts).find(([key]) => name.test(key))?.[1] ?? "";
}

/** Facts of a catalogue's item. */
export function factsOfItem(item: CatalogueItem, catalogue: string): StatedFacts {
  const by = (span: CatalogueItem["takenAt"], field: string): DatedBy | null =>
    span === null ? null : { span, source: `${catalogue}, ${field}` };
  return {
    takenAt: by(item.takenAt, "datetime"),
    publishedAt: by(item.publishedAt, "published"),
    fileTime: by(item.recordChangedAt, "updated"),
    uploadedAt: by(item.recordedAt, "created"),
    licence: item.licence?.name ?? "",
    provider: item.providers[0] ?? "",
    platform: item.platform ?? "",
    offNadirDegrees: item.viewing.offNadirDegrees,
    incidenceDegrees: item.viewing.incidenceDegrees ?? null,
    viewAzimuthDegrees: item.viewing.azimuthDegrees,
    sunElevationDegrees: item.viewing.sunElevationDegrees,
    sunAzimuthDegrees: item.viewing.sunAzimuthDegrees,
    sceneCloudPercent: item.sceneCloudPercent,
    sampleDistanceMetres: item.gsdMetres,
    remarks: item.remarks,
  };
}
