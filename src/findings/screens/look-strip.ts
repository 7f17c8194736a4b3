import { daysBetween, spanAtSite } from "../../base/time/words.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { DayState } from "../../sites/counting/look-calendar.ts";
import type { Look } from "../../sites/counting/look.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import type { Site } from "../../sites/counting/site.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";

/** One look of a site, in the strip below a picture. */
export interface StripLook {
  readonly id: string;
  /** By the site's clock; "date not known" for none. */
  readonly taken: string;
  readonly fromMs: number | null;
  readonly state: DayState;
  /** Whether there are pixels to show. */
  readonly picture: boolean;
  readonly simulated: boolean;
  /** The look of the same exposure that is counted in its place; null where it is itself. */
  readonly countedBy: string | null;
  readonly mayLeave: boolean;
  /** Days without a usable look since the last one; null for looks that are not usable, and for the first. */
  readonly daysBlind: number | null;
  /** Who took or published it. */
  readonly who: string;
  /** Why it is no better; the first reason only. */
  readonly why: string;
}

/** The looks of a site in order of time, those without a date last. */
export interface LookStrip {
  readonly site: string;
  readonly kind: Kind;
  readonly looks: readonly StripLook[];
}

/** A published look with how its figures ended. */
export interface PublishedLook {
  readonly look: Pick<Look, "id" | "takenAt" | "observer">;
  readonly outcome: Outcome;
}

export function lookStrip(
  site: Pick<Site, "id" | "zoneMinutes">,
  kind: Kind,
  pictures: readonly PictureLook[],
  published: readonly PublishedLook[],
): LookStrip {
  const own = new Set(pictures.map((p) => p.look.id));
  const looks: (Omit<StripLook, "daysBlind"> & { readonly toMs: number | null })[] = [
    ...exposuresOf(pictures, kind).flatMap(({ counted, repeats }) =>
      [counted, ...repeats].map((look) => {
        const judged = lookUsability(look, kind);
        return {
          id: look.look.id,
          taken: spanAtSite(look.look.takenAt, site.zoneMinutes),
          fromMs: look.look.takenAt?.fromMs ?? null,
          toMs: look.look.takenAt?.toMs ?? null,
          state: dayStateOf(judged),
          picture: look.picture !== null,
          simulated: look.picture?.simulated ?? false,
          countedBy: look === counted ? null : counted.look.id,
          mayLeave: look.supply.mayLeave,
          who: look.look.provider === "" ? look.supply.platform : look.look.provider,
          why: judged.override?.reason ?? judged.reasons[0] ?? "",
        };
      }),
    ),
    ...published
      .filter((p) => !own.has(p.look.id))
      .map(({ look, outcome }) => ({
        id: look.id,
        taken: spanAtSite(look.takenAt, site.zoneMinutes),
        fromMs: look.takenAt?.fromMs ?? null,
        toMs: look.takenAt?.toMs ?? null,
        state: outcome === "counted" ? ("usable" as const) : outcome,
        picture: false,
        simulated: false,
        countedBy: null,
        mayLeave: false,
        who: look.observer,
        why: "",
      })),
  ].sort((a, b) => (a.fromMs ?? Infinity) - (b.fromMs ?? Infinity) || (a.id < b.id ? -1 : 1));
  let lastUsable: number | null = null;
  return {
    site: site.id,
    kind,
    looks: looks.map(({ toMs, ...look }): StripLook => {
      if (look.state !== "usable" || look.fromMs === null || toMs === null || look.countedBy !== null)
        return { ...look, daysBlind: null };
      // Two looks of one day leave none between them.
      const daysBlind = lastUsable === null ? null : Math.max(0, daysBetween(lastUsable, look.fromMs));
      lastUsable = Math.max(lastUsable ?? -Infinity, toMs);
      return { ...look, daysBlind };
    }),
  };
}

/**
 * The look to step to: the next (or previous) that is usable, or any where all are asked for; null at the end. From a look with a picture,
 * usable means usable pictures: what was only published is stepped over.
 */
export function steppedLook(
  { looks }: Pick<LookStrip, "looks">,
  from: string,
  by: 1 | -1,
  which: "usable" | "all",
): StripLook | null {
  const at = looks.findIndex((l) => l.id === from);
  const fromPicture = looks[at]?.picture ?? false;
  if (at === -1) return null;
  for (let i = at + by; i >= 0 && i < looks.length; i += by) {
    const look = looks[i];
    if (look === undefined) break;
    if (
      which === "all" ||
      (look.state === "usable" && look.countedBy === null && (look.picture || !fromPicture))
    )
      return look;
  }
  return null;
}
