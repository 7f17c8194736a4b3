import { spotIndex } from "./spot-index.ts";
import type { Spot } from "./spots.ts";
import { turnBetween } from "./thin-spots.ts";

/**
 * Steps from spot to spot. State 2i is spot i as it runs, 2i + 1 the same spot the other way round. The steps of a state stand from
 * `starts[state]` to `starts[state + 1]`.
 */
export interface Links {
  readonly starts: Uint32Array;
  readonly to: Uint32Array;
  /** What a step adds to the odds of a line: the odds of both ends over its length, less what it bends and leaps. */
  readonly gain: Float32Array;
  readonly metres: Float32Array;
}

const step = { least: 2.4, most: 7.5 } as const;
/** Sharper than tracks are laid in yards, to leave room for the noise of spots. */
const sharpest = 1 / 90;
/** Odds count no more than this, so that one clear stretch does not pay for a long way over nothing. */
const mostOdds = 3;
/** A line pays so much for each metre: what is as likely to be a track as not does not make a line. */
const perMetre = -0.75;
/** Beyond this a step leaps over what was not seen, and each metre costs. */
const leap = { from: 4.5, perMetre: 0.8 } as const;
/** Spread of the direction of spots, radians, and of their place, metres. */
const noise = { angle: 0.035, place: 0.2 } as const;

/** Steps that a track can take: of 2.4 to 7.5 m, along both spots, in a bend that trains can pass. */
export function linksOf(spots: readonly Spot[]): Links {
  const nearby = spotIndex(spots, 4);
  const starts = new Uint32Array(2 * spots.length + 1);
  const [to, gain, metres]: [number[], number[], number[]] = [[], [], []];
  spots.forEach((own, index) => {
    for (const back of [0, 1]) {
      const heading = own.angle + back * Math.PI;
      const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
      nearby(own.x, own.y, step.most, (i) => {
        const other = spots[i];
        if (other === undefined) return;
        const [dx, dy] = [other.x - own.x, other.y - own.y];
        const [ahead, aside] = [dx * cos + dy * sin, dy * cos - dx * sin];
        if (ahead < step.least || ahead > step.most || Math.abs(aside) > 0.4 * ahead) return;
        const far = Math.hypot(ahead, aside);
        const turn = turnBetween(own.angle, other.angle);
        if (Math.abs(turn) > 3 * noise.angle + far * sharpest) return;
        // On a circle the chord lies half way between the directions of its ends.
        const off = Math.atan2(aside, ahead) - turn / 2;
        const spread = noise.angle + noise.place / far;
        if (Math.abs(off) > 3 * spread) return;
        const odds = (Math.min(mostOdds, own.odds) + Math.min(mostOdds, other.odds)) / 2 - perMetre;
        const seen = Math.min(far, leap.from);
        to.push(2 * i + (Math.abs(turnAsIs(own.angle, other.angle)) > Math.PI / 2 ? 1 - back : back));
        gain.push(
          odds * (odds > 0 ? seen : far) -
            leap.perMetre * (far - seen) -
            0.5 * (off / spread) ** 2 -
            0.5 * (turn / (noise.angle + far / 300)) ** 2,
        );
        metres.push(far);
      });
      starts[2 * index + back + 1] = to.length;
    }
  });
  return {
    starts,
    to: Uint32Array.from(to),
    gain: Float32Array.from(gain),
    metres: Float32Array.from(metres),
  };
}

/** The difference as the angles stand: near pi where one spot was found as running the other way round. */
const turnAsIs = (from: number, to: number): number => {
  const turn = Math.abs(to - from) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
};
