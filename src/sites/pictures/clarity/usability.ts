import { kindInWords, type Kind } from "../../counting/kind.ts";
import type { Clarity } from "./clarity.ts";
import {
  georeferenceLimitsMetres,
  lossLimits,
  mostOffNadirDegrees,
  needsOf,
  type Needs,
} from "./usability-thresholds.ts";

/** How far a look may be relied on for a kind, from the best to the worst. */
export const usabilities = ["usable", "partial", "not-seen"] as const;
export type Usability = (typeof usabilities)[number];

/** How the picture lies on the reference of its site; null: nobody has tried. */
export type LineUp = "matched" | "poor" | "none" | null;

/** What is known of a picture over an area. null always means: not known. */
export interface Conditions {
  readonly clarity: Clarity | null;
  readonly effectiveSampleDistanceMetres: number | null;
  readonly offNadirDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  readonly lineUp: LineUp;
  /** How far the picture may be off its place. */
  readonly errorMetres: number | null;
}

export interface JudgedUsability {
  readonly usability: Usability;
  /** One sentence for each thing that keeps the look from being better; empty when it is usable. */
  readonly reasons: readonly string[];
  readonly rule: "usability/1";
}

/** One thing that speaks against a look. */
interface Objection {
  readonly usability: Usability;
  readonly reason: string;
}

/**
 * Whether a look is usable for a kind of thing in an area. The worst objection decides. What is not known is an objection, never an advantage; the uncertainty of the clarity is added to
 * what is lost. So more cloud, coarser pixels, a steeper view, a lower sun or a larger error never make a look better.
 */
export function usabilityOf(kind: Kind, conditions: Conditions): JudgedUsability {
  const needs = needsOf[kind];
  const objections = [
    ...againstClarity(conditions.clarity, needs),
    ...againstDetail(kind, conditions.effectiveSampleDistanceMetres, needs),
    ...againstView(conditions.offNadirDegrees),
    ...againstSun(conditions.sunElevationDegrees, needs),
    ...againstPlace(conditions.lineUp, conditions.errorMetres),
  ];
  const worst = Math.max(0, ...objections.map((o) => usabilities.indexOf(o.usability)));
  return {
    usability: usabilities[worst] ?? "not-seen",
    reasons: objections
      .toSorted((a, b) => usabilities.indexOf(b.usability) - usabilities.indexOf(a.usability))
      .map((o) => o.reason),
    rule: "usability/1",
  };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const metres = (length: number): string => `${Number(length.toPrecision(3))} m`;
const partial = (reason: string): Objection => ({ usability: "partial", reason });
const notSeen = (reason: string): Objection => ({ usability: "not-seen", reason });

function againstClarity(clarity: Clarity | null, { night }: Needs): readonly Objection[] {
  if (clarity === null) return [partial("It is not known how much of the area is clear.")];
  const { covered, cloud, shadow, snow, haze, saturated, dark, unknown, uncertainty } = clarity;
  const objections: Objection[] = [];
  const missing = 1 - covered;
  const lost = missing + cloud + saturated + unknown + (night ? 0 : dark);
  const { partial: limit, partialFloor, notSeen: allLost, veiledPartial } = lossLimits;
  // Uncertainty is a matter of what was judged: it cannot add cloud where no pixel is.
  const mostLost = Math.max(partialFloor, limit - uncertainty * covered);
  const most = `at most ${percent(mostLost)} for usable, with ${percent(uncertainty)} of uncertainty`;
  const parts: readonly (readonly [share: number, words: string])[] = [
    [missing, `The picture leaves out ${percent(missing)} of the area`],
    [cloud, `Cloud hides ${percent(cloud)} of the area`],
    [night ? 0 : dark, `Darkness hides ${percent(dark)} of the area`],
    [saturated, `${percent(saturated)} of the area is brighter than the picture can hold`],
    [unknown, `For ${percent(unknown)} of the area it cannot be told what hides it`],
  ];
  if (lost >= allLost || covered === 0)
    objections.push(
      ...parts
        .filter(([share]) => share > 0.005)
        .map(([, words]) =>
          notSeen(
            `${words}; ${percent(lost)} is lost in all, and from ${percent(allLost)} on nothing was seen.`,
          ),
        ),
    );
  else if (lost > mostLost)
    objections.push(
      ...parts.filter(([share]) => share > 0.005).map(([, words]) => partial(`${words}; ${most}.`)),
    );
  if (objections.length === 0 && lost > mostLost)
    objections.push(partial(`${percent(lost)} of the area is lost; ${most}.`));
  const veiled = shadow + haze + snow;
  if (veiled + (veiled > 0 ? uncertainty * covered : 0) > veiledPartial && !(night && veiled === shadow))
    objections.push(
      partial(
        `Cloud shadow, haze and snow lie on ${percent(veiled)} of the area; at most ${percent(veiledPartial)} for usable, with ${percent(uncertainty)} of uncertainty added.`,
      ),
    );
  return objections;
}

function againstDetail(kind: Kind, distance: number | null, needs: Needs): readonly Objection[] {
  const things = kindInWords(kind, 2);
  if (distance === null) return [partial("It is not known how fine the detail of the picture is.")];
  if (distance > needs.seen)
    return [
      notSeen(
        `The pixels carry detail of ${metres(distance)}; ${things} cannot be seen beyond ${metres(needs.seen)}, since ${needs.reason}.`,
      ),
    ];
  return distance > needs.counted
    ? [
        partial(
          `The pixels carry detail of ${metres(distance)}; for ${things} at most ${metres(needs.counted)}, since ${needs.reason}.`,
        ),
      ]
    : [];
}

function againstView(offNadir: number | null): readonly Objection[] {
  if (offNadir === null) return [];
  return Math.abs(offNadir) > mostOffNadirDegrees
    ? [
        partial(
          `The picture was taken ${Number(Math.abs(offNadir).toPrecision(3))} degrees from the vertical; at most ${mostOffNadirDegrees} for usable, since things hide what stands behind them.`,
        ),
      ]
    : [];
}

function againstSun(elevation: number | null, { sunDegrees }: Needs): readonly Objection[] {
  if (elevation === null || sunDegrees === null) return [];
  return elevation < sunDegrees
    ? [
        partial(
          `The sun stood at ${Number(elevation.toPrecision(3))} degrees; at least ${sunDegrees} for usable, since long shadows hide things.`,
        ),
      ]
    : [];
}

function againstPlace(lineUp: LineUp, errorMetres: number | null): readonly Objection[] {
  const objections: Objection[] = [];
  if (lineUp === "poor")
    objections.push(partial("The picture does not line up with the reference of the site well enough."));
  if (lineUp === "none")
    objections.push(partial("The picture has nothing in common with the reference of the site."));
  const { partial: most, notSeen: other } = georeferenceLimitsMetres;
  if (errorMetres !== null && errorMetres > other)
    objections.push(
      notSeen(
        `The picture may be ${metres(errorMetres)} off its place; from ${metres(other)} on it may show another area.`,
      ),
    );
  else if (errorMetres !== null && errorMetres > most)
    objections.push(
      partial(
        `The picture may be ${metres(errorMetres)} off its place; at most ${metres(most)} for usable, half the distance of two tracks.`,
      ),
    );
  return objections;
}
