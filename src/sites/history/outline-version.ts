import { dayText } from "../../base/time/words.ts";
import type { Area } from "../counting/site.ts";
import type { OutlineOf } from "./comparable.ts";

/**
 * Which outline of its area a sample was counted in. Where outlines were amended or drawn later, each count says so itself (the one that was on record when
 * the count came on record); otherwise it is the one that held at the end of the look. Days are compared as text in UTC, which
 * is near enough for outlines that are dated by the day.
 */
export function outlineVersions(areas: readonly Area[]): OutlineOf {
  const outlines = new Map<string, Area[]>();
  for (const area of areas) {
    const key = `${area.siteId}/${area.id}`;
    outlines.set(key, [...(outlines.get(key) ?? []), area]);
  }
  return ({ areaId, look, outline }) => {
    if (outline !== undefined) return outline;
    if (areaId === null || look.takenAt === null) return "";
    const versions = outlines.get(`${look.siteId}/${areaId}`) ?? [];
    if (versions.length < 2) return versions[0]?.validFrom ?? "";
    const day = dayText(look.takenAt.toMs - 1);
    const held = versions.find(
      (a) => (a.validFrom === null || a.validFrom <= day) && (a.validTo === null || day < a.validTo),
    );
    return held?.validFrom ?? "none";
  };
}
