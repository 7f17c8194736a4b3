import { quoted, type Fault } from "../../../base/errors.ts";
import { selfCrossing } from "../../../base/geometry/crossing.ts";
import { isClosed, signedSquareDegrees } from "../../../base/geometry/ring.ts";
import { isKind, kinds } from "../kind.ts";
import { markStates, type Mark } from "../mark.ts";
import type { Position } from "../site.ts";

export const markCovers = ["open-empty", "open-loaded", "tarp", "closed", "cannot-tell"] as const;

/** Most marks that one file may give. */
export const mostMarks = 100_000;
/** Most positions of one outline. */
export const mostCorners = 1_000;
/** Most things that one mark may stand for. */
export const mostOfAMark = 10_000;
/** Longest id, name and note, in characters. */
export const longest = { id: 200, name: 200, note: 2_000 } as const;

/** What a mark says, apart from who made it and when. */
export type MarkContent = Pick<
  Mark,
  | "areaId"
  | "trackId"
  | "kind"
  | "cover"
  | "outline"
  | "inPixels"
  | "number"
  | "probability"
  | "state"
  | "note"
>;

/** What a mark says, without who made it. */
export const contentOf = (m: MarkContent): MarkContent => ({
  areaId: m.areaId,
  trackId: m.trackId,
  kind: m.kind,
  cover: m.cover,
  outline: m.outline,
  inPixels: m.inPixels,
  number: m.number,
  probability: m.probability,
  state: m.state,
  note: m.note,
});

/** Size of a picture, in whole pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels beyond the edge of its picture at which a mark may still end. */
export const beyondEdge = 64;

/** What is wrong with a mark's content; empty when nothing is. `size` is null where the picture's is not known. */
export function contentFaults(where: string, content: MarkContent, size: PictureSize | null): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, found: string, allowed: string): void => {
    faults.push({ where, field, found, allowed });
  };
  const { kind, cover, state, number, probability, note } = content;
  if (!isKind(kind)) fault("kind", quoted(kind), kinds.join(", "));
  if (!markCovers.some((c) => c === cover)) fault("cover", quoted(cover), markCovers.join(", "));
  if (!markStates.some((s) => s === state)) fault("state", quoted(state), markStates.join(", "));
  if (!Number.isInteger(number) || number < 1 || number > mostOfAMark)
    fault("number", String(number), `a whole number from 1 to ${mostOfAMark}`);
  if (!(probability >= 0 && probability <= 1)) fault("probability", String(probability), "0 to 1");
  if (note.length > longest.note)
    fault("note", `${note.length} characters`, `at most ${longest.note} characters`);
  if (!note.isWellFormed()) fault("note", quoted(note.toWellFormed()), "whole characters");
  for (const [field, id] of [
    ["area", content.areaId],
    ["track", content.trackId],
  ] as const)
    if (id !== null && (id === "" || id.length > longest.id))
      fault(field, quoted(id), `null, or 1 to ${longest.id} characters`);
  return [...faults, ...ringFaults(where, content.outline, content.inPixels ? { size } : null)];
}

/** What is wrong with a closed ring: `pixels` is null for positions. */
function ringFaults(
  where: string,
  ring: readonly Position[],
  pixels: { readonly size: PictureSize | null } | null,
): Fault[] {
  const fault = (found: string, allowed: string): Fault[] => [{ where, field: "outline", found, allowed }];
  if (ring.length < 4 || ring.length > mostCorners)
    return fault(`${ring.length} positions`, `a closed ring of 4 to ${mostCorners} positions`);
  for (const [i, [x, y]] of ring.entries()) {
    const name = `position ${i + 1}: ${x}, ${y}`;
    if (pixels === null) {
      if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90))
        return fault(name, "a longitude within 180 and a latitude within 90 degrees, in this order");
    } else if (!isNear(x, pixels.size?.width ?? null) || !isNear(y, pixels.size?.height ?? null))
      return fault(
        name,
        pixels.size === null
          ? "column and row of a pixel"
          : `column and row within the picture, which has ${pixels.size.width} x ${pixels.size.height} pixels`,
      );
  }
  if (!isClosed(ring)) return fault("an open ring", "a ring whose last position repeats its first");
  if (signedSquareDegrees(ring) === 0) return fault("a ring without an inside", "a ring around an area");
  const crossing = selfCrossing(ring);
  if (crossing.kind === "crosses")
    return fault(
      `a ring that crosses itself near ${crossing.near.join(", ")}`,
      "a ring that does not cross itself",
    );
  return crossing.kind === "too-tangled" ? fault("a tangled ring", "a ring that does not cross itself") : [];
}

const isNear = (pixel: number, length: number | null): boolean =>
  length === null ? Math.abs(pixel) <= 10_000_000 : pixel >= -beyondEdge && pixel <= length + beyondEdge;
