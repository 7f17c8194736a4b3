import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { FixedObject } from "../fixed/fixed-object.ts";
import type { Sighting } from "../sightings/sighting.ts";
import { middleBracket, type Candidate } from "./candidate.ts";
import { expectedPlace } from "./forecast.ts";
import { heardThen } from "./heard-then.ts";
import type { Evidence, MatchTask, PlacedInScene } from "./match.ts";
import { mustTransmit } from "./must-transmit.ts";
import { flatUpToDegrees } from "./plane.ts";
import type { Rival, Verdict } from "./verdict.ts";

/** A sighting with everything that it may be. */
export interface Weighed {
  readonly sighting: Sighting;
  readonly targets: readonly {
    readonly probability: number;
    readonly evidence: Evidence;
    readonly ship: PlacedInScene | null;
    readonly fixed: FixedObject | null;
  }[];
  /** That it is none of them. */
  readonly none: number;
}

/** Rivals less probable than this are not listed, and not more than so many. */
const leastRival = 0.001;
const mostRivals = 12;

export const nobodysName = "no ship of the reports";

/** A rival that is at least so probable has its doubts told among the reasons. */
const toldFrom = 0.05;

/** What the reports of rivals are not taken for. */
function doubtsOf(rivals: readonly Rival[]): string[] {
  const told = rivals.filter((r) => r.probability >= toldFrom);
  return [
    ...(told.some((r) => r.leftOut !== undefined)
      ? ["Some reports about that time are doubted: the forecast rests on those before and after them."]
      : []),
    ...(told.some((r) => r.segment !== undefined)
      ? [
          "A number was sent from places that no ship sails between in the time: each of its segments is weighed by itself.",
        ]
      : []),
  ];
}

/** The word for a sighting that was made at one of these times, by the thresholds of the settings. */
export function sightingVerdict(weighed: Weighed, task: MatchTask, times: readonly number[]): Verdict {
  const verdict = wordOf(weighed, task, times);
  return { ...verdict, reasons: [...verdict.reasons, ...doubtsOf(verdict.rivals)] };
}

function wordOf(weighed: Weighed, task: MatchTask, times: readonly number[]): Verdict {
  const { sighting, targets, none } = weighed;
  const { settings, reception } = task;
  const at = times[times.length >> 1] ?? 0;
  // Without reports nothing was weighed, and "no ship of the reports" would say more than is known.
  const rivals = task.anyReports || targets.length > 0 ? rivalsOf(weighed, at) : [];
  const best = (kind: "ship" | "fixed"): number =>
    Math.max(0, ...targets.filter((t) => t[kind] !== null).map((t) => t.probability));
  const [ship, object] = [best("ship"), best("fixed")];
  const [longitude, latitude] = sighting.position;
  const heard = heardThen(
    times,
    (then) => reception?.heard(longitude, latitude, then, "A", settings.heardMinutes) ?? null,
  );
  const base = { sightingId: sighting.id, sceneId: sighting.sceneId, rivals, heard };
  if (ship >= settings.probable)
    return { ...base, word: "matched", probability: ship, reasons: matchedReasons(weighed) };
  const obliged = mustTransmit(sighting);
  // A large ship is not hidden by what it lies at: a length that is rather another thing's leaves it open, and so does a berth, where it is ships that lie.
  const stands = targets.find((t) => t.fixed !== null && t.probability === object);
  const isBerth = stands?.fixed?.kind === "berth";
  const tooUnlike = (stands?.evidence.length ?? 0) < 0 && (obliged ?? 0) >= 0.5;
  if (object >= settings.probable && !isBerth && !tooUnlike)
    return {
      ...base,
      word: "fixed-object",
      probability: object,
      reasons: ["It stands where a fixed object is known to stand on that day."],
    };
  const reasons: string[] = [];
  if (!task.anyReports) reasons.push("No position reports of that time are on record.");
  if (task.at.toMs - task.at.fromMs > 36 * 3_600_000)
    reasons.push("The time of the picture is not known closely enough.");
  if (Math.abs(latitude) > flatUpToDegrees)
    reasons.push("It lies too near to a pole for its place to be held against others.");
  if (sighting.error.semiMajorMetres > settings.placeMetres)
    reasons.push("Its place is not known closely enough.");
  if (none < settings.nobody && task.anyReports)
    reasons.push(
      ship + object > none
        ? "More than one thing may be it, and none of them stands out."
        : "It may be a ship that reported: none is probable, but together they are not improbable.",
    );
  if (heard === null)
    reasons.push("It is not known whether a transponder there and then would have been heard.");
  else if (heard < settings.heard)
    reasons.push("A transponder there and then might well not have been heard.");
  if (isBerth && object >= toldFrom) reasons.push("It lies at a berth, where ships come and go.");
  else if (tooUnlike && object >= toldFrom)
    reasons.push(
      "A fixed object stands there, but the length is rather that of another thing: a ship may lie beside it.",
    );
  if (obliged === null)
    reasons.push("Its length was not measured, so it is not known whether it must transmit.");
  else if (obliged < settings.mustTransmit) reasons.push("It may be of a size that need not transmit.");
  if (reasons.length === 0 && heard !== null && obliged !== null)
    return {
      ...base,
      word: "dark",
      probability: none * (1 - settings.falseShare) * heard * obliged,
      reasons: [
        "No ship that reported is probably it, a transponder there would have been heard, and it is of a size that must transmit.",
        "A ship of war, or a failed transponder, looks the same.",
      ],
    };
  return { ...base, word: "cannot-tell", probability: 1, reasons };
}

