import type { Answer } from "../reading.ts";

/** Lightness, in spreads of the picture below its median, from which shaded ground is dark enough to be nothing but shadow. */
const darkest = -0.6;
/**
 * What is taken off the logits of a car at each place of dark ground in the shadow of another: some four over a car's length. Chosen on simulated yards apart from those
 * of the exam: at 0.6 and more, dark wagons beside full tracks were lost.
 */
const against = 0.15;

/**
 * The network's answers with less belief in cars where a place lies in the shadow of cars on another track and is dark: a long shadow has the length, the width and
 * the ends of a wagon. A car that stands there has its roof in the sun, and keeps its answers.
 * @param shaded one byte a place
 * @param colours red, green and blue of each place in the picture's own tone
 */
export function withoutShade(
  answers: Readonly<Record<Answer, Float32Array>>,
  shaded: Uint8Array,
  colours: Float32Array,
): Record<Answer, Float32Array> {
  const [state, potential] = [answers.state.slice(), answers.potential.slice()];
  for (let place = 0; place < shaded.length; place++) {
    const light =
      ((colours[3 * place] ?? 0) + (colours[3 * place + 1] ?? 0) + (colours[3 * place + 2] ?? 0)) / 3;
    if (shaded[place] !== 1 || light > darkest) continue;
    // The car is the first channel of both.
    state[place] = (state[place] ?? 0) - against;
    potential[place] = (potential[place] ?? 0) - against;
  }
  return { ...answers, state, potential };
}
