import { DamageError, InputError, messageOf, UnavailableError } from "../../base/errors.ts";
import { groundOf } from "../../sites/pictures/crs/ground.ts";
import type { Box } from "../../base/geometry/box.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { Affine, Crs } from "../../sites/pictures/georeference/georeference.ts";
import type { BandMeaning, Picture } from "../../sites/pictures/picture.ts";
import type { ChecksumState } from "../../sites/pictures/picture-look.ts";
import type { CatalogueAsset, CatalogueItem } from "../../sites/pictures/supply/catalogue-item.ts";
import { windowOver } from "../../sites/pictures/supply/site-window.ts";
import { gridOf, sameGrid, stack, type Layer } from "../../sites/pictures/supply/stack.ts";
import { redactedAddress } from "../net/address.ts";
import { ChangedFile, ServerDamage } from "../net/range-fetch.ts";
import type { ChosenAsset, CollectionChoice } from "./configuration.ts";
import type { Clip, PulledFile, PullOptions } from "./pull-types.ts";
import { openRangeFile, type RangeFile } from "./range-file.ts";
import { verifyWhole } from "./verify-whole.ts";

/** What became of the files of one item. */
export interface FetchedItem {
  readonly outcome: "fetched" | "refused" | "failed";
  readonly reason: string | null;
  readonly files: readonly PulledFile[];
  readonly remarks: readonly string[];
}

export interface FetchContext {
  readonly options: PullOptions;
  readonly boxes: readonly Box[];
  /** Where the parts of one asset are kept. */
  readonly pathFor: (asset: string) => string;
  readonly clipPath: string;
  readonly signal: AbortSignal | undefined;
}

/** A file that is open, and what it adds to the clip. */
interface OpenFile {
  readonly chosen: ChosenAsset;
  readonly asset: CatalogueAsset;
  readonly isMask: boolean;
  readonly keeper: RangeFile;
  readonly source: ByteSource;
  readonly checksum: ChecksumState;
}

interface OpenPicture extends OpenFile {
  readonly picture: Picture;
  readonly transform: Affine;
  readonly crs: Crs;
}

/** Ends the work on an item with a reason that will not go away. */
class Refusal extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Fetches the site's window of an item's files and writes them as one clip. Bytes that are kept from before are not asked for. A file that
 * changed on the server while it was fetched is begun anew, once.
 * @throws only when the work was stopped, or when the clip cannot be written
 */
export async function fetchItem(
  item: CatalogueItem,
  choice: CollectionChoice,
  context: FetchContext,
): Promise<FetchedItem> {
  const remarks: string[] = [];
  const files: PulledFile[] = [];
  let clip: Clip | null = null;
  for (let again = false; ; again = true) {
    files.length = 0;
    try {
      clip = await readClip(item, choice, context, files, remarks);
      break;
    } catch (error) {
      context.signal?.throwIfAborted();
      if (error instanceof ChangedFile && !again) {
        for (const { asset } of assetsOf(item, choice)) openRangeFile(context.pathFor(asset.key)).remove();
        remarks.push("a file changed on the server while it was fetched; it was begun anew");
        continue;
      }
      return { ...failureOf(error), files: [...files], remarks };
    }
  }
  await context.options.writeClip(context.clipPath, clip);
  return { outcome: "fetched", reason: null, files: [...files], remarks };
}

function failureOf(error: unknown): { outcome: "refused" | "failed"; reason: string } {
  if (error instanceof Refusal) return { outcome: "refused", reason: error.reason };
  if (error instanceof ServerDamage) return { outcome: "failed", reason: error.message };
  if (error instanceof DamageError || error instanceof InputError)
    return { outcome: "refused", reason: error.message };
  if (error instanceof UnavailableError) return { outcome: "failed", reason: error.message };
  // One item that trips the program must not keep all others from being looked at; its look carries what happened.
  return {
    outcome: "failed",
    reason: `the program failed on it: ${messageOf(error)}`,
  };
}

async function readClip(
  item: CatalogueItem,
  choice: CollectionChoice,
  context: FetchContext,
  files: PulledFile[],
  remarks: string[],
): Promise<Clip> {
  if (choice.notFetchable !== null) throw new Refusal(choice.notFetchable);
  const wanted = assetsOf(item, choice);
  if (!wanted.some(({ isMask }) => !isMask))
    throw new Refusal(
      `the item has none of the assets that make the picture (${choice.assets.map(({ key }) => key).join(", ") || "any picture file"}); it has ${item.assets
        .slice(0, 20)
        .map(({ key }) => key.slice(0, 40))
        .join(", ")}`,
    );
  for (const { key } of choice.assets)
    if (!wanted.some(({ chosen }) => chosen.key === key)) remarks.push(`the item has no asset ${key}`);
  const open: OpenFile[] = [];
  const pictures: Picture[] = [];
  try {
    for (const part of wanted) {
      const file = await openOne(part, context);
      open.push(file);
      if (file.checksum === "mismatch")
        throw new Refusal(
          `the checksum of asset ${part.asset.key} is not that of the file: it is not what the supplier announced`,
        );
    }
    const placed: OpenPicture[] = [];
    for (const file of open) {
      const picture = await context.options.openPicture(file.source, file.asset);
      pictures.push(picture);
      placed.push({ ...file, picture, ...placeOf(file.asset.key, picture) });
    }
    const layers = await readLayers(placed, context);
    const stacked = stack(layers);
    remarks.push(...stacked.resampled.map((text) => `resampled onto the finest grid: ${text}`));
    const { raster, sampleType, bands, transform, crs } = stacked;
    return { raster, sampleType, bands, nodata: null, transform, crs, texts: textsOf(item, choice, wanted) };
  } finally {
    for (const picture of pictures) await picture.close();
    for (const file of open) {
      files.push({
        asset: file.asset.key,
        address: redactedAddress(file.asset.href),
        sizeBytes: file.source.size,
        bytesFetched: file.keeper.keptBytes(),
        checksum: file.checksum,
      });
      await file.source.close();
      file.keeper.close();
    }
  }
}

