import { InputError, quoted } from "../../../base/errors.ts";
import { dayText } from "../../../base/time/words.ts";
import type { DrawScreen } from "../../../findings/screens/draw.ts";
import type { Area, Places, Site } from "../../../sites/counting/site.ts";
import { areaIds } from "../../../sites/outlines/area-ids.ts";
import { readFeatures } from "../../../sites/outlines/features.ts";
import { readGeoJson, writeGeoJson } from "../../../sites/outlines/geojson.ts";
import { readKml, readKmz, writeKml } from "../../../sites/outlines/kml.ts";
import { described, isObject, Remarks } from "../../../sites/outlines/remarks.ts";
import { positionLines } from "../../../sites/tracks/lines/lines-from-positions.ts";
import { trackAreas } from "../../../sites/tracks/lines/track-areas.ts";
import { limitsOfSite } from "../../../sites/tracks/lines/site-limits.ts";
import { sha256 } from "../../../system/hash.ts";
import { askDrawScreen } from "../../../system/steps/draw-screen.ts";
import type { DrawAreasRequest } from "../../../system/steps/draw-areas.ts";
import { readPictureLooks } from "../../../system/store/reading-pictures.ts";
import { readOutlineRecords } from "../../../system/store/reading-outlines.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import { noLook } from "./looks.ts";

/** The outlines of a site with their days, who drew them, on which picture, and which counts rest on them. */
export function getAreas({ bench, params, query }: Asked): DrawScreen {
  const site = params["site"] ?? "";
  const look = text(query["look"]);
  const day = look === "" ? dayOf(text(query["at"])) : dayOfLook(bench.opened, site, look);
  const screen = askDrawScreen(bench.opened, site, day);
  if (screen === null) throw noSite(site);
  return screen;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const noSite = (site: string): NotFoundError =>
  new NotFoundError(`the case has no site ${quoted(site)}; the board lists them`);

function dayOf(given: string): string | null {
  if (given === "") return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
  throw InputError.of("areas", "at", quoted(given), "a day as 2021-12-31");
}

/** The day of the site's clock on which a look began; null where its date is not known. */
function dayOfLook(opened: Asked["bench"]["opened"], siteId: string, lookId: string): string | null {
  const [look] = readPictureLooks(opened.database, { lookId });
  if (look === undefined || look.look.siteId !== siteId) throw noLook(lookId);
  const zone = readPlaces(opened.database).sites.find((s) => s.id === siteId)?.zoneMinutes ?? 0;
  return look.look.takenAt === null ? null : dayText(look.look.takenAt.fromMs, zone);
}

/** What a person asks of the outlines of a site. */
interface DrawBody {
  /** GeoJSON features as `site show --format geojson` writes them; without `area`, a new one is called after its name. */
  readonly drawn?: readonly unknown[];
  readonly end?: DrawAreasRequest["end"];
  readonly withdraw?: readonly string[];
  readonly undo?: number;
  readonly reason?: string;
  readonly look?: string;
  readonly since?: number;
}

/** Draws, corrects, ends, withdraws and undoes: one change, all of it or nothing. */
export async function postAreas({ bench, params, body, who }: Asked) {
  const site = params["site"] ?? "";
  if (!readPlaces(bench.opened.database).sites.some((s) => s.id === site)) throw noSite(site);
  const asked = body as DrawBody;
  const result = await bench.act("site draw", {
    site,
    drawn: drawnAreas(bench.opened, site, asked.drawn ?? []),
    end: asked.end ?? [],
    withdraw: asked.withdraw ?? [],
    undo: asked.undo ?? null,
    reason: asked.reason ?? "",
    look: asked.look ?? null,
    since: asked.since ?? null,
    by: named(who.name),
  });
  return { changed: result.changed, warnings: result.warnings, ...newest(bench.opened, site) };
}

interface SiteBody extends DrawBody {
  readonly site?: string;
  readonly name: string;
  readonly country?: string;
  readonly zoneMinutes: number;
  readonly position: readonly [number, number];
  readonly note?: string;
}

/** Begins a site, with outlines or without. */
export async function postSite({ bench, body, who }: Asked) {
  const { site: given, name, country = "", zoneMinutes, position, note = "", ...asked } = body as SiteBody;
  const known = readPlaces(bench.opened.database).sites.map((s) => s.id);
  const id = given === undefined || given === "" ? areaIds(known)(name) : given;
  const newSite: Site = {
    id,
    name: name.trim(),
    names: [],
    country: country.trim(),
    zoneMinutes,
    position: [position[0], position[1]],
    note,
    source: "begun in the workbench",
  };
  const result = await bench.act("site draw", {
    site: id,
    newSite,
    drawn: drawnAreas(bench.opened, id, asked.drawn ?? []),
    reason: asked.reason ?? "",
    look: asked.look ?? null,
    by: named(who.name),
  });
  return { site: id, changed: result.changed, ...newest(bench.opened, id) };
}

export function named(name: string): string {
  if (name !== "") return name;
  throw InputError.of("outlines", "who", "nobody", "the name of the analyst, which goes on record");
}

const newest = (opened: Asked["bench"]["opened"], siteId: string) => ({
  version: askDrawScreen(opened, siteId, null)?.version ?? 0,
});

/** The areas of features that a screen sends, checked as those of a file are. */
function drawnAreas(
  opened: Asked["bench"]["opened"],
  site: string,
  features: readonly unknown[],
): readonly Area[] {
  if (features.length === 0) return [];
  const idFor = areaIds(readOutlineRecords(opened.database, { siteId: site }).areas.map((r) => r.record.id));
  const remarks = new Remarks();
  const { areas } = readFeatures(
    features.map((feature, i) => {
      const properties = isObject(feature) && isObject(feature["properties"]) ? feature["properties"] : {};
      const name = text(properties["name"]);
      const id = text(properties["area"]);
      return {
        where: name === "" ? `outline ${i + 1}` : name,
        feature: {
          ...(isObject(feature) ? feature : {}),
          type: "Feature",
          properties: { ...properties, record: "area", site, area: id === "" ? idFor(name) : id },
        },
      };
    }),
    remarks,
  );
  remarks.throwIfAny();
  return areas;
}

/** The outlines of a site that hold, as a file for other programs. */
export function getAreasFile({ bench, params, reply }: Asked) {
  const [site, format] = [params["site"] ?? "", params["format"] ?? ""];
  const { sites, areas } = readPlaces(bench.opened.database);
  const places: Places = {
    sites: sites.filter((s) => s.id === site),
    areas: areas.filter((a) => a.siteId === site),
  };
  if (places.sites.length === 0) throw noSite(site);
  if (format !== "geojson" && format !== "kml")
    throw new NotFoundError(`outlines are handed out as geojson or kml, not as ${quoted(format)}`);
  return reply
    .type(format === "kml" ? "application/vnd.google-earth.kml+xml" : "application/geo+json")
    .header("content-disposition", `attachment; filename="${site}.${format}"`)
    .send(format === "kml" ? writeKml(places) : writeGeoJson(places));
}

/** Largest file of outlines that a screen hands in, in bytes; larger ones go by the command line. */
export const largestUpload = 16 * 2 ** 20;

/** What a file of outlines holds, for the screen to show before anything is saved. Nothing is written. */
export function postAreasRead({ bench, params, body }: Asked) {
  const site = readPlaces(bench.opened.database).sites.find((s) => s.id === params["site"]);
  if (site === undefined) throw noSite(params["site"] ?? "");
  const { name, base64 } = body as { readonly name: string; readonly base64: string };
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length === 0 || bytes.length > largestUpload)
    throw InputError.of(quoted(name), "file", `${bytes.length} bytes`, `1 to ${largestUpload} bytes`);
  const source = `file ${name.slice(0, 200)}, sha256 ${sha256(bytes).slice(0, 16)}…`;
  const read = readOutlines(bytes, name.slice(0, 200), site, bench.opened);
  return {
    warnings: read.warnings,
    areas: read.areas
      .filter((a) => a.siteId === site.id)
      .map((a) => ({ ...a, source: a.source === "" ? source : a.source })),
    elsewhere: read.areas.filter((a) => a.siteId !== site.id).length,
  };
}

