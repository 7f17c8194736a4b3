import { counted } from "../../../base/counted.ts";
import { dayMs } from "../../../base/time/calendar.ts";
import { spanInWords } from "../../../base/time/words.ts";
import type { StatedUnseen } from "../trips.ts";

/** Whether the days that a source could not see are all days of its span: a look of one day names it. */
export const daysAreTold = ({ days, within }: StatedUnseen): boolean =>
  within.toMs - within.fromMs <= days * dayMs;

/** Looks of known days beyond these are only counted. */
const namedLooks = 4;

/**
 * "VOA could not see 12 days in 26 August 2023 to 12 October 2023, without saying which: Dense cloud over the pier."; looks of known days of one source and
 * for one reason in one sentence.
 */
export function unseenInWords(stated: readonly StatedUnseen[]): string[] {
  const told = Map.groupBy(stated.filter(daysAreTold), ({ source, reason }) =>
    JSON.stringify([source, reason]),
  );
  return [
    ...stated
      .filter((s) => !daysAreTold(s))
      .map(
        ({ source, days, within, reason }) =>
          `${source} could not see ${counted(days, "day")} in ${spanInWords(within)}, without saying which: ${reason}`,
      ),
    ...[...told.values()].map((looks) => {
      const named = looks.slice(0, namedLooks).map(({ within }) => spanInWords(within));
      const more = looks.length > named.length ? ` and at ${looks.length - named.length} more looks` : "";
      return `${looks[0]?.source ?? ""} could not see it on ${named.join(", ")}${more}: ${looks[0]?.reason ?? ""}`;
    }),
  ];
}
