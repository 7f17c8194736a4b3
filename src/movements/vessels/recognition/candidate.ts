import type { Position } from "../../../sites/counting/site.ts";
import { parseSpan } from "../../../base/time/span.ts";
import type { KnownVessel } from "../registry.ts";
import type { VesselFact } from "../vessel-fact.ts";
import { placeOf, rangeOf } from "../vessels-table.ts";

/** One figure for a length or width, and how far it may be off (1 sigma). */
export interface Figure {
  readonly metres: number;
  readonly error: number;
  /** How much it counts among the figures of the vessel. */
  readonly weight: number;
  /** Address of the page that gives it; empty for what the ship sent. */
  readonly source: string;
}

/** Where a vessel is known to have been: by its reports, or by a page that names it. */
export interface Whereabouts {
  /** It was there all the time from the one to the other; the same for a single report. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: Position;
  readonly errorMetres: number;
  readonly source: string;
}

/** What is known of a vessel that bears on how it looks and where it can be. */
export interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly lengths: readonly Figure[];
  readonly widths: readonly Figure[];
  readonly layout: readonly string[];
  readonly colours: readonly string[];
  readonly whereabouts: readonly Whereabouts[];
}

/**
 * 1-sigma error of figures: ships send whole metres, and their installers round; pages give lengths over all or between perpendiculars, from registers or from
 * pictures, without saying which.
 */
const errors = { sentMetres: 1.2, publishedShare: 0.03 } as const;

/**
 * Makes a candidate of a vessel. Facts that were put together by us are left out: they may rest on the very sighting that is to be recognised.
 */
export function candidateOf(vessel: KnownVessel, whereabouts: readonly Whereabouts[]): Candidate {
  const facts = vessel.facts.filter((f) => f.basis !== "derived");
  const figures = (
    field: "length" | "width",
    sent: (s: (typeof vessel.statements)[number]) => number | null,
  ): Figure[] => {
    const published = facts
      .filter((f) => f.field === field)
      .flatMap((f) => {
        const range = rangeOf(f.value);
        if (range === null) return [];
        const middle = (range[0] + range[1]) / 2;
        const error = Math.max((range[1] - range[0]) / 3.92, errors.publishedShare * middle);
        return [{ metres: middle, error, weight: 1, source: f.address }];
      });
    const counts = new Map<number, number>();
    for (const s of vessel.statements) {
      const metres = sent(s);
      if (metres !== null && metres > 0) counts.set(metres, (counts.get(metres) ?? 0) + s.reports);
    }
    return [
      ...published,
      ...[...counts].map(([metres, weight]) => ({
        metres,
        error: errors.sentMetres,
        weight: 1 + Math.log(1 + weight),
        source: "",
      })),
    ];
  };
  const wordsOf = (field: "layout" | "colours"): string[] => [
    ...new Set(facts.filter((f) => f.field === field).flatMap((f) => f.value.split(/\s+/))),
  ];
  return {
    key: vessel.key,
    name: vessel.names[0] ?? "",
    lengths: figures("length", (s) => s.lengthMetres),
    widths: figures("width", (s) => s.widthMetres),
    layout: wordsOf("layout"),
    colours: wordsOf("colours"),
    whereabouts: [...whereabouts, ...facts.flatMap(lay)],
  };
}

/** Where a page says that a vessel lay; a place without both days is none. */
function lay(fact: VesselFact): Whereabouts[] {
  if (fact.field !== "place") return [];
  const place = placeOf(fact.value);
  const [from, to] = [parseSpan(fact.from, 0), parseSpan(fact.to, 0)];
  return place === null || !from.ok || !to.ok
    ? []
    : [
        {
          fromMs: from.span.fromMs,
          toMs: to.span.toMs,
          position: place.position,
          errorMetres: place.errorMetres,
          source: fact.id,
        },
      ];
}
