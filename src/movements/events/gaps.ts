import { roundedInside } from "../../base/probability/rounded-inside.ts";
import { metresPerNauticalMile, metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import type { SenderClass } from "../ais/fixes.ts";
import type { Shore } from "../places/shore.ts";
import type { HeardAlong, ReceptionModel } from "../reception/reception.ts";
import type { UnreportedTime } from "../reception/unreported.ts";
import type { Gap } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import type { Follower, Stretch } from "./stretch.ts";

/** A silence before it is known what would have been heard. */
export interface Silence {
  readonly mmsi: number;
  readonly senderClass: SenderClass;
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: readonly [longitude: number, latitude: number];
  readonly to: readonly [longitude: number, latitude: number];
  readonly speedBeforeKnots: number | null;
  /** Reports of the segment in the 12 hours before it; at most those of the piece of reports that it lies in. */
  readonly reportsBefore: number;
}

const beforeMs = 12 * 3_600_000;

/** Finds the silences of a segment that last `gapHours` or more. */
export function followSilences(
  mmsi: number,
  senderClass: SenderClass,
  { gapHours }: EventSettings,
  found: Silence[],
): Follower {
  const leastMs = gapHours * 3_600_000;
  let [lastAt, lastLongitude, lastLatitude, lastSpeed] = [Number.NaN, 0, 0, Number.NaN];
  return {
    take: ({ fixes, order, from, to, flags, without }) => {
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        if (((flags[row] ?? 0) & without) !== 0) continue;
        const at = fixes.at[row] ?? 0;
        if (at - lastAt >= leastMs)
          found.push({
            mmsi,
            senderClass,
            fromMs: lastAt,
            toMs: at,
            from: [lastLongitude, lastLatitude],
            to: [fixes.longitude[row] ?? 0, fixes.latitude[row] ?? 0],
            speedBeforeKnots: Number.isNaN(lastSpeed) ? null : Math.round(lastSpeed * 10) / 10,
            reportsBefore: reportsSince({ fixes, order, from, to: k, flags, without }, lastAt - beforeMs),
          });
        lastAt = at;
        lastLongitude = fixes.longitude[row] ?? 0;
        lastLatitude = fixes.latitude[row] ?? 0;
        lastSpeed = fixes.speed[row] ?? Number.NaN;
      }
    },
    end: () => undefined,
  };
}

function reportsSince({ fixes, order, from, to }: Stretch, sinceMs: number): number {
  let k = to;
  while (k > from && (fixes.at[order[k - 1] ?? 0] ?? 0) >= sinceMs) k--;
  return to - k;
}

/** Why a silence says nothing of the ship, by what is known of reception; null where it does. */
export function doubtOf(
  { heard, knownShare, witnessedShare }: HeardAlong,
  { notHeardBelow }: EventSettings,
): { readonly kind: Gap["kind"]; readonly reason: string } | null {
  if (heard === null)
    return {
      kind: "cannot-tell",
      reason:
        knownShare === 0
          ? "no other ship was ever heard where it was"
          : "for most of the way nothing is known of reception",
    };
  if (witnessedShare === 0)
    return {
      kind: "cannot-tell",
      reason: "no other ship was heard near at the same time: the receivers may have been silent",
    };
  return heard < notHeardBelow
    ? { kind: "not-heard-there", reason: "few ships are heard there: its silence says nothing" }
    : null;
}

/** Nothing is said of a silence in which the case has reports of anybody for less time than a gap lasts. */
export const holeDoubt = (
  lastedMs: number,
  unreportedMs: number,
  { gapHours }: EventSettings,
): { readonly kind: Gap["kind"]; readonly reason: string } | null =>
  unreportedMs > 0 && lastedMs - unreportedMs < gapHours * 3_600_000
    ? { kind: "cannot-tell", reason: "the case has no reports of any ship for most of it" }
    : null;

const farMetresOf = ({ disablingNauticalMiles }: EventSettings): number =>
  Math.round(disablingNauticalMiles * metresPerNauticalMile);

/** Metres to the nearest shore, no more than a disabling asks for; 0 inland, null where the shore is not known. */
export function shoreMetresOf(
  from: readonly [longitude: number, latitude: number],
  shore: Shore | null,
  settings: EventSettings,
): number | null {
  if (shore === null) return null;
  if (shore.isLand(...from)) return 0;
  const most = farMetresOf(settings);
  // Beside the shore, but not inland.
  return Math.max(1, Math.round(Math.min(most, shore.metres(...from, most))));
}

/** To four digits, but never to a certainty that was not reached. */
export const roundedOdds = (p: number | null): number | null => (p === null ? null : roundedInside(p, 4));

/** What a silence is, by what a working transponder would have been heard of. */
export function gapOf(
  silence: Silence,
  reception: ReceptionModel,
  shore: Shore | null,
  settings: EventSettings,
  unreported: UnreportedTime,
): Gap {
  const { mmsi, fromMs, toMs, from, to, speedBeforeKnots } = silence;
  const metres = sphereMetres(...from, ...to);
  const along = reception.heardAlong(silence);
  const shoreMetres = shoreMetresOf(from, shore, settings);
  const heard = along.heard ?? 0;
  const unreportedMs = unreported(fromMs, toMs);
  // Only where anybody was heard can a ship have been silent.
  const hours = (toMs - fromMs - unreportedMs) / 3_600_000;
  const doubt = doubtOf(along, settings) ?? holeDoubt(toMs - fromMs, unreportedMs, settings);
  const reasons: string[] = doubt === null ? [] : [doubt.reason];
  if (doubt === null && unreportedMs >= 3_600_000)
    reasons.push(
      `the case has no reports of any ship for ${Math.round(unreportedMs / 3_600_000)} hours of it`,
    );
  let kind: Gap["kind"] = doubt?.kind ?? "gap";
  if (doubt === null) {
    const isInland = shoreMetres === 0;
    const isFar = shoreMetres === null ? null : shoreMetres >= farMetresOf(settings);
    const fails = [
      hours < settings.disablingHours ? "shorter than a disabling is taken to be" : "",
      isFar === true
        ? ""
        : isFar === null
          ? "the shore is not known"
          : isInland
            ? "begun inland"
            : "begun near a shore",
      silence.reportsBefore < settings.disablingReportsBefore ? "seldom heard before it too" : "",
      heard < settings.disablingHeard ? "reception is not good enough to be sure" : "",
    ].filter((why) => why !== "");
    if (fails.length === 0) {
      kind = "disabling";
      reasons.push("a working transponder would have been heard: it was off or did not work");
    } else reasons.push(...fails);
  }
  return {
    mmsi,
    fromMs,
    toMs,
    silentUntilMs: toMs,
    fromPosition: from,
    toPosition: to,
    distanceMetres: Math.round(metres),
    impliedKnots: Math.round((metres / ((toMs - fromMs) / 1000) / metresPerSecondOfKnot) * 10) / 10,
    speedBeforeKnots,
    shoreMetres,
    heard: roundedOdds(along.heard),
    oddsUntilMs: toMs,
    kind,
    reasons,
  };
}
