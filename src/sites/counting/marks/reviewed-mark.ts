import type { Fault } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import type { MarkedPicture } from "./coco-marks.ts";
import { pixelOf } from "./in-picture.ts";
import type { MarkContent } from "./mark-fields.ts";
import type { ReadMark } from "./marks-file.ts";
import type { Point } from "./outline-plane.ts";
import { isSameOutline, meets } from "./same-outline.ts";

/** What a file says of a mark, with the content that it would give the mark. `note`: only its note or its probability differs, which judges nothing. */
export type Said =
  | { readonly type: "nothing" | "note" | "judged" | "corrected"; readonly content: MarkContent }
  | { readonly type: "fault"; readonly fault: Fault };

/** Parts of a mark that are corrected, besides its outline. */
const corrected = ["kind", "cover", "number", "trackId", "areaId"] as const;

/**
 * What a file says of a mark: another state judges it; another outline, kind, cover, number, track or area corrects it, and what is corrected was seen. What
 * the file does not give stays as it stands. An outline that differs by rounding alone is the same.
 */
export function saidOf(read: ReadMark, mark: Mark, picture: MarkedPicture): Said {
  const content = givenOf(read, mark);
  const [before, now] = [cornersOf(mark, picture), cornersOf(read.content, picture)];
  const moved = !isSameOutline(before, now);
  if (moved && !meets(before, now)) return { type: "fault", fault: elsewhere(read, mark, before, now) };
  const kept = moved ? content : { ...content, outline: mark.outline };
  const isCorrected = moved || corrected.some((part) => content[part] !== mark[part]);
  if (content.state === "proposed" && mark.state !== "proposed")
    return {
      type: "fault",
      fault: {
        where: read.where,
        field: "state",
        found: "proposed",
        allowed: "accepted, rejected, unsure or hidden: what a person says",
      },
    };
  if (isCorrected) {
    const state = content.state === "proposed" ? "accepted" : content.state;
    const probability = state === "accepted" ? 1 : content.probability;
    return { type: "corrected", content: { ...kept, state, probability } };
  }
  if (content.state !== mark.state) return { type: "judged", content: kept };
  if (content.note === mark.note && content.probability === mark.probability)
    return { type: "nothing", content: kept };
  return { type: mark.state === "proposed" ? "note" : "judged", content: kept };
}

/** What the file gives, and for the rest what the mark says. */
function givenOf({ content, given: parts }: ReadMark, mark: Mark): MarkContent {
  const told = <P extends keyof MarkContent>(part: P): MarkContent[P] =>
    parts.has(part) ? content[part] : mark[part];
  return {
    areaId: told("areaId"),
    trackId: told("trackId"),
    kind: told("kind"),
    cover: told("cover"),
    outline: content.outline,
    inPixels: mark.inPixels,
    number: told("number"),
    probability: told("probability"),
    state: told("state"),
    note: told("note"),
  };
}

/** Whether two marks say the same. */
export const isSameContent = (a: MarkContent, b: MarkContent, picture: MarkedPicture): boolean =>
  (["kind", "cover", "number", "trackId", "areaId", "state", "probability", "note"] as const).every(
    (part) => a[part] === b[part],
  ) && isSameOutline(cornersOf(a, picture), cornersOf(b, picture));

const cornersOf = (
  { outline, inPixels }: Pick<MarkContent, "outline" | "inPixels">,
  picture: MarkedPicture,
): Point[] => outline.slice(0, -1).map((p) => pixelOf(p, inPixels, picture) ?? [Infinity, Infinity]);

function elsewhere(read: ReadMark, mark: Mark, before: readonly Point[], now: readonly Point[]): Fault {
  const middle = (corners: readonly Point[], axis: 0 | 1): number =>
    corners.reduce((sum, c) => sum + c[axis], 0) / corners.length;
  const pixels = Math.hypot(middle(before, 0) - middle(now, 0), middle(before, 1) - middle(now, 1));
  const turned = meets(
    before,
    now.map(([x, y]): Point => [y, x]),
  );
  return {
    where: read.where,
    field: "outline",
    found: turned
      ? "an outline that lies on its mark when column and row are turned round"
      : `an outline ${Math.round(pixels)} pixels away from where ${mark.id} stands`,
    allowed: "one that meets it; another thing is a mark of its own, with nothing in mark",
  };
}