function matchedReasons({ targets }: Weighed): string[] {
  const [best] = targets.toSorted((a, b) => b.probability - a.probability);
  if (best === undefined) return [];
  const { length, width, heading } = best.evidence;
  return [
    "Its reports put it there.",
    ...(length + width < -2
      ? ["Its dimensions do not agree with what the ship sends; these are often wrong."]
      : []),
    ...(heading < -2 ? ["Its heading does not agree with the reports."] : []),
  ];
}

function rivalsOf({ sighting, targets, none }: Weighed, at: number): Rival[] {
  const nobody: Rival = {
    mmsi: null,
    fixedObjectId: null,
    name: nobodysName,
    probability: none,
    expected: null,
    minutesBefore: null,
    minutesAfter: null,
    distanceMetres: null,
    evidence: {},
  };
  const listed = targets
    .filter((t) => t.probability >= leastRival)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, mostRivals)
    .map((t): Rival => {
      const { ship, fixed, probability } = t;
      const evidence = { ...t.evidence };
      if (ship !== null) return { ...shipRival(ship, probability, at, sighting), evidence };
      return {
        mmsi: null,
        fixedObjectId: fixed?.id ?? null,
        name: fixed?.name ?? "",
        probability,
        expected: null,
        minutesBefore: null,
        minutesAfter: null,
        distanceMetres: fixed === null ? null : distanceMetres(fixed.position, sighting.position),
        evidence,
      };
    });
  return [...listed, nobody].sort((a, b) => b.probability - a.probability);
}

function shipRival(
  { candidate, forecast }: PlacedInScene,
  probability: number,
  at: number,
  sighting: Sighting | null,
): Rival {
  const expected = expectedPlace(forecast);
  const { before, after } = middleBracket(candidate);
  return {
    mmsi: candidate.mmsi,
    fixedObjectId: null,
    name: nameOf(candidate),
    probability,
    expected,
    minutesBefore: before === null ? null : (at - before.at) / 60_000,
    minutesAfter: after === null ? null : (after.at - at) / 60_000,
    distanceMetres: sighting === null ? null : distanceMetres(expected.position, sighting.position),
    evidence: {},
    ...(candidate.segment === undefined ? {} : { segment: candidate.segment }),
    ...(candidate.leftOut === undefined ? {} : { leftOut: candidate.leftOut }),
  };
}

const nameOf = ({ name, mmsi }: Candidate): string => (name === "" ? String(mmsi) : name);

/** A report whose ship is not in the picture, where it should be seen; null where that cannot be said or need not. */
export function reportVerdict(
  ship: PlacedInScene,
  used: number,
  task: MatchTask,
  at: number,
): Verdict | null {
  const { settings } = task;
  const unused = Math.max(0, 1 - used);
  const bracket = middleBracket(ship.candidate);
  // What reports that were left out put into the picture counts for nothing here.
  const inPicture = ship.inPicture - (ship.candidate.leftOut === undefined ? 0 : settings.wrongFlags);
  if (inPicture < settings.inPicture || ship.found < settings.found || unused < settings.probable)
    return null;
  if (bracket.before === null || bracket.after === null) return null;
  if (Math.abs(bracket.before.position[1]) > flatUpToDegrees) return null;
  const probability = unused * inPicture * ship.found;
  const rival = shipRival(ship, 1, at, null);
  return {
    sightingId: null,
    sceneId: task.scene?.id ?? null,
    word: "report-without-ship",
    probability,
    rivals: [
      {
        ...rival,
        evidence: { missed: Math.log(1 - inPicture * ship.found) },
      },
    ],
    heard: null,
    reasons: [
      "Its reports put it into the picture, a ship of its length is found in such a picture, and no sighting is it.",
      "Either it was missed, or it was not where its reports say.",
      ...doubtsOf([rival]),
    ],
  };
}
