import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { InputError, quoted } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { latestAt, timesToCome } from "../../base/time/to-come.ts";
import { fittedModels, type FittedModel } from "../../sites/pictures/georeference/georeference.ts";
import type { Case } from "../files/case-folder.ts";
import { deriveLook } from "../looks/derive-look.ts";
import { openEarlier } from "../looks/earlier-looks.ts";
import { filesBeside } from "../looks/files-beside.ts";
import { fileSettings, settingsJson, type FileRole, type LookSettings } from "../looks/look-settings.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { importFiles, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** What an analyst says when adding a picture file, as it was typed; undefined: nothing. */
export interface AddLookRequest {
  readonly site: string;
  readonly takenAt?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly licence?: string | undefined;
  readonly provider?: string | undefined;
  readonly address?: string | undefined;
  readonly crs?: string | undefined;
  readonly points?: string | undefined;
  readonly model?: string | undefined;
  readonly reference?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AddedLook {
  readonly lookId: string;
  readonly result: ImportResult;
}

/** Adds one picture file to a case as a look of a site. */
export async function addLook(opened: Case, path: string, request: AddLookRequest): Promise<AddedLook> {
  const areas = areasOfSite(opened, request.site, "--site");
  checkDate(opened, request, "takenAt", "--taken-at");
  checkDate(opened, request, "publishedAt", "--published-at");
  for (const [field, text] of Object.entries({
    "--provider": request.provider,
    "--licence": request.licence,
    "--address": request.address,
    "file name": basename(path),
  }))
    checkWords(field, text);
  if (request.address !== undefined && !/^https?:\/\/[^\s]+$/.test(request.address))
    throw InputError.of(
      "look add",
      "--address",
      quoted(request.address),
      "an address that begins with https:// or http://",
    );
  if (!existsSync(path)) throw InputError.of(quoted(path), "file", "no such file", "a file that exists");
  const beside = filesBeside(path);
  const files: [role: FileRole, path: string][] = [["picture", path]];
  if (beside.worldFile !== null) files.push(["world-file", beside.worldFile]);
  if (request.points !== undefined) files.push(["control-points", request.points]);
  for (const sidecar of beside.sidecars) files.push(["sidecar", sidecar]);
  return takeLook(
    opened,
    "look add",
    files.map(([, file]) => file),
    fileSettings({
      site: request.site,
      item: basename(path),
      roles: files.map(([role]) => role),
      areas,
      address: request.address ?? "",
      crs: request.crs ?? null,
      model: modelOf(request.model),
      asReference: request.reference === true,
      takenAt: request.takenAt ?? null,
      publishedAt: request.publishedAt ?? null,
      licence: request.licence ?? null,
      provider: request.provider ?? null,
      modifiedMs: Math.floor(statSync(path).mtimeMs),
    }),
    request.signal,
  );
}

/** Ids of a site's areas on record, each once. */
export function areasOfSite(opened: Case, siteId: string, field: string): string[] {
  const { sites, areas } = readPlaces(opened.database);
  if (!sites.some((s) => s.id === siteId))
    throw InputError.of(
      "look",
      field,
      quoted(siteId),
      `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  return [...new Set(areas.filter((a) => a.siteId === siteId).map((a) => a.id))].sort();
}

/** The result of a look's records, from its files and settings: one trail entry. */
export async function takeLook(
  opened: Case,
  step: "look add" | "look pull",
  paths: readonly string[],
  settings: LookSettings,
  signal?: AbortSignal,
  cache?: Parameters<typeof openEarlier>[2],
): Promise<AddedLook> {
  let lookId = "";
  const warnings: string[] = [];
  const result = await importFiles(opened, {
    step,
    settings: settingsJson(settings),
    paths,
    signal,
    read: async (files, sink) => {
      const derived = await readLook(opened, files, settings, sink, Number.MAX_SAFE_INTEGER, signal, cache);
      lookId = derived.lookId;
      warnings.push(...derived.remarks);
      return { summary: { looks: 1 }, warnings: derived.remarks.map((r) => `${settings.item}: ${r}`) };
    },
  });
  return { lookId, result };
}

/**
 * Makes a look's records in a sink. Also run by `case verify`, against the records.
 * @param beforeTrail only looks of earlier trail entries are known to it
 */
export async function readLook(
  opened: Case,
  files: readonly SourceFile[],
  settings: LookSettings,
  sink: Sink,
  beforeTrail: number,
  signal?: AbortSignal,
  cache?: Parameters<typeof openEarlier>[2],
) {
  const places = readPlaces(opened.database, { beforeTrail });
  const site = places.sites.find((s) => s.id === settings.site);
  if (site === undefined) throw InputError.of("look", "site", quoted(settings.site), "a site of the case");
  const earlier = readPictureLooks(opened.database, { siteId: site.id, beforeTrail });
  return deriveLook(
    files,
    settings,
    {
      site,
      areas: places.areas,
      earlier: openEarlier(earlier, opened.evidencePath, cache),
      signal,
    },
    sink,
  );
}

function modelOf(text: string | undefined): FittedModel | null {
  if (text === undefined) return null;
  const model = fittedModels.find((m) => m === text);
  if (model === undefined) throw InputError.of("look add", "--model", quoted(text), fittedModels.join(", "));
  return model;
}

/** Longest text that an analyst can give of a picture. */
const mostCharacters = 500;

function checkWords(field: string, text: string | undefined): void {
  if (
    text !== undefined &&
    (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text) ||
      text.length > mostCharacters)
  )
    throw InputError.of(
      "look add",
      field,
      quoted(text),
      `words in one line, at most ${mostCharacters} characters`,
    );
}

function checkDate(
  opened: Case,
  request: AddLookRequest,
  key: "takenAt" | "publishedAt",
  option: string,
): void {
  const text = request[key];
  if (text === undefined) return;
  const zone = readPlaces(opened.database).sites.find((s) => s.id === request.site)?.zoneMinutes ?? 0;
  const read = parseSpan(text, zone);
  if (!read.ok) throw InputError.of("look add", option, quoted(text), read.allowed);
  const late = timesToCome(option, read.span, latestAt(opened.now()));
  if (late.length > 0) throw new InputError(late.map((fault) => ({ where: "look add", ...fault })));
}
