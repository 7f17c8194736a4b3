import { readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type {
  AssetBand,
  CatalogueItem,
  Licence,
  Viewing,
} from "../../sites/pictures/supply/catalogue-item.ts";
import type { Footprint } from "../../sites/pictures/supply/footprint.ts";
import { licenceThatCounts } from "../../sites/pictures/supply/stac-licence.ts";
import type { FoundItem, SearchQuestion } from "./catalogue.ts";
import type { CatalogueSettings } from "./configuration.ts";
import { asFound } from "./stac-search.ts";

/** What a picture file says of itself, as its reader tells it. */
export interface DescribedFile {
  /** null: the file has no place. */
  readonly footprint: Footprint | null;
  /** From the file's metadata; null when it says nothing. Never the time of the file. */
  readonly takenAt: TimeSpan | null;
  readonly gsdMetres?: number | null;
  readonly platform?: string | null;
  readonly viewing?: Viewing;
  readonly licence?: Licence | null;
  readonly bands?: readonly AssetBand[];
  readonly remarks?: readonly string[];
}

/** Tells what a file is. @throws DamageError, InputError or UnavailableError with the reason when it cannot be read */
export type DescribeFile = (
  path: string,
  sidecars: readonly string[],
  signal?: AbortSignal,
) => Promise<DescribedFile>;

const pictureEndings = new Set([".tif", ".tiff", ".gtiff", ".png", ".jpg", ".jpeg"]);
const sidecarEndings = [
  ".tfw",
  ".tifw",
  ".tiffw",
  ".pgw",
  ".pngw",
  ".jgw",
  ".jpgw",
  ".jpegw",
  ".wld",
  ".prj",
  ".points",
  ".json",
  ".aux.xml",
  ".ovr",
  ".msk",
];
const mostFiles = 200_000;
const noViewing: Viewing = {
  offNadirDegrees: null,
  incidenceDegrees: null,
  azimuthDegrees: null,
  sunElevationDegrees: null,
  sunAzimuthDegrees: null,
};

/**
 * Goes through a folder and those in it, in the order of their names; links are not followed. Every picture file becomes an item named
 * by its path in the folder, with its sidecars; one that cannot be read, or has no place, is refused with the reason.
 * @throws UnavailableError when the folder cannot be read
 */
export async function* walkFolder(
  settings: CatalogueSettings,
  describe: DescribeFile,
  question: SearchQuestion,
): AsyncGenerator<FoundItem, void, undefined> {
  const choice = settings.collections[0] ?? {
    collection: settings.name,
    assets: [],
    mask: null,
    licence: null,
    dayOnly: false,
    notFetchable: null,
  };
  let files = 0;
  const folders = [settings.address];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      throw new UnavailableError(`${folder} could not be read: ${(error as Error).message}`, false, error);
    });
    const names = new Set(entries.filter((e) => e.isFile()).map((e) => e.name));
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      question.signal?.throwIfAborted();
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      if (!entry.isFile() || !pictureEndings.has(extname(entry.name).toLowerCase())) continue;
      if (++files > mostFiles) {
        yield {
          type: "remark",
          text: `more than ${mostFiles} pictures; the rest was left`,
          incomplete: true,
        };
        return;
      }
      const id = relative(settings.address, path).split(sep).join("/");
      const sidecars = sidecarsOf(entry.name, names).map((name) => join(folder, name));
      const itemJson = new TextEncoder().encode(
        JSON.stringify({
          file: id,
          sidecars: sidecars.map((s) => relative(settings.address, s).split(sep).join("/")),
        }),
      );
      let described: DescribedFile;
      try {
        described = await describe(path, sidecars, question.signal);
      } catch (error) {
        if (
          !(error instanceof DamageError || error instanceof InputError || error instanceof UnavailableError)
        )
          throw error;
        yield { type: "refused", id, collection: choice.collection, reason: error.message, itemJson };
        continue;
      }
      if (described.footprint === null) {
        yield {
          type: "refused",
          id,
          collection: choice.collection,
          reason: "the file does not say where it lies; give it control points or a world file",
          itemJson,
        };
        continue;
      }
      const item = itemOf(
        id,
        path,
        choice.collection,
        { ...described, footprint: described.footprint },
        choice.licence,
      );
      const found = asFound({ ok: true, item }, null, choice, question, itemJson);
      if (found !== null) yield found;
    }
  }
}

function sidecarsOf(name: string, names: ReadonlySet<string>): string[] {
  const stem = name.slice(0, name.length - extname(name).length);
  return sidecarEndings
    .flatMap((ending) => [`${stem}${ending}`, `${name}${ending}`, `${stem}${ending.toUpperCase()}`])
    .filter((sidecar, i, all) => names.has(sidecar) && all.indexOf(sidecar) === i);
}

function itemOf(
  id: string,
  path: string,
  collection: string,
  file: DescribedFile & { readonly footprint: Footprint },
  configured: Licence | null,
): CatalogueItem {
  return {
    id,
    collection,
    footprint: file.footprint,
    takenAt: file.takenAt,
    publishedAt: null,
    recordedAt: null,
    recordChangedAt: null,
    platform: file.platform ?? null,
    instruments: [],
    gsdMetres: file.gsdMetres ?? null,
    sceneCloudPercent: null,
    viewing: file.viewing ?? noViewing,
    epsg: null,
    licence: licenceThatCounts(file.licence ?? null, null, configured),
    providers: [],
    assets: [
      {
        key: "file",
        href: path,
        type: null,
        roles: ["data"],
        checksum: null,
        sizeBytes: null,
        bands: file.bands ?? [],
        gsdMetres: null,
        shape: null,
        transform: null,
        epsg: null,
      },
    ],
    remarks: file.remarks ?? [],
  };
}
