import { parseSpan } from "../../base/time/span.ts";
import type { Statement } from "../ais/fixes.ts";
import { isImoNumber } from "./imo.ts";
import type { VesselFact } from "./vessel-fact.ts";

/** One vessel as far as strong marks of identity tell: what pages say of it and what it said of itself. */
export interface KnownVessel {
  /** "imo:9179842", "mmsi:273000000" or "name:..." as facts name it. */
  readonly key: string;
  readonly imo: string | null;
  readonly mmsis: readonly number[];
  /** All names that it bore or was called, the one told of latest first. */
  readonly names: readonly string[];
  readonly facts: readonly VesselFact[];
  readonly statements: readonly Statement[];
  /** Why statements of an identity stand here: by ship number, or since a fact gives the vessel this identity. */
  readonly joins: readonly { readonly mmsi: number; readonly by: "imo" | "fact" }[];
  /** True when two or more of its identities sent at the same time: one of them is false, or the ship number is. */
  readonly sharedNumber: boolean;
}

/**
 * Puts facts and statements together by strong marks alone: the ship number (IMO), which stays with a hull for life, and identities that facts give.
 * A statement without a ship number goes with the identity's only number; where an identity stated several numbers, each statement stands with its own.
 * Names and call signs never join: `proposalsFor` proposes those.
 */
export function knownVessels(facts: readonly VesselFact[], statements: readonly Statement[]): KnownVessel[] {
  const numbersOf = new Map<number, Set<string>>();
  for (const s of statements) {
    const imo = numberOf(s);
    if (imo === null) continue;
    const known = numbersOf.get(s.mmsi) ?? new Set<string>();
    numbersOf.set(s.mmsi, known.add(imo));
  }
  const byFact = new Map<number, Set<string>>();
  for (const f of facts)
    if (f.field === "mmsi" && f.basis !== "derived") {
      const mmsi = Number(f.value);
      byFact.set(mmsi, (byFact.get(mmsi) ?? new Set<string>()).add(f.vessel));
    }
  const parts = new Map<
    string,
    { facts: VesselFact[]; statements: Statement[]; joins: Map<number, "imo" | "fact"> }
  >();
  const partOf = (key: string) => {
    const known = parts.get(key) ?? { facts: [], statements: [], joins: new Map<number, "imo" | "fact">() };
    parts.set(key, known);
    return known;
  };
  for (const fact of facts) partOf(fact.vessel).facts.push(fact);
  for (const s of statements) {
    const own = numberOf(s);
    const numbers = numbersOf.get(s.mmsi);
    const only = numbers?.size === 1 ? [...numbers][0] : undefined;
    const imo = own ?? only ?? null;
    const given = byFact.get(s.mmsi);
    const factKey = given?.size === 1 ? [...given][0] : undefined;
    if (imo !== null) {
      const part = partOf(`imo:${imo}`);
      part.statements.push(s);
      part.joins.set(s.mmsi, "imo");
    } else if (factKey !== undefined) {
      const part = partOf(factKey);
      part.statements.push(s);
      if (!part.joins.has(s.mmsi)) part.joins.set(s.mmsi, "fact");
    } else {
      const part = partOf(`mmsi:${String(s.mmsi).padStart(9, "0")}`);
      part.statements.push(s);
    }
  }
  return [...parts].map(([key, part]) => vesselOf(key, part)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

const numberOf = ({ imo }: Statement): string | null =>
  imo !== null && isImoNumber(String(imo).padStart(7, "0")) && imo >= 1_000_000 ? String(imo) : null;

function vesselOf(
  key: string,
  part: {
    readonly facts: VesselFact[];
    readonly statements: Statement[];
    readonly joins: ReadonlyMap<number, "imo" | "fact">;
  },
): KnownVessel {
  const { facts, statements, joins } = part;
  const lastBorne = new Map<string, number>();
  const note = (name: string, ms: number): void => {
    if (name !== "") lastBorne.set(name, Math.max(lastBorne.get(name) ?? -Infinity, ms));
  };
  if (key.startsWith("name:")) note(key.slice(5), -Infinity);
  for (const f of facts) if (f.field === "name") note(f.value, lastDayOf(f));
  for (const s of statements) note(s.name, s.lastMs);
  const mmsis = new Set([
    ...(key.startsWith("mmsi:") ? [Number(key.slice(5))] : []),
    ...facts.filter((f) => f.field === "mmsi").map((f) => Number(f.value)),
    ...statements.map((s) => s.mmsi),
  ]);
  const imo = key.startsWith("imo:") ? key.slice(4) : (facts.find((f) => f.field === "imo")?.value ?? null);
  return {
    key,
    imo,
    mmsis: [...mmsis].sort((a, b) => a - b),
    names: [...lastBorne].sort((a, b) => (b[1] === a[1] ? 0 : b[1] - a[1])).map(([name]) => name),
    facts,
    statements,
    joins: [...joins].map(([mmsi, by]) => ({ mmsi, by })),
    sharedNumber: sentTogether(statements),
  };
}

/** The last instant for which a fact is told; what has only a beginning counts from there. */
function lastDayOf({ from, to }: VesselFact): number {
  const parsed = parseSpan(to === "" ? from : to, 0);
  return parsed.ok ? parsed.span.toMs : 0;
}

function sentTogether(statements: readonly Statement[]): boolean {
  const spans = new Map<number, { from: number; to: number }>();
  for (const { mmsi, firstMs, lastMs } of statements) {
    const known = spans.get(mmsi);
    spans.set(mmsi, {
      from: Math.min(known?.from ?? firstMs, firstMs),
      to: Math.max(known?.to ?? lastMs, lastMs),
    });
  }
  const ordered = [...spans.values()].sort((a, b) => a.from - b.from);
  return ordered.some((span, i) => span.from < (ordered[i - 1]?.to ?? -Infinity));
}
