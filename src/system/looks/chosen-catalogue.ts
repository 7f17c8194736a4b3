import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { InputError, messageOf, quoted } from "../../base/errors.ts";
import type { CatalogueSettings } from "../catalogues/configuration.ts";
import { allCatalogues } from "../catalogues/open-catalogue.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";

/** Where pictures are to come from, as it was typed. */
export interface CatalogueChoice {
  readonly catalogue?: string | undefined;
  /** Which of its collections; default those whose files can be fetched. */
  readonly collections?: readonly string[] | undefined;
  /** A JSON file of catalogues; default catalogues.json in the case, where there is one. */
  readonly catalogues?: string | undefined;
  /** A folder of picture files in place of a catalogue. */
  readonly folder?: string | undefined;
}

export const usualCatalogue = "earth-search";

/**
 * Settings of the catalogue that is meant.
 * @throws InputError on a name, a collection, a file or a folder that is none
 */
export function catalogueOf(opened: Case, request: CatalogueChoice): CatalogueSettings {
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
    throw InputError.of(path, "JSON", messageOf(error), "well-formed JSON");
  }
}
