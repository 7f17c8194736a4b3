import { placeStates, type Answer, type PlaceState } from "./reading.ts";

/** Probability of a state at each place, by the answers for single places. */
export function placeChances(
  name: PlaceState,
  { state }: Readonly<Record<Answer, Float32Array>>,
): Float32Array {
  const places = state.length / placeStates.length;
  const channel = placeStates.indexOf(name);
  return Float32Array.from({ length: places }, (_, t) => {
    let sum = 0;
    const own = state[channel * places + t] ?? 0;
    for (let s = 0; s < placeStates.length; s++) sum += Math.exp((state[s * places + t] ?? 0) - own);
    return 1 / sum;
  });
}
