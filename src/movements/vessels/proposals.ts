import { foldName, type FoldedName } from "./names/fold.ts";
import { canReach, nameLikeness, nameThresholds } from "./names/likeness.ts";
import type { KnownVessel } from "./registry.ts";
import { rangeOf } from "./vessels-table.ts";

/** That two vessels on record are perhaps one: what speaks for it. A person decides; nothing is merged. */
export interface SameVesselProposal {
  readonly of: string;
  readonly with: string;
  /** Natural logarithms of likelihood ratios, by what was compared. */
  readonly evidence: Readonly<Record<string, number>>;
  readonly logRatio: number;
  readonly reasons: readonly string[];
}

/** How often a mark of identity stays the same when a ship is met again, and how often it is as like by chance at the least. */
const model = { stays: 0.8, leastChance: 1e-6, measureStays: 0.9 } as const;

/** A proposal needs one ship in so many to be as like by chance. */
export const leastLogRatio = Math.log(50);

/**
 * Vessels of the registry that may be the same hull as one of them: alike names, the same call sign, the same measures. Each likeness counts by how seldom it is in the registry
 * itself, so that a common name proves little. Two different ship numbers exclude each other.
 */
export function proposalsFor(vessel: KnownVessel, registry: readonly KnownVessel[]): SameVesselProposal[] {
  const folded = vessel.names.map(foldName);
  const calls = callSigns(vessel);
  const size = sizeOf(vessel);
  const compared = registry
    .filter((other) => other.key !== vessel.key)
    .map((other) => ({ other, ...compare(other, folded, calls, size) }));
  const chance = (has: (c: (typeof compared)[number]) => boolean): number =>
    Math.max(model.leastChance, (compared.filter(has).length + 0.5) / (compared.length + 1));
  const chances = {
    name: chance((c) => c.likeness >= nameThresholds.perhaps),
    call: chance((c) => c.call),
    size: chance((c) => c.size === true),
  };
  return compared
    .filter(({ other }) => !(vessel.imo !== null && other.imo !== null && vessel.imo !== other.imo))
    .flatMap(({ other, likeness, call, size: sameMeasures }) => {
      if (!call && likeness < nameThresholds.perhaps) return [];
      const evidence: Record<string, number> = {};
      const reasons: string[] = [];
      if (likeness >= nameThresholds.perhaps) {
        evidence["name"] = Math.log((model.stays * likeness) / chances.name);
        reasons.push(likeness === 1 ? "the same name" : `names alike (${likeness.toFixed(2)})`);
      }
      if (call) {
        evidence["call sign"] = Math.log(model.stays / chances.call);
        reasons.push("the same call sign");
      }
      if (sameMeasures !== null) {
        evidence["measures"] = Math.log(
          sameMeasures ? model.measureStays / chances.size : (1 - model.measureStays) / (1 - chances.size),
        );
        reasons.push(sameMeasures ? "the same length and width" : "another length or width");
      }
      const logRatio = Object.values(evidence).reduce((sum, v) => sum + v, 0);
      return logRatio < leastLogRatio
        ? []
        : [{ of: vessel.key, with: other.key, evidence, logRatio, reasons }];
    })
    .sort((a, b) => b.logRatio - a.logRatio);
}

function compare(
  other: KnownVessel,
  folded: readonly FoldedName[],
  calls: ReadonlySet<string>,
  size: Size | null,
): { readonly likeness: number; readonly call: boolean; readonly size: boolean | null } {
  const others = other.names.map(foldName);
  const likeness = Math.max(
    0,
    ...folded.flatMap((a) =>
      others.map((b) => (canReach(a, b, nameThresholds.perhaps) ? nameLikeness(a, b) : 0)),
    ),
  );
  const otherSize = sizeOf(other);
  return {
    likeness,
    call: [...callSigns(other)].some((c) => calls.has(c)),
    size:
      size === null || otherSize === null
        ? null
        : Math.abs(size.length - otherSize.length) <= 1.5 &&
          (size.width === null || otherSize.width === null || Math.abs(size.width - otherSize.width) <= 1.5),
  };
}

interface Size {
  readonly length: number;
  readonly width: number | null;
}

/** Length and width as most of the vessel's statements, or else a page, give them. */
function sizeOf({ facts, statements }: KnownVessel): Size | null {
  const most = statements.toSorted((a, b) => b.reports - a.reports).find((s) => (s.lengthMetres ?? 0) > 0);
  if (most?.lengthMetres !== undefined && most.lengthMetres !== null)
    return { length: most.lengthMetres, width: most.widthMetres };
  const middle = (field: "length" | "width"): number | null => {
    const fact = facts.find((f) => f.field === field && f.basis !== "derived");
    const range = fact === undefined ? null : rangeOf(fact.value);
    return range === null ? null : (range[0] + range[1]) / 2;
  };
  const length = middle("length");
  return length === null ? null : { length, width: middle("width") };
}

const callSigns = ({ facts, statements }: KnownVessel): Set<string> =>
  new Set(
    [
      ...facts.filter((f) => f.field === "call-sign").map((f) => f.value),
      ...statements.map((s) => s.callSign),
    ]
      .map((c) => c.replaceAll(/[^A-Z0-9]/gi, "").toUpperCase())
      // What operators type who have none.
      .filter((c) => c.length >= 3 && !/^(.)\1*$|^NONE$|^UNKNOWN$|^NULL$/.test(c)),
  );
