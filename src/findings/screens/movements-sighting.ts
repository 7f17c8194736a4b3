import type { Rival, VerdictRecord, VerdictWord } from "../../movements/matching/verdict.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { Corrected } from "./corrections.ts";

/** Everything on record of one sighting. */
export interface SightingScreen extends Corrected {
  readonly sighting: Sighting;
  readonly scene: Scene | null;
  /** What a publication says of it; null for a sighting of a picture. */
  readonly told: {
    readonly vessel: string;
    readonly imo: string;
    readonly identifiedBy: string;
    readonly record: string;
  } | null;
  /** The verdict that holds; null while there is none, also after it or another sighting of its scene was corrected or withdrawn. */
  readonly verdict: VerdictRecord | null;
  readonly earlier: readonly {
    readonly id: string;
    readonly word: VerdictWord;
    readonly probability: number;
  }[];
}

/** A rival as a row: what it is in words, and each thing compared with how much it speaks for or against. */
export interface RivalRow {
  readonly rank: number;
  readonly rival: Rival;
  readonly is: string;
  readonly evidence: readonly EvidenceBar[];
}

export interface EvidenceBar {
  readonly name: string;
  /** Natural logarithm of the likelihood ratio. */
  readonly weight: number;
  /** "speaks 12 times for it". */
  readonly words: string;
}

export function rivalRows(rivals: readonly Rival[]): RivalRow[] {
  return rivals
    .toSorted((a, b) => b.probability - a.probability)
    .map((rival, i) => ({
      rank: i + 1,
      rival,
      is: rivalWords(rival),
      evidence: Object.entries(rival.evidence)
        .map(([name, weight]) => ({
          name: name.replaceAll(/[-_]/g, " "),
          weight,
          words: weightWords(weight),
        }))
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    }));
}

function rivalWords({ mmsi, fixedObjectId, name }: Rival): string {
  if (fixedObjectId !== null) return name === "" ? `fixed object ${fixedObjectId}` : name;
  if (mmsi === null) return name === "" ? "a ship that sent no report, or none at all" : name;
  return name === "" ? `MMSI ${mmsi}` : name;
}

/** What the probability of "dark" is the product of, so that a reader sees why it is less than that of its first rival; null for other words. */
export function darkProduct({ word, probability, rivals, heard, settings }: VerdictRecord): string | null {
  const none = rivals.find((r) => r.mmsi === null && r.fixedObjectId === null)?.probability;
  if (word !== "dark" || none === undefined || heard === null) return null;
  const { falseShare } = JSON.parse(settings) as { falseShare?: unknown };
  if (typeof falseShare !== "number") return null;
  const isShip = 1 - falseShare;
  const parts = [
    `it is none of those who reported, ${percentWords(none)}`,
    `it would have been heard, ${percentWords(heard)}`,
    `it is of a size that must transmit, ${percentWords(probability / (none * isShip * heard))}`,
    `what was seen is a ship, ${percentWords(isShip)}`,
  ];
  return `${percentWords(probability)} is the product of four: ${parts.join("; ")}.`;
}

/** How much a likelihood ratio says, as a person reads it: "12 x for", "3 x against", "says nothing". */
export function weightWords(weight: number): string {
  const times = Math.exp(Math.abs(weight));
  if (times < 1.05) return "says nothing";
  const figure =
    times >= 1000
      ? "over 1000"
      : times.toLocaleString("en", { maximumSignificantDigits: 2, useGrouping: false });
  return `${figure} × ${weight > 0 ? "for" : "against"}`;
}

/** "62 %", "under 1 %", "over 99 %": no probability is drawn as none or as sure. */
export function percentWords(probability: number): string {
  if (probability < 0.01) return "under 1 %";
  if (probability > 0.99) return "over 99 %";
  return `${Math.round(probability * 100)} %`;
}
