import { InputError } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { Network } from "../net/network.ts";
import { builtInCatalogues } from "./built-in.ts";
import type { Catalogue } from "./catalogue.ts";
import { readCatalogues, type CatalogueSettings } from "./configuration.ts";
import { walkFolder, type DescribeFile } from "./folder-walk.ts";
import { admitOwnHosts, remoteOpener, secretsOf } from "./remote-files.ts";
import { searchStacApi } from "./stac-search.ts";
import { walkStatic } from "./static-walk.ts";

export interface CatalogueTools {
  readonly network: Network;
  /** For keys that suppliers want; default none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** For folders: tells what a file is. */
  readonly describeFile?: DescribeFile;
  /** For folders: opens a file. */
  readonly openFile?: (path: string) => Promise<ByteSource>;
}

/**
 * The built-in catalogues and those of a configuration, which replace built-in ones of the same name.
 * @throws InputError as `readCatalogues` does
 */
export function allCatalogues(where?: string, json?: unknown): ReadonlyMap<string, CatalogueSettings> {
  const own = json === undefined ? [] : readCatalogues(where ?? "catalogues.json", json);
  return new Map([...readCatalogues("built-in", builtInCatalogues), ...own].map((c) => [c.name, c]));
}

/**
 * Opens a catalogue by its settings. Its own hosts, and only they, may lie in a private network.
 * @throws InputError when the settings cannot be used with what was passed
 */
export async function openCatalogue(settings: CatalogueSettings, tools: CatalogueTools): Promise<Catalogue> {
  const { network } = tools;
  if (settings.kind === "folder") {
    const { describeFile, openFile } = tools;
    if (describeFile === undefined || openFile === undefined)
      throw InputError.of(
        settings.name,
        "kind",
        "folder",
        "stac-api or static: no reader of files was given",
      );
    return {
      name: settings.name,
      search: (question) => walkFolder(settings, describeFile, question),
      open: (asset) => openFile(asset.href),
      close: () => {},
    };
  }
  await admitOwnHosts(network, settings);
  const secrets = secretsOf(settings, tools.environment ?? {});
  const search = settings.kind === "stac-api" ? searchStacApi : walkStatic;
  return {
    name: settings.name,
    search: (question) => search(network, settings, secrets, question),
    open: remoteOpener(network, settings, secrets),
    close: () => {},
  };
}
