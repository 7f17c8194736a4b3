import type { TimeSpan } from "../../base/time/span.ts";
import type { Exchanged } from "../../movements/exchange/exchanged.ts";
import { exchangedVerdict } from "../../movements/matching/exchanged-verdict.ts";
import type { VerdictRecord, VerdictWord } from "../../movements/matching/verdict.ts";
import type { Case } from "../files/case-folder.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";

interface PlacedInTime {
  readonly at: TimeSpan;
  readonly made: Exchanged;
}

export interface WantedVerdicts {
  readonly fromMs: number;
  readonly toMs: number;
  /** Only of this word; null: all. */
  readonly word: VerdictWord | null;
}

/** What makes verdicts of a case into what other programs take: its sightings and pictures are looked up once. */
export function verdictExchange(
  opened: Case,
): (verdict: VerdictRecord, of?: TimeSpan) => PlacedInTime | null {
  const { recorded, published, scenes } = sightingsOfCase(opened);
  const seen = new Map([...recorded, ...published.map((p) => p.sighting)].map((s) => [s.id, s]));
  const pictures = new Map(scenes.map((s) => [s.id, s]));
  return (verdict, of) => {
    const sighting = seen.get(verdict.sightingId ?? "") ?? null;
    const scene = pictures.get(verdict.sceneId ?? "") ?? null;
    const at = of ?? (sighting ?? scene)?.at;
    return at === undefined ? null : { at, made: exchangedVerdict(verdict, at, sighting, scene) };
  };
}

/** The verdicts that hold of what was seen in a stretch of time, in order of time, as other programs take them. */
export function exchangedVerdicts(opened: Case, { fromMs, toMs, word }: WantedVerdicts): Exchanged[] {
  const exchange = verdictExchange(opened);
  return readCurrentVerdicts(opened.database)
    .filter((verdict) => word === null || verdict.word === word)
    .flatMap((verdict) => exchange(verdict) ?? [])
    .filter(({ at }) => at.fromMs < toMs && Math.max(at.toMs, at.fromMs + 1) > fromMs)
    .sort((a, b) => a.at.fromMs - b.at.fromMs || (a.made.name < b.made.name ? -1 : 1))
    .map(({ made }) => made);
}
