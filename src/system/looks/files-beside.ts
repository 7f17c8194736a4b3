import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { worldFileNames } from "../../sites/pictures/georeference/world-file.ts";

/** What lies beside a picture file and belongs to it. */
export interface FilesBeside {
  readonly worldFile: string | null;
  readonly sidecars: readonly string[];
}

/** Names that suppliers give the description of a picture, by the picture's name without its ending. */
const sidecarForms = (stem: string): RegExp[] => {
  const name = stem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [
    new RegExp(`^${name}(?:_metadata|_MTL)?\\.(?:imd|xml|json|txt)$`, "i"),
    /^DIM_.*\.XML$/i,
    /^MTD_(?:TL|MSI.*)\.xml$/i,
  ];
};

/** Most sidecars of one picture. */
const mostSidecars = 8;

/** Finds the world file and the supplier's descriptions beside a picture, by their names. */
export function filesBeside(path: string): FilesBeside {
  const folder = dirname(path);
  const worldFile = worldFileNames(basename(path)).find((name) => existsSync(join(folder, name)));
  const stem = basename(path, extname(path));
  const forms = sidecarForms(stem);
  // A DIMAP or a product's metadata describes every picture of its folder only when it lies beside one of that product.
  const product = /^(?:IMG_|[ST]\d|T\d\d[A-Z])/i.test(stem) ? forms : forms.slice(0, 1);
  const sidecars = readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name !== basename(path) && product.some((form) => form.test(entry.name)),
    )
    .map((entry) => join(folder, entry.name))
    .sort()
    .slice(0, mostSidecars);
  return { worldFile: worldFile === undefined ? null : join(folder, worldFile), sidecars };
}
