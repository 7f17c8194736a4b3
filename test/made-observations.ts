import { parseSpan } from "../src/base/time/span.ts";
import type { Count, Look, Observation } from "../src/sites/counting/look.ts";

/** A made-up observation: one look with one count, by default a hand count of railcars by one observer at one site. */
export function observation(
  id: string,
  takenAt: string | null,
  best: number | null,
  rest: Partial<Count> & { look?: Partial<Look> } = {},
): Observation {
  const { look, ...count } = rest;
  const parsed = takenAt === null ? null : parseSpan(takenAt, 540);
  if (parsed !== null && !parsed.ok) throw new Error(`${takenAt}: ${parsed.allowed}`);
  return {
    look: {
      id,
      siteId: "yard",
      takenAt: parsed?.span ?? null,
      observer: "A",
      provider: "",
      sampleDistanceMetres: null,
      looksSummed: 1,
      ...look,
    },
    count: {
      id: `${id}-count`,
      lookId: look?.id ?? id,
      areaId: null,
      kind: "railcar",
      measure: "count",
      statistic: "at-look",
      low: null,
      best,
      high: null,
      qualifier: "",
      cover: "not-stated",
      outcome: best === null ? "not-seen" : "counted",
      reason: best === null ? "cloud" : "",
      caveats: "",
      publisher: "A",
      address: "",
      page: "primary",
      publishedAt: "",
      corrects: null,
      ...count,
    },
  };
}

/** The n-th Monday-like day from 2021 on: a week apart, as 2021-01-04. */
export const week = (n: number): string => new Date(Date.UTC(2021, 0, 4 + 7 * n)).toISOString().slice(0, 10);
