import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { Precision } from "../../base/time/span.ts";
import { isKind } from "../../sites/counting/kind.ts";
import type { Look } from "../../sites/counting/look.ts";
import type { Georeference } from "../../sites/pictures/georeference/georeference.ts";
import type {
  ClarityRecord,
  DatedBy,
  LineUp,
  OverrideRecord,
  PictureLook,
  PictureRecord,
  Repeat,
  Supply,
  ViewRecord,
} from "../../sites/pictures/picture-look.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

const text = (row: Row, column: string): string => String(row[column] ?? "");
const number = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};
function json(row: Row, column: string): unknown {
  if (row[column] === null || row[column] === undefined) return null;
  try {
    return JSON.parse(text(row, column));
  } catch (error) {
    throw new DamageError("the records of pictures cannot be read", [
      `look ${text(row, "look")}: ${column}: ${messageOf(error)}`,
    ]);
  }
}

/** Which picture looks to read. */
export interface PictureLookChoice {
  readonly siteId?: string;
  readonly lookId?: string;
  /** Only what trail entries before this one made. */
  readonly beforeTrail?: number;
}

/** Reads looks that rest on pictures, in the order in which they came on record. */
export function readPictureLooks(
  database: DatabaseSync,
  { siteId, lookId, beforeTrail = Number.MAX_SAFE_INTEGER }: PictureLookChoice,
): PictureLook[] {
  return translated("records.sqlite", () => {
    // Tables of pictures come first in each join: a site may have a hundred thousand looks, few of them with a picture.
    const where = `trail < ?${siteId === undefined ? "" : " AND l.site = ?"}${lookId === undefined ? "" : " AND t.look = ?"}`;
    const keys = [siteId, lookId].filter((k) => k !== undefined);
    const rows = (table: string): Row[] =>
      database
        .prepare(
          `SELECT t.*, made_at FROM ${table} t CROSS JOIN looks l ON l.id = t.look JOIN trail ON trail.id = t.trail WHERE t.${where} ORDER BY t.rowid`,
        )
        .all(beforeTrail, ...keys) as Row[];
    const looks = new Map(
      (
        database
          .prepare(`SELECT l.* FROM supplies t CROSS JOIN looks l ON l.id = t.look WHERE t.${where}`)
          .all(beforeTrail, ...keys) as Row[]
      ).map((r) => [text(r, "id"), lookFrom(r)]),
    );
    const grouped = <T>(table: string, from: (row: Row) => T): Map<string, T[]> => {
      const found = new Map<string, T[]>();
      for (const row of rows(table)) {
        const look = text(row, "look");
        const list = found.get(look) ?? [];
        list.push(from(row));
        found.set(look, list);
      }
      return found;
    };
    const views = grouped("views", viewFrom);
    const pictures = grouped("pictures", pictureFrom);
    const clarities = grouped("clarities", clarityFrom);
    const lineUps = grouped("line_ups", lineUpFrom);
    const repeats = grouped("repeats", repeatFrom);
    const overrides = grouped("overrides", overrideFrom);
    return rows("supplies").flatMap((row): PictureLook[] => {
      const supply = supplyFrom(row);
      const look = looks.get(supply.lookId);
      return look === undefined
        ? []
        : [
            {
              look,
              supply,
              view: views.get(look.id)?.[0] ?? null,
              picture: pictures.get(look.id)?.[0] ?? null,
              clarities: clarities.get(look.id) ?? [],
              lineUp: lineUps.get(look.id)?.[0] ?? null,
              repeat: repeats.get(look.id)?.[0] ?? null,
              overrides: overrides.get(look.id) ?? [],
            },
          ];
    });
  });
}

function lookFrom(r: Row): Look {
  const [from, to] = [number(r, "taken_from_ms"), number(r, "taken_to_ms")];
  return {
    id: text(r, "id"),
    siteId: text(r, "site"),
    takenAt:
      from === null || to === null
        ? null
        : {
            text: text(r, "taken_at"),
            precision: text(r, "taken_precision") as Precision,
            fromMs: from,
            toMs: to,
          },
    observer: text(r, "observer"),
    provider: text(r, "provider"),
    sampleDistanceMetres: number(r, "sample_distance_m"),
    looksSummed: number(r, "looks_summed"),
  };
}

