import { match } from "../../src/movements/matching/match.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import type { Figure } from "../figure.ts";
import { bestPossible } from "./best-possible.ts";
import { hiddenScene, type HiddenScene } from "./hidden-scene.ts";
import type { World } from "./left-reports.ts";
import { emptyTally, f1, precision, recall, type Tally } from "./tally.ts";

/** Who says what a sighting is, of the same picture. */
const ways = [
  "ours",
  "ours, nothing hidden",
  "best possible by our forecast",
  "best possible, nothing hidden",
] as const;
type Way = (typeof ways)[number];

/** Named from the probability on that a match is said from; from one half on, which costs precision and gains recall; and by the joint best. */
const rules = ["probable", "half", "joint"] as const;
type Rule = (typeof rules)[number];

export interface Ceiling {
  readonly positionMetres: number;
  readonly tallies: Readonly<Record<Way, Readonly<Record<Rule, Tally>>>>;
}

interface Said {
  readonly mmsi: number | null;
  readonly probability: number;
  readonly joint: number | null;
}

/** Where a picture's sightings could be told apart at all: the same sightings with nothing hidden, and by one who knows how the picture was made. */
export async function ceilingOf(
  world: World,
  atMs: number,
  gapHours: number,
  seed: number,
  positionMetres: number,
): Promise<Ceiling> {
  const hidden = await hiddenScene(world, atMs, gapHours, seed, positionMetres);
  const open = await hiddenScene(world, atMs, 0, seed, positionMetres);
  const { lengths } = world;
  const said: Record<Way, readonly Said[]> = {
    ours: oursOf(hidden),
    "ours, nothing hidden": oursOf(open),
    "best possible by our forecast": bestPossible(hidden, lengths, "forecast"),
    "best possible, nothing hidden": bestPossible(open, lengths, "known places"),
  };
  const of = (way: Way): Record<Rule, Tally> => {
    const named = (rule: (s: Said) => number | null): Tally => tallyOf(hidden, said[way].map(rule));
    return {
      probable: named((s) => (s.probability >= publishedSettings.probable ? s.mmsi : null)),
      half: named((s) => (s.probability >= 0.5 ? s.mmsi : null)),
      joint: named((s) => s.joint),
    };
  };
  return {
    positionMetres,
    tallies: {
      ours: of("ours"),
      "ours, nothing hidden": of("ours, nothing hidden"),
      "best possible by our forecast": of("best possible by our forecast"),
      "best possible, nothing hidden": of("best possible, nothing hidden"),
    },
  };
}

function oursOf({ scene, sightings, candidates, fixed }: HiddenScene): readonly Said[] {
  const { verdicts, best } = match({
    scene,
    at: scene.at,
    sightings,
    candidates,
    fixed,
    reception: null,
    anyReports: true,
    settings: publishedSettings,
  });
  const jointly = new Map(best.map((b) => [b.sightingId, b.mmsi]));
  return sightings.map(({ id }, s): Said => {
    const top = verdicts[s]?.rivals.find((r) => r.mmsi !== null);
    return {
      mmsi: top?.mmsi ?? null,
      probability: top?.probability ?? 0,
      joint: jointly.get(id) ?? null,
    };
  });
}

/** Ships named for the sightings that are judged. */
function tallyOf({ truths }: HiddenScene, named: readonly (number | null)[]): Tally {
  const tally = emptyTally();
  for (const [s, { kind, mmsi, judged }] of truths.entries()) {
    if (!judged) continue;
    const said = named[s] ?? null;
    if (kind === "reporting") tally.toSay++;
    if (said === null) continue;
    tally.said++;
    if (kind === "reporting" && said === mmsi) tally.right++;
  }
  return tally;
}

/** Says how far from the ceiling harbours are: no goal, as nothing can be promised of what a picture does not tell. */
export function figuresOfCeiling(ceilings: readonly Ceiling[], note: (text: string) => void): Figure[] {
  const metres = [...new Set(ceilings.map((c) => c.positionMetres))];
  return metres.flatMap((positionMetres) => {
    const own = ceilings.filter((c) => c.positionMetres === positionMetres);
    return ways.flatMap((way) => {
      const by = rules.map((rule) => {
        const tally = emptyTally();
        for (const { tallies } of own) {
          tally.said += tallies[way][rule].said;
          tally.right += tallies[way][rule].right;
          tally.toSay += tallies[way][rule].toSay;
        }
        return [rule, tally] as const;
      });
      const words = by.map(
        ([rule, t]) =>
          `${rule}: precision ${precision(t).toFixed(3)} recall ${recall(t).toFixed(3)} F1 ${f1(t).toFixed(3)}`,
      );
      note(`ceiling at ${positionMetres} m, ${way}: ${words.join("; ")}`);
      const name = `match-f1-harbour-${positionMetres}m-${way.replaceAll(/,? /g, "-")}`;
      return by
        .filter(([rule]) => way !== "ours" && rule !== "half")
        .map(([rule, tally]): Figure => ({
          name: rule === "joint" ? `${name}-best-together` : name,
          value: f1(tally),
          unit: "",
          goal: null,
        }));
    });
  });
}
