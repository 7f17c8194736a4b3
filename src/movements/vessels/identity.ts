import { parseSpan } from "../../base/time/span.ts";
import type { Statement } from "../ais/fixes.ts";
import { flagOfMmsi } from "./flag-digits.ts";
import type { VesselFact, VesselField } from "./vessel-fact.ts";

/** Who says a thing of a vessel: itself, by its position reports, or a page. */
export type Said =
  | { readonly by: "report"; readonly mmsi: number; readonly reports: number }
  | { readonly by: "page"; readonly fact: VesselFact };

/** One value of one field over the time that its sayer gives it. */
export interface IdentityPeriod {
  readonly field: VesselField;
  readonly value: string;
  /** [fromMs, toMs) in UTC; null: that end is not told. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly said: Said;
}

const fieldOrder: readonly VesselField[] = ["name", "flag", "call-sign", "imo", "mmsi"];

/**
 * What a vessel was called, registered and measured over time: one period for each run of statements that say the same, and one for each fact.
 * Nothing is merged across sayers and nothing is dropped; ends that nobody told stay open.
 */
export function identityPeriods(
  facts: readonly VesselFact[],
  statements: readonly Statement[],
): IdentityPeriod[] {
  const periods = [...statementPeriods(statements), ...facts.map(factPeriod)];
  const rank = (field: VesselField): number =>
    fieldOrder.includes(field) ? fieldOrder.indexOf(field) : fieldOrder.length;
  return periods.sort(
    (a, b) =>
      rank(a.field) - rank(b.field) ||
      (a.field < b.field ? -1 : a.field > b.field ? 1 : 0) ||
      (a.fromMs ?? -Infinity) - (b.fromMs ?? -Infinity) ||
      (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
  );
}

function factPeriod(fact: VesselFact): IdentityPeriod {
  const [from, to] = [fact.from, fact.to].map((text) => {
    const parsed = text === "" ? null : parseSpan(text, 0);
    return parsed?.ok === true ? parsed.span : null;
  });
  return {
    field: fact.field,
    value: fact.value,
    fromMs: from?.fromMs ?? null,
    toMs: to?.toMs ?? null,
    said: { by: "page", fact },
  };
}

/** What one statement says, field by field; what it left open is not there. */
function sayings(s: Statement): [VesselField, string][] {
  const flag = flagOfMmsi(s.mmsi);
  const pairs: [VesselField, string | null][] = [
    ["name", s.name === "" ? null : s.name],
    ["flag", flag],
    ["call-sign", s.callSign === "" ? null : s.callSign],
    ["imo", s.imo === null ? null : String(s.imo)],
    ["mmsi", String(s.mmsi)],
    ["type", s.shipType === null || s.shipType === 0 ? null : `AIS ${s.shipType}`],
    ["length", s.lengthMetres === null || s.lengthMetres === 0 ? null : String(s.lengthMetres)],
    ["width", s.widthMetres === null || s.widthMetres === 0 ? null : String(s.widthMetres)],
  ];
  return pairs.flatMap(([field, value]) => (value === null ? [] : [[field, value] as [VesselField, string]]));
}

function statementPeriods(statements: readonly Statement[]): IdentityPeriod[] {
  const ordered = statements.toSorted((a, b) => a.mmsi - b.mmsi || a.firstMs - b.firstMs);
  const done: IdentityPeriod[] = [];
  const running = new Map<VesselField, IdentityPeriod & { readonly said: Extract<Said, { by: "report" }> }>();
  let mmsi: number | null = null;
  const flush = (): void => {
    done.push(...running.values());
    running.clear();
  };
  for (const s of ordered) {
    if (s.mmsi !== mmsi) flush();
    mmsi = s.mmsi;
    for (const [field, value] of sayings(s)) {
      const known = running.get(field);
      const toMs = s.lastMs + 1;
      if (known !== undefined && known.value === value)
        running.set(field, {
          ...known,
          toMs: Math.max(known.toMs ?? toMs, toMs),
          said: { ...known.said, reports: known.said.reports + s.reports },
        });
      else {
        if (known !== undefined) done.push(known);
        running.set(field, {
          field,
          value,
          fromMs: s.firstMs,
          toMs,
          said: { by: "report", mmsi: s.mmsi, reports: s.reports },
        });
      }
    }
  }
  flush();
  return done;
}
