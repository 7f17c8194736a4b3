import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { normalCdf } from "../../../base/probability/normal.ts";
import type { Sighting } from "../../sightings/sighting.ts";
import { spreadOf } from "../../sightings/spread.ts";
import { groupOf, layoutGroups, plainColours, type LayoutGroup } from "../layout.ts";
import type { Candidate, Figure } from "./candidate.ts";
import type { Population } from "./population.ts";

/** Name and numbers of the model of recognition; docs/method/vessels.md has the formulas. */
export const recognitionModel = {
  name: "recognition/1",
  /** Part of sizes on record that are simply wrong, or of readings that took in a neighbour or a wake. */
  blunder: 0.05,
  /** That a part of the layout is read as it is, by the sample distance up to which that holds. */
  layoutRight: [
    { upToMetres: 1, right: 0.9 },
    { upToMetres: 3, right: 0.75 },
    { upToMetres: 5, right: 0.5 },
  ],
  /** That a colour is seen as a page has it: ships are painted, and haze is grey. */
  colourRight: 0.5,
  /** Cruising speed of a cargo ship in knots, and its spread: a way that asks for more is unlikely. */
  speedKnots: 14,
  speedSpreadKnots: 3,
  /** Least factor of a way that cannot be sailed: the report or the page may be wrong. */
  leastWay: 0.001,
} as const;

/**
 * Parts of cargo ships by what a layout shows, as far as they are known; assumed, not counted. Where a candidate's own is not known, these stand for it.
 */
const usualParts: Readonly<Record<LayoutGroup, readonly number[]>> = {
  bridge: [0.06, 0.06, 0.88],
  cranes: [0.45, 0.05, 0.25, 0.12, 0.13],
  holds: [0.15, 0.25, 0.2, 0.15, 0.25],
  deck: [0.3, 0.05, 0.1, 0.1, 0.45],
  ramp: [0.08, 0.02, 0.9],
};

/** Natural logarithms of likelihood ratios against "a ship at large", by what was compared. What is not known of either says nothing and is left out. */
export type Evidence = Readonly<Record<string, number>>;

/** How much better one candidate explains a sighting than a ship at large does. */
export function evidenceFor(
  candidate: Candidate,
  sighting: Sighting,
  sampleDistanceMetres: number | null,
  population: Population,
): Evidence {
  const evidence: Record<string, number> = {};
  const size = sizeEvidence(candidate, sighting, sampleDistanceMetres, population);
  if (size !== null) evidence["size"] = size;
  for (const [group, ratio] of layoutEvidence(candidate.layout, sighting.layout, sampleDistanceMetres))
    evidence[group] = ratio;
  const colour = colourEvidence(candidate.colours, sighting.colours);
  if (colour !== null) evidence["colours"] = colour;
  const way = wayEvidence(candidate, sighting);
  if (way !== null) evidence["way"] = way;
  return evidence;
}

const normal = (difference: number, spread: number): number =>
  Math.exp(-0.5 * (difference / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI));

/** Density of a reading under the figures of a candidate. */
function under(figures: readonly Figure[], reading: number, error: number): number {
  const total = figures.reduce((sum, f) => sum + f.weight, 0);
  return figures.reduce(
    (sum, f) => sum + (f.weight / total) * normal(reading - f.metres, Math.hypot(f.error, error)),
    0,
  );
}

/** Figures without those of the page that tells of the sighting: they were measured in the very picture. */
const independent = (figures: readonly Figure[], { source }: Sighting): readonly Figure[] =>
  figures.filter((f) => f.source === "" || f.source !== source);

