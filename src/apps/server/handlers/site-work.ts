import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allCatalogues } from "../../../system/catalogues/open-catalogue.ts";
import { usualCatalogue } from "../../../system/looks/chosen-catalogue.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import { guardsOf } from "../guard/guards.ts";
import type { Asked } from "../route.ts";

/** A site that is asked to be worked on. @throws NotFoundError */
function siteOf({ bench, params }: Asked): { readonly id: string; readonly name: string } {
  const id = params["site"] ?? "";
  const site = readPlaces(bench.opened.database).sites.find((s) => s.id === id);
  if (site === undefined) throw new NotFoundError(`the case has no site ${JSON.stringify(id.slice(0, 100))}`);
  return site;
}

/** Counts every usable look of a site whose count is missing or was made by other means: `count --all`, as a job. */
export function postCountAll(asked: Asked) {
  const { id, name } = siteOf(asked);
  return asked.bench.jobs.start({
    words: `count the railcars in every usable look of ${name}`,
    args: ["count", "--all", "--site", id],
    by: asked.who.name,
    site: id,
  });
}

/** Looks for pictures of a site in a catalogue: `look pull`, as a job. Catalogues are named, never given by address. */
export function postPull(asked: Asked) {
  const { id, name } = siteOf(asked);
  const { from, to, catalogue, collections } = asked.body as {
    readonly from: string;
    readonly to: string;
    readonly catalogue: string;
    readonly collections?: readonly string[];
  };
  return asked.bench.jobs.start({
    words: `look for pictures of ${name} from ${from} to ${to} in ${catalogue}`,
    args: [
      "look",
      "pull",
      id,
      "--from",
      from,
      "--to",
      to,
      "--catalogue",
      catalogue,
      ...(collections === undefined || collections.length === 0
        ? []
        : ["--collections", collections.join(",")]),
      // A case may come from anybody, and its catalogues with it.
      ...(guardsOf(asked.reply.request).privateCatalogues ? [] : ["--public-only"]),
    ],
    by: asked.who.name,
    site: id,
  });
}

/** The catalogues that a pull can name: those that are built in, and those of the case's catalogues.json. */
export function getCatalogues({ bench }: Asked) {
  const own = join(bench.folder, "catalogues.json");
  const all = allCatalogues(
    own,
    existsSync(own) ? (JSON.parse(readFileSync(own, "utf8")) as unknown) : undefined,
  );
  return {
    usual: usualCatalogue,
    catalogues: [...all.values()]
      // A folder of the machine is for those who sit at it.
      .filter(({ kind }) => kind !== "folder")
      .map(({ name, address, collections }) => ({
        name,
        address,
        collections: collections.map(({ collection, notFetchable }) => ({ name: collection, notFetchable })),
      })),
  };
}
