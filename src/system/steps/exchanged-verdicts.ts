import type { Exchanged } from "../../movements/exchange/exchanged.ts";
import { exchangedVerdict } from "../../movements/matching/exchanged-verdict.ts";
import type { VerdictWord } from "../../movements/matching/verdict.ts";
import type { Case } from "../files/case-folder.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";

export interface WantedVerdicts {
  readonly fromMs: number;
  readonly toMs: number;
  /** Only of this word; null: all. */
  readonly word: VerdictWord | null;
}

/** The verdicts that hold of what was seen in a stretch of time, in order of time, as other programs take them. */
export function exchangedVerdicts(opened: Case, { fromMs, toMs, word }: WantedVerdicts): Exchanged[] {
  const { recorded, published, scenes } = sightingsOfCase(opened);
  const seen = new Map([...recorded, ...published.map((p) => p.sighting)].map((s) => [s.id, s]));
  const pictures = new Map(scenes.map((s) => [s.id, s]));
  return readCurrentVerdicts(opened.database)
    .flatMap((verdict) => {
      const sighting = seen.get(verdict.sightingId ?? "") ?? null;
      const at = sighting?.at ?? pictures.get(verdict.sceneId ?? "")?.at;
      if (at === undefined || at.fromMs >= toMs || Math.max(at.toMs, at.fromMs + 1) <= fromMs) return [];
      return word === null || verdict.word === word
        ? [{ at, made: exchangedVerdict(verdict, at, sighting) }]
        : [];
    })
    .sort((a, b) => a.at.fromMs - b.at.fromMs || (a.made.name < b.made.name ? -1 : 1))
    .map(({ made }) => made);
}
