import { roundedInside } from "../../base/probability/rounded-inside.ts";
import type { Rival, Verdict } from "./verdict.ts";

const to = (places: number) => {
  const scale = 10 ** places;
  return (value: number): number => Math.round(value * scale) / scale;
};
const digits = 6;
const share = (p: number): number => roundedInside(p, digits);
/** Of what is never certain: that the machine's numbers end at 0 and 1 makes it no certainty. */
const uncertain = (p: number): number => share(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
/** 0 where nobody was heard at any time that it is asked for; of no transponder is it certain that it would have been. */
const heardShare = (p: number): number => (p === 0 ? 0 : uncertain(p));
const degrees = to(6);
const one = to(1);
const orNull = (value: number | null, round: (v: number) => number): number | null =>
  value === null ? null : round(value);

/**
 * A verdict with no more digits than it deserves: so that another machine's last bit makes no other record. Probabilities stay inside of 0
 * and 1; only `cannot-tell`, which claims nothing, and a rival beside which there is no other have 1.
 */
export const roundedVerdict = (verdict: Verdict): Verdict => ({
  ...verdict,
  probability: (verdict.word === "cannot-tell" ? share : uncertain)(verdict.probability),
  heard: orNull(verdict.heard, heardShare),
  rivals: verdict.rivals.map((rival): Rival => ({
    ...rival,
    probability: (verdict.rivals.length === 1 ? share : uncertain)(rival.probability),
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
