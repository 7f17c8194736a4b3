import type { Kind } from "../../sites/counting/kind.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Seen } from "../../sites/counting/marks/combined-count.ts";
import { combineLook, type CombinedLook } from "../../sites/counting/marks/combined-look.ts";
import type { MachineReading } from "../../sites/counting/marks/machine-reading.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import { lookUsability } from "../../sites/pictures/look-usability.ts";
import { areaUnder } from "../../sites/tracks/area-under.ts";
import type { CarCount } from "../../sites/tracks/counted.ts";
import { placeOfReading } from "../../sites/tracks/place-of-reading.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook, type MarkedLook } from "../looks/mark-place.ts";
import { readMarks, readPasses, readReadings } from "../store/reading-marks.ts";
import { readAreaCounts } from "../store/standing-counts.ts";
import { readingOf } from "./count-look.ts";

/** One part of a look with all of its counts held against each other. */
export interface CombinedPart {
  /** null: the whole site. */
  readonly areaId: string | null;
  readonly look: CombinedLook;
  readonly seen: Seen;
}

export interface CombinedParts {
  readonly marked: MarkedLook;
  readonly marks: readonly Mark[];
  /** The machine's counts of the look, oldest first. */
  readonly readings: readonly MachineReading[];
  /** The whole site first, then each area that the machine's newest count gives a figure for. */
  readonly parts: readonly [CombinedPart, ...CombinedPart[]];
}

export interface PartsWanted {
  readonly lookId: string;
  readonly kind: Kind;
  /** Only what trail entries before this one made. */
  readonly beforeTrail?: number;
}

/**
 * Holds all counts of a look against each other, over the site and in each area by itself. A mark that names no area lies in that of the track beneath it.
 * @throws InputError for a look without a picture; DamageError when the reading of the machine's count cannot be read
 */
export function combinedParts(
  opened: Case,
  { lookId, kind, beforeTrail }: PartsWanted,
  areas: "with areas" | "site alone" = "with areas",
): CombinedParts {
  const before = { lookId, ...(beforeTrail === undefined ? {} : { beforeTrail }) };
  const marked = markedLook(opened, lookId, beforeTrail);
  const marks = readMarks(opened.database, before);
  const readings = readReadings(opened.database, before);
  const passes = readPasses(opened.database, before);
  const newest = readings.at(-1);
  const site: CombinedPart = {
    areaId: null,
    look: combineLook(marks, { readings, passes }, kind),
    seen:
      newest === undefined
        ? seenInPicture(marked, kind)
        : seenBy(newest.outcome, newest.reasons.join(" "), newest.total),
  };
  const found =
    newest === undefined || kind !== "railcar" || areas === "site alone"
      ? []
      : readAreaCounts(opened.database, newest);
  if (newest === undefined || found.length === 0) return { marked, marks, readings, parts: [site] };
  const areaOf = areasOfMarks(opened, newest, marked);
  const inAreas = found.map(({ areaId, low, best, high, outcome, reason }): CombinedPart => {
    const total = low === null || best === null || high === null ? null : { low, best, high };
    const readingsHere = readings.map((r) => ({ ...r, total: r === newest ? total : null }));
    return {
      areaId,
      look: combineLook(marks, { readings: readingsHere, holds: (m) => areaOf(m) === areaId, passes }, kind),
      seen: seenBy(outcome, reason, total),
    };
  });
  return { marked, marks, readings, parts: [site, ...inAreas] };
}

/**
 * What the machine could not see whole, nobody has seen whole: its upper margin holds what may stand there, and stays. What it could not count, people's marks are
 * a lower bound of.
 */
function seenBy(outcome: Outcome, reason: string, total: CarCount | null): Seen {
  if (outcome === "counted" && total !== null) return { outcome, reason: "", unseen: 0 };
  const failed = outcome === "not-seen" || outcome === "failed";
  return {
    outcome: "partial",
    reason: failed
      ? `The machine could not count (${outcome}): ${reason || "no reason is on record."}`
      : reason || "The machine's count of it is partial.",
    unseen: failed || total === null ? null : total.high - total.best,
  };
}

function seenInPicture({ look }: MarkedLook, kind: Kind): Seen {
  const { usability, reasons } = lookUsability(look, kind);
  return usability === "usable"
    ? { outcome: "counted", reason: "", unseen: 0 }
    : {
        outcome: "partial",
        reason: reasons.join(" ") || `The picture is ${usability} by the rules.`,
        unseen: null,
      };
}

/** The area that each mark lies in, worked out once for each. */
function areasOfMarks(
  opened: Case,
  newest: MachineReading,
  { marked }: MarkedLook,
): (mark: Mark) => string | null {
  const known = new Map<string, string | null>();
  const reading = readingOf(opened, newest.evidence);
  const toPixel = placeOfReading(reading)?.toPixel ?? marked.place?.toPixel ?? null;
  return (mark) => {
    if (mark.areaId !== null) return mark.areaId;
    const found = known.get(mark.id);
    if (found !== undefined) return found;
    const corners = mark.outline.slice(0, -1);
    const middle = [0, 1].map((axis) => corners.reduce((sum, c) => sum + (c[axis] ?? 0), 0) / corners.length);
    const [x = 0, y = 0] = middle;
    const pixel = mark.inPixels ? ([x, y] as const) : (toPixel?.([x, y]) ?? null);
    const area = pixel === null ? null : areaUnder(reading, pixel);
    known.set(mark.id, area);
    return area;
  };
}