const supplyFrom = (r: Row): Supply => ({
  lookId: text(r, "look"),
  origin: text(r, "origin") as Supply["origin"],
  catalogue: text(r, "catalogue"),
  item: text(r, "item"),
  address: text(r, "address"),
  outcome: text(r, "outcome") as Supply["outcome"],
  reason: text(r, "reason"),
  picture: r["picture"] === null ? null : text(r, "picture"),
  takenSource: text(r, "taken_source"),
  publishedAt: json(r, "published_at") as DatedBy | null,
  fileTime: json(r, "file_time") as DatedBy | null,
  uploadedAt: json(r, "uploaded_at") as DatedBy | null,
  licence: text(r, "licence"),
  mayLeave: r["may_leave"] === 1,
  attribution: text(r, "attribution"),
  platform: text(r, "platform"),
  offNadirDegrees: number(r, "off_nadir_deg"),
  sunElevationDegrees: number(r, "sun_elevation_deg"),
  sunAzimuthDegrees: number(r, "sun_azimuth_deg"),
  sceneCloudPercent: number(r, "scene_cloud_percent"),
  checksum: text(r, "checksum") as Supply["checksum"],
});

const viewFrom = (r: Row): ViewRecord => ({
  lookId: text(r, "look"),
  azimuthDegrees: number(r, "azimuth_deg") ?? 0,
  offNadirDegrees: number(r, "off_nadir_deg"),
  incidenceDegrees: number(r, "incidence_deg"),
});

const pictureFrom = (r: Row): PictureRecord => ({
  lookId: text(r, "look"),
  sha256: text(r, "sha256"),
  format: text(r, "format") as PictureRecord["format"],
  width: number(r, "width") ?? 0,
  height: number(r, "height") ?? 0,
  sampleType: text(r, "sample_type") as PictureRecord["sampleType"],
  bands: (json(r, "bands") ?? []) as PictureRecord["bands"],
  nodata: r["nodata"] === null ? null : Number(text(r, "nodata")),
  coding: text(r, "coding"),
  georeference: json(r, "georeference") as Georeference | null,
  sampleDistanceMetres: number(r, "sample_distance_m"),
  effectiveSampleDistanceMetres: number(r, "effective_sample_distance_m"),
  effectiveReason: text(r, "effective_reason"),
  simulated: r["simulated"] === 1,
  fingerprint: text(r, "fingerprint"),
});

const clarityFrom = (r: Row): ClarityRecord => ({
  lookId: text(r, "look"),
  area: text(r, "area"),
  covered: number(r, "covered") ?? 0,
  clear: number(r, "clear") ?? 0,
  cloud: number(r, "cloud") ?? 0,
  shadow: number(r, "shadow") ?? 0,
  snow: number(r, "snow") ?? 0,
  haze: number(r, "haze") ?? 0,
  saturated: number(r, "saturated") ?? 0,
  dark: number(r, "dark") ?? 0,
  unknown: number(r, "unknown") ?? 0,
  method: text(r, "method"),
  uncertainty: number(r, "uncertainty") ?? 0,
});

const lineUpFrom = (r: Row): LineUp => ({
  lookId: text(r, "look"),
  reference: text(r, "reference"),
  eastMetres: number(r, "east_m") ?? 0,
  northMetres: number(r, "north_m") ?? 0,
  quality: number(r, "quality") ?? 0,
  outcome: text(r, "outcome") as LineUp["outcome"],
  reason: text(r, "reason"),
});

const repeatFrom = (r: Row): Repeat => ({
  lookId: text(r, "look"),
  of: text(r, "of_look"),
  score: number(r, "score") ?? 0,
  reason: text(r, "reason"),
});

function overrideFrom(r: Row): OverrideRecord & { readonly at: string } {
  const kind = text(r, "kind");
  if (!isKind(kind)) throw new RangeError(`overrides: kind ${kind} is not known to this program`);
  return {
    id: text(r, "id"),
    lookId: text(r, "look"),
    kind,
    usability: text(r, "usability") as OverrideRecord["usability"],
    reason: text(r, "reason"),
    by: text(r, "by_whom"),
    at: text(r, "made_at"),
  };
}
