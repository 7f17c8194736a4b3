import { sampledRanges } from "../../sites/tracks/light/sampled-ranges.ts";
import { shadowOf, type ShadowVotes } from "../../sites/tracks/light/shadow-of.ts";
import { sunOfShadow } from "../../sites/tracks/light/sun-of-shadow.ts";
import type { Strip } from "../../sites/tracks/strip.ts";
import type { SunAngles } from "../../sites/tracks/strips/network-input.ts";
import { unseenPlaces } from "../../sites/tracks/strips/unseen-places.ts";
import { partAnswers, placesOf, type Answers, type Asking, type AskedPart } from "./strip-answers.ts";

/** Least agreement of the cars on where shadows fall, and the least number of stretches under cars, for the sun to be taken from them. */
const needed = { share: 0.6, cars: 3 } as const;

/**
 * Where the sun stood, by the shadows of cars in a sample of the strips: read once before all is read, since a reader that knows where shadows fall does
 * not take them for cars. null where too few cars agree.
 */
export async function sunOfSample(strips: readonly Strip[], asking: Asking): Promise<SunAngles | null> {
  const ranges = sampledRanges(strips.map((strip) => ({ id: strip.plan.trackId, places: placesOf(strip) })));
  const parts = ranges.flatMap(({ strip, from, to }): AskedPart[] => {
    const whole = strips[strip];
    return whole === undefined ? [] : [{ strip: whole, from, to, readFrom: from, readTo: to }];
  });
  const answers = await partAnswers(parts, asking);
  return sunOf(parts.map(({ strip, from, to }, i) => votes(strip, answers[i], from, to)));
}

/** Where the sun stood by the answers for whole strips; null where too few cars agree. */
export const sunOfStrips = (strips: readonly Strip[], answers: readonly Answers[]): SunAngles | null =>
  sunOf(strips.map((strip, i) => votes(strip, answers[i], 0, placesOf(strip))));

function votes(strip: Strip, answers: Answers | undefined, from: number, to: number): ShadowVotes {
  const none = new Float32Array();
  return {
    along: strip.plan.along,
    firstPlace: from,
    state: answers?.state ?? none,
    aside: answers?.aside ?? none,
    hidden: unseenPlaces(strip).subarray(from, to),
  };
}

function sunOf(all: readonly ShadowVotes[]): SunAngles | null {
  const shadow = shadowOf(all);
  return shadow === null || shadow.share < needed.share || shadow.cars < needed.cars
    ? null
    : sunOfShadow(shadow);
}
