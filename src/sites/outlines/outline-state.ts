import type { Area } from "../counting/site.ts";
import type { Amendment } from "./amendment.ts";
import { areaKey } from "./outline-key.ts";
import { byCode } from "./validity.ts";

/** An outline on record with what its amendments made of it. */
export interface OutlineState {
  readonly key: string;
  /** As it came on record. */
  readonly recorded: Area;
  /** As it is now. */
  readonly area: Area;
  /** False when it was withdrawn. */
  readonly held: boolean;
  /** 0: the line as it came on record; otherwise the number of the amendment that drew it anew. */
  readonly revision: number;
  /** How many amendments it has, those that were undone among them. */
  readonly amendments: number;
}

/**
 * What amendments make of an outline. Their order in the list does not matter: each has a number, and one that undoes another has the
 * greater one.
 */
export function outlineState(recorded: Area, amendments: readonly Amendment[]): OutlineState {
  const inOrder = amendments.toSorted((a, b) => a.number - b.number);
  const undone = undoneOf(inOrder);
  let state: Pick<OutlineState, "area" | "held" | "revision"> = { area: recorded, held: true, revision: 0 };
  for (const { number, what } of inOrder) {
    if (undone.has(number)) continue;
    if (what.type === "withdrawn") state = { ...state, held: false };
    else if (what.type === "ended") state = { ...state, area: { ...state.area, validTo: what.day } };
    else if (what.type === "corrected")
      state = {
        area: { ...state.area, ...what.area },
        held: true,
        revision: sameLine(state.area, what.area) ? state.revision : number,
      };
  }
  return { key: areaKey(recorded), recorded, amendments: amendments.length, ...state };
}

/** The numbers of amendments that no longer count. What undoes comes after what it undoes, so the last are settled first. */
export function undoneOf(amendments: readonly Amendment[]): ReadonlySet<number> {
  const undone = new Set<number>();
  for (const { number, what } of amendments.toSorted((a, b) => b.number - a.number))
    if (what.type === "undone" && what.number < number && !undone.has(number)) undone.add(what.number);
  return undone;
}

/** States of all outlines, by area and first day; the same for records in any order. Amendments of outlines that are not there count for nothing. */
export function outlineStates(areas: readonly Area[], amendments: readonly Amendment[]): OutlineState[] {
  const byOutline = Map.groupBy(amendments, (a) => a.outline);
  return areas
    .map((area) => outlineState(area, byOutline.get(areaKey(area)) ?? []))
    .toSorted((a, b) => inOrder(a.area, b.area));
}

/** The outlines that hold on some day: those that were not withdrawn, as they are now. */
export const heldAreas = (states: readonly OutlineState[]): Area[] =>
  states.filter((s) => s.held).map((s) => s.area);

/** Names one outline of an area among all that it had: its first day, and the amendment that drew it anew. */
export const versionOf = ({ area, revision }: Pick<OutlineState, "area" | "revision">): string =>
  `${area.validFrom ?? ""}${revision === 0 ? "" : `#${revision}`}`;

/** True when two outlines are the same line, whatever else is said of them. */
export const sameLine = (a: Pick<Area, "outline">, b: Pick<Area, "outline">): boolean =>
  JSON.stringify(a.outline) === JSON.stringify(b.outline);

const inOrder = (a: Area, b: Area): number =>
  byCode(a.siteId, b.siteId) || byCode(a.id, b.id) || byCode(a.validFrom ?? "", b.validFrom ?? "");
