import type { Box } from "../../src/base/geometry/box.ts";
import { openCatalogue } from "../../src/system/catalogues/open-catalogue.ts";
import { readCatalogues, type CatalogueSettings } from "../../src/system/catalogues/configuration.ts";
import { pullItems } from "../../src/system/catalogues/pull.ts";
import type { PullOptions, PullResult, PullSummary } from "../../src/system/catalogues/pull-types.ts";
import { openNetwork, type Network, type NetworkOptions } from "../../src/system/net/network.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { writeCog } from "../../src/system/pictures/write-cog.ts";
import { madeAssets, madeItem } from "./made-items.ts";
import { madeBand, madeBox, madeMask } from "./made-pictures.ts";
import { startStacServer, type StacServer, type StacServerOptions } from "./stac-server.ts";

/** A window of 40 by 30 pixels that touches four tiles of 64. */
export const madeSite: Box = madeBox(50, 50, 40, 30);
export const madeFrom = Date.UTC(2023, 0, 1);
export const madeTo = Date.UTC(2026, 0, 1);

export interface MadeServer extends StacServer {
  /** The file that the server gives for an asset of the n-th item. */
  readonly fileOf: (n: number, asset: string) => Uint8Array;
}

/** A server with `count` items, whose bands are some made pictures in turn. */
export async function startMadeServer(
  count: number,
  options: Partial<StacServerOptions> & { readonly change?: (n: number) => Record<string, unknown> } = {},
): Promise<MadeServer> {
  const bands = await Promise.all([1, 2, 3, 4].map(madeBand));
  const mask = await madeMask();
  const fileOf = (n: number, asset: string): Uint8Array =>
    asset === "scl" ? mask : (bands[(n + madeAssets.indexOf(asset as "blue")) % bands.length] ?? mask);
  const items = Array.from({ length: count }, (_, n) => madeItem(n, "/files", options.change?.(n)));
  const server = await startStacServer({
    items,
    file(path) {
      const match = /^\/files\/made-(\d+)\/(\w+)\.tif$/.exec(path);
      return match === null ? null : fileOf(Number(match[1]), match[2] ?? "");
    },
    ...options,
  });
  return { ...server, fileOf };
}

/** Settings for such a server. */
export function madeSettings(url: string, changes: Record<string, unknown> = {}): CatalogueSettings {
  const [settings] = readCatalogues("test", {
    made: {
      kind: "stac-api",
      address: url,
      pageSize: 100,
      collections: {
        made: {
          assets: [
            { key: "blue", bands: ["blue"] },
            { key: "nir", bands: ["near-infrared"] },
          ],
          mask: { key: "scl", kind: "scl" },
        },
      },
      ...changes,
    },
  });
  if (settings === undefined) throw new Error("no settings");
  return settings;
}

/** A network that waits only as long as a test can. */
export const quickNetwork = (options: NetworkOptions = {}): Network =>
  openNetwork({
    patience: { tries: 4, firstPauseMs: 1, longestPauseMs: 5, longestAskedMs: 5000 },
    idleMs: 2000,
    random: () => 0.5,
    ...options,
  });

/** Pulls the made site from a made server. */
export async function pullMade(
  url: string,
  workFolder: string,
  onItem: (result: PullResult) => Promise<void>,
  changes: Partial<PullOptions> & {
    readonly network?: Network;
    readonly settings?: Record<string, unknown>;
  } = {},
): Promise<PullSummary> {
  const { network = quickNetwork(), settings, ...options } = changes;
  const catalogue = await openCatalogue(madeSettings(url, settings), { network });
  try {
    return await pullItems({
      catalogue,
      box: madeSite,
      fromMs: madeFrom,
      toMs: madeTo,
      workFolder,
      openPicture: (source) => openPicture(source),
      writeClip: writeCog,
      onItem,
      ...options,
    });
  } finally {
    catalogue.close();
    network.close();
  }
}