function readOutlines(
  bytes: Uint8Array,
  name: string,
  site: Site,
  opened: Asked["bench"]["opened"],
): { readonly areas: readonly Area[]; readonly warnings: readonly string[] } {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return areasOf(readKmz(bytes, name, { site }));
  let words: string;
  try {
    words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.of(name, "encoding", "bytes that are not UTF-8", "UTF-8");
  }
  if (/^\s*</.test(words)) return areasOf(readKml(words, name, { site }));
  if (!/^\s*\{/.test(words)) throw InputError.of(name, "file", "something else", "GeoJSON, KML or KMZ");
  try {
    return areasOf(readGeoJson(words, name));
  } catch (error) {
    // Lines that another program drew carry no properties of ours: they are tracks.
    if (!(error instanceof InputError) || !isForeign(error)) throw error;
    const { lines, warnings } = positionLines(words, name);
    const { areas, outside } = trackAreas(
      lines.map((line) => ({
        id: line.id,
        gauge: line.gauge,
        lines: [line.points],
        basis: `drawn in another program, imported from ${name}`,
      })),
      {
        siteId: site.id,
        approximate: true,
        source: "",
        limits: limitsOfSite(site, readPlaces(opened.database).areas, { validFrom: null, validTo: null }),
        validFrom: null,
        validTo: null,
      },
      readOutlineRecords(opened.database, { siteId: site.id }).areas.map((r) => r.record.id),
    );
    return {
      areas,
      warnings: [...warnings, ...outside.map((id) => `${described(id)} lies outside the site; left out`)],
    };
  }
}

const areasOf = ({ places, warnings }: ReturnType<typeof readKml>) => ({ areas: places.areas, warnings });
const isForeign = (error: InputError): boolean => error.faults.every((f) => f.field === "record");
