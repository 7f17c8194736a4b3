import type { DayState } from "../counting/look-calendar.ts";
import type { Kind } from "../counting/kind.ts";
import { applied, type Override } from "./clarity/override.ts";
import {
  usabilities,
  usabilityOf,
  type Conditions,
  type JudgedUsability,
  type Usability,
} from "./clarity/usability.ts";
import type { PictureLook } from "./picture-look.ts";

/** How far a look may be relied on for a kind, by the rule in each area, and by an analyst where one said otherwise. */
export interface LookUsability {
  readonly usability: Usability;
  /** True when there was no picture to judge. */
  readonly failed: boolean;
  /** What the rule says of each area. */
  readonly areas: readonly { readonly area: string; readonly judged: JudgedUsability }[];
  /** Why it is not better, each sentence once; one that does not hold for all areas has its area before it. */
  readonly reasons: readonly string[];
  readonly override: Override | null;
}

/**
 * Judges a look for a kind. A look is usable where every area is, not seen where none is, else partial; the newest override
 * of an analyst decides in its place. The rule is `usability/1` of docs/method/clarity.md.
 */
export function lookUsability(look: PictureLook, kind: Kind): LookUsability {
  const override = look.overrides.findLast((o) => o.kind === kind) ?? null;
  if (look.picture === null) {
    const judged: JudgedUsability = {
      usability: "not-seen",
      reasons: [`There is no picture: ${look.supply.reason}`],
      rule: "usability/1",
    };
    return { usability: "not-seen", failed: true, areas: [], reasons: judged.reasons, override: null };
  }
  const conditions = conditionsOf(look);
  const areas =
    look.clarities.length === 0
      ? [{ area: "picture", judged: usabilityOf(kind, { ...conditions, clarity: null }) }]
      : look.clarities.map((clarity) => ({
          area: clarity.area,
          judged: usabilityOf(kind, { ...conditions, clarity }),
        }));
  const words = new Set(areas.map((a) => a.judged.usability));
  const [only] = words;
  const overAll: Usability = words.size === 1 && only !== undefined ? only : "partial";
  const unplaced = [
    ...(look.picture.georeference === null ? ["The picture has no place on the ground."] : []),
    ...(look.clarities.some((c) => c.area === "site")
      ? ["The site has no area drawn: it is not known what should be seen."]
      : []),
  ];
  const reasons = [...unplaced, ...reasonsOf(areas)];
  const judged: JudgedUsability = {
    usability:
      unplaced.length > 0 && usabilities.indexOf(overAll) < usabilities.indexOf("partial")
        ? "partial"
        : overAll,
    reasons,
    rule: "usability/1",
  };
  const { usability } = applied(judged, override);
  return { usability, failed: false, areas, reasons, override };
}

function reasonsOf(areas: LookUsability["areas"]): string[] {
  const all = new Set(areas.flatMap((a) => a.judged.reasons));
  return [...all].map((reason) => {
    const named = areas.filter((a) => a.judged.reasons.includes(reason)).map((a) => a.area);
    return named.length === areas.length ? reason : `${named.join(", ")}: ${reason}`;
  });
}

function conditionsOf({ look, picture, supply, lineUp }: PictureLook): Conditions {
  const carried = picture?.effectiveSampleDistanceMetres ?? null;
  const grid = picture?.sampleDistanceMetres ?? null;
  // Where the pixels do not show what they carry, a supplier's own word is taken, never finer than the grid; nobody's word is not.
  const said = supply.origin === "catalogue" ? look.sampleDistanceMetres : null;
  const georeference = picture?.georeference ?? null;
  return {
    clarity: null,
    effectiveSampleDistanceMetres: carried ?? (said === null ? null : Math.max(said, grid ?? said)),
    offNadirDegrees: supply.offNadirDegrees,
    sunElevationDegrees: supply.sunElevationDegrees,
    lineUp: lineUp?.outcome === "matched" || lineUp?.outcome === "poor" ? lineUp.outcome : null,
    // A picture that was lined up is where its reference is.
    errorMetres:
      georeference?.type === "control-points" && lineUp?.outcome !== "matched"
        ? georeference.errorMetres
        : null,
  };
}

/** What a look means for the calendar of days. */
export const dayStateOf = ({ failed, usability }: LookUsability): DayState => (failed ? "failed" : usability);