interface Wanted {
  readonly chosen: ChosenAsset;
  readonly asset: CatalogueAsset;
  readonly isMask: boolean;
}

const thumbnailRoles = new Set(["thumbnail", "overview", "metadata"]);

/** The assets that make the picture, in the order of the settings, then the mask. Without settings: the first file that looks like a picture. */
function assetsOf(item: CatalogueItem, choice: CollectionChoice): readonly Wanted[] {
  const find = (key: string): CatalogueAsset | undefined => item.assets.find((asset) => asset.key === key);
  const first = item.assets.find(
    (asset) =>
      !asset.roles.some((role) => thumbnailRoles.has(role)) &&
      (asset.roles.includes("data") ||
        asset.roles.includes("visual") ||
        /tiff|geotiff/i.test(asset.type ?? "") ||
        /\.tiff?$/i.test(asset.href.replace(/[?#].*$/s, ""))),
  );
  const chosen =
    choice.assets.length > 0 ? choice.assets : first === undefined ? [] : [{ key: first.key, bands: [] }];
  const wanted = chosen.flatMap((entry): Wanted[] => {
    const asset = find(entry.key);
    return asset === undefined ? [] : [{ chosen: entry, asset, isMask: false }];
  });
  const mask = choice.mask && find(choice.mask.key);
  return mask
    ? [...wanted, { chosen: { key: mask.key, bands: ["classes"] }, asset: mask, isMask: true }]
    : wanted;
}

async function openOne(wanted: Wanted, { options, pathFor, signal }: FetchContext): Promise<OpenFile> {
  const { asset } = wanted;
  const keeper = openRangeFile(pathFor(asset.key));
  try {
    const source = await options.catalogue.open(asset, {
      keeper,
      ...(options.mostBytesAtOnce === undefined ? {} : { mostBytesAtOnce: options.mostBytesAtOnce }),
      ...(signal === undefined ? {} : { signal }),
    });
    const most = options.mostWholeBytes ?? 64 * 2 ** 20;
    const checksum: ChecksumState =
      asset.checksum === null
        ? "not-given"
        : source.size <= most
          ? await verifyWhole(source, asset.checksum, signal)
          : "not-checked";
    return { ...wanted, keeper, source, checksum };
  } catch (error) {
    keeper.close();
    throw error;
  }
}

function placeOf(key: string, picture: Picture): { transform: Affine; crs: Crs } {
  const { georeference } = picture.description;
  if (georeference === null) throw new Refusal(`the file of asset ${key} does not say where it lies`);
  if (georeference.type !== "transform")
    throw new Refusal(
      `the file of asset ${key} is placed by control points only, so that no window of it can be cut`,
    );
  return { transform: georeference.transform, crs: georeference.crs };
}

async function readLayers(
  placed: readonly OpenPicture[],
  { boxes, options, signal }: FetchContext,
): Promise<Layer[]> {
  const grid = gridOf(placed);
  const layers: Layer[] = [];
  for (const file of placed) {
    const { picture, transform, crs, isMask } = file;
    const { width, height, sampleType } = picture.description;
    const inDegrees = /\+proj=(?:longlat|latlong)\b/.test(crs.proj4);
    // Two pixels more where values are interpolated, so that the rim has neighbours.
    const padding = sameGrid(grid, file) ? 0 : 2;
    const window = windowOver({ width, height, transform, ground: groundOf(crs), inDegrees }, boxes, padding);
    if (window === null)
      throw new Refusal(
        `the file of asset ${file.asset.key} does not reach the site, though the catalogue's outline does`,
      );
    const most = options.mostPixels ?? 64_000_000;
    if (window.width * window.height > most)
      throw new Refusal(
        `the site's window has ${window.width} x ${window.height} pixels; at most ${most} are taken at once`,
      );
    const raster = await picture.readWindow(window, signal === undefined ? {} : { signal });
    layers.push({
      raster,
      sampleType,
      bands: bandsOf(file, raster.bands.length),
      window,
      transform,
      crs,
      isMask,
    });
  }
  return layers;
}

function bandsOf(
  { chosen, asset, picture }: OpenPicture,
  count: number,
): { name: string; meaning: BandMeaning }[] {
  return Array.from({ length: count }, (_, i) => {
    const told = asset.bands[i];
    const own = picture.description.bands[i];
    const meaning =
      chosen.bands[i] ??
      (told !== undefined && told.meaning !== "unknown" ? told.meaning : (own?.meaning ?? "unknown"));
    return { name: count === 1 ? asset.key : `${asset.key}-${told?.name ?? i + 1}`, meaning };
  });
}

/** What the clip says of its origin. */
function textsOf(
  item: CatalogueItem,
  choice: CollectionChoice,
  wanted: readonly Wanted[],
): Record<string, string> {
  const mask = wanted.find(({ isMask }) => isMask);
  return {
    YARDWATCH_ITEM: item.id,
    YARDWATCH_COLLECTION: item.collection,
    ...(item.takenAt === null ? {} : { YARDWATCH_TAKEN_AT: item.takenAt.text }),
    ...(item.licence === null ? {} : { YARDWATCH_LICENCE: item.licence.name }),
    ...(mask === undefined || choice.mask === null
      ? {}
      : { YARDWATCH_MASK_BAND: mask.asset.key, YARDWATCH_MASK_KIND: choice.mask.kind }),
  };
}
