import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { windowOfSite, areasAt } from "../../sites/counting/site-window.ts";
import type { StatedFacts } from "../../sites/pictures/stated-facts.ts";
import { factsOfItem } from "../../sites/pictures/stated-facts.ts";
import { objectOf, type ForeignObject } from "../../sites/pictures/supply/foreign.ts";
import { readTakenAt } from "../../sites/pictures/supply/stac-times.ts";
import type { CatalogueSettings } from "../catalogues/configuration.ts";
import { catalogueOf, type CatalogueChoice } from "../looks/chosen-catalogue.ts";
import { openCatalogue } from "../catalogues/open-catalogue.ts";
import { pullItems } from "../catalogues/pull.ts";
import type { PullProgress, PullResult, PullSummary } from "../catalogues/pull-types.ts";
import { keyOfItem } from "../catalogues/work-folder.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { fileSettings, type FileRole } from "../looks/look-settings.ts";
import { describerFor, openWithFilesBeside } from "../looks/describe-file.ts";
import { withPlace } from "../looks/open-look-picture.ts";
import { takeLock } from "../files/lock.ts";
import { openNetwork, type Network } from "../net/network.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { writeCog } from "../pictures/write-cog.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { areasOfSite, takeLook } from "./add-look.ts";

export interface PullRequest extends CatalogueChoice {
  readonly site: string;
  /** Days of the site's clock, both included, as 2023-10-05. */
  readonly from: string;
  readonly to: string;
  readonly marginMetres?: number | undefined;
  /** The way out; default one that is opened for this pull. It is closed in the end. */
  readonly network?: Network | undefined;
  /** Reaches no host of a private network and no folder of this machine, whatever the settings of the catalogue say. */
  readonly publicOnly?: boolean | undefined;
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
  /** Items that could not be had now: on record as failed, and asked for again by the next pull. */
  readonly failed: readonly PulledLook[];
  readonly remarks: readonly string[];
}

/**
 * This program's own variables: a case that came from somebody else must not name another secret of this machine and have it sent to its
 * catalogue.
 */
const ownVariables = (
  all: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith("YARDWATCH_")));

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
  if (fromMs >= toMs)
    throw InputError.of("look pull", "--from", quoted(request.from), `a day not after --to, ${request.to}`);
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
  const before = readPictureLooks(opened.database, { siteId: site.id }).filter(
    (l) => l.supply.catalogue === settings.name,
  );
  const known = new Set(
    before.filter((l) => l.supply.outcome !== "failed").flatMap((l) => keysOf(settings, l.supply.item)),
  );
  const failedBefore = new Map(
    before.filter((l) => l.supply.outcome === "failed").map((l) => [l.supply.item, l.look.id]),
  );
  const publicOnly = request.publicOnly === true;
  if (publicOnly && settings.kind === "folder")
    throw InputError.of("look pull", "--public-only", `the folder ${quoted(settings.name)}`, "a catalogue");
  const network = request.network ?? openNetwork({ publicOnly });
  const catalogue = await openCatalogue(settings, {
    network,
    environment: publicOnly ? ownVariables(process.env) : process.env,
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
        const attempt = { item: name, outcome: result.outcome, reason: result.reason };
        if (result.outcome === "failed" && failedBefore.has(name)) {
          failed.push({ lookId: failedBefore.get(name) ?? "", ...attempt });
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
            missing:
              result.outcome === "fetched"
                ? null
                : { outcome: result.outcome, reason: result.reason ?? result.outcome },
          }),
          request.signal,
          cache,
        );
        remarks.push(...added.result.warnings);
        (result.outcome === "failed" ? failed : looks).push({ lookId: added.lookId, ...attempt });
      },
      ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    // What is left in it belongs to items that are through.
    rmSync(workFolder, { recursive: true, force: true });
    return { summary, looks, failed, remarks: [...new Set([...summary.remarks, ...remarks])] };
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
  incidenceDegrees: null,
  viewAzimuthDegrees: null,
  sunElevationDegrees: null,
  sunAzimuthDegrees: null,
  sceneCloudPercent: null,
  sampleDistanceMetres: null,
  remarks: [],
};

/** What the catalogue says of an item; of one that could not be read as a whole, at least when it was taken. */
function statedOf(result: PullResult, catalogue: string): StatedFacts {
  if (result.item !== null) {
    const stated = factsOfItem(result.item, catalogue);
    return { ...stated, remarks: [...new Set([...stated.remarks, ...result.remarks])] };
  }
  let properties: ForeignObject = {};
  try {
    const item = objectOf(JSON.parse(new TextDecoder().decode(result.itemJson)));
    properties = objectOf(item?.["properties"]) ?? {};
  } catch {
    // What is no JSON says nothing; the refusal has its reason already.
  }
  const { span } = readTakenAt(properties, false);
  return {
    ...nothingStated,
    takenAt: span === null ? null : { span, source: `${catalogue}, datetime` },
    remarks: result.remarks,
  };
}

function dayOption(text: string, option: string, zoneMinutes: number) {
  const read = parseSpan(text, zoneMinutes);
  if (!read.ok || read.span.precision !== "day")
    throw InputError.of("look pull", option, quoted(text), "a day, as 2023-10-05");
  return read.span;
}
