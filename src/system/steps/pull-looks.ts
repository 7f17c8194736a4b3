import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { InputError, quoted } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { windowOfSite, areasAt } from "../../sites/counting/site-window.ts";
import type { StatedFacts } from "../../sites/pictures/stated-facts.ts";
import { factsOfItem } from "../../sites/pictures/stated-facts.ts";
import type { CatalogueSettings } from "../catalogues/configuration.ts";
import { allCatalogues, openCatalogue } from "../catalogues/open-catalogue.ts";
import { pullItems } from "../catalogues/pull.ts";
import type { PullProgress, PullResult, PullSummary } from "../catalogues/pull-types.ts";
import { keyOfItem } from "../catalogues/work-folder.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { fileSettings, type FileRole } from "../looks/look-settings.ts";
import { describerFor, openWithFilesBeside } from "../looks/describe-file.ts";
import { withPlace } from "../looks/open-look-picture.ts";
import { takeLock } from "../files/lock.ts";
import { openNetwork } from "../net/network.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { writeCog } from "../pictures/write-cog.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { areasOfSite, takeLook } from "./add-look.ts";

export interface PullRequest {
  readonly site: string;
  /** Days of the site's clock, both included, as 2023-10-05. */
  readonly from: string;
  readonly to: string;
  readonly catalogue?: string | undefined;
  /** Which of its collections; default those whose files can be fetched. */
  readonly collections?: readonly string[] | undefined;
  /** A JSON file of catalogues. */
  readonly catalogues?: string | undefined;
  /** A folder of picture files in place of a catalogue. */
  readonly folder?: string | undefined;
  readonly marginMetres?: number | undefined;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One item that came on record. */
export interface PulledLook {
  readonly lookId: string;
  readonly item: string;
  readonly outcome: PullResult["outcome"];
  readonly reason: string | null;
}

export interface PulledLooks {
  readonly summary: PullSummary;
  readonly looks: readonly PulledLook[];
  /** Items that another pull may have; they are not on record. */
  readonly failed: readonly PulledLook[];
  readonly remarks: readonly string[];
}

export const usualCatalogue = "earth-search";

/**
 * Adds every picture of a catalogue that touches a site in a stretch of days. Each item is a trail entry of its own, made when its pixels
 * are here: a pull that was stopped goes on where it was.
 * @throws InputError on a site, a date or a catalogue that is none; UnavailableError when the catalogue cannot be had
 */
export async function pullLooks(opened: Case, request: PullRequest): Promise<PulledLooks> {
  const areaIds = areasOfSite(opened, request.site, "site");
  const places = readPlaces(opened.database);
  const site = places.sites.find((s) => s.id === request.site);
  if (site === undefined) throw new RangeError(`pull: ${request.site} was on record and is not`);
  const fromMs = dayOption(request.from, "--from", site.zoneMinutes).fromMs;
  const toMs = dayOption(request.to, "--to", site.zoneMinutes).toMs;
  const settings = catalogueOf(opened, request);
  const marginMetres = request.marginMetres ?? 200;
  const box = windowOfSite(
    site,
    areasAt(
      places.areas.filter((a) => a.siteId === site.id),
      null,
      site.zoneMinutes,
    ),
    marginMetres,
  );
  const known = new Set(
    readPictureLooks(opened.database, { siteId: site.id })
      .filter((l) => l.supply.catalogue === settings.name)
      .flatMap((l) => keysOf(settings, l.supply.item)),
  );
  const network = openNetwork();
  const catalogue = await openCatalogue(settings, {
    network,
    environment: process.env,
    describeFile: describerFor(site.zoneMinutes),
    openFile: openFileSource,
  });
  const looks: PulledLook[] = [];
  const failed: PulledLook[] = [];
  const remarks: string[] = [];
  const cache: NonNullable<Parameters<typeof takeLook>[5]> = new Map();
  // Beside the case's evidence, so that a pull of another question in between does not disturb this one.
  const workFolder = workFolderOf(opened, [
    settings.name,
    settings.address,
    settings.collections.map((c) => c.collection),
    site.id,
    fromMs,
    toMs,
    box,
  ]);
  const lock = takeLock(join(workFolder, "lock"), `a pull of ${settings.name} for ${site.id}`);
  try {
    const summary = await pullItems({
      catalogue,
      box,
      fromMs,
      toMs,
      workFolder,
      openPicture: async (source) => {
        if (settings.kind !== "folder") return openPicture(source);
        await source.close();
        return withPlace(await openWithFilesBeside(source.name));
      },
      writeClip: writeCog,
      isKnown: (key) => known.has(key),
      onItem: async (result) => {
        const name = itemName(settings, result.collection, result.id);
        if (result.outcome === "failed") {
          failed.push({ lookId: "", item: name, outcome: "failed", reason: result.reason });
          return;
        }
        const itemPath = join(workFolder, "item.json");
        writeFileSync(itemPath, result.itemJson);
        const files: [FileRole, string][] =
          result.clipPath === null
            ? [["item", itemPath]]
            : [
                ["picture", result.clipPath],
                ["item", itemPath],
              ];
        const added = await takeLook(
          opened,
          "look pull",
          files.map(([, path]) => path),
          fileSettings({
            site: site.id,
            origin: settings.kind === "folder" ? "folder" : "catalogue",
            catalogue: settings.name,
            item: name,
            address: result.files[0]?.address ?? (settings.kind === "folder" ? "" : settings.address),
            roles: files.map(([role]) => role),
            areas: areaIds,
            marginMetres,
            stated: statedOf(result, settings.name),
            checksum: result.checksumVerified,
            refused: result.outcome === "refused" ? (result.reason ?? "refused") : null,
          }),
          request.signal,
          cache,
        );
        remarks.push(...added.result.warnings);
        looks.push({ lookId: added.lookId, item: name, outcome: result.outcome, reason: result.reason });
      },
      ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    // What is left in it belongs to items that are through.
    rmSync(workFolder, { recursive: true, force: true });
    return { summary, looks, failed, remarks: [...summary.remarks, ...remarks] };
  } finally {
    lock.drop();
    catalogue.close();
    network.close();
  }
}

/** "sentinel-2-l2a/S2B_52TDN_20231005": an item as a supply names it; a file of a folder by its path there. */
const itemName = (settings: CatalogueSettings, collection: string, id: string): string =>
  settings.kind === "folder" ? id : `${collection}/${id}`;

/** Keys that an item on record may have in a catalogue: one, unless the name of a collection begins that of another. */
function keysOf(settings: CatalogueSettings, item: string): string[] {
  if (settings.kind === "folder") return [keyOfItem(settings.name, settings.name, item)];
  const named = settings.collections.map((c) => c.collection);
  const loose = item.slice(0, Math.max(0, item.indexOf("/")));
  return [...new Set([...named, loose])]
    .filter((collection) => item.startsWith(`${collection}/`))
    .map((collection) => keyOfItem(settings.name, collection, item.slice(collection.length + 1)));
}

function workFolderOf(opened: Case, question: readonly unknown[]): string {
  const folder = join(opened.folder, "pulls", sha256(JSON.stringify(question)).slice(0, 16));
  mkdirSync(folder, { recursive: true });
  return folder;
}

const nothingStated: StatedFacts = {
  takenAt: null,
  publishedAt: null,
  fileTime: null,
  uploadedAt: null,
  licence: "",
  provider: "",
  platform: "",
  offNadirDegrees: null,
  sunElevationDegrees: null,
  sunAzimuthDegrees: null,
  sceneCloudPercent: null,
  sampleDistanceMetres: null,
  remarks: [],
};

function statedOf(result: PullResult, catalogue: string): StatedFacts {
  const stated = result.item === null ? nothingStated : factsOfItem(result.item, catalogue);
  return { ...stated, remarks: [...stated.remarks, ...result.remarks] };
}

function catalogueOf(opened: Case, request: PullRequest): CatalogueSettings {
  if (request.folder !== undefined) {
    const folder = resolve(request.folder);
    if (!existsSync(folder))
      throw InputError.of("look pull", "--folder", quoted(request.folder), "a folder that exists");
    return folderSettings(folder);
  }
  const own = request.catalogues ?? join(opened.folder, "catalogues.json");
  const json = existsSync(own) ? parsed(own) : undefined;
  if (json === undefined && request.catalogues !== undefined)
    throw InputError.of("look pull", "--catalogues", quoted(request.catalogues), "a file that exists");
  const all = allCatalogues(own, json);
  const name = request.catalogue ?? usualCatalogue;
  const found = all.get(name);
  if (found === undefined)
    throw InputError.of("look pull", "--catalogue", quoted(name), [...all.keys()].join(", "));
  return { ...found, collections: chosenCollections(found, request.collections) };
}

function chosenCollections(
  { collections }: CatalogueSettings,
  wanted: readonly string[] | undefined,
): CatalogueSettings["collections"] {
  if (wanted === undefined) return collections.filter((c) => c.notFetchable === null);
  return wanted.map((name) => {
    const found = collections.find((c) => c.collection === name);
    if (found === undefined)
      throw InputError.of(
        "look pull",
        "--collections",
        quoted(name),
        collections.map((c) => c.collection).join(", "),
      );
    return found;
  });
}

/** The folder's own name, told from others of that name by its path, which stays out of the records. */
const folderName = (folder: string): string => `folder ${basename(folder)} (${sha256(folder).slice(0, 6)})`;

function folderSettings(folder: string): CatalogueSettings {
  return {
    name: folderName(folder),
    kind: "folder",
    address: folder,
    sign: null,
    key: null,
    search: "get",
    pageSize: 100,
    privateHosts: [],
    collections: [],
  };
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    throw InputError.of(
      path,
      "JSON",
      error instanceof Error ? error.message : String(error),
      "well-formed JSON",
    );
  }
}

function dayOption(text: string, option: string, zoneMinutes: number) {
  const read = parseSpan(text, zoneMinutes);
  if (!read.ok || read.span.precision !== "day")
    throw InputError.of("look pull", option, quoted(text), "a day, as 2023-10-05");
  return read.span;
}
