import type { LookStrip, StripLook } from "./look-strip.ts";

/** Which looks a timelapse shows, and which usable ones it does not. */
export interface TimelapsePlan {
  readonly shown: readonly StripLook[];
  readonly leftOut: readonly { readonly look: StripLook; readonly why: string }[];
}

/**
 * The usable looks of a site with a picture, each exposure once, in order of time. A look whose licence keeps its pixels in the case is left
 * out and named, and so is one without a date: nobody could say when it shows the place.
 */
export function timelapsePlan({ looks }: Pick<LookStrip, "looks">): TimelapsePlan {
  const usable = looks.filter((l) => l.state === "usable" && l.picture && l.countedBy === null);
  const whyNot = (look: StripLook): string | null =>
    !look.mayLeave
      ? "its licence does not let pixels leave the case"
      : look.fromMs === null
        ? "it is not known when it was taken"
        : null;
  return {
    shown: usable.filter((l) => whyNot(l) === null),
    leftOut: usable.flatMap((look) => {
      const why = whyNot(look);
      return why === null ? [] : [{ look, why }];
    }),
  };
}
