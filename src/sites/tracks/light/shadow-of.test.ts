import fc from "fast-check";
import { expect, test } from "vitest";
import { answerSizes } from "../reading.ts";
import { shadowOf, type ShadowVotes } from "./shadow-of.ts";

/** A strip that runs at an angle from east, with cars at some places, under a sun that throws shadows of one metre to `shadow`. */
function strip(
  angle: number,
  places: number,
  under: (place: number) => boolean,
  shadow: readonly [number, number],
) {
  const [e, n] = [Math.cos(angle), Math.sin(angle)];
  const along = Float64Array.from({ length: places * 4 }, (_, i) => (i % 2 === 0 ? e : n));
  const state = new Float32Array(answerSizes.state * places);
  const aside = new Float32Array(answerSizes.aside * places).fill(9);
  for (let place = 0; place < places; place++) {
    state[(under(place) ? 0 : 2) * places + place] = 8;
    if (!under(place)) continue;
    aside[place] = shadow[0] * e + shadow[1] * n;
    aside[places + place] = shadow[0] * n - shadow[1] * e;
  }
  return { along, firstPlace: 0, state, aside, hidden: new Uint8Array(places) } satisfies ShadowVotes;
}

test("shadows of lines in any direction and order give the one vector on the ground", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 6 }),
      fc.double({ min: -2.5, max: 2.5, noNaN: true }),
      fc.double({ min: -2.5, max: 2.5, noNaN: true }),
      (angles, east, north) => {
        const strips = angles.map((angle) => strip(angle, 80, (place) => place % 30 >= 3, [east, north]));
        const one = shadowOf(strips);
        expect(one?.east).toBeCloseTo(east, 4);
        expect(one?.north).toBeCloseTo(north, 4);
        expect(one?.share).toBe(1);
        expect(one?.cars).toBe(3 * angles.length);
        expect(shadowOf(strips.toReversed())).toEqual(one);
      },
    ),
    { numRuns: 50 },
  );
});

test("a few stretches that disagree do not move it, and the share says so", () => {
  const right = strip(0.4, 300, (place) => place % 30 >= 3, [1, -0.5]);
  const wrong = strip(1.4, 60, (place) => place % 30 >= 3, [-2, 2]);
  const both = shadowOf([right, wrong]);
  expect(both?.east).toBeCloseTo(1, 4);
  expect(both?.north).toBeCloseTo(-0.5, 4);
  expect(both?.share).toBeCloseTo(10 / 12, 6);
});

test("without cars, or where they are hidden or slivers, nothing is said", () => {
  expect(shadowOf([])).toBeNull();
  expect(shadowOf([strip(0, 100, () => false, [1, 1])])).toBeNull();
  expect(shadowOf([strip(0, 100, (place) => place % 9 < 7, [1, 1])])).toBeNull();
  const hidden = strip(0, 100, () => true, [1, 1]);
  hidden.hidden.fill(1);
  expect(shadowOf([hidden])).toBeNull();
});

test("a stretch that begins within a strip takes the strip's direction there", () => {
  const whole = strip(0.3, 120, (place) => place % 40 >= 4, [1.5, 0.5]);
  const half = (values: Float32Array, channels: number): Float32Array =>
    Float32Array.from(
      { length: channels * 60 },
      (_, i) => values[Math.floor(i / 60) * 120 + 60 + (i % 60)] ?? 0,
    );
  const part: ShadowVotes = {
    // Another direction before the stretch must not matter.
    along: whole.along.map((value, i) => (i < 4 * 60 ? 0 : value)),
    firstPlace: 60,
    state: half(whole.state, answerSizes.state),
    aside: half(whole.aside, answerSizes.aside),
    hidden: new Uint8Array(60),
  };
  expect(shadowOf([part])?.east).toBeCloseTo(1.5, 4);
  expect(shadowOf([part])?.north).toBeCloseTo(0.5, 4);
});
