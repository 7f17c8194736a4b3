import type { Area } from "../../../sites/counting/site.ts";
import type { Draft, Path } from "./drawing.ts";
import type { SnapLine } from "./snap.ts";

/** An outline on record in the plane of the view. */
export interface RecordedPaths {
  readonly key: string;
  readonly area: Area;
  readonly paths: readonly Path[];
}

/** Keys of the outlines on record that the drawing changes. */
export const changedOutlines = (drafts: readonly Draft[]): ReadonlySet<string> =>
  new Set(drafts.flatMap(({ standing }) => (standing.type === "new" ? [] : [standing.outline])));

/**
 * Lines that a point may be laid on: those of the drawing, without the draft that is drawn, and those on record, without what the drawing changes:
 * where it stood before is no place to lay anything on.
 */
export function snapLinesOf(
  drafts: readonly Draft[],
  recorded: readonly RecordedPaths[],
  except: string | null,
): readonly SnapLine[] {
  const changed = changedOutlines(drafts);
  return [
    ...drafts.filter((d) => d.id !== except),
    ...recorded
      .filter((r) => !changed.has(r.key))
      .map(({ area, paths }) => ({ name: area.name, type: area.outline.type, paths })),
  ].flatMap(({ name, type, paths }) =>
    paths.map(({ points }) => ({ name, points, closed: type === "polygons", track: type === "lines" })),
  );
}
