import type { Rival, Verdict } from "./verdict.ts";

const to = (digits: number) => {
  const scale = 10 ** digits;
  return (value: number): number => Math.round(value * scale) / scale;
};
const share = to(6);
const degrees = to(6);
const one = to(1);
const orNull = (value: number | null, round: (v: number) => number): number | null =>
  value === null ? null : round(value);

/** A verdict with no more digits than it deserves: so that another machine's last bit makes no other record. */
export const roundedVerdict = (verdict: Verdict): Verdict => ({
  ...verdict,
  probability: share(verdict.probability),
  heard: orNull(verdict.heard, share),
  rivals: verdict.rivals.map((rival): Rival => ({
    ...rival,
    probability: share(rival.probability),
    expected:
      rival.expected === null
        ? null
        : {
            position: [degrees(rival.expected.position[0]), degrees(rival.expected.position[1])],
            semiMajorMetres: one(rival.expected.semiMajorMetres),
            semiMinorMetres: one(rival.expected.semiMinorMetres),
            azimuthDegrees: one(rival.expected.azimuthDegrees),
          },
    minutesBefore: orNull(rival.minutesBefore, one),
    minutesAfter: orNull(rival.minutesAfter, one),
    distanceMetres: orNull(rival.distanceMetres, one),
    evidence: Object.fromEntries(
      Object.entries(rival.evidence).flatMap(([name, value]) =>
        Math.abs(value) < 5e-4 ? [] : [[name, to(3)(value)]],
      ),
    ),
  })),
});
