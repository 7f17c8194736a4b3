import { overlaps, parseSpan } from "../../base/time/span.ts";
import type { IdentityPeriod } from "./identity.ts";
import { nameLikeness, nameThresholds } from "./names/likeness.ts";
import { permanentFields, type VesselField } from "./vessel-fact.ts";
import { rangeOf } from "./vessels-table.ts";

/**
 * How two different values of one field stand to each other. contradict: both are said of the same time, or the field cannot change. changed:
 * one was said to end before the other began. cannot-tell: a period is not told, so either may be.
 */
export type Disagreement = "contradict" | "changed" | "cannot-tell";

/** Two sayings of one field that differ. Both stand. */
export interface DifferingPeriods {
  readonly field: VesselField;
  readonly relation: Disagreement;
  readonly a: IdentityPeriod;
  readonly b: IdentityPeriod;
}

/** Part by which two lengths may differ that are taken for one: over all and between perpendiculars, or rounded. */
const sameSize = { share: 0.03, metres: 1.5 } as const;

/** True when two values of a field say the same. */
export function agree(field: VesselField, a: string, b: string): boolean {
  if (a === b) return true;
  // Of one vessel, a name that is perhaps the same is a spelling or a translation of it.
  if (field === "name") return nameLikeness(a, b) >= nameThresholds.perhaps;
  if (field === "length" || field === "width" || field === "gross-tonnage") {
    const [one, other] = [rangeOf(a), rangeOf(b)];
    if (one === null || other === null) return false;
    const room = Math.max(sameSize.metres, sameSize.share * Math.max(one[1], other[1]));
    return one[0] <= other[1] + room && other[0] <= one[1] + room;
  }
  if (field === "owner" || field === "manager" || field === "operator")
    return nameLikeness(a, b) >= nameThresholds.alike;
  return a.toLowerCase() === b.toLowerCase();
}

/** Fields in which different values do not exclude each other. */
const several: ReadonlySet<VesselField> = new Set([
  "listed",
  "not-listed",
  "layout",
  "colours",
  "home-port",
  "type",
]);

/** All pairs of sayings that differ, those that contradict first. A list on which a vessel is and is not said to stand is a pair too. */
export function differingPeriods(periods: readonly IdentityPeriod[]): DifferingPeriods[] {
  const found: DifferingPeriods[] = [];
  for (const [i, a] of periods.entries())
    for (const b of periods.slice(i + 1)) {
      const field = differingField(a, b);
      if (field !== null) found.push({ field, relation: relationOf(field, a, b), a, b });
    }
  const rank = { contradict: 0, "cannot-tell": 1, changed: 2 } as const;
  return found.sort((x, y) => rank[x.relation] - rank[y.relation]);
}

function differingField(a: IdentityPeriod, b: IdentityPeriod): VesselField | null {
  const lists = [a.field, b.field].sort().join(" ");
  if (lists === "listed not-listed") return a.value === b.value ? "listed" : null;
  if (lists === "listed listed") return a.value === b.value && apart(a, b) ? "listed" : null;
  if (a.field !== b.field || several.has(a.field)) return null;
  return agree(a.field, a.value, b.value) ? null : a.field;
}

/** True when two pages give days of listing that cannot be one. */
function apart(a: IdentityPeriod, b: IdentityPeriod): boolean {
  const [one, other] = [a, b].map(({ said }) => {
    const parsed = said.by === "page" && said.fact.from !== "" ? parseSpan(said.fact.from, 0) : null;
    return parsed?.ok === true ? parsed.span : null;
  });
  return one !== null && other !== null && one !== undefined && other !== undefined && !overlaps(one, other);
}

function relationOf(field: VesselField, a: IdentityPeriod, b: IdentityPeriod): Disagreement {
  if (permanentFields.has(field)) return "contradict";
  if (field === "listed") return relationOfLists(a, b);
  const ends = (x: IdentityPeriod, y: IdentityPeriod): boolean =>
    x.toMs !== null && y.fromMs !== null && x.toMs <= y.fromMs;
  if (ends(a, b) || ends(b, a)) return "changed";
  const told = [a, b].every((p) => p.fromMs !== null && p.toMs !== null);
  if (told) return "contradict";
  // A ship flies one flag at a time: what is said of overlapping starts or ends is of one time where both begin or both end are told.
  const [first, second] = (a.fromMs ?? Infinity) <= (b.fromMs ?? Infinity) ? [a, b] : [b, a];
  const overlapKnown =
    second.fromMs !== null && first.fromMs !== null && first.toMs !== null && first.toMs > second.fromMs;
  return overlapKnown ? "contradict" : "cannot-tell";
}

/** What is listed stays so until it is said to end, and what is not was not before: open ends reach on. */
function relationOfLists(a: IdentityPeriod, b: IdentityPeriod): Disagreement {
  if (a.field === b.field) return "contradict";
  const [from, to] = [
    Math.max(a.fromMs ?? -Infinity, b.fromMs ?? -Infinity),
    Math.min(a.toMs ?? Infinity, b.toMs ?? Infinity),
  ];
  return from < to ? "contradict" : "changed";
}