function sizeEvidence(
  candidate: Candidate,
  sighting: Sighting,
  sampleDistanceMetres: number | null,
  population: Population,
): number | null {
  const { lengthMetres, widthMetres } = sighting;
  const [lengths, widths] = [
    independent(candidate.lengths, sighting),
    independent(candidate.widths, sighting),
  ];
  if (lengthMetres === null || lengths.length === 0) return null;
  const { blunder } = recognitionModel;
  const length = lengthMetres.best;
  const lengthError = spreadOf(lengthMetres, sampleDistanceMetres);
  const width =
    widthMetres === null
      ? undefined
      : { metres: widthMetres.best, error: spreadOf(widthMetres, sampleDistanceMetres) };
  const atLarge = population.density(length, lengthError, width);
  const own =
    under(lengths, length, lengthError) *
    (width === undefined
      ? 1
      : widths.length > 0
        ? under(widths, width.metres, width.error)
        : population.widthDensity(length, width.metres, width.error));
  return Math.log(((1 - blunder) * own + blunder * atLarge) / atLarge);
}

function layoutEvidence(
  known: readonly string[],
  seen: readonly string[],
  sampleDistanceMetres: number | null,
): [string, number][] {
  const right = rightness(sampleDistanceMetres);
  if (right === null) return [];
  return (Object.keys(layoutGroups) as LayoutGroup[]).flatMap((group): [string, number][] => {
    const words: readonly string[] = layoutGroups[group];
    const own = known.find((w) => groupOf(w) === group);
    const read = seen.find((w) => groupOf(w) === group);
    if (own === undefined || read === undefined) return [];
    const chance = (word: string): number => (word === read ? right : (1 - right) / (words.length - 1));
    const atLarge = words.reduce((sum, word, i) => sum + (usualParts[group][i] ?? 0) * chance(word), 0);
    return [[group, Math.log(chance(own) / atLarge)]];
  });
}

/** That a part of the layout is read right; null where pixels are too coarse for any. A picture of which nothing is told is taken for a coarse one. */
function rightness(sampleDistanceMetres: number | null): number | null {
  const metres = sampleDistanceMetres ?? 3;
  return recognitionModel.layoutRight.find((r) => metres <= r.upToMetres)?.right ?? null;
}

function colourEvidence(known: readonly string[], seen: readonly string[]): number | null {
  const { colourRight } = recognitionModel;
  const others = plainColours.length - 1;
  let sum: number | null = null;
  for (const word of seen) {
    const part = word.slice(0, word.lastIndexOf("-"));
    const own = known.filter((w) => w.startsWith(`${part}-`));
    if (own.length === 0) continue;
    const chance = own.includes(word) ? colourRight / own.length : (1 - colourRight) / others;
    sum = (sum ?? 0) + Math.log(chance * plainColours.length);
  }
  return sum;
}

const knot = 1852 / 3600;

/** Whether the candidate can have come from where it was last known to where it was seen, and on to where it was next. */
function wayEvidence({ whereabouts }: Candidate, { at, position, error }: Sighting): number | null {
  const before = whereabouts.filter((w) => w.fromMs < at.toMs).toSorted((a, b) => b.toMs - a.toMs)[0];
  const after = whereabouts.filter((w) => w.toMs >= at.fromMs).toSorted((a, b) => a.fromMs - b.fromMs)[0];
  const { speedKnots, speedSpreadKnots, leastWay } = recognitionModel;
  let least: number | null = null;
  for (const place of [before, after]) {
    if (place === undefined) continue;
    // The most time that the sighting's span allows, and the least way that both errors allow.
    const seconds = Math.max(0, place === before ? at.toMs - place.toMs : place.fromMs - at.fromMs) / 1000;
    const metres = Math.max(
      0,
      distanceMetres(place.position, position) - 2 * Math.hypot(place.errorMetres, error.semiMajorMetres),
    );
    const knots = metres === 0 ? 0 : metres / Math.max(seconds, 1) / knot;
    const can = Math.max(
      leastWay,
      normalCdf((speedKnots - knots) / speedSpreadKnots) / normalCdf(speedKnots / speedSpreadKnots),
    );
    least = Math.min(least ?? 1, can);
  }
  return least === null ? null : Math.log(least);
}
