import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "../../base/canonical.ts";
import { ConflictError, InputError, quoted } from "../../base/errors.ts";
import type { Area, Places, Site } from "../../sites/counting/site.ts";
import { readGeoJson, writeGeoJson } from "../../sites/outlines/geojson.ts";
import { checkNearness } from "../../sites/outlines/nearness.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { sameLine, versionOf } from "../../sites/outlines/outline-state.ts";
import { planDrawing, type DrawingPlan, type DrawnBefore } from "../../sites/outlines/plan-drawing.ts";
import { isPlain } from "../../sites/outlines/properties.ts";
import { Remarks } from "../../sites/outlines/remarks.ts";
import type { Case } from "../files/case-folder.ts";
import { readOutlineRecords, statesOf, type OutlineRecords } from "../store/reading-outlines.ts";
import { readPlaces } from "../store/reading.ts";
import { readRestingLooks } from "../store/resting-counts.ts";
import { amendments, areas, sites } from "../store/tables.ts";
import { importFiles, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** A change of the outlines of a site, as a person asks for it. */
export interface DrawAreasRequest {
  readonly site: string;
  /** A site that begins with this change; its id is `site`. */
  readonly newSite?: Site | null;
  /** Outlines as drawn. One whose area and first day are on record corrects that one. */
  readonly drawn?: readonly Area[];
  readonly end?: readonly { readonly outline: string; readonly day: string | null }[];
  readonly withdraw?: readonly string[];
  /** Number of the trail entry whose change of outlines is undone. */
  readonly undo?: number | null;
  readonly by: string;
  readonly reason: string;
  /** The look on whose picture it was drawn. */
  readonly look?: string | null;
  /** The newest change of the site's outlines that the person has seen; null: not known, so nothing can be in conflict. */
  readonly since?: number | null;
}

/** What a trail entry holds beside the file of what was drawn. */
export interface DrawSettings {
  readonly site: string;
  readonly by: string;
  readonly reason: string;
  readonly look: string | null;
  readonly end: readonly { readonly outline: string; readonly day: string | null }[];
  readonly withdraw: readonly string[];
  readonly undo: number | null;
  /** The newest change of the site's outlines before this one: the same words again are another change. */
  readonly after: number;
}

export const longestReason = 2_000;

/**
 * Draws, corrects, ends and withdraws outlines of a site, or undoes an earlier change: one trail entry, nothing is deleted. Old counts keep the outline that
 * they were made in.
 * @throws ConflictError when somebody changed one of the areas since `since`; InputError when a fault is found, or an outline is drawn anew for
 * the same days while counts rest on it
 */
export async function drawAreas(opened: Case, request: DrawAreasRequest): Promise<ImportResult> {
  const { site, newSite = null, drawn = [], since = null, undo = null, look = null } = request;
  const by = request.by.trim();
  const reason = request.reason.trim();
  checkWords("by", by, 200, 1);
  checkWords("reason", reason, longestReason, undo !== null || (request.withdraw ?? []).length > 0 ? 1 : 0);
  const known = readOutlineRecords(opened.database, { siteId: site });
  if (newSite !== null) checkNewSite(readPlaces(opened.database), newSite, site);
  const settings: DrawSettings = {
    site,
    by,
    reason,
    look,
    end: request.end ?? [],
    withdraw: request.withdraw ?? [],
    undo,
    after: newestChange(known),
  };
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-drawn-"));
  try {
    const path = join(folder, `outlines-of-${site.slice(0, 80)}.geojson`);
    const empty = drawn.length === 0 && newSite === null;
    if (!empty) writeFileSync(path, writeGeoJson({ sites: newSite === null ? [] : [newSite], areas: drawn }));
    return await importFiles(opened, {
      step: "site draw",
      settings: JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json },
      paths: empty ? [] : [path],
      read: async (files, sink) => {
        // Read once more: until here another program may have written.
        const now = readOutlineRecords(opened.database, { siteId: site });
        if (since !== null) checkSince(now, since, drawn, settings);
        const plan = planned(opened, files, settings);
        checkResting(opened, now, plan, site);
        return addPlan(plan, sink);
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the records of a change again. Run by `case verify`, against the records. */
export const readDrawing = (
  opened: Case,
  files: readonly SourceFile[],
  settings: DrawSettings,
  sink: Sink,
  beforeTrail: number,
) => addPlan(planned(opened, files, settings, beforeTrail), sink);

interface SitePlan extends DrawingPlan {
  readonly sites: readonly Site[];
  readonly warnings: readonly string[];
}

function planned(
  opened: Case,
  files: readonly SourceFile[],
  settings: DrawSettings,
  beforeTrail: number = Number.MAX_SAFE_INTEGER,
): SitePlan {
  const { site: siteId, by, reason, end, withdraw, undo } = settings;
  const [file] = files;
  const read =
    file === undefined
      ? { places: { sites: [], areas: [] }, warnings: [] }
      : readGeoJson(readFileSync(file.path, "utf8"), file.name);
  const site = [...read.places.sites, ...readPlaces(opened.database, { beforeTrail }).sites].find(
    (s) => s.id === siteId,
  );
  if (site === undefined) throw InputError.of("site draw", "site", quoted(siteId), "a site of the case");
  const remarks = new Remarks();
  for (const area of read.places.areas) {
    if (area.siteId !== siteId)
      remarks.fault(areaKey(area), "site", quoted(area.siteId), `${siteId}, the site that is drawn`);
    checkNearness(area, site.position, remarks.at(areaKey(area)));
  }
  remarks.throwIfAny();
  const known = readOutlineRecords(opened.database, { siteId, beforeTrail });
  const plan = planDrawing(plain(known), {
    siteId,
    drawn: read.places.areas,
    end,
    withdraw,
    undo: undo === null ? null : madeBy(known, undo),
    by,
    reason,
  });
  return {
    areas: plan.areas,
    amendments: plan.amendments,
    sites: read.places.sites,
    warnings: read.warnings,
  };
}

function addPlan(plan: SitePlan, sink: Sink) {
  for (const site of plan.sites)
    if (sink.add(sites, site) === "different")
      throw InputError.of("site draw", "site", quoted(site.id), "a name that no site of the case has");
  for (const area of plan.areas) sink.add(areas, area);
  for (const amendment of plan.amendments) sink.add(amendments, amendment);
  return {
    summary: {
      sites: plan.sites.length,
      outlines: plan.areas.length,
      amendments: plan.amendments.length,
    },
    warnings: plan.warnings,
  };
}

export const plain = ({ areas, amendments }: OutlineRecords) => ({
  areas: areas.map((r) => r.record),
  amendments: amendments.map((r) => r.record),
});

/** What a trail entry did to the outlines of the site. @throws InputError when it did nothing to them */
function madeBy(known: OutlineRecords, change: number): DrawnBefore {
  const outlines = known.areas.filter((r) => r.trail === change).map((r) => areaKey(r.record));
  const made = known.amendments.filter((r) => r.trail === change).map((r) => r.record);
  if (outlines.length + made.length === 0)
    throw InputError.of(
      "site undo",
      "change",
      String(change),
      "the number of a change of the site's outlines; site changes prints them",
    );
  return { outlines, amendments: made };
}

/** The trail entry that last changed the outlines; 0 when none did. */
export const newestChange = ({ areas, amendments }: OutlineRecords): number =>
  [...areas, ...amendments].reduce((newest, r) => Math.max(newest, r.trail), 0);

/** Refuses to draw an outline anew for the same days where counts were made in it. */
export function checkResting(opened: Case, known: OutlineRecords, plan: DrawingPlan, siteId: string): void {
  const states = new Map(statesOf(known).map((s) => [s.key, s]));
  const redrawn = plan.amendments.flatMap(({ outline, what }) => {
    const state = states.get(outline);
    return what.type === "corrected" && state?.held === true && !sameLine(state.area, what.area)
      ? [state]
      : [];
  });
  if (redrawn.length === 0) return;
  const resting = readRestingLooks(opened.database, siteId);
  const remarks = new Remarks();
  for (const state of redrawn) {
    const looks = resting.get(`${state.area.id}@${versionOf(state)}`) ?? [];
    if (looks.length > 0)
      remarks.fault(
        state.key,
        "outline",
        `another line for the same days, while counts of ${looksInWords(looks)} rest on the one on record`,
        "a new outline that holds from a day of its own, so that old counts keep the old one; properties alone can be corrected",
      );
  }
  remarks.throwIfAny();
}

const mostNamed = 5;

function looksInWords(
  looks: readonly { readonly lookId: string; readonly takenAt: string | null }[],
): string {
  const named = looks.slice(0, mostNamed).map((l) => l.takenAt ?? l.lookId);
  const more = looks.length - named.length;
  return `${looks.length === 1 ? "1 look" : `${looks.length} looks`} (${named.join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}

/** @throws ConflictError when one of the areas of a change was changed after what the person has seen */
export function checkSince(
  known: OutlineRecords,
  since: number,
  drawn: readonly Pick<Area, "siteId" | "id">[],
  { end, withdraw, undo }: Pick<DrawSettings, "end" | "withdraw" | "undo">,
): void {
  const keys = new Set([...end.map((e) => e.outline), ...withdraw]);
  const undone = undo === null ? [] : [...known.areas, ...known.amendments].filter((r) => r.trail === undo);
  const areaIds = new Set([
    ...drawn.map((a) => a.id),
    ...known.areas.filter((r) => keys.has(areaKey(r.record))).map((r) => r.record.id),
    ...undone.map(({ record }) => ("areaId" in record ? record.areaId : record.id)),
  ]);
  const later = [...known.areas, ...known.amendments].filter(
    ({ record, trail }) => trail > since && areaIds.has("areaId" in record ? record.areaId : record.id),
  );
  if (later.length === 0) return;
  const ids = [...new Set(later.map(({ record }) => ("areaId" in record ? record.areaId : record.id)))];
  throw new ConflictError(
    `${ids.join(", ")}: somebody changed ${ids.length === 1 ? "this outline" : "these outlines"} since you opened ${ids.length === 1 ? "it" : "them"}; nothing was saved`,
    { areas: ids, changes: [...new Set(later.map((r) => r.trail))] },
  );
}

function checkNewSite(places: Places, newSite: Site, id: string): void {
  if (newSite.id !== id) throw InputError.of("site draw", "site", quoted(newSite.id), id);
  if (places.sites.some((s) => s.id === id))
    throw InputError.of("site draw", "site", `${quoted(id)}, which is on record`, "a name that no site has");
}

function checkWords(field: string, text: string, longest: number, least: number): void {
  if (text.length < least || text.length > longest || !isPlain(text))
    throw InputError.of(
      "site draw",
      field,
      quoted(text),
      `${least === 0 ? "up to" : "1 to"} ${longest} characters on one line`,
    );
}
