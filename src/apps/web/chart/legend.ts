import type { HistoryPoint } from "../../../findings/screens/history-point.ts";
import { fillOf, shapeOf, type Fill, type Shape } from "./look-class.ts";

/** What can be switched off in a chart, each with the drawing that stands for it. */
export const legendKeys = [
  "published",
  "people",
  "machine",
  "partial",
  "converted",
  "no-figure",
  "not-seen",
  "failed",
  "comparable",
  "set-aside",
  "later",
  "intervals",
  "maxima",
  "breaks",
  "events",
] as const;
export type LegendKey = (typeof legendKeys)[number];

export interface LegendEntry {
  readonly key: LegendKey;
  readonly words: string;
  readonly icon: { readonly shape: Shape; readonly fill: Fill } | "interval" | "maximum" | "break" | "event";
}

const entries: readonly LegendEntry[] = [
  { key: "published", words: "published count", icon: { shape: "dot", fill: "comparable" } },
  { key: "people", words: "counted by people here", icon: { shape: "square", fill: "comparable" } },
  { key: "machine", words: "counted by the machine", icon: { shape: "diamond", fill: "comparable" } },
  { key: "partial", words: "partial: this or more", icon: { shape: "dot-up", fill: "comparable" } },
  { key: "converted", words: "length, read as cars", icon: { shape: "train-length", fill: "set-aside" } },
  { key: "no-figure", words: "seen, no figure", icon: { shape: "no-figure", fill: "untested" } },
  { key: "not-seen", words: "not seen", icon: { shape: "not-seen", fill: "untested" } },
  { key: "failed", words: "failed", icon: { shape: "failed", fill: "untested" } },
  { key: "comparable", words: "like with like (filled)", icon: { shape: "dot", fill: "comparable" } },
  { key: "set-aside", words: "not comparable (hollow, grey)", icon: { shape: "dot", fill: "set-aside" } },
  { key: "later", words: "after the look under test (hollow)", icon: { shape: "dot", fill: "later-alike" } },
  { key: "intervals", words: "central 90 %", icon: "interval" },
  { key: "maxima", words: "published maximum", icon: "maximum" },
  { key: "breaks", words: "break in the series", icon: "break" },
  { key: "events", words: "event", icon: "event" },
];

/** The entries of a point: it is shown while none of them is switched off. The look under test is always shown. */
export function keysOf(point: HistoryPoint): LegendKey[] {
  const fill = fillOf(point);
  if (fill === "under-test") return [];
  const shape = shapeOf(point);
  const how: LegendKey[] =
    shape === "no-figure" || shape === "not-seen" || shape === "failed"
      ? [shape]
      : point.readAs !== "itself"
        ? ["converted"]
        : point.outcome === "partial"
          ? ["partial", point.by]
          : [point.by];
  const against: LegendKey[] =
    fill === "comparable"
      ? ["comparable"]
      : fill === "set-aside"
        ? ["set-aside"]
        : fill === "untested"
          ? []
          : ["later"];
  // What saw nothing is not comparable by its nature, and has an entry of its own.
  return how.length === 1 && (shape === "not-seen" || shape === "failed") ? how : [...how, ...against];
}

/** The entries that a chart needs: those that something in it belongs to. */
export function legendOf(
  points: readonly HistoryPoint[],
  also: { readonly maxima: boolean; readonly breaks: boolean; readonly events: boolean },
): LegendEntry[] {
  const used = new Set<LegendKey>(points.length > 0 ? ["intervals"] : []);
  for (const point of points) for (const key of keysOf(point)) used.add(key);
  for (const key of ["maxima", "breaks", "events"] as const) if (also[key]) used.add(key);
  return entries.filter((e) => used.has(e.key));
}
