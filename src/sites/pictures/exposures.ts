import { spanInWords } from "../../base/time/words.ts";
import { overlaps } from "../../base/time/span.ts";
import type { Kind } from "../counting/kind.ts";
import { usabilities } from "./clarity/usability.ts";
import type { DayState } from "../counting/look-calendar.ts";
import { dayStateOf, lookUsability } from "./look-usability.ts";
import { withoutSuperseded, type PictureLook } from "./picture-look.ts";

/** Looks that show one and the same exposure, of which one counts. */
export interface Exposure {
  /** The one that counts: dated before undated, then the one good for most, then the finest, then the first on record. */
  readonly counted: PictureLook;
  /** The others, in the order in which they came on record. */
  readonly repeats: readonly PictureLook[];
  /** Why the dates of the looks cannot all be right; null when they can. */
  readonly contradiction: string | null;
}

/**
 * Groups looks by exposure, so that each is counted once whatever came on record first, and leaves out failed attempts at items that were had
 * later. In the order of the looks.
 * @param kind what the looks are to be good for
 */
export function exposuresOf(looks: readonly PictureLook[], kind: Kind): Exposure[] {
  const groups = new Map<string, PictureLook[]>();
  for (const look of withoutSuperseded(looks)) {
    const root = look.repeat?.of ?? look.look.id;
    groups.set(root, [...(groups.get(root) ?? []), look]);
  }
  return [...groups.values()].flatMap((group): Exposure[] => {
    const ranked = group.map((look, place) => ({ look, rank: rankOf(look, kind), place }));
    const [best] = ranked.toSorted((a, b) => byRank(a.rank, b.rank) || a.place - b.place);
    return best === undefined
      ? []
      : [
          {
            counted: best.look,
            repeats: group.filter((look) => look !== best.look),
            contradiction: contradictionOf(group),
          },
        ];
  });
}

/** How many exposures are good for a kind, and how. */
export type ExposureTally = Readonly<Record<DayState, number>>;

export function tallyOf(exposures: readonly Exposure[], kind: Kind): ExposureTally {
  const tally = { usable: 0, partial: 0, "not-seen": 0, failed: 0 };
  for (const { counted } of exposures) tally[dayStateOf(lookUsability(counted, kind))]++;
  return tally;
}

/** Smaller is better, the first number that differs decides. */
function rankOf(look: PictureLook, kind: Kind): readonly number[] {
  const { usability, override } = lookUsability(look, kind);
  const detail = look.picture?.effectiveSampleDistanceMetres ?? look.picture?.sampleDistanceMetres;
  return [
    look.look.takenAt === null ? 1 : 0,
    override === null ? 1 : 0,
    usabilities.indexOf(usability),
    // Resizing and compressing change what is measured by a tenth.
    detail === undefined || detail === null ? Infinity : Math.round(Math.log(detail) / Math.log(1.15)),
  ];
}

function byRank(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

function contradictionOf(group: readonly PictureLook[]): string | null {
  const dated = group.flatMap(({ look }) =>
    look.takenAt === null ? [] : [{ id: look.id, at: look.takenAt }],
  );
  for (const [i, a] of dated.entries())
    for (const b of dated.slice(i + 1))
      if (!overlaps(a.at, b.at))
        return `one exposure under two dates: ${spanInWords(a.at)} (${a.id}) and ${spanInWords(b.at)} (${b.id}); at least one is wrong`;
  return null;
}
