import { InputError } from "../../../base/errors.ts";
import { numbersOf, type Directories, type Directory } from "./directory.ts";
import { tag } from "./field.ts";
import type { Head } from "./head.ts";
import { readLayout, type Layout } from "./layout.ts";

/** Bits of NewSubfileType. */
const reduced = 1;
const maskOfAnother = 4;
/** SubfileType of old files: 2 is a reduced picture. */
const oldReduced = 2;
/** Overviews that one picture may have; each is at least somewhat smaller than the one before. */
const mostLevels = 40;

/** One size of a picture and the mask that goes with it. */
export interface LevelLayouts {
  readonly pixels: Layout;
  readonly mask: Layout | null;
}

/** The directory of the full picture and the layouts of all its sizes, from fine to coarse. */
export interface Levels {
  readonly main: Directory;
  readonly levels: readonly [LevelLayouts, ...LevelLayouts[]];
}

/**
 * Finds the full picture (the first directory that is neither reduced nor a mask), its overviews and their masks. Further pictures of a
 * file with several pages are left alone, as are overviews that do not have the picture's bands and samples.
 * @throws InputError and DamageError as `readLayout` does, for the full picture and for masks; an overview that cannot be read is left out
 */
export async function readLevels(head: Head, { dialect, all }: Directories): Promise<Levels> {
  const kinds = await Promise.all(
    all.map(async (directory) => {
      const field = directory.fields.get(tag.newSubfileType);
      const old = directory.fields.get(tag.subfileType);
      if (field !== undefined) return (await numbersOf(head, dialect, field, "the kind of picture"))[0] ?? 0;
      if (old === undefined) return 0;
      return (await numbersOf(head, dialect, old, "the kind of picture"))[0] === oldReduced ? reduced : 0;
    }),
  );
  const mainIndex = Math.max(
    0,
    kinds.findIndex((k) => (k & (reduced | maskOfAnother)) === 0),
  );
  const main = all[mainIndex];
  if (main === undefined) throw new RangeError("levels: a file has at least one directory");
  const full = await readLayout(head, dialect, main);
  const masks: Layout[] = [];
  const overviews: Layout[] = [];
  for (const [i, directory] of all.entries()) {
    const kind = kinds[i] ?? 0;
    if (i === mainIndex || (kind & (reduced | maskOfAnother)) === 0) continue;
    if ((kind & maskOfAnother) !== 0) masks.push(await readLayout(head, dialect, directory));
    else {
      const layout = await readOverview(() => readLayout(head, dialect, directory));
      if (layout !== null && isOverviewOf(layout, full)) overviews.push(layout);
    }
  }
  for (const mask of masks)
    if (mask.bands !== 1 || mask.sampleType !== "uint8")
      throw InputError.of(
        head.name,
        "mask",
        `${mask.bands} bands of ${mask.sampleType}`,
        "one band of at most 8 bits",
      );
  const withMask = (pixels: Layout): LevelLayouts => ({
    pixels,
    mask: masks.find((m) => m.width === pixels.width && m.height === pixels.height) ?? null,
  });
  const coarser = overviews
    .sort((a, b) => b.width - a.width || b.height - a.height)
    .filter((o, i) => o.width !== overviews[i - 1]?.width || o.height !== overviews[i - 1]?.height)
    .slice(0, mostLevels);
  return { main, levels: [withMask(full), ...coarser.map(withMask)] };
}

/** An overview of a kind that is not read is no reason to refuse the picture: it is one way less to read it. */
async function readOverview(read: () => Promise<Layout>): Promise<Layout | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function isOverviewOf(layout: Layout, full: Layout): boolean {
  return (
    layout.bands === full.bands &&
    layout.sampleType === full.sampleType &&
    layout.width <= full.width &&
    layout.height <= full.height &&
    (layout.width < full.width || layout.height < full.height)
  );
}
